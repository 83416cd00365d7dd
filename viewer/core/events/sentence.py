"""A sentence taken apart, with what the whole story says about time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from viewer.core.dates import Signal, Timex
from viewer.core.events.clauses import Clause
from viewer.core.events.tokens import Token, Words
from viewer.core.story import Span
from viewer.core.when import When

__all__ = ["Sentence", "is_pronoun", "is_quoted", "signal"]


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence taken apart, with what the whole story says about time.

    ``name`` says what to call a subject, as tokens, where its own words would not say, else "".
    ``above`` is the time in the heading of a diary or chronicle, which dates what has none.
    """

    span: Final[Span]
    paragraph: Final[int]
    words: Final[Words]
    clauses: Final[Sequence[Clause]]
    times: Final[Sequence[Timex]]
    story_date: Final[When]
    quotes: Final[Sequence[Span]]
    name: Final[Callable[[tuple[int, int]], str]]
    above: Final[Timex | None] = None


def signal(sentence: Sentence, t: int) -> Signal:
    return sentence.times[sentence.words[t].timex].signal


def is_pronoun(words: Sequence[Token], clause: Clause) -> bool:
    """Whether the subject is only "he", "she", "it" or "they"."""
    start, end = clause.subject
    return end - start == 1 and words[start].low in ("he", "she", "it", "they")


def is_quoted(sentence: Sentence, clause: Clause) -> bool:
    """Whether the verb of a clause stands in a quotation."""
    if not sentence.quotes:
        return False
    at = sentence.words.start(clause.group.head)
    before = bisect_right(sentence.quotes, at, key=lambda quote: quote.start)
    return before > 0 and at < sentence.quotes[before - 1].end
