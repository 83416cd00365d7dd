"""Which events a story tells twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.found import Found
from viewer.core.events.model import Kind
from viewer.core.story import Span

__all__ = ["once"]


def once(found: Iterable[Found]) -> list[tuple[Found, tuple[Span, ...]]]:
    """The events in text order, each with the places that tell it again.

    A second telling has the same verb and date and most words of the label. Labels that each name
    a number the other does not are two happenings ("Flight 12", "Flight 47").
    """
    kept: list[Found] = []
    again: dict[int, list[Span]] = {}
    seen: dict[tuple[str, str], list[int]] = {}
    spans: set[Span] = set()
    for event in sorted(found, key=lambda e: (e.span.start, e.span.end)):
        if event.span in spans or not event.headline:
            continue
        spans.add(event.span)
        if event.dating.kind is not Kind.UNDATED and event.verb:
            alike = seen.setdefault((event.verb, event.dating.when.edtf), [])
            first = _told_before(event, alike[-_LOOK_BACK:], kept)
            if first >= 0:
                if event.span.start > kept[first].span.start:
                    again.setdefault(first, []).append(event.span)
                continue
            alike.append(len(kept))
        kept.append(event)
    return [(event, tuple(again.get(n, ()))) for n, event in enumerate(kept)]


#: Events of one verb and date that a second telling is compared with.
_LOOK_BACK = 8


def _told_before(event: Found, alike: Sequence[int], kept: Sequence[Found]) -> int:
    """The first of some events of the same verb and date that tells the same; -1 if none does."""
    told = _words(event.headline) if alike else frozenset()
    return next((n for n in alike if _same(told, _words(kept[n].headline))), -1)


def _words(headline: str) -> frozenset[str]:
    """The words of a label that say what happened."""
    return frozenset(
        w
        for w in headline.lower().split()
        if w not in lx.DETERMINERS and (len(w) > 2 or not w.isalpha())
    )


def _same(told: frozenset[str], other: frozenset[str]) -> bool:
    both = bool(_numbers(told - other) and _numbers(other - told))
    return 2 * len(told & other) > len(told | other) and not both


def _numbers(words: frozenset[str]) -> bool:
    return any(not word.isalpha() and any("0" <= c <= "9" for c in word) for word in words)
