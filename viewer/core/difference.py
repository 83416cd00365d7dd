"""What two versions of a story tell differently: events new, gone, dated or sourced otherwise."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from viewer.core.events import Event, Reading

_WORD = re.compile(r"[^\W_]+")


class Difference(NamedTuple):
    """Events of one version beside those of another.

    ``new`` stand in the second only, ``gone`` in the first only; ``redated`` and ``resourced`` are
    pairs that tell the same with another date or status, or from other sources. ``same`` leads
    from the ids of the first to those of the second.
    """

    new: tuple[Event, ...]
    gone: tuple[Event, ...]
    redated: tuple[tuple[Event, Event], ...]
    resourced: tuple[tuple[Event, Event], ...]
    same: Mapping[str, str]

    @property
    def words(self) -> str:
        """In a phrase: "3 events new, 1 dated otherwise"; "the same events" for none."""
        counts = (
            (len(self.new), "new"),
            (len(self.gone), "gone"),
            (len(self.redated), "dated or told otherwise"),
            (len(self.resourced), "from other sources"),
        )
        said = [(number, what) for number, what in counts if number]
        if not said:
            return "the same events"
        number, what = said[0]
        first = f"{number:,} event{'' if number == 1 else 's'} {what}"
        return ", ".join((first, *(f"{number:,} {what}" for number, what in said[1:])))


def difference(before: Sequence[Reading], after: Sequence[Reading]) -> Difference:
    """Compare two versions: events are the same that are told in the same words.

    Punctuation, spacing and place do not count; of the same words told several times, the first is
    held against the first.
    """
    waiting: defaultdict[str, deque[Event]] = defaultdict(deque)
    for reading in before:
        for event in reading.events:
            waiting[_key(event, reading)].append(event)
    new, redated, resourced, same = [], [], [], {}
    for reading in after:
        for event in reading.events:
            olds = waiting[_key(event, reading)]
            if not olds:
                new.append(event)
                continue
            old = olds.popleft()
            same[old.id] = event.id
            if (old.when, old.status) != (event.when, event.status):
                redated.append((old, event))
            elif set(old.citations) != set(event.citations):
                resourced.append((old, event))
    gone = [event for olds in waiting.values() for event in olds]
    return Difference(tuple(new), tuple(gone), tuple(redated), tuple(resourced), same)


def _key(event: Event, reading: Reading) -> str:
    return " ".join(_WORD.findall(event.span.of(reading.story.text)))
