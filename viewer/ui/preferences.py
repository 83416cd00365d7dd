"""The Preferences dialog: what the reader likes, applied as it is chosen."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.dates import DateStyle
from viewer.core.timeline import Grouping
from viewer.files import NotSaved, shown, write_whole
from viewer.files.known import own_periods
from viewer.files.periods import PeriodsRefused, of_text
from viewer.files.settings import TEXT_SIZES, Preferences
from viewer.ui.plain import PlainLabel
from viewer.ui.settings import Memory

THEMES = (
    ("system", "As the system"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)
GROUPINGS = (
    (Grouping.SOURCE, "By source"),
    (Grouping.PARAGRAPH, "By paragraph"),
    (Grouping.CERTAINTY, "By certainty"),
    (Grouping.NONE, "In one lane"),
)
DATES = (
    (DateStyle.DAY_FIRST, "3 March 2024"),
    (DateStyle.MONTH_FIRST, "March 3, 2024"),
    (DateStyle.ISO, "2024-03-03"),
)
#: With the number of each among the days of a week.
WEEKS = {"monday": ("Monday", 0), "saturday": ("Saturday", 5), "sunday": ("Sunday", 6)}
#: What the table of periods begins with for one who has none.
EXAMPLE = """\
# Periods of your own, by name. A row looks like this:
#
# [[period]]
# name = "The Long Strike"
# edtf = "1984-03/1985-03"
# source = "Union archive, box 12"
"""


class PreferencesDialog(QDialog):
    """Each choice holds at once, in all windows, and is kept."""

    def __init__(self, memory: Memory, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle("Preferences")
        self._memory = memory
        self._choices: dict[str, QComboBox] = {}
        now = memory.preferences
        form = QFormLayout()
        self._choice(form, "theme", "&Theme", THEMES, now.theme)
        sizes = [(size, f"{size} %") for size in TEXT_SIZES]
        self._choice(form, "text_size", "&Size of text", sizes, now.text_size)
        groupings = [(one.value, words) for one, words in GROUPINGS]
        self._choice(form, "grouping", "&Lanes of a new story", groupings, now.grouping)
        styles = [(one.value, words) for one, words in DATES]
        self._choice(form, "dates", "&Dates as", styles, now.dates)
        weeks = [(name, words) for name, (words, _) in WEEKS.items()]
        self._choice(form, "week", "&Weeks begin on", weeks, now.week)
        resume = self._resume = QCheckBox("Open what was &open last")
        resume.setObjectName("preferResume")
        resume.setChecked(now.resume)
        resume.toggled.connect(lambda on: memory.prefer(resume=on))
        form.addRow("At the start", resume)
        periods = QPushButton("&Edit…")
        periods.setObjectName("preferPeriods")
        periods.setEnabled(own_periods() is not None)
        periods.clicked.connect(lambda: PeriodsDialog(memory, self).open())
        form.addRow("Your own named periods", periods)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        usual = buttons.addButton("Restore Defaults", QDialogButtonBox.ButtonRole.ResetRole)
        usual.setObjectName("preferUsual")
        usual.clicked.connect(self._restore)
        buttons.rejected.connect(self.accept)
        where = PlainLabel(f"Kept in {shown(memory.file.path)}" if memory.file.path else "", "soft")
        where.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(16)
        box.addLayout(form)
        box.addStretch(1)
        box.addWidget(where)
        box.addWidget(buttons)
        self.setMinimumWidth(440)

    def _choice(
        self,
        form: QFormLayout,
        name: str,
        words: str,
        choices: list[tuple[int, str]] | list[tuple[str, str]] | tuple[tuple[str, str], ...],
        now: str | int,
    ) -> None:
        box = QComboBox()
        box.setObjectName("prefer" + name.title().replace("_", ""))
        for value, label in choices:
            box.addItem(label, value)
        box.setCurrentIndex(max(box.findData(now), 0))
        box.activated.connect(partial(self._take, name, box))
        form.addRow(words, box)
        self._choices[name] = box

    def _take(self, name: str, box: QComboBox, _index: int = 0) -> None:
        self._memory.prefer(**{name: box.currentData()})

    def _restore(self) -> None:
        usual = Preferences()
        for name, box in self._choices.items():
            box.setCurrentIndex(box.findData(getattr(usual, name)))
        self._resume.setChecked(usual.resume)
        self._memory.prefer(**asdict(usual))


class PeriodsDialog(QDialog):
    """The reader's table of named periods, checked as it is written."""

    def __init__(self, memory: Memory, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("periodsDialog")
        self.setWindowTitle("Your Own Named Periods")
        self._memory = memory
        path = own_periods()
        assert path is not None  # else the button that opens this is off
        self._path = path
        self.text = QPlainTextEdit()
        self.text.setObjectName("periodsText")
        self.text.setTabChangesFocus(True)
        trouble = ""
        try:
            self.text.setPlainText(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.text.setPlainText(EXAMPLE)
        except (OSError, UnicodeDecodeError) as error:
            trouble = f"{shown(path)} cannot be read, and is left as it is: {error}"
            self.text.setEnabled(False)
        self._said = PlainLabel("", "periodsSaid")
        self._said.setWordWrap(True)
        about = PlainLabel(
            "Stories that name one of these periods are dated by it, and it is drawn behind "
            "their events. A name that the program knows already is replaced by yours.",
            "periodsAbout",
        )
        about.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._save = buttons.button(QDialogButtonBox.StandardButton.Save)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(about)
        box.addWidget(self.text, 1)
        box.addWidget(self._said)
        box.addWidget(buttons)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(250)
        self._rest.timeout.connect(self._check)
        self.text.textChanged.connect(self._rest.start)
        self.resize(620, 460)
        self._check()
        if trouble:
            self._said.setText(trouble)
            self._save.setEnabled(False)

    def _check(self) -> bool:
        try:
            rows = of_text(self.text.toPlainText(), "The table")
        except PeriodsRefused as error:
            self._said.setText(str(error))
            self._save.setEnabled(False)
            return False
        count = len(rows)
        self._said.setText(f"{count:,} period{'' if count == 1 else 's'}.")
        self._save.setEnabled(True)
        return True

    def _keep(self) -> None:
        if not self._check():
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, self.text.toPlainText().encode())
        except OSError as error:
            reason = str(error) if isinstance(error, NotSaved) else error.strerror or str(error)
            self._said.setText(f"Not saved: {reason}")
            return
        self._memory.renamed.emit()
        self.accept()
