"""What two versions of a story tell differently: events new, gone, dated or sourced otherwise."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from viewer.core.events import Event, Kind, Reading, Shape
from viewer.core.when import DAY

_WORD = re.compile(r"[^\W_]+")
#: Two sentences tell the same in other words when they share this much of all their words.
ALIKE = 0.6
#: A word that so many events share says nothing about which of them is meant.
COMMON = 20
#: What the ids of the other version's events end with, where both stand side by side: a version
#: that only the reader's corrections changed has the same ids.
OTHER = "~"


class Change(Enum):
    """How an event differs between two versions: (sign, words)."""

    NEW = ("+", "new")
    GONE = ("−", "gone")
    REDATED = ("≠", "dated or told otherwise")
    RESOURCED = ("§", "from other sources")
    REWORDED = ("≈", "in other words")

    @property
    def sign(self) -> str:
        """One character that stands for it, so that colour is never alone."""
        return self.value[0]

    @property
    def words(self) -> str:
        """What it says of events: "3 events new"."""
        return self.value[1]


Pair = tuple[Event, Event]


class Difference(NamedTuple):
    """Events of one version beside those of another.

    ``new`` stand in the second only, ``gone`` in the first only; ``redated``, ``resourced`` and
    ``reworded`` are pairs that tell the same with another date or status, from other sources, or
    in other words only. ``same`` leads from the ids of the first to those of the second.
    """

    new: tuple[Event, ...]
    gone: tuple[Event, ...]
    redated: tuple[Pair, ...]
    resourced: tuple[Pair, ...]
    reworded: tuple[Pair, ...]
    same: Mapping[str, str]

    @property
    def words(self) -> str:
        """In a phrase: "3 events new, 1 dated otherwise"; "the same events" for none."""
        counts = (
            (len(self.new), Change.NEW),
            (len(self.gone), Change.GONE),
            (len(self.redated), Change.REDATED),
            (len(self.resourced), Change.RESOURCED),
            (len(self.reworded), Change.REWORDED),
        )
        said = [(number, change.words) for number, change in counts if number]
        if not said:
            return "the same events"
        number, what = said[0]
        first = f"{number:,} event{'' if number == 1 else 's'} {what}"
        return ", ".join((first, *(f"{number:,} {what}" for number, what in said[1:])))


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of a comparison: an event as the earlier version tells it, as the later one does,
    or both."""

    change: Change
    before: Event | None
    after: Event | None

    @property
    def event(self) -> Event:
        """The event to show for it: as it is told later, else as it was."""
        shown = self.after or self.before
        assert shown is not None
        return shown


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions on one axis.

    ``readings`` are those of the open version, whole, then what only the other tells: events that
    this one has not, and its side of each pair, under ids that end with OTHER. ``changed`` are the
    lines of the comparison, by time; ``line_of`` leads from an event's id to its line, on both
    sides of a pair; what is not there is the same in both.
    """

    difference: Difference
    readings: tuple[Reading, ...]
    changed: tuple[Changed, ...]
    line_of: Mapping[str, Changed]

    @property
    def changes(self) -> Mapping[str, Change]:
        """How each event differs, by its id."""
        return {name: line.change for name, line in self.line_of.items()}


def compare(open_: Sequence[Reading], other: Sequence[Reading], *, later: bool) -> Comparison:
    """Set two versions, or two stories, side by side; ``later`` says that the other one is the
    later of the two."""
    apart = [replace(r, events=tuple(replace(e, id=e.id + OTHER) for e in r.events)) for r in other]
    found = difference(open_, apart) if later else difference(apart, open_)
    lines = [Changed(Change.NEW, None, event) for event in found.new]
    lines += [Changed(Change.GONE, event, None) for event in found.gone]
    for change, pairs in (
        (Change.REDATED, found.redated),
        (Change.RESOURCED, found.resourced),
        (Change.REWORDED, found.reworded),
    ):
        lines += [Changed(change, old, new) for old, new in pairs]
    lines.sort(key=lambda line: (line.event.when.latest, line.event.when.earliest, line.event.span))
    line_of = {e.id: line for line in lines for e in (line.before, line.after) if e}
    left = [replace(r, events=tuple(e for e in r.events if e.id in line_of)) for r in apart]
    return Comparison(found, (*open_, *(r for r in left if r.events)), tuple(lines), line_of)


def difference(before: Sequence[Reading], after: Sequence[Reading]) -> Difference:
    """Compare two versions: events are the same that are told in the same words.

    Punctuation, spacing and place do not count; of the same words told several times, the first is
    held against the first. Of what is left, two events are a pair that tell the same but for their
    time expressions, and then those that share most of their words: only where neither side has
    another one that could be meant, since a wrong pair would tell of a date that never changed.
    """
    olds = [_Told(event, reading) for reading in before for event in reading.events]
    news = [_Told(event, reading) for reading in after for event in reading.events]
    waiting: defaultdict[str, deque[_Told]] = defaultdict(deque)
    for old in olds:
        waiting[old.words].append(old)
    pairs: dict[_Told, _Told] = {}  # from new to old
    for new in news:
        if waiting[new.words]:
            pairs[new] = waiting[new.words].popleft()
    for match in (_by_timeless, _by_likeness):
        paired = set(pairs.values())
        pairs |= match(
            [old for old in _sole(olds) if old not in paired],
            [new for new in _sole(news) if new not in pairs],
        )
    paired = set(pairs.values())
    redated, resourced, reworded = [], [], []
    for old, new in ((pairs[new], new) for new in news if new in pairs):
        pair = (old.event, new.event)
        if old.dated() != new.dated():
            redated.append(pair)
        elif set(old.event.citations) != set(new.event.citations):
            resourced.append(pair)
        elif old.words != new.words:
            reworded.append(pair)
    return Difference(
        tuple(new.event for new in news if new not in pairs),
        tuple(old.event for old in olds if old not in paired),
        tuple(redated),
        tuple(resourced),
        tuple(reworded),
        {old.event.id: new.event.id for new, old in pairs.items()},
    )


class _Told:
    """An event and its words: all of them, and without its time expressions."""

    __slots__ = ("_written", "event", "timeless", "words")

    def __init__(self, event: Event, reading: Reading) -> None:
        text = reading.story.text
        self.event = event
        self._written = reading.date
        self.words = " ".join(_WORD.findall(event.span.of(text)))
        rest, at = [], event.span.start
        for timex in sorted(event.timexes, key=lambda t: t.span):
            if at <= timex.span.start <= timex.span.end <= event.span.end:
                rest.append(text[at : timex.span.start])
                at = timex.span.end
        rest.append(text[at : event.span.end])
        self.timeless = " ".join(_WORD.findall(" ".join(rest))).casefold()

    def dated(self) -> tuple[object, ...]:
        """When it was and how surely, as far as the text and not the story's own date says it: a
        version that was written later bounds what has no date, and lasts what goes on, by that."""
        event, when, written = self.event, self.event.when, self._written
        if event.kind is Kind.UNDATED:
            return (event.kind, event.status)
        until: object = when.latest
        if event.shape is Shape.SPAN and written.is_known:
            until = "when it was written" if when.latest // DAY == written.latest // DAY else until
        return (when.earliest, until, when.precision, when.approximate, event.shape, event.status)


def _sole(told: Sequence[_Told]) -> list[_Told]:
    """Those that no other of their version equals but for its time expressions."""
    counts = Counter(one.timeless for one in told)
    return [one for one in told if counts[one.timeless] == 1]


def _by_timeless(olds: Sequence[_Told], news: Sequence[_Told]) -> dict[_Told, _Told]:
    """Pairs, from new to old, that differ in their time expressions alone."""
    by_words = {old.timeless: old for old in olds}
    return {new: by_words[new.timeless] for new in news if new.timeless in by_words}


def _by_likeness(olds: Sequence[_Told], news: Sequence[_Told]) -> dict[_Told, _Told]:
    """Pairs, from new to old, that share most of their words, each the likest to the other."""
    old_words = [frozenset(old.timeless.split()) for old in olds]
    new_words = [frozenset(new.timeless.split()) for new in news]
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(old_words):
        for word in words:
            holding[word].append(number)
    to_new: dict[int, int] = {}
    to_old: dict[int, int] = {}
    best_of_old: defaultdict[int, float] = defaultdict(float)
    for n, words in enumerate(new_words):
        near = {o for word in words if len(holding[word]) <= COMMON for o in holding[word]}
        best = 0.0
        for o in sorted(near):
            likeness = len(words & old_words[o]) / len(words | old_words[o])
            if likeness > best:
                best = likeness
                to_old[n] = o
            elif likeness == best:
                to_old.pop(n, None)  # two could be meant
            if likeness > best_of_old[o]:
                best_of_old[o] = likeness
                to_new[o] = n
            elif likeness == best_of_old[o]:
                to_new.pop(o, None)
        if best < ALIKE:
            to_old.pop(n, None)
    return {news[n]: olds[o] for n, o in to_old.items() if to_new.get(o) == n}
