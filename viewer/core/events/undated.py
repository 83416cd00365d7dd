"""The event of a clause without a time: an act, bounded by its tense and the story's date."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.dates import Timex, TimexType
from viewer.core.events import lexicon as lx
from viewer.core.events.dating import bounded, combine
from viewer.core.events.extent import name_of, reach_of, span_of, subject_of
from viewer.core.events.found import Found, moves_on
from viewer.core.events.groups import Group, Tense
from viewer.core.events.headline import headline
from viewer.core.events.joints import Link
from viewer.core.events.model import Status
from viewer.core.events.sentence import Sentence, is_pronoun, is_quoted
from viewer.core.events.status import planned_if_later
from viewer.core.events.tokens import Token

__all__ = ["counts_on", "kept", "undated", "unplaced"]


def unplaced(timex: Timex) -> bool:
    """Whether an expression says when, though nobody can tell which date that is: "that year"."""
    dated = timex.type in (TimexType.DATE, TimexType.TIME)
    vague = timex.value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") and timex.rule != "offset"
    return dated and not timex.when.is_known and not vague


def counts_on(words: Sequence[Token], k: int) -> bool:
    """Whether the time at ``k`` is counted from something: "two days | after the storm"."""
    return k + 1 < len(words) and words[k + 1].low in ("after", "before")


_UNTOLD = frozenset("i we you our my your who there no nobody none".split())
#: What is told of no one time.
_OFTEN = frozenset("always usually often sometimes normally generally typically annually".split())
#: What these are "to do" is no plan that was made.
_AIMS = frozenset("aim goal purpose task job role duty hope idea way key point problem".split())


def kept(group: Group, *, timed: bool, present: bool) -> bool:
    """Whether a verb alone tells an act that is kept without a date.

    ``timed``: it has time words, though nobody can say which date they are; ``present``: what a
    heading dates is told in the present.
    """
    if group.negated or group.progressive or group.doubt or group.lemma in lx.STATES:
        return False
    if group.plan:
        return group.tense is Tense.PRESENT
    if group.lemma in lx.SAYING or (group.lemma in lx.THIN and not timed):
        return False
    if group.tense in (Tense.PAST, Tense.PLUPERFECT, Tense.FUTURE):
        return timed or group.lemma in lx.ACTS
    return group.tense is Tense.PERFECT or (present and group.tense is Tense.PRESENT)


def undated(sentence: Sentence, k: int) -> Found | None:
    """An act told without a date: kept, and bounded by its tense and the story's date."""
    clause, words = sentence.clauses[k], sentence.words
    group = clause.group
    if clause.link not in (Link.MAIN, Link.COORDINATE) or clause.conditional or clause.reported:
        return None
    if clause.link is Link.COORDINATE and words[clause.begin].tag not in "C,":
        return None
    if not kept(group, timed=True, present=sentence.above is not None):
        return None
    inside = [t for t in words.times if clause.begin <= t < clause.right]
    open_times = [
        sentence.times[words[t].timex]
        for t in inside
        if sentence.times[words[t].timex].relative
        and not sentence.times[words[t].timex].when.is_known
    ]
    timed = any(
        unplaced(sentence.times[words[t].timex]) or (t > group.last and counts_on(words, t))
        for t in inside
    ) and not any(words[t].low in _OFTEN for t in range(clause.begin, clause.right))
    now = group.tense is Tense.PRESENT and group.lemma not in lx.THIN
    headed = sentence.above is not None and (group.tense is Tense.PAST or now) and not group.plan
    headed = headed and not any(
        sentence.times[words[t].timex].type in (TimexType.DATE, TimexType.TIME) for t in inside
    )
    timed |= headed
    if not kept(group, timed=timed, present=headed) or is_quoted(sentence, clause):
        return None
    start, end = clause.subject
    counted = start + 1 < end and words[start + 1].tag == "#"  # "about 270 pilots"
    if (
        start >= end
        or (words[start].tag not in "DN#T" and not counted)
        or any(
            words[n].low in _UNTOLD and not (headed and words[n].low in ("i", "we", "our", "my"))
            for n in range(start, min(end, start + 8))
        )
    ):
        return None
    if is_pronoun(words, clause) and not timed and not name_of(sentence, k):
        return None
    if words[clause.begin].low in ("how", "why"):
        return None  # "How it started." heads what follows
    if words[end - 1].low in _AIMS or (end - start == 1 and words[start].tag == "D"):
        return None  # "his aim is to win", "these were destroyed"
    if group.tense in (Tense.PERFECT, Tense.PAST, Tense.PLUPERFECT):
        planned, told, status = False, "as already done", Status.HAPPENED
    elif headed:  # "The festival opens in the Great Church", behind "Thursday 10 July."
        planned, told, status = False, "as of that day", Status.HAPPENED
    else:
        planned, told, status = True, "as still to come", Status.PLANNED
    open_time = open_times[0].text if open_times else ""
    dating = bounded(sentence.story_date, planned=planned, told=told, unplaced=open_time)
    if headed and sentence.above is not None:
        dating = combine([sentence.above], sentence.story_date) or dating
        status = planned_if_later(dating, sentence.story_date, status)
    return Found(
        span_of(sentence, clause, [], reach_of(sentence, k) - 1),
        sentence.span,
        sentence.paragraph,
        headline(
            words,
            clause,
            [
                t
                for t in inside
                if group.plan and t + 2 > clause.right - 1 and words[t].low.endswith(" later")
            ],
            subject_of(sentence, k),
            reach_of(sentence, k),
            name=name_of(sentence, k),
        ),
        status,
        dating,
        group.lemma,
        moves_on(clause),
    )
