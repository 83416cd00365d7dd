"""The values of corrections: what the reader says of an event, and of which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from viewer.core import dates
from viewer.core.corrections.places import Place
from viewer.core.events import Shape, Status
from viewer.core.when import parse

#: Longer than any headline or remark people write: what is longer came from elsewhere.
LONGEST_LINE = 1_000
LONGEST_NOTE = 100_000


class Target(NamedTuple):
    """Which event is meant: the one told at ``place``, or the one that the correction ``added``
    (its id, "" for an event of the program's own) made there."""

    place: Place
    added: str = ""


@dataclass(frozen=True, slots=True)
class Redate:
    """Another date, "../.." for none; ``said`` is how the reader put it.

    Raises ValueError where ``edtf`` is no date.
    """

    edtf: str
    shape: Shape
    said: str = ""

    def __post_init__(self) -> None:
        parse(self.edtf)


@dataclass(frozen=True, slots=True)
class Rename:
    """Another headline, one line."""

    headline: str

    def __post_init__(self) -> None:
        _line(self.headline)


@dataclass(frozen=True, slots=True)
class Restate:
    """Another status."""

    status: Status


@dataclass(frozen=True, slots=True)
class Recite:
    """Other sources, by id; none is an answer too."""

    citations: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in self.citations:
            _line(name)


@dataclass(frozen=True, slots=True)
class Hide:
    """No event at all."""


@dataclass(frozen=True, slots=True)
class Merge:
    """The others tell the same happening again."""

    others: tuple[Target, ...]

    def __post_init__(self) -> None:
        if not self.others:
            raise ValueError("nothing to merge with")


@dataclass(frozen=True, slots=True)
class Split:
    """A part of the words is an event of its own, dated and told as the whole was."""

    part: Place
    headline: str

    def __post_init__(self) -> None:
        _line(self.headline)


@dataclass(frozen=True, slots=True)
class Add:
    """An event that the program did not find."""

    headline: str
    edtf: str
    shape: Shape
    status: Status = Status.HAPPENED
    citations: tuple[str, ...] = ()
    said: str = ""

    def __post_init__(self) -> None:
        _line(self.headline)
        parse(self.edtf)
        for name in self.citations:
            _line(name)


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader wrote to an event."""

    text: str

    def __post_init__(self) -> None:
        if not self.text.strip() or len(self.text) > LONGEST_NOTE:
            raise ValueError("no text, or too much")


Change = Redate | Rename | Restate | Recite | Hide | Merge | Split | Add | Remark


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing put right: what is said of which event.

    ``id`` is twelve hex digits, of no meaning, given once and for good; an event that was added
    or split off has the id of its correction.
    """

    id: str
    target: Target
    change: Change

    def replaces(self, other: Correction) -> bool:
        """Whether this makes another void: the same said of the same event, anew."""
        alike = (Redate, Rename, Restate, Recite, Remark, Hide)
        return (
            isinstance(self.change, alike)
            and type(self.change) is type(other.change)
            and self.target == other.target
        )


def words(change: Change, style: dates.DateStyle = dates.DateStyle.DAY_FIRST) -> str:
    """A change as a list of changes tells it: "Date: September 2024"."""

    def when(edtf: str) -> str:
        return dates.restyled(dates.words(parse(edtf)), style)

    match change:
        case Redate(edtf=edtf):
            return f"Date: {when(edtf)}"
        case Rename(headline=headline):
            return f"Headline: {headline}"
        case Restate(status=status):
            return f"Status: {status.value}"
        case Recite(citations=citations):
            return f"Sources: {', '.join(citations) or 'none'}"
        case Hide():
            return "Hidden"
        case Merge(others=others):
            return f"Merged with {len(others)} other{'s' if len(others) > 1 else ''}"
        case Split(headline=headline):
            return f"Split off: {headline}"
        case Add(headline=headline, edtf=edtf):
            return f"Added: {headline}, {when(edtf)}"
        case Remark(text=text):
            return f"Note: {' '.join(text.split())}"


def _line(words: str) -> None:
    if not words.strip() or len(words) > LONGEST_LINE or not words.isprintable():
        raise ValueError("not a line of words")
