"""The card: why an event stands where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.core import dates
from viewer.core.corrections import Alternative, Redate, alternatives
from viewer.core.events import Event, Kind, Own, Reading, Shape, Status
from viewer.core.when import FUTURE, PAST, Precision
from viewer.ui.plain import PlainLabel
from viewer.ui.session import Session
from viewer.ui.theme import enlarged

HINT = "Click an event on the timeline, or a sentence in the text, to see when it was and why."

STATED = {
    Precision.SECOND: "the second is stated",
    Precision.MINUTE: "the minute is stated",
    Precision.HOUR: "the hour is stated, the minute is not",
    Precision.DAY: "the day is stated",
    Precision.WEEK: "the week is stated, the day is not",
    Precision.MONTH: "the month is stated, the day is not",
    Precision.SEASON: "the season is stated, the month is not",
    Precision.QUARTER: "the quarter is stated, the month is not",
    Precision.HALF: "the half-year is stated, the month is not",
    Precision.YEAR: "the year is stated, the month is not",
    Precision.DECADE: "the decade is stated, the year is not",
    Precision.CENTURY: "the century is stated, the year is not",
    Precision.AGE: "only the age is stated",
    Precision.NONE: "",
}

TOLD_AS = {
    Status.HAPPENED: "happened",
    Status.ONGOING: "still going on when the story was written",
    Status.PLANNED: "planned when the story was written",
    Status.POSSIBLE: "only possible, as the story tells it",
    Status.DENIED: "said not to have happened",
}


#: What is the reader's, as the card lists it.
OWN = {
    Own.ADDED: "the event itself",
    Own.DATE: "the date",
    Own.HEADLINE: "the headline",
    Own.STATUS: "whether it happened",
    Own.SOURCES: "its sources",
    Own.MERGED: "merged with others",
    Own.SPLIT: "split off from another",
    Own.NOTE: "the note",
}


class WhyCard(QScrollArea):
    """The chosen event: date, certainty, the words it was read from, its sources, what else it may
    be, and what the reader put right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("whyCard")
        self.setAccessibleName("Why this date")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        body = QWidget()
        body.setObjectName("cardBody")
        box = QVBoxLayout(body)
        box.setContentsMargins(24, 14, 24, 14)
        box.setSpacing(3)
        self._headline = _label("cardHeadline")
        self._when = _label("cardWhen")
        self._told = _label("cardTold")
        for label in (self._headline, self._when, self._told):
            box.addWidget(label)
        self._rows = QFormLayout()
        self._rows.setContentsMargins(0, 8, 0, 0)
        self._rows.setHorizontalSpacing(18)
        self._rows.setVerticalSpacing(6)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        box.addLayout(self._rows)
        box.addStretch(1)
        self.setWidget(body)
        for signal in (session.opened, session.arranged, session.restyled):
            signal.connect(self.renew)
        session.chosen.connect(lambda _: self.renew())
        self.renew()

    def renew(self) -> None:
        """Show the session's chosen event, or what the reader should know of the story."""
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self._style()
        event, reading = self._session.event_of(self._session.chosen_id), self._session.reading
        if event is None or reading is None:
            self._show_story(reading)
            return
        self._headline.setText(event.headline)
        self._when.setText(self._session.in_style(when_words(event)))
        self._told.setText(TOLD_AS[event.status])
        for name, words in facts(event, reading):
            self._row(name, self._session.in_style(words) if name == "Because" else words)
        self._compare(event)
        if self._session.is_own(event.id):
            self._offer(alternatives(event, reading))
            self._mark_own(event)
        self.verticalScrollBar().setValue(0)

    def _compare(self, event: Event) -> None:
        """How the version that the story is compared with tells it."""
        line = self._session.change_of(event.id)
        if line is None:
            return
        if line.before is None or line.after is None:
            where = "later" if line.after else "earlier"
            self._row("Compared", f"{line.change.words}: told in the {where} version only")
            return
        earlier = event is line.before
        other = line.after if earlier else line.before
        said = (
            other.headline,
            self._session.in_style(when_words(other)),
            ", ".join(other.citations) or "no source",
        )
        self._row(
            "Compared",
            f"{line.change.words}; {'now' if earlier else 'before'}:\n" + "\n".join(said),
        )

    def _offer(self, offered: Sequence[Alternative]) -> None:
        """What else the date may be, each a click away."""
        for number, one in enumerate(offered):
            words = self._session.when(one.when)
            take = QPushButton(words.replace("&", "&&"))
            take.setObjectName("takeAlternative")
            take.setProperty("pill", True)
            take.setAccessibleName(f"Take {words}: {self._session.in_style(one.why)}")
            take.clicked.connect(partial(self._take, one))
            why = _label("cardWhy", self._session.in_style(one.why))
            field = QWidget()
            line = QHBoxLayout(field)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(why, 1)
            key = _label("cardKey", "Or was it" if number == 0 else "")
            key.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._rows.addRow(key, field)

    def _take(self, one: Alternative) -> None:
        event = self._session.event_of(self._session.chosen_id)
        if event is not None:
            change = Redate(one.when.edtf, one.shape)
            self._session.corrections.make(change, self._session.target_of(event))

    def _mark_own(self, event: Event) -> None:
        """What of the event is the reader's, and the way back."""
        if event.note:
            self._row("Note", event.note)
        if not event.own:
            return
        self._row("By the reader", ", ".join(OWN[part] for part in event.own))
        back = QPushButton("Back to what the program read")
        if Own.ADDED in event.own:
            back.setText("Take the event back")
        back.setObjectName("takeEventBack")
        back.setProperty("pill", True)
        back.clicked.connect(self._take_back)
        self._rows.addRow(_label("cardKey"), back)

    def _take_back(self) -> None:
        event = self._session.event_of(self._session.chosen_id)
        if event is not None:
            self._session.corrections.take_back(self._session.corrections_of(event))

    def _show_story(self, reading: Reading | None) -> None:
        self._headline.setText("")
        self._when.setText("")
        self._told.setText(HINT if reading else "")
        for diagnostic in reading.diagnostics if reading else ():
            self._row("Note" if diagnostic.severity == "note" else "Mind", diagnostic.message)

    def _row(self, name: str, words: str) -> None:
        key, value = _label("cardKey", name), _label("cardValue", words)
        key.setAlignment(Qt.AlignmentFlag.AlignTop)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows.addRow(key, value)

    def _style(self) -> None:
        theme = self._session.theme
        event = self._session.event_of(self._session.chosen_id)
        hue = -1
        if event is not None and event.citations:
            reading = self._session.reading
            hue = self._session.hue_of(reading, event.citations[0]) if reading else -1
        sheet = (
            f"#cardBody {{ background: {theme.paper}; }}"
            f"#cardHeadline {{ font-size: 16px; font-weight: 600; color: {theme.ink}; }}"
            f"#cardWhen {{ font-size: 13px; font-weight: 600; color: {theme.hue(hue).name()}; }}"
            f"#cardTold {{ font-size: 13px; color: {theme.soft}; }}"
            f"#cardKey {{ font-size: 13px; color: {theme.faint}; }}"
            f"#cardValue {{ font-size: 13px; color: {theme.ink}; }}"
            f"#cardWhy {{ font-size: 12px; color: {theme.soft}; }}"
        )
        self.setStyleSheet(enlarged(sheet, self._session.text_size))
        for label in (self._headline, self._when):
            label.setVisible(event is not None)


