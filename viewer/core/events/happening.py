"""Whether a clause with a date tells a happening, not a state, a report or a count."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.dates import Signal, Timex
from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause
from viewer.core.events.dating import Dating
from viewer.core.events.groups import Group, Tense, ranked
from viewer.core.events.model import Shape
from viewer.core.events.nominals import dates_findings, head_of
from viewer.core.events.tokens import Token, Words
from viewer.core.when import Precision

__all__ = ["SEEING", "dated_noun", "defined", "happens", "has_until", "last_day"]

#: What may be done a first time: "was first mentioned in 1086".
_FIRST = frozenset({"describe", "mention", "report", "note", "use"})
#: States that somebody keeps something in for a while: "was used as a hospital until 1918".
_OCCUPYING = frozenset({"use", "own", "base", "need", "require"})
#: "The year 1848 saw a rising": what a time saw happened in it.
SEEING = frozenset({"see", "bring", "witness"})
#: What is on a day without being a happening of its own.
_DAYS = frozenset({"deadline", "date", "birthday", "due"})


def dated_noun(words: Sequence[Token], clause: Clause, governing: Sequence[int]) -> bool:
    """Whether a clause only says when something is: "the opening was on 3 May", "the mid-term is on
    October 21", "the last day to withdraw is November 7"."""
    group = clause.group
    if last_day(words, clause) >= 0:
        governing = [t for t in governing if t > group.last]
    if group.lemma != "be" or group.passive or not governing or governing[0] <= group.last:
        return False
    between = words[group.last + 1 : governing[0]]
    if not all(t.tag in "PA" for t in between):
        return False
    if last_day(words, clause) >= 0:
        return True
    head = head_of(words, *clause.subject)
    if head < 0:
        return False
    on = bool(between) and between[-1].low == "on" and words[clause.subject[0]].tag == "D"
    return on or words[head].low in lx.HAPPENINGS or words[head].low in _DAYS


def last_day(words: Sequence[Token], clause: Clause) -> int:
    """The "last day" whose purpose the subject of a clause is: "the last day | to withdraw"; -1 if
    it is none."""
    at = clause.subject[0] - 1
    before = at >= 0 and words[at].tag == "T" and words[clause.subject[0]].tag == "O"
    return at if before and words[at].low.split()[-1] in ("day", "date", "chance") else -1


def defined(words: Sequence[Token], clause: Clause, governing: Sequence[int]) -> bool:
    """Whether a clause says of a name which happening it was, and when: "The Orm disaster was an
    explosion at a mine on 3 May 1931", as the first sentence of an encyclopaedia does.

    "The war was a disaster" only judges one.
    """
    group, (start, end) = clause.group, clause.subject
    if group.lemma != "be" or group.passive or group.tense is not Tense.PAST or group.negated:
        return False
    if not governing or governing[0] <= group.last or start == end or words[start].tag not in "DN":
        return False
    if end - start == 1 and not words[start].capital:
        return False
    first = group.last + 1
    if first >= clause.right or words[first].low not in ("a", "an", "the", "one"):
        return False
    stop = first + 1
    while stop < clause.right and words[stop].tag in "NA#":
        stop += 1
    head = words[stop - 1].low
    if stop == first + 1 or head not in lx.HAPPENINGS | _JUDGED:
        return False
    return head not in _JUDGED or (stop < clause.right and words[stop].low == "of")


def _was_first(words: Sequence[Token], clause: Clause) -> bool:
    """Whether a clause tells what somebody was first, last or youngest to do."""
    group = clause.group
    if group.lemma != "be" or group.passive or group.negated:
        return False
    behind = range(group.last + 1, min(clause.right, group.last + _REACH))
    to = next((k for k in behind if words[k].tag == "O"), -1)
    over = group.tense is Tense.PAST or any(word.low == "have" for word in words[to + 1 : to + 2])
    return over and to > 0 and ranked(words, to)


#: Tokens behind a verb within which such an infinitive begins.
_REACH = 12
#: What a thing is called that went so, unless it is "the failure of a bridge".
_JUDGED = frozenset("disaster catastrophe failure success defeat victory win loss".split())


