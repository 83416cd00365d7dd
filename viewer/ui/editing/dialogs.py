"""What a correction asks the reader: a date that is checked as it is typed, words, choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.core.corrections import Alternative
from viewer.core.events import Dating, Shape, Status
from viewer.core.when import When
from viewer.ui.plain import PlainLabel

#: How a shape is told of a date.
LIES = {
    Shape.SPAN: "lasted from the first to the last date",
    Shape.WITHIN: "once, some time within it",
    Shape.MOMENT: "that very day or time",
    Shape.OPEN: "one bound only",
}
STATUSES = {
    Status.HAPPENED: "Happened",
    Status.ONGOING: "Still going on",
    Status.PLANNED: "Planned",
    Status.POSSIBLE: "Only possible",
    Status.DENIED: "Said not to have happened",
}
EXAMPLES = (
    "For example: 5 August 1911, mid 2024, from May to July 2020, 2009/2018, before 2021, no date"
)

Reads = Callable[[str], Dating | None]
Tells = Callable[[When], str]


class Ask(QDialog):
    """Labelled fields over OK and Cancel; the caller opens it and hears ``accepted``."""

    def __init__(self, parent: QWidget, title: str, name: str, about: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        if about:
            label = PlainLabel(about, "about")
            label.setWordWrap(True)
            box.addWidget(label)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(8)
        box.addLayout(self.form)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        box.addWidget(self._buttons)

    def allow(self, allowed: bool) -> None:
        """Whether OK can be pressed."""
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(allowed)

    def add(self, words: str, field: QWidget, name: str) -> None:
        field.setObjectName(name)
        field.setAccessibleName(words.replace("&", ""))
        label = PlainLabel(words)
        label.setBuddy(field)
        self.form.addRow(label, field)

    def say(self, name: str, words: str = "") -> PlainLabel:
        """A line of words across both columns."""
        label = PlainLabel(words, name)
        label.setWordWrap(True)
        self.form.addRow(label)
        return label


class DateField:
    """A line for a date in a dialog, and what it is read as under it."""

    def __init__(
        self, ask: Ask, reads: Reads, tells: Tells, words: str, changed: Callable[[], None]
    ) -> None:
        self._reads, self._tells = reads, tells
        self._changed = changed
        self._first = words
        self.dating: Dating | None = None
        self.field = QLineEdit(words)
        self.field.setPlaceholderText("no date")
        ask.add("Date", self.field, "dateField")
        self._read = ask.say("dateRead")
        self.field.textChanged.connect(lambda _: self.check())

    @property
    def words(self) -> str:
        return " ".join(self.field.text().split())

    @property
    def is_other(self) -> bool:
        """Whether the reader put something else there."""
        return self.words != self._first

    def check(self) -> None:
        """Read what stands in the field, and say how."""
        self.dating = self._reads(self.words or "no date")
        if self.dating is None:
            self._read.setText(f"This is not read as a date. {EXAMPLES}")
        elif not self.dating.when.is_known:
            self._read.setText("No date: the event moves to the shelf beside the axis.")
        else:
            when, shape = self.dating.when, self.dating.shape
            self._read.setText(f"{self._tells(when)} ({when.edtf}), {LIES[shape]}")
        self._changed()


class AskDate(Ask):
    """Another date for an event, typed or taken from what else it may be."""

    def __init__(
        self,
        parent: QWidget,
        about: str,
        words: str,
        offered: Sequence[Alternative],
        reads: Reads,
        tells: Tells,
    ) -> None:
        super().__init__(parent, "Change the date", "askDate", about)
        self.date = DateField(self, reads, tells, words, self._checked)
        self._offered = offered
        if offered:
            self._list = QListWidget()
            for one in offered:
                self._list.addItem(f"{tells(one.when)} — {one.why}")
            self._list.setWordWrap(True)
            self._list.setSpacing(3)
            self._list.setMaximumHeight(44 * len(offered) + 8)
            self._list.currentRowChanged.connect(self._take)
            self.add("Or", self._list, "dateAlternatives")
        self.date.check()
        self.date.field.selectAll()

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offered):
            when = self._offered[row].when
            self.date.field.setText(when.edtf if when.is_known else "no date")

    def _checked(self) -> None:
        self.allow(self.date.dating is not None)


class AskEvent(Ask):
    """A new event: what to call it, when it was, and how surely."""

    def __init__(
        self,
        parent: QWidget,
        about: str,
        headline: str,
        words: str,
        reads: Reads,
        tells: Tells,
    ) -> None:
        super().__init__(parent, "Add an event", "askEvent", about)
        self.headline = QLineEdit(headline)
        self.headline.setMaxLength(300)
        self.add("Headline", self.headline, "headlineField")
        self.date = DateField(self, reads, tells, words, self._checked)
        self._status = QComboBox()
        for status, said in STATUSES.items():
            self._status.addItem(said, status)
        self.add("Told as", self._status, "statusField")
        self.headline.textChanged.connect(lambda _: self._checked())
        self.date.check()

    @property
    def status(self) -> Status:
        return list(STATUSES)[self._status.currentIndex()]

    def _checked(self) -> None:
        self.allow(self.date.dating is not None and bool(self.headline.text().strip()))


class AskLine(Ask):
    """One line of words."""

    def __init__(self, parent: QWidget, title: str, about: str, words: str) -> None:
        super().__init__(parent, title, "askLine", about)
        self.line = QLineEdit(words)
        self.line.setMaxLength(300)
        self.add("Headline", self.line, "lineField")
        self.line.textChanged.connect(lambda text: self.allow(bool(text.strip())))
        self.line.selectAll()


class AskNote(Ask):
    """Some lines of words; none takes the note away."""

    def __init__(self, parent: QWidget, about: str, words: str) -> None:
        super().__init__(parent, "Note", "askNote", about)
        self.text = QPlainTextEdit(words)
        self.text.setTabChangesFocus(True)
        self.add("Note", self.text, "noteField")


class AskSome(Ask):
    """Some of a list, ticked."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        about: str,
        choices: Sequence[tuple[str, str]],
        ticked: Sequence[str],
        *,
        needed: bool,
    ) -> None:
        super().__init__(parent, title, "askSome", about)
        self._needed = needed
        self.list = QListWidget()
        for key, words in choices:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = key in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setMinimumHeight(220)
        self.add("Choose", self.list, "choices")
        self.list.itemChanged.connect(lambda _: self._checked())
        self._checked()

    @property
    def chosen(self) -> list[str]:
        """The keys ticked, in the list's order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _checked(self) -> None:
        self.allow(bool(self.chosen) or not self._needed)
