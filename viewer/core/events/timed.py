"""The event of a clause that has a time: its date, words and label."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.dates import Signal
from viewer.core.events import lexicon as lx
from viewer.core.events.bearing import aimed, begins, contradicts, is_of_life, moves
from viewer.core.events.clauses import Clause
from viewer.core.events.dating import (
    Dating,
    begun,
    combine,
    either,
    moved_to,
    not_before,
    not_until,
    stretch,
)
from viewer.core.events.extent import name_of, object_of, reach_of, span_of, subject_of
from viewer.core.events.found import Found, moves_on
from viewer.core.events.gapping import Part
from viewer.core.events.groups import Tense
from viewer.core.events.happening import SEEING, dated_noun, defined, happens, has_until, last_day
from viewer.core.events.headline import affirmed, headline, phrase
from viewer.core.events.joints import Link
from viewer.core.events.model import Kind, Status
from viewer.core.events.sentence import Sentence, is_quoted
from viewer.core.events.status import denies, planned_if_later, status_of
from viewer.core.events.tokens import Token
from viewer.core.events.undated import undated
from viewer.core.story import Span

__all__ = ["dated"]


def dated(sentence: Sentence, k: int, part: Part, every: Sequence[int]) -> Found | None:
    """The event of clause ``k`` at the time of a part of ``every`` time that it has."""
    clause, words = sentence.clauses[k], sentence.words
    governing, gap = part.times, part.gap
    timexes = [sentence.times[words[t].timex] for t in governing]
    put = [t for t in governing if aimed(words, t, clause.group)]
    if put and moves(words, clause.group):
        governing = put  # "moved from 3 to 9 May", "postponed until June": then it is to be
        timexes = [sentence.times[words[t].timex] for t in put]
    first = governing[0]
    if (signal := _from_then(words, first, clause)) is not None:
        timexes[0] = timexes[0]._replace(signal=signal)
    whence = len(governing) == 1 and first > 1 and words[first - 1].low == "from"
    if whence and not put and moves(words, clause.group):
        return undated(sentence, k)  # "postponed from last year": when it was to be
    lasts = clause.group.lemma in lx.STATES  # "was in use between 1915 and 1918"
    between = first > 0 and words[first - 1].low == "between" and not lasts
    between |= is_of_life(words, first, clause.group)
    if part.stretch:
        dating: Dating | None = stretch(timexes[0], timexes[-1])
    else:
        dating = either(timexes) if part.either else None
        dating = dating or combine(timexes, sentence.story_date, between=between)
    if put and moves(words, clause.group):
        dating = moved_to(timexes, sentence.story_date)
    if dating is None:
        return None
    group = clause.group
    if not happens(words, clause, dating, timexes):
        return None
    if words[clause.subject[0]].low in ("i", "we") and is_quoted(sentence, clause):
        return None
    odd = contradicts(words, group, dating, sentence.story_date)
    if dating.kind is Kind.RELATIVE and odd and not put:
        return undated(sentence, k)  # what was borrowed for it cannot be right
    status = status_of(sentence, k, dating, governing)
    shown = frozenset(every)
    if dating.since and group.tense in (Tense.PLUPERFECT, Tense.GERUND):
        dating = begun(timexes[0])
    elif (
        _not_until(words, clause, first)
        and not {timexes[0].signal, timexes[-1].signal}.isdisjoint(_until(words, first))
        and timexes[0].signal not in (Signal.FROM, Signal.SINCE)
    ):
        dating = not_until(timexes, sentence.story_date) or dating
        coming = group.plan or group.tense is Tense.FUTURE
        status = planned_if_later(
            dating, sentence.story_date, Status.PLANNED if coming else Status.HAPPENED
        )
        shown = frozenset()  # "not rebuilt" alone would say the opposite
    elif timexes[0].signal is Signal.BEFORE and _is_put_off(words, clause, first):
        later = not_before(timexes, sentence.story_date)
        dating, status = (later, Status.POSSIBLE) if later else (dating, status)
        shown = frozenset()
    if gap[0] < gap[1]:
        span = Span(
            min(words.start(gap[0]), words.start(first)),
            max(words.end(gap[1] - 1), words.end(_closed(words, governing[-1]))),
        )
    elif governing[-1] < group.first and first != every[0]:
        end = reach_of(sentence, k) - 1
        span = Span(words.start(first), span_of(sentence, clause, every, end).end)
    elif len(governing) < len(every) and governing[-1] > group.last:
        span = span_of(sentence, clause, governing, _closed(words, governing[-1]))
    else:
        span = span_of(sentence, clause, governing, reach_of(sentence, k) - 1)
    if gap[0] < gap[1]:
        shown = frozenset(every)
    elif has_until(words, group):
        dating, shown = moved_to(timexes, sentence.story_date) or dating, frozenset()
        status = planned_if_later(dating, sentence.story_date, Status.HAPPENED)
    elif group.lemma == "take" and timexes[0].signal is Signal.UNTIL:
        shown = frozenset()  # "the work took" alone would say nothing
    if dated_noun(words, clause, governing) or defined(words, clause, governing):
        start, stop = clause.subject
        if (at := last_day(words, clause)) >= 0:
            start = at
        label = phrase(words, start, stop, shown)
        return Found(span, sentence.span, sentence.paragraph, label, status, dating, "")
    if group.lemma in SEEING and clause.subject[0] == clause.subject[1]:
        seen = group.last + 1
        label = phrase(words, seen, clause.right, shown) if seen < clause.right else ""
        if " " not in label:
            return None  # "saw Louis | condemned"
        return Found(span, sentence.span, sentence.paragraph, label, status, dating, "")
    if group.lemma in _MAKING and clause.begin == group.first == 0 and words[1].tag == "T":
        return None  # "Printed 2 May 2024." tells of the page
    whole = len(governing) == len(every) or max(governing) < group.first
    end = reach_of(sentence, k) if whole else max(governing) + 1
    beyond = max(governing) + 1
    reduced = clause.link in (Link.RELATIVE, Link.PARTICIPLE) and beyond > group.last + 1
    if reduced and beyond + 1 < len(words) and words[beyond].low in ("to", "as", "from"):
        # "sentenced a man who shot his son in 2021 | to nine years", but "in 2021 to save it"
        end = beyond if words[beyond + 1].tag in "D#T" else end
    behind = every[len(governing)] if len(governing) < len(every) else -1
    if governing[-1] < group.first and behind > group.last and _has_object(words, behind):
        end = behind  # "In May it closed the mill | and in June the mine"
    if first != every[0] and every[0] > group.last and gap[0] == gap[1]:
        end = every[0]  # "They went up in 1950 | and again in 1960"
        while end > group.last + 1 and words[end - 1].tag == "P" and words[end - 2].tag == "P":
            end -= 1
    if part.stop:
        end = min(end, part.stop)
    lost = object_of(sentence, k) if gap[0] == gap[1] else (0, 0)
    label = headline(
        words,
        clause,
        shown,
        subject_of(sentence, k),
        end,
        gap if gap[0] < gap[1] else lost,
        name_of(sentence, k),
        keeps=gap[0] > governing[-1] or lost[0] < lost[1],
    )
    if not shown and " until " not in label and " till " not in label:
        label = affirmed(label, group)
    tells = moves_on(clause)
    return Found(span, sentence.span, sentence.paragraph, label, status, dating, group.lemma, tells)


def _closed(words: Sequence[Token], at: int) -> int:
    """The bracket that closes behind a time, or the time."""
    closes = at + 1 < len(words) and words[at + 1].tag == ")" and words[at - 1].tag == "("
    return at + 1 if closes else at


def _from_then(words: Sequence[Token], at: int, clause: Clause) -> Signal | None:
    """What "from" makes of the first time of a clause that names no end: "from 1961 she taught" in
    the past tense, "has applied from May" up to the story's date."""
    group, (first, last) = clause.group, clause.fronted
    own = clause.begin < at < group.first or first <= at < last
    opens = own and words[at - 1].low == "from"
    if group.plan or not (opens or begins(words, at, group)):
        return None
    if group.tense is Tense.PAST:
        return Signal.FROM
    return Signal.SINCE if group.tense is Tense.PERFECT else None


