"""Where the reader left off: the view of each story, what was opened, where the window stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QMainWindow, QSplitter, QTabWidget

from viewer import resources
from viewer.core.summary import title
from viewer.core.timeline import Grouping
from viewer.files.settings import Settings, View
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.stories import Stories

#: Milliseconds of rest after which the view is kept: what a kill can lose.
REST = 1500


class Returning(QObject):
    """Brings a window back as it was, and remembers how it is."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        stories: Stories,
        memory: Memory,
        tabs: QTabWidget,
        split: QSplitter,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._stories, self._memory = window, session, stories, memory
        self._tabs, self._split = tabs, split
        self._coming = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._rested)
        stories.begun.connect(self.keep)
        stories.came.connect(self._came)
        session.view.moved.connect(self._stir)
        session.chosen.connect(lambda _: self._stir())
        session.arranged.connect(self._stir)
        tabs.currentChanged.connect(lambda _: self._stir())
        self._place()

    def _stir(self) -> None:
        if self._stories.name and not self._stories.busy and not self._coming:
            self._rest.start()

    def _rested(self) -> None:
        if not self._stories.busy:
            self.keep()

    # ── the story ────────────────────────────────────────────────────────────────────────────

    def keep(self) -> None:
        """Remember where the reader is in what is open."""
        self._rest.stop()
        session, name = self._session, self._stories.name
        if not name or not session.readings:
            return
        scale = session.view.scale
        whole = session.view.fitted
        view = View(
            start=0 if whole else scale.start,
            end=0 if whole else scale.end,
            scroll=session.view.scroll,
            chosen=session.chosen_id,
            tab=self._tabs.tabText(self._tabs.currentIndex()),
            # The lanes of a comparison end with it.
            grouping="" if session.grouping is Grouping.CHANGE else session.grouping.value,
            date=session.date.edtf if session.date.is_known else "",
        )
        if self._memory.now.views.get(name) != view:
            self._memory.update(lambda now: now.with_view(name, view))

    def _came(self) -> None:
        """Another story is open: list it, and show it as it was left."""
        session, name = self._session, self._stories.name
        heading = title(session.readings) if session.readings else ""
        rows = [name] if "\n" not in name else name.split("\n")
        if resources.path() not in session.paths[0].parents:
            self._memory.update(partial(_listed, rows=rows, title=heading))
        view = self._memory.now.views.get(name)
        if view is None:
            return
        self._coming = True
        for number in range(self._tabs.count()):
            if self._tabs.tabText(number) == view.tab:
                self._tabs.setCurrentIndex(number)
        known = {one.value: one for one in Grouping if one is not Grouping.CHANGE}
        if view.grouping in known:
            session.group_by(known[view.grouping])
        session.choose(view.chosen)
        session.view.glide.stop()
        if view.end > view.start:
            session.view.show_span(view.start, view.end)
            session.view.pan(0, view.scroll - session.view.scroll)
        else:
            session.view.begin()
        self._coming = False

    # ── the window ───────────────────────────────────────────────────────────────────────────

    def _place(self) -> None:
        was = self._memory.now.window
        if "geometry" in was:
            # Qt itself keeps it on a screen that is there.
            self._window.restoreGeometry(_bytes(was["geometry"]))
        if "split" in was:
            self._split.restoreState(_bytes(was["split"]))

    def close(self) -> None:
        """The window closes: remember the view, and where the window stood."""
        self.keep()
        window = {
            "geometry": _words(self._window.saveGeometry()),
            "split": _words(self._split.saveState()),
        }
        self._memory.update(lambda now: replace(now, window={**now.window, **window}))


def _listed(now: Settings, *, rows: Sequence[str], title: str) -> Settings:
    """The settings with stories as those opened last; of several none has the title of all."""
    for path in reversed(rows):
        now = now.with_recent(path, title if len(rows) == 1 else "")
    return now


def _words(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(words: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(words.encode("ascii", "replace")))
