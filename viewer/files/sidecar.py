"""Where a story's corrections are kept, and how several windows keep them together.

They lie in ``STORY.timeline.json`` beside the story. Where that folder cannot be written, they lie
in the reader's data folder under a name made from the story's path, and the two are read as one.

Each save takes the folder's lock, reads what stands there now, puts in what this window added since
it last looked, takes out what it took back, and writes the whole. So two windows on one story keep
every change of both. A file that cannot be understood is never written over: it is renamed, and
that is said.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from viewer import resources
from viewer.core.corrections import Correction
from viewer.files.corrections import Contents, Damaged, Newer, as_bytes, of_bytes
from viewer.files.folders import data_folder
from viewer.files.locking import StillLocked, locked
from viewer.files.reading import shown
from viewer.files.saving import LONGEST_NAME, NotSaved, set_aside, write_whole

ENDING = ".timeline.json"
#: Bytes of a corrections file; some ten thousand corrections have room in it.
LIMIT = 16 << 20
_MISSING = Contents()


class _Found(NamedTuple):
    """A corrections file as it was found: ``contents`` None where it could not be understood."""

    contents: Contents | None
    exists: bool
    problem: str = ""
    newer: bool = False


class Sidecar:
    """The corrections of one story file, as this window knows them.

    ``path`` is where they were saved last, None before; ``problems`` what the reader should know
    of what was found there, sentences.
    """

    def __init__(self, story: Path) -> None:
        self._story = story
        real = os.path.realpath(story)
        self._beside = _beside(story, real)
        self._own = _own(real)
        self._known: tuple[Correction, ...] = ()  # as last read or written
        self.path: Path | None = None
        self.problems: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Where corrections may lie, beside the story first."""
        return tuple(path for path in (self._beside, self._own) if path is not None)

    def load(self) -> tuple[Correction, ...]:
        """The corrections kept for this story; never raises: see ``problems``."""
        found = [_look(path) for path in self.files]
        self.problems = tuple(one.problem for one in found if one.problem)
        self._known = self._together(found, ())
        return self._known

    def save(self, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
        """Keep these, and what other windows added; answers all that is kept now.

        Raises NotSaved when neither place can be written; what stood there is as it was.
        """
        refused: NotSaved | None = None
        for path in self.files:
            try:
                kept = self._save_to(path, tuple(corrections))
            except NotSaved as error:
                refused = refused or error
                continue
            self._known = kept
            self.path = path
            return kept
        raise refused or NotSaved(self._story, "there is no folder to keep corrections in")

    def _save_to(self, path: Path, ours: tuple[Correction, ...]) -> tuple[Correction, ...]:
        try:
            if path == self._own:
                path.parent.mkdir(parents=True, exist_ok=True)
            with locked(path.parent):
                return self._merge_into(path, ours)
        except StillLocked as error:
            raise NotSaved(path, str(error)) from error
        except NotSaved:
            raise
        except OSError as error:
            raise NotSaved(path, f"it cannot be written ({error.strerror or error})") from error

    def _merge_into(self, path: Path, ours: tuple[Correction, ...]) -> tuple[Correction, ...]:
        found = [_look(one) for one in self.files]
        theirs = self._together(found, self._known)
        known, now = {c.id for c in self._known}, {c.id for c in ours}
        there = {c.id for c in theirs}
        # Theirs first, without what we took back, then what we added.
        kept = tuple(c for c in theirs if c.id in now or c.id not in known)
        kept += tuple(c for c in ours if c.id not in there and c.id not in known)
        here = found[self.files.index(path)]
        if not kept and not any(one.exists for one in found):
            return kept  # nothing said yet, and nothing to take back
        withdrawn: frozenset[str] = frozenset()
        if path == self._own and self._beside is not None:
            beside = found[0].contents or _MISSING
            kept_ids = {c.id for c in kept}
            withdrawn = frozenset(c.id for c in beside.corrections if c.id not in kept_ids)
        if here.exists and here.contents is None:
            aside = set_aside(path, "newer" if here.newer else "damaged")
            self.problems = (*self.problems, f"The old file is kept as {shown(aside)}.")
        unread = here.contents.unread if here.contents else ()
        if path == self._beside and self._own is not None:
            unread += (found[1].contents or _MISSING).unread
        data = as_bytes(shown(Path(self._story.name)), Contents(kept, withdrawn, unread))
        scratch = f".story-timeline-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]}.tmp"
        write_whole(path, data, scratch=scratch)
        if path == self._beside and self._own is not None and found[1].contents is not None:
            with contextlib.suppress(OSError):
                self._own.unlink()  # all of it stands beside the story now
        return kept

    def _together(
        self, found: Sequence[_Found], known: tuple[Correction, ...]
    ) -> tuple[Correction, ...]:
        """What both places hold; ``known`` where they hold nothing any more: a file that went away
        or was damaged takes no correction with it."""
        if not any(one.contents is not None and one.exists for one in found):
            return known
        own = found[-1].contents if self._own is not None else None
        withdrawn = own.withdrawn if own is not None else frozenset()
        kept: dict[str, Correction] = {}
        for one in found:
            for correction in one.contents.corrections if one.contents else ():
                if correction.id not in withdrawn:
                    kept.setdefault(correction.id, correction)
        return tuple(kept.values())


def _beside(story: Path, real: str) -> Path | None:
    """The file beside a story; None for the program's own stories and names that are too long."""
    if real.startswith(f"{resources.path()}{os.sep}"):
        return None
    path = story.with_name(story.name + ENDING)
    return path if len(os.fsencode(path.name)) <= LONGEST_NAME else None


def _own(real: str) -> Path | None:
    folder = data_folder()
    if folder is None:
        return None
    name = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    return folder / "corrections" / f"{name}{ENDING}"


def _look(path: Path) -> _Found:
    """A corrections file as it stands; never raises."""
    try:
        with open(path, "rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        return _Found(_MISSING, exists=False)
    except OSError as error:
        reason = error.strerror or str(error)
        return _Found(None, exists=True, problem=f"{shown(path)} cannot be read ({reason}).")
    if len(data) > LIMIT:
        return _unclear(path, "it is too large")
    try:
        contents = of_bytes(data)
    except Newer as error:
        words = (
            f"The corrections in {shown(path)} were written by a newer Story Timeline "
            f"({error}); they are not applied, and the file is left as it is."
        )
        return _Found(None, exists=True, problem=words, newer=True)
    except Damaged as error:
        return _unclear(path, str(error))
    if contents.unread:
        count = len(contents.unread)
        words = f"{count:,} of the corrections in {shown(path)} cannot be read; they are kept."
        return _Found(contents, exists=True, problem=words)
    return _Found(contents, exists=True)


def _unclear(path: Path, reason: str) -> _Found:
    words = f"The corrections in {shown(path)} cannot be read: {reason}. The file is left as it is."
    return _Found(None, exists=True, problem=words)
