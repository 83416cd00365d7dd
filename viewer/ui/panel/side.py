"""The side panel: a search box and the tabs over the card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from viewer.core.events import Reading
from viewer.core.story import Span
from viewer.ui.panel.card import WhyCard
from viewer.ui.panel.changes import ChangeList
from viewer.ui.panel.pages import CitationsPage, EventsPage
from viewer.ui.panel.search import SearchBar
from viewer.ui.panel.shelf import UndatedShelf
from viewer.ui.panel.shown import ShownStories
from viewer.ui.panel.source import SourceText
from viewer.ui.panel.tables import CitationList, EventTable
from viewer.ui.session import Session


class SidePanel(QWidget):
    """Source text, citations and events, and the card of the chosen event below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBar(session)
        self.source = SourceText(session)
        self.citations = CitationList(session)
        self.events = EventTable(session)
        self.shelf = UndatedShelf(session)
        self.card = WhyCard(session)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("sideTabs")
        self.tabs.setAccessibleName("Reading")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.source, "Source text")
        self.sources_page = CitationsPage(session, self.citations)
        self.sources_page.weak.looked_up.connect(self._look_up)
        self.events_page = EventsPage(self.events)
        self.tabs.addTab(self.sources_page, "Citations")
        self.tabs.addTab(self.events_page, "Events")
        self.tabs.addTab(self.shelf, "Undated")
        self.changes = ChangeList(session)
        self._changes = self.tabs.addTab(self.changes, "Changes")
        self.stories = ShownStories(session)
        self._stories = self.tabs.addTab(self.stories, "Stories")
        self._comparing = True
        for signal in (session.opened, session.arranged):
            signal.connect(self._show_changes)
            signal.connect(self._show_stories)
        self._session = session
        self._show_changes()
        self._show_stories()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(1)
        parts.addWidget(self.tabs)
        parts.addWidget(self.card)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 1)
        parts.setSizes([520, 270])
        parts.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.search)
        box.addWidget(parts, 1)

    def _show_changes(self) -> None:
        """The tab of changes is there while two versions are compared, and comes to the front."""
        comparing = self._session.comparison is not None
        if comparing is not self._comparing:
            self._comparing = comparing
            self.tabs.setTabVisible(self._changes, comparing)
            self.tabs.setCurrentWidget(self.changes if comparing else self.source)

    def _look_up(self, reading: Reading, span: Span) -> None:
        """Show some words in the text, selected, with the event told there."""
        self.tabs.setCurrentWidget(self.source)
        event = next((e for e in reading.events if e.span.overlaps(span)), None)
        if event is not None:
            self._session.choose(event.id)
        self.source.select(reading, span)

    def _show_stories(self) -> None:
        """One story is not chosen from, and versions of one are told apart elsewhere."""
        several = len(self._session.own) > 1 and self._session.comparison is None
        self.tabs.setTabVisible(self._stories, several)
