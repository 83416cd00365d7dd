"""The program's windows together: what they show now, had open last, and lost to a kill."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from viewer.files import shown
from viewer.ui.settings import Memory
from viewer.ui.window import MainWindow

#: Milliseconds within which windows are closed together: the program was quit.
TOGETHER = 1000
#: Names that an offer spells out.
NAMED = 3


class Desk(QObject):
    """Keeps account of what the windows show, so that it can be opened again."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._windows: list[MainWindow] = []
        self._closed: list[tuple[str, ...]] = []
        self._apart = QTimer(self)
        self._apart.setSingleShot(True)
        self._apart.setInterval(TOGETHER)
        self._apart.timeout.connect(self._closed.clear)

    def add(self, window: MainWindow) -> None:
        """Keep account of a window from now until it closes."""
        self._windows.append(window)
        window.stories.came.connect(self._note)
        window.closed.connect(lambda: self._remove(window))

    def offer(self, window: MainWindow) -> None:
        """Offer what a program that was ended had open; its windows' stories, together."""
        lost = [names for names in self._memory.file.ended() if names]
        if not lost:
            return
        names = [name for one in lost for name in one]
        spelt = ", ".join(shown(Path(Path(name).name)) for name in names[:NAMED])
        more = f" and {len(names) - NAMED:,} more" if len(names) > NAMED else ""
        window.offer(
            f"Story Timeline was ended before it could close. It had open: {spelt}{more}.",
            lambda: window.stories.open([Path(name) for name in names]),
        )

    def end(self) -> None:
        """The program ends as it should."""
        self._memory.file.end(tuple(self._closed))

    def _note(self) -> None:
        self._memory.file.run(self._shown())

    def _shown(self) -> tuple[tuple[str, ...], ...]:
        made = (tuple(window.stories.name.split("\n")) for window in self._windows)
        return tuple(names for names in made if names != ("",))

    def _remove(self, window: MainWindow) -> None:
        self._windows.remove(window)
        if window.stories.name:
            self._closed.append(tuple(window.stories.name.split("\n")))
        if self._windows:
            self._apart.start()
            self._note()
