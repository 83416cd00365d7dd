"""Very many events without an object for each: columns from which a value is made when asked for.

A million events as objects take half a gigabyte, nearly all of it the objects' own: each number,
each word and each span is one. In columns numbers stand side by side, words are one run of UTF-8,
and what many events share is there once. A value made from its columns is equal to what went in,
and not the same object.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, overload
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from viewer.core.dates import Timex
from viewer.core.events.model import Event, Reading
from viewer.core.story import Span
from viewer.core.when import When

T = TypeVar("T")
#: From so many events on a session holds them in columns: fewer are not many beside the program
#: itself, and quicker to reach as objects.
MANY = 250_000


class _Column(Protocol):
    """Values of one kind, one behind the other."""

    def append(self, value: Any) -> None: ...

    def __getitem__(self, place: int) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class _Places:
    """Spans as two columns of numbers."""

    def __init__(self) -> None:
        self._start, self._end = array("I"), array("I")

    def append(self, span: Span) -> None:
        self._start.append(span.start)
        self._end.append(span.end)

    def __getitem__(self, place: int) -> Span:
        return Span(self._start[place], self._end[place])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._start, self._end)


class _Phrases:
    """Words that are seldom told twice, as one run of UTF-8."""

    def __init__(self) -> None:
        self._run, self._ends = bytearray(), array("Q", [0])

    def append(self, words: str) -> None:
        self._run += words.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._run))

    def __getitem__(self, place: int) -> str:
        run = self._run[self._ends[place] : self._ends[place + 1]]
        return run.decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        run = bytes(self._run)
        for start, end in pairwise(self._ends):
            yield run[start:end].decode("utf-8", "surrogatepass")


class _Names(_Phrases):
    """Words that are looked for: a check sum of each tells most apart."""

    def __init__(self) -> None:
        super().__init__()
        self._sums = array("I")

    def append(self, words: str) -> None:
        super().append(words)
        self._sums.append(_sum(words))

    def find(self, names: Collection[str]) -> list[int]:
        """The places of those names that are here, in their order here."""
        wanted = np.array([_sum(name) for name in names], dtype=np.uint32)
        alike = np.flatnonzero(np.isin(np.frombuffer(self._sums, np.uint32), wanted))
        return [place for place in alike.tolist() if self[place] in names]


class _Shared:
    """Values of which there are few, each there once: the number of its own for each place."""

    def __init__(self) -> None:
        self._values: list[Hashable] = []
        self._number: dict[Hashable, int] = {}
        self.numbers = array("I")

    def append(self, value: Hashable) -> None:
        number = self._number.get(value)
        if number is None:
            number = self._number[value] = len(self._values)
            self._values.append(value)
        self.numbers.append(number)

    def __getitem__(self, place: int) -> Hashable:
        return self._values[self.numbers[place]]

    def __iter__(self) -> Iterator[Hashable]:
        return map(self._values.__getitem__, self.numbers)


class _Numbers:
    """Whole numbers from 0."""

    def __init__(self) -> None:
        self.numbers = array("I")

    def append(self, number: int) -> None:
        self.numbers.append(number)

    def __getitem__(self, place: int) -> int:
        return self.numbers[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self.numbers)


class _Dates:
    """Dates: their bounds as numbers, their EDTF as words."""

    def __init__(self) -> None:
        self._edtf, self._how = _Phrases(), _Shared()
        self.bounds = array("q"), array("q"), array("q"), array("q")

    def append(self, when: When) -> None:
        edtf, *bounds, precision, approximate, uncertain = when
        self._edtf.append(edtf)
        self._how.append((precision, approximate, uncertain))
        for column, bound in zip(self.bounds, bounds, strict=True):
            column.append(bound)

    def __getitem__(self, place: int) -> When:
        first, second, third, fourth = self.bounds
        how: Any = self._how[place]
        return When(
            self._edtf[place], first[place], second[place], third[place], fourth[place], *how
        )

    def __iter__(self) -> Iterator[When]:
        how: Any
        for edtf, first, second, third, fourth, how in zip(
            self._edtf, *self.bounds, self._how, strict=True
        ):
            yield When(edtf, first, second, third, fourth, *how)


class _Lists:
    """Tuples of values of one column."""

    def __init__(self, values: _Column) -> None:
        self._values, self._ends, self._count = values, array("Q", [0]), 0

    def append(self, values: tuple[Any, ...]) -> None:
        for value in values:
            self._values.append(value)
        self._count += len(values)
        self._ends.append(self._count)

    def __getitem__(self, place: int) -> tuple[Any, ...]:
        values = self._values
        return tuple(values[at] for at in range(self._ends[place], self._ends[place + 1]))

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        values = iter(self._values)
        for start, end in pairwise(self._ends):
            yield tuple(islice(values, end - start)) if end > start else ()


def _sum(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass"))


class Held(Sequence[T], Generic[T]):
    """Equal records as columns, one for each of their fields.

    ``fields`` names the columns in the order in which ``make`` takes them.
    """

    def __init__(
        self, make: Callable[..., T], fields: dict[str, _Column], values: Iterable[T] = ()
    ) -> None:
        self._make, self._fields, self._count = make, fields, 0
        self._columns = tuple(fields.values())
        self._values = attrgetter(*fields)
        for value in values:
            self.append(value)

    def append(self, value: T) -> None:
        for column, part in zip(self._columns, self._values(value), strict=True):
            column.append(part)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return tuple(self[at] for at in range(*place.indices(self._count)))
        at = place + self._count if place < 0 else place
        if not 0 <= at < self._count:
            raise IndexError(place)
        return self._make(*[column[at] for column in self._columns])

    def __iter__(self) -> Iterator[T]:
        return map(self._make, *self._columns)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment] # as of a list

    def places(self, field: str, names: Collection[str]) -> list[int]:
        """Where some names stand in a field of names, as far as they do, in their order here."""
        column = self._fields[field]
        assert isinstance(column, _Names)
        return column.find(names)

    def numbers(self, field: str) -> NDArray[np.uint32]:
        """A field of which only few values differ, as the number of each one's value."""
        column = self._fields[field]
        assert isinstance(column, _Shared | _Numbers)
        return np.frombuffer(column.numbers, np.uint32)

    def bounds(self, field: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The earliest and the latest second of a field of dates."""
        dates = self._fields[field]
        assert isinstance(dates, _Dates)
        earliest, *_, latest = dates.bounds
        return np.frombuffer(earliest, np.int64), np.frombuffer(latest, np.int64)


def held(events: Iterable[Event]) -> Held[Event]:
    """Events in columns."""
    return Held(
        Event,
        {
            "id": _Names(),
            "span": _Places(),
            "sentence": _Places(),
            "paragraph": _Numbers(),
            "headline": _Phrases(),
            "when": _Dates(),
            "kind": _Shared(),
            "status": _Shared(),
            "shape": _Shared(),
            "because": _Shared(),
            "citations": _Shared(),
            "timexes": _Lists(_timexes()),
            "again": _Lists(_Places()),
            "own": _Shared(),
            "note": _Shared(),
            "follows": _Lists(_timexes()),
        },
        events,
    )


def _timexes(timexes: Iterable[Timex] = ()) -> Held[Timex]:
    return Held(
        Timex,
        {
            "span": _Places(),
            "text": _Phrases(),
            "type": _Shared(),
            "value": _Phrases(),
            "when": _Dates(),
            "rule": _Shared(),
            "because": _Shared(),
            "mod": _Shared(),
            "signal": _Shared(),
            "anchor": _Shared(),
            "period": _Shared(),
            "relative": _Shared(),
        },
        timexes,
    )


def many(events: Iterable[Event]) -> Sequence[Event]:
    """Events as a tuple; in columns where there are MANY."""
    following = iter(events)
    few = tuple(islice(following, MANY))
    return held(chain(few, following)) if len(few) == MANY else few


def hold(reading: Reading) -> Reading:
    """A reading with its events and time expressions in columns."""
    if isinstance(reading.events, Held):
        return reading
    timexes = _timexes(reading.timexes)
    return replace(reading, events=held(reading.events), timexes=timexes)
