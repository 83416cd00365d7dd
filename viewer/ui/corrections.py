"""What the reader put right in the open stories: kept on disk at each change, undone and redone."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from viewer.core.corrections import Change, Correction, Lapsed, Target, words
from viewer.files import NotSaved
from viewer.files.sidecar import Sidecar

#: Letters of a change that a menu or a list of changes shows.
SHOWN = 60


class Corrections(QObject):
    """The corrections of the open stories: file by file, in the order they were made.

    ``all`` are those that hold, ``lapsed`` those of them that apply to nothing in this version of
    the stories. Signals: ``changed`` others hold; ``told`` something about keeping them that the
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
        self._kept: list[_Kept] = []

    @property
    def path(self) -> Path | None:
        """Where some were saved last; None before."""
        return next((one.sidecar.path for one in self._kept if one.sidecar.path), None)

    @property
    def files(self) -> tuple[Path, ...]:
        """Where they may lie."""
        return tuple(path for one in self._kept for path in one.sidecar.files)

    def open(self, stories: Mapping[Path, frozenset[str]]) -> None:
        """Take the corrections kept for story files, each with the digests of its stories.

        Of files that were open already what was done is still undone; else it is forgotten.
        """
        before = {one.path: one for one in self._kept}
        if not before.keys() <= stories.keys():
            self.stack.clear()
            before = {}
            self.trouble = ""
        new = stories.keys() - before.keys()
        self._kept = [
            before[path]._replace(digests=before[path].digests | digests)
            if path in before
            else _Kept(path, digests, Sidecar(path), [], set(), [])
            for path, digests in stories.items()
        ]
        self.all = self.all if before else ()
        for one in self._kept:
            if one.path in new:
                self._took(one, one.sidecar.load())
        self._tell()

    def renew(self) -> None:
        """Take in what another window on the same stories changed."""
        if self.trouble:
            return
        before = self.all
        for one in self._kept:
            self._took(one, one.sidecar.load())
        if self.all != before:
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
        before, self.trouble = self.trouble, ""
        shares = self._shares()
        for one in self._kept:
            share = shares[one.path]
            if [correction.id for correction in share] == one.saved:
                continue
            one.own.update(correction.id for correction in share)
            try:
                self._took(one, one.sidecar.save(share))
            except NotSaved as error:
                self.trouble = str(error)
        self._tell()
        if self.trouble and self.trouble != before:
            self.told.emit(
                f"The corrections are not saved. {self.trouble}. They hold in this window, and "
                "saving is tried again at the next change and when the window closes."
            )
        self.kept.emit()
        return not self.trouble

    def _shares(self) -> dict[Path, list[Correction]]:
        """The corrections of each file: what it ever held, and what was made for its stories."""
        owner = {i: one for one in self._kept for i in one.own}
        told_in = {digest: one for one in self._kept for digest in one.digests}
        shares: dict[Path, list[Correction]] = {one.path: [] for one in self._kept}
        for correction in self.all:
            place = correction.target.place.story
            one = owner.get(correction.id) or told_in.get(place) or self._kept[0]
            shares[one.path].append(correction)
        return shares

    def _took(self, kept: _Kept, now: tuple[Correction, ...]) -> None:
        """What a file holds now takes the place of what it held."""
        if now or kept.own:
            kept.saved[:] = [one.id for one in now]
            kept.own.update(kept.saved)
            rest = tuple(one for one in self.all if one.id not in kept.own)
            self.all = (*rest, *now)

    def _tell(self) -> None:
        for one in self._kept:
            known = one.sidecar.problems[len(one.said) :]
            one.said.extend(known)
            for problem in known:
                self.told.emit(problem)

    def _exchange(self, gone: Sequence[Correction], come: Sequence[Correction]) -> None:
        ids = {one.id for one in (*gone, *come)}
        self.all = (*(one for one in self.all if one.id not in ids), *come)
        self.save()
        self.changed.emit()


class _Kept(NamedTuple):
    """A story file's corrections on disk: the digests its stories had, the ids that are saved and
    those that ever belonged to it, and what the reader was told of the file."""

    path: Path
    digests: frozenset[str]
    sidecar: Sidecar
    saved: list[str]
    own: set[str]
    said: list[str]


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
