"""What the order of telling says of happenings without a date: not before the one told last.

A narrative tells in the order in which things happened, unless it says otherwise ("narrative
progression": Hinrichs, "Temporal anaphora in discourses of English", Linguistics and Philosophy
9, 1986; Lascarides and Asher, "Temporal interpretation, discourse relations and commonsense
entailment", 1993). Only the simple past of a main clause moves on. The perfect, the pluperfect, a
relative clause, a state, a remark on something else look elsewhere, and so does any sentence with
time words of its own or a word that looks back. What is learned is a bound, never a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from viewer.core.dates import Timex
from viewer.core.events.dating import followed
from viewer.core.events.found import Found
from viewer.core.events.model import Kind, Status
from viewer.core.story import Span
from viewer.core.when import Precision, When

__all__ = ["in_order"]

#: Sentences after a dated one to which its telling may go on.
_SENTENCES = 2
#: Words that look back, or at what was so before or in general.
_ELSEWHERE = re.compile(
    r"\b(?:earlier|previous(?:ly)?|before|once|former(?:ly)?|original(?:ly)?|historical(?:ly)?|"
    r"traditional(?:ly)?|usual(?:ly)?|ago|already|since|until|first|ever|never|always|often|"
    r"used to|had|having|ancestor|career|history|during|while|as a (?:boy|girl|child|young)|"
    r"would|because|owing|due to|after|when)\b",
    re.I,
)

#: What is told of a thing or a person may well be how it came to be: "The barn was built by monks".
_BEGETTING = frozenset(
    "build construct found establish create invent design form marry divorce graduate settle train "
    "discover introduce incorporate name rename buy purchase acquire donate emigrate".split()
)


def in_order(
    found: Sequence[Found],
    text: str,
    sentences: Sequence[Span],
    times: Sequence[Timex],
    story_date: When,
) -> Iterator[Found]:
    """The events of one paragraph, in text order, those without a date bounded by what was told
    before them."""
    if len(found) < 2:
        yield from found
        return
    starts = [t.span.start for t in times]
    number = {s: k for k, s in enumerate(sentences)}
    told: Found | None = None
    for event in found:
        here = number.get(event.sentence, -1)
        if event.dating.kind is not Kind.UNDATED:
            if event.tells and event.status is Status.HAPPENED:
                told = event if _is_of_a_day(event.dating.when) else None
        elif (
            told is not None
            and event.tells
            and event.verb not in _BEGETTING
            and 0 < here - number.get(told.sentence, -9) <= _SENTENCES
            and not _is_timed(event.sentence, times, starts)
            and not _ELSEWHERE.search(event.sentence.of(text))
        ):
            event = event._replace(dating=followed(event.dating, told.dating, story_date))
        yield event


def _is_timed(sentence: Span, times: Sequence[Timex], starts: Sequence[int]) -> bool:
    """Whether a sentence has time words; ``times`` are in text order, from ``starts`` on."""
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    return any(sentence.contains(t.span) for t in times[first:last])


def _is_of_a_day(when: When) -> bool:
    """Whether a date is a day or finer: from a month or year on, a telling also looks about."""
    return when.precision >= Precision.DAY and not when.is_interval