def _there_was(words: Sequence[Token], clause: Clause, dating: Dating) -> bool:
    """Whether "there was" or "had" brings in a happening: "there was a fire at the mill".

    With a day, whatever it brings in is one: "there was a parade on Monday", "has a test on 3 May".
    """
    start, end = clause.subject
    there = end - start == 1 and words[start].low == "there" and clause.group.lemma == "be"
    if not there and not (clause.group.lemma == "have" and clause.group.to < 0):
        return False
    if clause.group.tense is Tense.PERFECT:
        return False  # "there have been three since 1990" counts
    stop = clause.group.last + 1
    while stop < clause.right and words[stop].tag in "DN#A":
        stop += 1
    noun = words[stop - 1].low
    if noun in lx.HAPPENINGS or noun.removesuffix("s") in lx.HAPPENINGS:
        return True
    if stop < clause.right and words[stop].tag == "P":
        stop += 1
    day = dating.when.precision >= Precision.DAY and not dating.when.is_interval
    first = words[clause.group.last + 1 : stop]
    return (
        day
        and bool(first)
        and (first[0].low in ("a", "an", "no") or clause.group.tense is Tense.FUTURE)
        and all(t.tag != "#" for t in first)
        and words[stop : stop + 1] != []
        and (words[stop].tag == "T")
    )


def happens(words: Words, clause: Clause, dating: Dating, timexes: Sequence[Timex]) -> bool:
    """Whether a dated clause tells a happening.

    A state does only with its limits ("was mayor from 1990 to 1998", "by 1835 there were ..."),
    a report never: what happened is in the clause that hangs on it.
    """
    group = clause.group
    start, end = clause.subject
    if words[clause.begin].tag == "S" and words[clause.begin].low in lx.AUXILIARIES:
        return False
    if group.finite and start == end and group.lemma in SEEING:
        return clause.group.first > 0 and words[clause.group.first - 1].tag == "T"
    inside = [k for k in words.times if clause.begin <= k < clause.right]
    if _there_was(words, clause, dating) or dated_noun(words, clause, inside):
        return True
    if defined(words, clause, inside) or _was_first(words, clause):
        return True
    if group.finite and (start == end or (end - start == 1 and words[start].low == "what")):
        return False
    if group.lemma in lx.SAYING and not group.passive and not group.plan:
        after = words[group.last + 1].low if group.last + 1 < len(words) else ""
        quarrels = group.lemma == "argue" and after in ("about", "over", "with")
        quarrels |= group.lemma == "report" and (
            _only_when(words, clause) or _of_books(words, group)
        )
        quarrels |= group.lemma == "tell" and _lets_know(words, clause)
        return quarrels or (group.lemma == "ask" and after in ("for", "again"))
    if group.tense is Tense.PARTICIPLE and group.negated and dating.since:
        return False  # "lows not seen since 1982"
    if group.plan or (group.to >= 0 and group.lemma in lx.FORWARD):
        return True
    aimed = [t.low for t in words[group.last + 1 : group.last + 2]]
    if group.lemma == "aim" and aimed in (["at"], ["for"]):
        return True  # "the scheme aims at completion in 2030"
    if group.lemma == "show" and dates_findings(words, clause):
        return True
    if has_until(words, group):
        return True
    if group.lemma in ("appear", "sound") and _comes_out(words, group):
        return True
    if group.lemma in lx.STATES:
        if _in_apposition(words, clause, timexes):
            return True  # "The vote, on 20 January, was 7 to 2"
        if group.negated and any(t.signal is Signal.UNTIL for t in timexes):
            return True  # "was not known until 1998"
        first = words[max(0, group.first - 1) : group.last]
        if group.passive and (
            group.lemma == "show"
            or (group.lemma in _FIRST and any(t.low == "first" for t in first))
        ):
            return not dating.since  # "was shown in 2011", "was first described in 1865"
        if group.passive and (dating.shape is not Shape.SPAN or group.lemma not in _OCCUPYING):
            return dating.since and group.tense in (Tense.PERFECT, Tense.PLUPERFECT)
        day = dating.when.precision >= Precision.DAY and not dating.when.is_interval
        if group.lemma == "be" and group.tense is Tense.FUTURE and day:
            return True  # "The pool will be open from 3 May"
        told = words[start].low != "there"  # "there have been three since 1990" counts
        if told and dating.since and timexes[0].signal is Signal.FROM:
            return True  # "was mayor from 1990"
        if told and dating.since and group.tense in (Tense.PERFECT, Tense.PLUPERFECT):
            return True  # "has been a museum since 1921"
        until = told and (group.tense in (Tense.PAST, Tense.PLUPERFECT) or _open(words, group))
        ends = (Signal.BY, Signal.UNTIL) if until else (Signal.BY,)
        return dating.shape is Shape.SPAN or any(t.signal in ends for t in timexes)
    return True


