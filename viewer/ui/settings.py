"""The settings as the windows know them: one object for all windows of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.files.settings import Preferences, Settings, SettingsFile


class Memory(QObject):
    """What is remembered between runs.

    Signals: ``preferred`` a preference changed; ``renamed`` the reader's named periods did;
    ``listed`` other stories are in the list of recent ones; ``told`` something about the settings
    file that the reader should know (a sentence).
    """

    preferred = Signal()
    renamed = Signal()
    listed = Signal()
    told = Signal(str)

    def __init__(self, file: SettingsFile | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file or SettingsFile()
        self._said = 0

    @property
    def now(self) -> Settings:
        """All that is remembered."""
        return self.file.now

    @property
    def preferences(self) -> Preferences:
        """What the reader chose."""
        return self.file.now.preferences

    def update(self, change: Callable[[Settings], Settings]) -> None:
        """Change what is remembered, on disk at once."""
        before = self.file.now
        now = self.file.update(change)
        if now.preferences != before.preferences:
            self.preferred.emit()
        if now.recent != before.recent:
            self.listed.emit()
        self.tell()

    def prefer(self, **values: Any) -> None:
        """Set preferences by their names."""
        self.update(lambda now: replace(now, preferences=replace(now.preferences, **values)))

    def tell(self) -> None:
        """Say what was found about the settings file and not said yet."""
        new, self._said = self.file.problems[self._said :], len(self.file.problems)
        for problem in new:
            self.told.emit(problem)
