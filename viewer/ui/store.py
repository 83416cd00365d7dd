"""The open stories: as the program read them, put right, and beside another version."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from viewer.core import corrections
from viewer.core.difference import Comparison
from viewer.core.events import Event, Reading
from viewer.core.events.columns import MANY, Held, hold
from viewer.core.timeline import hues
from viewer.ui.against import Against


class Opened(NamedTuple):
    """A file and its stories, as the program reads them."""

    path: Path
    readings: tuple[Reading, ...]

    @property
    def digests(self) -> tuple[str, ...]:
        """What tells this version of its stories from others."""
        return tuple(reading.story.digest for reading in self.readings)


class Store:
    """What is open. ``files`` are as the program read them, ``earlier`` those of another version
    that is kept, which ``is_later`` or not; ``against`` is what they are compared with.

    From these `put_right` makes ``own``, the stories with the reader's corrections, and
    ``readings``: the same, and in a ``comparison`` what only the other version tells, too.
    """

    def __init__(self) -> None:
        self.files: tuple[Opened, ...] = ()
        self.earlier: tuple[Opened, ...] = ()
        self.is_later = False
        self.against: Against | None = None
        self.own: tuple[Reading, ...] = ()
        self.readings: tuple[Reading, ...] = ()
        self.comparison: Comparison | None = None
        self._hues: dict[tuple[int, str], int] = {}
        self._places: dict[int, int] = {}  # of readings, by their identity
        self._events: dict[str, tuple[Event, Reading]] = {}

    def keep(self, files: Iterable[Opened], *, order: Callable[[Path], int] | None = None) -> None:
        """These files are open, each file and each story once, in an order if given; no other
        version is kept."""
        kept = _once(files)
        if order is not None:
            kept = tuple(sorted(kept, key=lambda file: order(file.path)))
        self.files, self.earlier, self.is_later = _held(kept), (), False

    def exchange(self, files: tuple[Opened, ...]) -> None:
        """Other versions of the files are open, and those that were are kept."""
        self.earlier, self.files = self.files, _held(files)
        self.is_later = not self.is_later

    def read_again(self, again: Callable[[Reading], Reading]) -> None:
        """The stories are read otherwise, and so is the version they are compared with."""
        self.files = _held(
            file._replace(readings=tuple(map(again, file.readings))) for file in self.files
        )
        if self.against is not None:
            readings = tuple(map(again, self.against.readings))
            self.against = replace(self.against, readings=readings)

    def put_right(self, made: Sequence[corrections.Correction]) -> tuple[corrections.Lapsed, ...]:
        """Apply the reader's corrections; answers those that apply to nothing."""
        self.own, lapsed = corrections.apply_all(self.read_as, made)
        self.readings, self.comparison = self.own, None
        if self.against is not None:
            self.comparison = self.against.compared(self.own, made)
            self.readings = self.comparison.readings
        self._hues = hues(self.readings)
        self._places = {id(reading): n for n, reading in enumerate(self.readings)}
        # Those in columns are looked for there.
        objects = (reading for reading in self.readings if not isinstance(reading.events, Held))
        self._events = {e.id: (e, reading) for reading in objects for e in reading.events}
        return lapsed

    @property
    def read_as(self) -> tuple[Reading, ...]:
        """The stories before anything was put right."""
        return tuple(reading for file in self.files for reading in file.readings)

    @property
    def many(self) -> bool:
        """Whether there are several stories."""
        return sum(len(file.readings) for file in self.files) > 1

    def event(self, event_id: str) -> tuple[Event, Reading] | None:
        """An event and the reading that tells it."""
        found = self._events.get(event_id)
        return found or next(iter(_in_columns(self.readings, {event_id})), None)

    def events(self, event_ids: Iterable[str]) -> list[tuple[Event, Reading]]:
        """Those of some events that are here, each with the reading that tells it."""
        wanted = dict.fromkeys(event_ids)
        found = [self._events[name] for name in wanted if name in self._events]
        return found + _in_columns(self.readings, wanted.keys())

    def as_read(self, event_id: str) -> Event | None:
        """An event before anything was put right."""
        for reading in self.read_as:
            if not isinstance(reading.events, Held):
                for event in reading.events:
                    if event.id == event_id:
                        return event
        return next((event for event, _ in _in_columns(self.read_as, {event_id})), None)

    def hue_of(self, reading: Reading, source: str) -> int:
        """The number of a source's colour, -1 for none."""
        return self._hues.get((self._places.get(id(reading), -1), source), -1)


def _once(files: Iterable[Opened]) -> tuple[Opened, ...]:
    """Each file and each story once, in their order: the same text in two files is one story."""
    seen: set[str] = set()
    paths: set[Path] = set()
    kept: list[Opened] = []
    for file in files:
        new = tuple(r for r in file.readings if r.story.digest not in seen)
        if new and file.path not in paths:
            kept.append(file._replace(readings=new))
            seen.update(file.digests)
            paths.add(file.path)
    return tuple(kept)


def _in_columns(
    readings: Iterable[Reading], event_ids: Collection[str]
) -> list[tuple[Event, Reading]]:
    """Those of some events that are held in columns, each with the reading that tells it."""
    return [
        (reading.events[place], reading)
        for reading in readings
        if isinstance(reading.events, Held)
        for place in reading.events.places("id", event_ids)
    ]


def _held(files: Iterable[Opened]) -> tuple[Opened, ...]:
    """The same files; where they tell very many events, these in columns."""
    files = tuple(files)
    if sum(len(reading.events) for file in files for reading in file.readings) < MANY:
        return files
    return tuple(file._replace(readings=tuple(map(hold, file.readings))) for file in files)