def _open(words: Sequence[Token], group: Group) -> bool:
    """Whether something is open, closed or to be had: "is open until 3 May", "is on sale"."""
    behind = [t.low for t in words[group.last + 1 : group.last + 3]]
    return group.tense is Tense.PRESENT and not {*behind}.isdisjoint(_OPEN)


_OPEN = frozenset("open closed shut available sale show view display loan".split())


def has_until(words: Sequence[Token], group: Group) -> bool:
    """Whether somebody is given a last day: "residents have until 3 May to object"."""
    behind = words[group.last + 1 : group.last + 4]
    tags = "".join(t.tag for t in behind)
    until = bool(behind) and behind[0].low in ("until", "till") and tags.startswith("PTO")
    return group.lemma == "have" and until and not group.negated


def _lets_know(words: Words, clause: Clause) -> bool:
    """Whether somebody is told, and what stands in no clause: "told her manager in March", "told
    him of the illness in 2019"; "told reporters that ..." only reports."""
    if '"' in words.tags or clause.right < len(words) - 1 or clause.reported:
        return False
    behind = words[clause.group.last + 1 : clause.right]
    whom = bool(behind) and (behind[0].tag == "D" or behind[0].low in lx.OBJECT_PRONOUNS)
    whom = whom or (bool(behind) and behind[0].capital)
    return whom and all(t.tag in "DNTPA." and t.text != ":" for t in behind)


def _of_books(words: Words, group: Group) -> bool:
    """Whether what is reported is a figure of the books: "reported its first loss"."""
    behind = words[group.last + 1 : group.last + 7]
    end = next((k for k, t in enumerate(behind) if t.tag not in "DNA#"), len(behind))
    return any(t.low in _BOOKS for t in behind[:end])


_BOOKS = frozenset(
    "loss losses profit profits earnings revenue revenues turnover deficit surplus income "
    "results".split()
)


def _only_when(words: Words, clause: Clause) -> bool:
    """Whether nothing but a time follows a verb, up to a joint that brings no content of its own:
    "the inquiry reported in June and ..."."""
    spoken = words[clause.subject[0]].low in ("he", "she", "i", "we")
    if spoken or '"' in words.tags[: clause.begin]:
        return False  # ""We are shut," she reported on Monday"
    behind = words[clause.group.last + 1 : clause.right]
    after = words[clause.right : clause.right + 1]
    return all(t.tag in "TPA,;." for t in behind) and not (after and after[0].tag in 'RSN"D')


def _in_apposition(words: Words, clause: Clause, timexes: Sequence[Timex]) -> bool:
    """Whether a happening's own date stands between commas behind it."""
    start, end = clause.subject
    first = timexes[0].span.start
    return (
        start < end < clause.group.first
        and words[end].tag == ","
        and words[end - 1].low in lx.HAPPENINGS
        and words.start(end) < first < words.start(clause.group.first)
    )


def _comes_out(words: Sequence[Token], group: Group) -> bool:
    """Whether "appeared" says that something came out ("in 1967"), not how it seemed ("ill")."""
    after = words[group.last + 1 : group.last + 2]
    return (
        group.to < 0
        and group.tense is not Tense.PRESENT
        and (not after or after[0].tag in "PT,;.C")
    )
