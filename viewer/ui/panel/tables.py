"""The timeline's twins as lists: every event, every source, for keys and screen readers."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.core.difference import Changed
from viewer.core.events import Event, Kind, Reading
from viewer.core.finding import Filter
from viewer.core.story import Citation
from viewer.core.when import PAST, When
from viewer.files.entries import web_address
from viewer.ui.panel.seen import WhenSeen
from viewer.ui.session import Session

#: The column of dates.
WHEN = 0
Index = QModelIndex | QPersistentModelIndex


class WordTable(QAbstractTableModel):
    """Rows of words under fixed headings; ``hues`` colour the first column."""

    def __init__(self, headings: tuple[str, ...]) -> None:
        super().__init__()
        self._headings = headings
        self.rows: list[tuple[str, ...]] = []
        self.inks: list[QColor] = []

    def put(self, rows: list[tuple[str, ...]], inks: list[QColor]) -> None:
        self.beginResetModel()
        self.rows, self.inks = rows, inks
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return self.inks[index.row()]
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headings[section]
        return None


class EventTable(QTableView):
    """Every event in the order it is told, or sorted by a heading; the row chosen is the event
    chosen. ``narrow`` keeps the rows that hold some words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._events: list[Event] = []
        self._model = WordTable(("When", "What happened", "Source", "Told as"))
        prepare(self, self._model, "eventTable", "Events", stretch=1, widths={0: 118, 2: 82, 3: 76})
        self.verticalHeader().setDefaultSectionSize(44)  # two lines: headlines are read here
        seen = WhenSeen(self, self.renew)
        for signal in (session.opened, session.arranged, session.restyled):
            signal.connect(seen.stir)
        session.chosen.connect(self._follow)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self._words = ""
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(lambda *_: self.renew())

    def narrow(self, words: str) -> None:
        """Show the rows that hold all of some words, in any column."""
        self._words = words
        self.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is little room, when and what come before who and how.
        self.setColumnHidden(3, self.width() < 440)
        self.setColumnHidden(2, self.width() < 340)

    def renew(self) -> None:
        """Fill the table from the session's timeline."""
        session = self._session
        rows = [
            (_event_row(event, session.change_of(event.id), session.when), event, reading)
            for reading in session.readings
            for event in reading.events
            if session.shows(event, reading)
        ]
        wanted = self._words.casefold().split()
        if wanted:
            rows = [row for row in rows if _holds(row[0], wanted)]
        header = self.horizontalHeader()
        column = header.sortIndicatorSection()
        if 0 <= column < self._model.columnCount():
            down = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            rows.sort(key=lambda row: _sorting(column, row[0], row[1]), reverse=down)
        self._events = [event for _, event, _ in rows]
        hues = {e.id: int(h) for e, h in zip(session.timeline.events, session.timeline.hue,
                                              strict=True)}  # fmt: skip
        self._model.put(
            [words for words, _, _ in rows], [session.theme.hue(hues[e.id]) for e in self._events]
        )
        self._follow(session.chosen_id)

    def _follow(self, event_id: str) -> None:
        row = next((i for i, e in enumerate(self._events) if e.id == event_id), -1)
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())  # so that the same row can be chosen again
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.selectRow(row)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and (self.hasFocus() or self.underMouse()):
            self._session.choose(self._events[current.row()].id)


def _event_row(
    event: Event, line: Changed | None, when_of: Callable[[When], str]
) -> tuple[str, ...]:
    told = f"{event.status.value}, corrected" if event.own else event.status.value
    if line is not None:
        side = "before" if event is line.before and line.after else ""
        told = " ".join(part for part in (told + ",", line.change.words, side) if part)
    when = "no date" if event.kind is Kind.UNDATED else when_of(event.when)
    return when, event.headline, ", ".join(event.citations), told


def _holds(row: tuple[str, ...], wanted: list[str]) -> bool:
    said = " ".join(row).casefold()
    return all(word in said for word in wanted)


def _sorting(column: int, row: tuple[str, ...], event: Event) -> tuple[object, ...]:
    """By time where the column is one of dates, the undated last; else by the words."""
    if column != WHEN:
        return (row[column].casefold(), event.span)
    when = event.when
    first = when.latest if when.earliest == PAST else when.earliest
    return (event.kind is Kind.UNDATED, first, when.latest, event.span)


class CitationList(QTableView):
    """Every source with what rests on it; a source clicked is the only one shown, and leads to its
    first event. ``address`` answers where a source lies."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = WordTable(("Source", "Title", "Events", "Alone", "Paragraphs"))
        self._sources: list[tuple[Reading, Citation]] = []
        widths = {0: 90, 2: 60, 3: 56, 4: 88}
        prepare(self, self._model, "citationList", "Citations", stretch=1, widths=widths)
        seen = WhenSeen(self, self.renew)
        for signal in (session.opened, session.arranged, session.restyled):
            signal.connect(seen.stir)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def renew(self) -> None:
        """Fill the list from the session's stories."""
        rows: list[tuple[str, ...]] = []
        inks = []
        self._sources = []
        for reading in self._session.own:
            starts = [p.span.start for p in reading.story.paragraphs]
            resting = Counter(i for e in reading.events for i in e.citations)
            alone = Counter(e.citations[0] for e in reading.events if len(e.citations) == 1)
            for citation in reading.story.citations:
                cited = len({bisect_right(starts, mark.start) for mark in citation.marks})
                rows.append(
                    (
                        citation.id,
                        _described(citation),
                        f"{resting[citation.id]:,}",
                        f"{alone[citation.id]:,}",
                        f"{cited:,}",
                    )
                )
                hue = self._session.hue_of(reading, citation.id)
                inks.append(self._session.theme.hue(hue))
                self._sources.append((reading, citation))
        self._model.put(rows, inks)

    def address(self) -> str:
        """The web address of the source in the current row; "" where it has none."""
        row = self.currentIndex().row()
        return web_address(self._sources[row][1]) if 0 <= row < len(self._sources) else ""

    def _open(self, index: QModelIndex) -> None:
        reading, source = self._sources[index.row()]
        shown = self._session.filter
        self._session.show_only(Filter(shown.support, source.id, reading.story.digest))
        first = next(
            (e for r in self._session.readings for e in r.events if self._session.shows(e, r)), None
        )
        if first is not None:
            self._session.choose(first.id)


def _described(citation: Citation) -> str:
    parts = (citation.title, citation.outlet, citation.date, citation.link)
    return " · ".join(part for part in parts if part) or "—"


def prepare(
    view: QTableView,
    model: QAbstractTableModel,
    name: str,
    spoken: str,
    *,
    stretch: int,
    widths: dict[int, int],
) -> None:
    """Set a table up as ours are: rows that are read and chosen whole, one column that stretches,
    the others this wide."""
    view.setModel(model)
    view.setObjectName(name)
    view.setAccessibleName(spoken)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(28)
    header = view.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(56)
    header.setMaximumSectionSize(400)
    for column, width in widths.items():
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(column, width)