def _has_object(words: Sequence[Token], time: int) -> bool:
    """Whether a noun phrase follows a time: "in June | the mine"."""
    return time + 1 < len(words) and words[time + 1].tag in "D#"


def _not_until(words: Sequence[Token], clause: Clause, first: int) -> bool:
    """Whether an "until" means that it came then: "was not built", "nobody came", "Not until"."""
    fronted = first > 1 and words[first - 2].low == "not"
    took = clause.group.lemma == "take" and words[clause.subject[0]].low == "it"
    return (denies(words, clause) and not clause.conditional) or fronted or took


def _is_put_off(words: Sequence[Token], clause: Clause, first: int) -> bool:
    """Whether something is not to be before a time: "will not be let in before Sunday"."""
    coming = clause.group.plan or clause.group.tense is Tense.FUTURE
    bound = first > 0 and words[first - 1].low == "before"
    return coming and bound and denies(words, clause) and not clause.conditional


def _until(words: Sequence[Token], first: int) -> tuple[Signal, ...]:
    """The signals that "not" turns into a date: "not before 1890" only where it stands so, and in
    "not until two years later, | in 1962" what says it again."""
    if first > 1 and words[first - 2].low == "not":
        return (Signal.UNTIL, Signal.BEFORE)
    again = first > 3 and words[first - 2].tag == "," and words[first - 3].tag == "T"
    again = again and words[first - 4].low in ("until", "till")
    return (Signal.UNTIL, Signal.AT) if again else (Signal.UNTIL,)


#: What is done with a page, and written on it.
_MAKING = frozenset("print publish issue post file update revise compile copyright".split())