def when_words(event: Event) -> str:
    """An event's date for people: "September 2024 · one month", "no date · before 1 July 2024"."""
    if event.kind is Kind.UNDATED:
        if not event.when.is_known:
            return "no date in the text"
        return f"no date in the text · {dates.words(event.when)}"
    words, length = dates.words(event.when), dates.span_words(event.when)
    return f"{words} · {length}" if length and event.shape is not Shape.MOMENT else words


def facts(event: Event, reading: Reading) -> list[tuple[str, str]]:
    """The card's rows: (name, words)."""
    rows = []
    if event.timexes:
        read = [f"“{' '.join(t.text.split())}” → {t.when.edtf if t.when.is_known else t.value}"
                for t in event.timexes]  # fmt: skip
        rows.append(("Read as", "\n".join(read)))
    rows.append(("Because", event.because))
    rows.append(("Certainty", certainty(event)))
    others = dict.fromkeys(event.citations, 0)
    for other in reading.events:
        for i in others:
            others[i] += other is not event and i in other.citations
    if others:
        sources = {c.id: c for c in reading.story.citations}
        words = []
        for i, n in others.items():
            source = sources.get(i)
            name = f"{i} — {source.title}" if source and source.title else i
            also = f"also supports {n} other event{'s' if n != 1 else ''}" if n else "only this"
            words.append(f"{name}, {also}")
        rows.append(("Cited", "\n".join(words)))
    else:
        rows.append(("Cited", "no source is given here"))
    return rows


def certainty(event: Event) -> str:
    """How much the text says about when, in words."""
    when = event.when
    if event.kind is Kind.READER:
        return "given by the reader, not by the text"
    if event.kind is Kind.UNDATED and Own.DATE in event.own:
        return "the reader says that the text gives no date"
    if event.kind is Kind.UNDATED:
        if when.earliest == PAST and when.latest == FUTURE:
            return "the text gives no date, and nothing bounds it"
        if event.follows:
            return "bounded by what is told before it and the story’s date only"
        return "bounded by its tense and the story’s date only"
    if event.shape is Shape.OPEN or when.earliest == PAST or when.latest == FUTURE:
        return "one bound is stated, the other is not"
    if event.shape is Shape.SPAN:
        return "it lasted from the first to the last date"
    words = STATED[when.precision]
    return f"{words}, approximately" if when.approximate else words


def _label(name: str, words: str = "") -> PlainLabel:
    label = PlainLabel(words, name)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
