"""What two versions tell differently, as a list: for keys, and for who prefers lists."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from viewer.core import dates
from viewer.core.difference import Change, Changed
from viewer.core.events import Event, Kind
from viewer.ui.panel.tables import WordTable, prepare
from viewer.ui.session import Session

#: Pixels of width below which the columns before the headline are slimmer.
NARROW = 400


class ChangeList(QTableView):
    """A row for each event that is new, gone, or told otherwise, by time; the row chosen is the
    event chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: tuple[Changed, ...] = ()
        self._following = False  # the row follows the event, and not the other way
        self._model = WordTable(("Change", "When", "What happened"))
        prepare(self, self._model, "changeList", "Changes", stretch=2, widths={0: 104, 1: 132})
        self.verticalHeader().setDefaultSectionSize(44)  # two lines: before, and now
        for signal in (session.opened, session.arranged, session.restyled):
            signal.connect(self.renew)
        session.chosen.connect(lambda _: self._follow())
        self.selectionModel().currentRowChanged.connect(self._choose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.horizontalHeader().resizeSection(0, 84 if narrow else 104)
        self.horizontalHeader().resizeSection(1, 96 if narrow else 132)

    def renew(self) -> None:
        """Fill the list from the session's comparison."""
        made, theme = self._session.comparison, self._session.theme
        self._lines = made.changed if made else ()
        self._model.put(
            [
                (change, self._session.in_style(when), what)
                for change, when, what in map(change_row, self._lines)
            ],
            [QColor(theme.change(line.change)) for line in self._lines],
        )
        self._follow()

    def _follow(self) -> None:
        line = self._session.change_of(self._session.chosen_id)
        row = next((n for n, one in enumerate(self._lines) if one is line), -1)
        self._following = True
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.selectRow(row)
        self._following = False

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and not self._following:
            self._session.choose(self._lines[current.row()].event.id)


#: What stands in the list for each change, short enough for its column.
SHORT = {
    Change.NEW: "new",
    Change.GONE: "gone",
    Change.RESOURCED: "sources",
    Change.REWORDED: "wording",
}


def change_row(line: Changed) -> tuple[str, str, str]:
    """A line of a comparison as three cells: how it changed, when it was, what it is."""
    before, after, headline = line.before, line.after, line.event.headline
    if before is None or after is None:
        return f"{line.change.sign} {SHORT[line.change]}", _when(line.event), headline
    short, when = SHORT.get(line.change, ""), _when(after)
    if line.change is Change.REDATED:
        redated, retold = _when(before) != when, before.status is not after.status
        # The same words for two dates: what differs is how it lies in them.
        short = "status" if retold and not redated else "date"
        when = f"{_when(before)} → {when}" if redated else when
        if retold:
            when += f" ({before.status.value} → {after.status.value})"
    elif line.change is Change.RESOURCED:
        when = f"{_sources(before)} → {_sources(after)}"
    elif before.headline != headline:
        headline = f"{headline} (was: {before.headline})"
    return f"{line.change.sign} {short}", when, headline


def _when(event: Event) -> str:
    return "no date" if event.kind is Kind.UNDATED else dates.words(event.when)


def _sources(event: Event) -> str:
    return ", ".join(event.citations) or "no source"
