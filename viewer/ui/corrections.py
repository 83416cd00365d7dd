"""What the reader put right in the open story: kept on disk at each change, undone and redone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from viewer.core.corrections import Change, Correction, Lapsed, Target, words
from viewer.files import NotSaved
from viewer.files.sidecar import Sidecar

#: Letters of a change that a menu or a list of changes shows.
SHOWN = 60


class Corrections(QObject):
    """The corrections of the open story, in the order they were made.

    ``all`` are those that hold, ``lapsed`` those of them that apply to nothing in this version of
    the story. Signals: ``changed`` others hold; ``told`` something about keeping them that the
    reader should know (a sentence); ``kept`` whether all of them are saved may have changed;
    ``stepped`` other steps can be undone or redone.
    """

    changed = Signal()
    told = Signal(str)
    kept = Signal()
    stepped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: tuple[Correction, ...] = ()
        self.lapsed: tuple[Lapsed, ...] = ()
        self.stack = QUndoStack(self)
        # Through a signal of ours: a stack that is destroyed tells of it once more.
        self.stack.indexChanged.connect(self.stepped)
        self.trouble = ""
        self._sidecar: Sidecar | None = None

    @property
    def path(self) -> Path | None:
        """Where they were saved last; None before."""
        return self._sidecar.path if self._sidecar else None

    @property
    def files(self) -> tuple[Path, ...]:
        """Where they may lie."""
        return self._sidecar.files if self._sidecar else ()

    def open(self, story: Path) -> None:
        """Take the corrections kept for a story file; what was undone elsewhere is forgotten."""
        self.stack.clear()
        self._sidecar = Sidecar(story)
        self.all = self._sidecar.load()
        self.trouble = ""
        self._tell(0)

    def renew(self) -> None:
        """Take in what another window on the same story changed."""
        if self._sidecar is None or self.trouble:
            return
        theirs = self._sidecar.load()
        if theirs != self.all:
            self.all = theirs
            self.changed.emit()

    def make(self, change: Change, target: Target) -> str:
        """Put something right; answers the id of the correction."""
        made = Correction(secrets.token_hex(6), target, change)
        void = [other for other in self.all if made.replaces(other)]
        self.stack.push(_Step(self, _short(change), void, [made]))
        return made.id

    def take_back(self, ids: Sequence[str]) -> None:
        """Let go of some corrections, in one step that can be undone."""
        gone = [one for one in self.all if one.id in ids]
        if gone:
            what = _short(gone[0].change) if len(gone) == 1 else f"{len(gone)} corrections"
            self.stack.push(_Step(self, f"Take back {what}", gone, []))

    def save(self) -> bool:
        """Keep what is not kept yet; says why where it cannot be."""
        if self._sidecar is None:
            return True
        before, found = self.trouble, len(self._sidecar.problems)
        try:
            self.all = self._sidecar.save(self.all)
            self.trouble = ""
        except NotSaved as error:
            self.trouble = str(error)
        self._tell(found)
        if self.trouble and self.trouble != before:
            self.told.emit(
                f"The corrections are not saved. {self.trouble}. They hold in this window, and "
                "saving is tried again at the next change and when the window closes."
            )
        self.kept.emit()
        return not self.trouble

    def _tell(self, known: int) -> None:
        for problem in self._sidecar.problems[known:] if self._sidecar else ():
            self.told.emit(problem)

    def _exchange(self, gone: Sequence[Correction], come: Sequence[Correction]) -> None:
        ids = {one.id for one in (*gone, *come)}
        self.all = (*(one for one in self.all if one.id not in ids), *come)
        self.save()
        self.changed.emit()


class _Step(QUndoCommand):
    """Some corrections for others; undone, the others are back."""

    def __init__(
        self,
        owner: Corrections,
        what: str,
        gone: Sequence[Correction],
        come: Sequence[Correction],
    ) -> None:
        super().__init__(what)
        self._owner, self._gone, self._come = owner, gone, come

    def redo(self) -> None:
        self._owner._exchange(self._gone, self._come)

    def undo(self) -> None:
        self._owner._exchange(self._come, self._gone)


def _short(change: Change) -> str:
    said = words(change)
    return said if len(said) <= SHOWN else said[: SHOWN - 1].rstrip() + "…"
