"""Which time words of a sentence govern which of its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from viewer.core.dates import Signal
from viewer.core.events import lexicon as lx
from viewer.core.events.bearing import aimed, begins, contradicts, is_of_life
from viewer.core.events.clauses import Clause
from viewer.core.events.dating import combine, dates
from viewer.core.events.groups import Group, Tense
from viewer.core.events.joints import Link
from viewer.core.events.sentence import Sentence, is_pronoun, signal
from viewer.core.events.tokens import REACH, Token
from viewer.core.when import Precision

__all__ = ["govern", "limits", "names_object"]


def govern(sentence: Sentence, passive: set[int]) -> tuple[list[list[int]], set[int]]:
    """(for each clause the time tokens that date it, the clauses another one tells already).

    ``passive`` are the time tokens that date no verb.
    """
    parts = sentence.clauses
    governing = [_governing(sentence, clause, passive) for clause in parts]
    _utterances(sentence, governing)
    clefts = _clefts(sentence, governing)
    shared: list[int] = []
    for k, clause in enumerate(parts):
        if clause.link is not Link.COORDINATE:
            shared = [t for t in governing[k] if _fronted(clause, t)]
        elif not governing[k] and shared and _continues(sentence.words, clause):
            governing[k] = shared
        if not governing[k]:
            governing[k] = _lent(sentence, k, passive)
    took = _finished(sentence, governing)
    _give_name(sentence, governing)
    _share_toll(sentence, governing)
    _hand_out(sentence, governing)
    _hand_back(sentence, governing)
    return governing, clefts | took | _share_when(sentence, governing)


def _finished(sentence: Sentence, governing: list[list[int]]) -> set[int]:
    """Give what was done the end that a clause behind it tells: "All were remade, | which took
    until April 2021"; the clauses to leave out."""
    words, found = sentence.words, set()
    for k, clause in enumerate(sentence.clauses):
        if not k or clause.link is not Link.RELATIVE or clause.group.lemma != "take":
            continue
        whole = words[clause.begin].low == "which" and words[clause.begin - 1].tag == ","
        behind = [t.low for t in words[clause.group.last + 1 : clause.group.last + 2]]
        if whole and governing[k] and behind in (["until"], ["till"]):
            governing[k - 1] = governing[k - 1] or governing[k]
            governing[k] = []
            found.add(k)
    return found


#: What only says how a thing is called.
_CALLING = frozenset(("call", "name", "entitle", "title", "dub"))


def names_object(words: Sequence[Token], clause: Clause) -> bool:
    """Whether a reduced clause only says how the object before it is called: "built a ship | called
    Ada in 1990" is of 1990."""
    group = clause.group
    called = group.tense is Tense.PARTICIPLE and group.lemma in _CALLING
    if not called or clause.link is not Link.PARTICIPLE or group.last + 1 >= len(words):
        return False
    return words[group.first - 1].tag == "N" and words[group.last + 1].capital


def _give_name(sentence: Sentence, governing: list[list[int]]) -> None:
    """Give the time behind a name to the verb whose object it is."""
    parts = sentence.clauses
    for k in range(1, len(parts)):
        back = parts[k - 1]
        free = governing[k] and not governing[k - 1] and back.group.finite
        if free and names_object(sentence.words, parts[k]) and back.right <= parts[k].begin:
            governing[k - 1], governing[k] = governing[k], []


#: What an accident, attack or raid does to people; told in one breath, it is of one day.
_TOLLING = frozenset(
    "kill injure wound hurt arrest detain evacuate rescue displace hospitalise hospitalize treat "
    "save trap bury shoot stab poison drown burn damage destroy flood close shut cancel divert "
    "jail release charge move".split()
)


def _hand_out(sentence: Sentence, governing: list[list[int]]) -> None:
    """Give the last time behind a reduced or relative clause, which has one of its own, to the
    clause that it stands in, which has none: "pulled two miners trapped since Sunday from a shaft
    | on Wednesday". And leave to a subject how long it has been so: "climbers missing since
    Thursday were found on Sunday"."""
    words, parts = sentence.words, sentence.clauses
    for k, clause in enumerate(parts):
        times = governing[k]
        if not times:
            continue
        early = [t for t in times if t < clause.group.first and signal(sentence, t) is Signal.SINCE]
        if early and max(times) > clause.group.last and clause.group.finite:
            governing[k] = times = [t for t in times if t not in early]
        back = parts[k - 1] if k else None
        if back is None or governing[k - 1] or not back.group.finite or len(times) < 2:
            continue
        if clause.link not in (Link.PARTICIPLE, Link.RELATIVE) or times[0] < clause.group.last:
            continue
        if back.group.last + 1 < clause.begin and words[clause.begin - 1].tag in ",C;":
            continue
        first, last = times[-2], times[-1]
        apart = words[first + 1 : last]
        if signal(sentence, last) is not Signal.AT or any(t.tag in ",C" for t in apart):
            continue
        one, other = (sentence.times[words[t].timex].when for t in (first, last))
        refines = one.earliest <= other.latest and other.earliest <= one.latest
        if not refines or (len(apart) > 1 and signal(sentence, first) in _LASTING):
            governing[k - 1], governing[k] = [last], times[:-1]


_LASTING = (Signal.SINCE, Signal.FROM)


def _share_toll(sentence: Sentence, governing: list[list[int]]) -> None:
    """Give the day at the end of a toll to its first part: "ten were killed and thirty injured
    | on Monday"."""
    parts = sentence.clauses
    for k in range(len(parts) - 2, -1, -1):
        if governing[k] or not governing[k + 1]:
            continue
        one, other = parts[k], parts[k + 1]
        if not (one.group.passive and other.group.passive and one.group.tense is other.group.tense):
            continue
        tolls = one.group.lemma in _TOLLING and other.group.lemma in _TOLLING
        inside = sentence.words[one.begin : other.group.first]
        joined = any(t.low == "and" for t in inside) and not any(t.tag in "T;R" for t in inside)
        if tolls and joined and min(governing[k + 1]) > other.group.last:
            governing[k] = governing[k + 1]


def _clefts(sentence: Sentence, governing: list[list[int]]) -> set[int]:
    """Give the date of "It was in 1969 that she won" to the winning; the clauses to leave out."""
    words, parts = sentence.words, sentence.clauses
    found: set[int] = set()
    for k, clause in enumerate(parts[:-1]) if "it" in words.lows else ():
        if (
            clause.group.lemma != "be"
            or not governing[k]
            or not is_pronoun(words, clause)
            or words[clause.subject[0]].low != "it"
            or not _focus(words[clause.group.last + 1 : governing[k][0]])
        ):
            continue
        near = range(k + 1, min(len(parts), k + 4))
        other = next((n for n in near if _that(words, parts[n])), 0)
        if words[parts[k + 1].begin].low == "before" and parts[k + 1].begin - 1 in governing[k]:
            other = k + 1  # "It was 1954 before the line reopened"
        if other and not governing[other]:
            governing[other], governing[k] = governing[k], []
            found.update(range(k, other))
    return found


def _focus(words: Sequence[Token]) -> bool:
    """Whether only place and time are brought out: "it was | in Vienna, in 1911 | that"."""
    opens = not words or words[0].tag in "PA" or words[0].low == "there"
    return opens and all(t.tag in "PAND," for t in words)


#: Nouns of what is said or written on a day: "in a statement issued on Friday, the firm ...".
_UTTERANCES = frozenset(
    "statement letter speech interview report ruling judgment judgement decision decree order "
    "email memo message address article announcement lecture sermon telegram note paper post "
    "document filing will release communique bulletin broadcast briefing leaflet advert "
    "tweet".split()
)
_UTTERING = frozenset("speak talk write testify address appear".split())


def _utterances(sentence: Sentence, governing: list[list[int]]) -> None:
    """Give the day of a speaking or writing to what was done in it, where that has none."""
    words, parts = sentence.words, sentence.clauses
    for k, clause in enumerate(parts[:-1]):
        after = parts[k + 1]
        if clause.link is not Link.PARTICIPLE or not governing[k] or governing[k + 1]:
            continue
        if not after.group.finite or after.link not in (Link.MAIN, Link.COORDINATE):
            continue
        if after.group.lemma in lx.STATES | lx.SAYING:
            continue  # "in a paper printed in May they describe ...": only the printing happens
        start, end = clause.subject
        spoken = clause.group.tense is Tense.GERUND and clause.group.lemma in _UTTERING
        written = 0 < start < end and words[start - 1].low in ("in", "at", "by")
        if spoken or (written and words[end - 1].low in _UTTERANCES):
            governing[k + 1], governing[k] = governing[k], []


def _that(words: Sequence[Token], clause: Clause) -> bool:
    return words[clause.begin].low == "that"


def _hand_back(sentence: Sentence, governing: list[list[int]]) -> None:
    """Give a date that lies before the story from the plan that was told to the telling.

    "announces where the ships will be shown during a feast on 3 May", told on 4 May: the day of
    the feast is that of the announcing.
    """
    for k in range(1, len(sentence.clauses)):
        clause, back = sentence.clauses[k], sentence.clauses[k - 1]
        if not governing[k] or governing[k - 1] or not (clause.reported and back.group.finite):
            continue
        timexes = [sentence.times[sentence.words[t].timex] for t in governing[k]]
        dating = combine(timexes, sentence.story_date)
        if dating is not None and contradicts(
            sentence.words, clause.group, dating, sentence.story_date
        ):
            governing[k - 1], governing[k] = governing[k], []


#: What stands before the end of a stretch of time.
_ENDING = frozenset(("until", "till", "to", "and", "-", "–"))


def _share_when(sentence: Sentence, governing: list[list[int]]) -> set[int]:
    """Give both sides of a "when" the date that one of them has; the sides to leave out.

    "The ship was lost when it struck a mine on 4 May" is one happening: a "when" clause about
    "it" is left out. What was done "as" or "while" something else was is of the same day.
    """
    words, parts = sentence.words, sentence.clauses
    merged: set[int] = set()
    if words.lows.isdisjoint(_AT_ONCE):
        return merged
    for k, clause in enumerate(parts):
        opening = words[clause.begin].low
        if opening not in ("when", "as", "while") or clause.link not in _TIMED:
            continue
        other = k - 1 if k else k + 1
        if not k and len(parts) > 2 and parts[1].link is Link.PARTICIPLE:
            other = 2  # "When they did so in 1926, calling it tin, | it was opened"
        if not 0 <= other < len(parts) or parts[other].link not in _TOLD_FROM:
            continue
        if parts[other].group.tense is not Tense.PAST or clause.group.tense is not Tense.PAST:
            continue
        if parts[other].group.progressive:
            continue  # "he was writing a novel when he died in 1870"
        if parts[other].group.lemma in lx.STATES and governing[k] and not governing[other]:
            continue  # "it was empty when it was bought in 1920"
        if opening != "when":
            if governing[other] and not governing[k] and _of_a_day(sentence, governing[other]):
                governing[k] = governing[other]
        elif parts[other].link is not Link.MAIN:
            continue
        elif governing[k] and not governing[other]:
            governing[other] = governing[k]
            if is_pronoun(words, clause):
                merged.add(k)
        elif governing[other] and not governing[k]:
            early = [t for t in governing[other] if t < clause.begin]
            if len(early) > 1 and words[early[-1] - 1].low in _ENDING:
                early = early[-1:]  # "from 1903 until 1938, when the last car ran"
            elif is_pronoun(words, clause):
                merged.add(k)
            governing[k] = early or governing[other]
    for k, clause in enumerate(parts):
        if not governing[k] and (at := _when_behind(sentence, clause)) >= 0:
            governing[k] = [at]
    return merged


#: What opens a clause that has its time from another one, or gives it one.
_AT_ONCE = frozenset(("when", "as", "while", "which", "that"))
#: Units of time that are another name of a date just told: "in 1924, the year in which".
ONE_TIME = frozenset("day week month year decade season summer winter spring autumn".split())


def _when_behind(sentence: Sentence, clause: Clause) -> int:
    """The time that a clause takes up, whatever stands before; -1 if none.

    "goes back to 1924, | when she set up a kiln"; "in 1924, the year in | which she left"; "the
    same year | that the mill closed".
    """
    words, begin = sentence.words, clause.begin
    if begin < 2 or clause.group.tense is not Tense.PAST:
        return -1
    at, opening = begin - 1, words[begin].low
    if opening == "which" and words[at].low in ("in", "on"):
        at -= 1
        if words[at].low in ONE_TIME and words[at - 1].low == "the" and words[at - 2].tag == ",":
            at -= 3
    elif opening == "when" and clause.link in _TIMED:
        at -= words[at].tag == ","
    elif opening != "that" or clause.link is not Link.RELATIVE or words[at].low[:4] != "the ":
        return -1
    told = at >= 0 and words[at].tag == "T"
    return at if told and dates(sentence.times[words[at].timex]) else -1


def _of_a_day(sentence: Sentence, governing: Sequence[int]) -> bool:
    """Whether times are a day or finer: what was done in the same year need not be of one date."""
    times = [sentence.times[sentence.words[t].timex] for t in governing]
    return all(
        t.signal is Signal.AT and t.when.precision >= Precision.DAY and not t.when.is_interval
        for t in times
    )


_TOLD_FROM = (Link.MAIN, Link.COORDINATE)
_TIMED = (Link.SUBORDINATE, Link.RELATIVE)


def limits(sentence: Sentence, governing: Sequence[Sequence[int]]) -> dict[int, dict[int, Signal]]:
    """For each clause that takes a time from another one: its token and what it is to the clause.

    "He ran the mill until he died in 1950" ends then, "from 1912 until prices fell in the 1930s"
    begins and ends; "it has been empty since it burned in 1990" and "closed in 1990 and has been
    empty since" begin then. What happened "until 1947, when ..." ends in that year; what came
    then came in it.
    """
    words, parts = sentence.words, sentence.clauses
    found: dict[int, dict[int, Signal]] = {}
    if words.lows.isdisjoint(("when", *_LIMITING)):
        return found
    for k, clause in enumerate(parts):
        opening = words[clause.begin].low
        if opening == "when" and clause.link in _TIMED:
            outside = [t for t in governing[k] if not clause.begin <= t < clause.right]
            if outside:
                found[k] = dict.fromkeys(outside, Signal.AT)
        elif clause.link is Link.SUBORDINATE and opening in _LIMITING and governing[k]:
            first = governing[k][0]
            plain = sentence.times[words[first].timex].signal is Signal.AT
            near = [n for n in (k - 1, k + 1) if 0 <= n < len(parts)]
            perfect = opening == "since"  # "left in May, saying that since it opened we have ..."
            main = next((n for n in near if _is_open(sentence, n, governing, perfect)), -1)
            if main >= 0 and plain and first >= clause.begin:
                signals = dict.fromkeys(governing[main], Signal.FROM)
                found[main] = {**signals, first: _LIMITING[opening]}
        elif k and not governing[k] and _ever_since(words, clause):
            told = next((g for g in reversed(governing[max(0, k - 3) : k]) if g), None)
            if told:
                found[k] = {told[-1]: Signal.SINCE}
    return found


_LIMITING = {"until": Signal.UNTIL, "till": Signal.UNTIL, "since": Signal.SINCE}


def _is_open(sentence: Sentence, k: int, governing: Sequence[Sequence[int]], perfect: bool) -> bool:
    """Whether a clause has no time of its own, or only one from which it lasted; in the perfect,
    where that is asked for."""
    clause = sentence.clauses[k]
    if perfect and clause.group.tense not in (Tense.PERFECT, Tense.PLUPERFECT):
        return False
    if clause.link not in (Link.MAIN, Link.COORDINATE) or not clause.group.finite:
        return False
    signals = [sentence.times[sentence.words[t].timex].signal for t in governing[k]]
    return all(s in (Signal.FROM, Signal.SINCE) for s in signals) and len(signals) < 2


def _ever_since(words: Sequence[Token], clause: Clause) -> bool:
    """Whether a perfect ends on "since", which means the time told before it."""
    if clause.group.tense not in (Tense.PERFECT, Tense.PLUPERFECT):
        return False
    return any(
        words[k].low == "since" and words[k + 1 : k + 2] and words[k + 1].tag in ".,;)C"
        for k in range(clause.group.first, clause.right)
    ) or any(
        words[k].low == "since" and words[k + 1].low == "then"
        for k in range(clause.begin, clause.right - 1)
    )


def _governing(sentence: Sentence, clause: Clause, passive: set[int]) -> list[int]:
    """The tokens of the time expressions that date a clause."""
    words = sentence.words
    first, last = clause.fronted
    where = [k for k in words.times if clause.begin <= k < clause.right or first <= k < last]
    if not where:
        return where
    if clause.link is Link.SUBORDINATE and clause.begin < clause.subject[0]:
        # "If prices fall in May, the line could ...": a verb that went unread has its own time
        commas = [k for k in range(clause.begin, clause.subject[0]) if words[k].tag == ","]
        if commas[:1] == [clause.begin + 1]:
            commas = []  # "when, on 3 May, he fell"
        where = [k for k in where if not commas or k < clause.begin or k > commas[-1]]
    found = [
        k
        for k in where
        if not _ruled_out(words, k)
        and not _of_gerund(words, clause, k)
        and (k not in passive or aimed(words, k, clause.group) or begins(words, k, clause.group))
        and not _is_object(words, k, clause.group)
        and dates(sentence.times[sentence.words[k].timex])
    ]
    found = [k for k in found if not _stands_aside(sentence, clause, k)]
    found = [k for k in found if not (_renames(sentence, clause, k) or _likened(words, k))]
    if found and found[-1] > clause.group.last:
        # The date behind the verb is its own, whatever stands before.
        found = [k for k in found if k > clause.group.last or not _in_noun(words, clause, k)]
    found = [k for k in found if not is_of_life(words, k, clause.group)] or found
    return _without_purpose(words, found, clause.group.last)


def _of_gerund(words: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a time tells of a noun in the subject what it does then: "the bond maturing in March
    2026 | is to be repaid"."""
    start, _ = clause.subject
    if not start < at - 3 or at >= clause.group.first or words[at - 1].tag != "P":
        return False
    doing = words[at - 2]
    return (
        doing.tag == "N"
        and doing.low.endswith("ing")
        and "g" in doing.form[1]
        and (words[at - 3].tag == "N")
    )


def _in_noun(words: Sequence[Token], clause: Clause, at: int) -> bool:
    """Whether a time before a verb belongs to a noun there: "after the riots of 2011 and 2012 | he
    left", "the plan to close it in 2027 | was dropped", "refused in 1892 and again in 1899"."""
    if at >= clause.group.first:
        return False
    while at > 1 and words[at - 1].low in _TYING and words[at - 2].tag == "T":
        at -= 2
    first, last = clause.fronted
    if at > 0 and (words[at - 1].low == "of" or (first < last and words[first].low == "again")):
        return True
    start = clause.subject[0]
    return any(t.tag == "O" or t.low == "whether" for t in words[start:at])


_TYING = frozenset(("and", "or", "to", "-", "–"))


def _without_purpose(words: Sequence[Token], found: list[int], verb: int) -> list[int]:
    """The times without those behind a gerund that has a time of the verb before it: "jailed in
    March 2023 for | misusing money between 2015 and 2019"."""
    for k, at in enumerate(found[1:], 1):
        if found[k - 1] < verb:
            continue
        inside = words[found[k - 1] + 1 : at]
        for one, other in pairwise(inside):
            gerund = len(other.low) > 5 and other.low.endswith("ing")
            if gerund and one.low in ("for", "of", "by", "before", "after"):
                return found[:k]
    return found


def _stands_aside(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether a verb leaves a time to the noun before it: "The Road (1864) is still read", "we
    mourn our president since 1998", "the captain, out since March, came on"."""
    words, group = sentence.words, clause.group
    if group.tense is Tense.PAST and clause.subject[0] < clause.subject[1] <= at < group.first:
        return signal(sentence, at) is Signal.SINCE and words[group.first - 1].tag == ","
    if group.tense is not Tense.PRESENT or (group.passive and group.plan):
        return False
    bracketed = (
        at > 1
        and words[at - 1].tag == "("
        and words[at + 1 : at + 2] != []
        and (words[at + 1].tag == ")" and words[at - 2].tag == "N" and at < group.first)
    )
    since = sentence.times[words[at].timex].signal is Signal.SINCE
    owned = since and at > 2 and words[at - 2].tag == "N" and group.lemma != "be"
    return bracketed or (owned and not group.progressive and at - 2 > group.last)


def _renames(sentence: Sentence, clause: Clause, at: int) -> bool:
    """Whether a "since" stands in another name of the noun before it, between commas: "will leave
    Mill Road, its home since 1911, for a new ground"."""
    words = sentence.words
    if at + 1 >= len(words) or words[at + 1].tag != "," or at - 2 <= clause.group.last:
        return False
    if signal(sentence, at) is not Signal.SINCE or words[at - 1].low != "since":
        return False
    k = at - 2
    while k > clause.group.last and at - k < REACH and words[k].tag in "DN#":
        k -= 1
    return k < at - 2 and k > clause.group.last and words[k].tag == "," and words[k + 1].tag == "D"


def _likened(words: Sequence[Token], at: int) -> bool:
    """Whether a time stands in what something is likened to: "and, like the pact of 1954, | called
    for a vote"."""
    k = at - 1
    while k > 0 and at - k < REACH // 2 and words[k].tag in "DNPA#":
        k -= 1
    first = k + (words[k].tag == ",")
    return words[first].low in ("like", "unlike") and (first == 0 or words[k].tag == ",")


def _is_object(words: Sequence[Token], at: int, group: Group) -> bool:
    """Whether a year is what the verb is about: "the plate reads 1811"; "opened 1811" dates it."""
    return at == group.last + 1 and group.lemma in _READING and words[at].text.isdigit()


_READING = frozenset("read say show give state bear recall mean".split())


def _ruled_out(words: Sequence[Token], k: int) -> bool:
    """Whether the time at ``k`` is named only to be denied: "not in 1950 but in 1952"."""
    if k < 2 or words[k - 1].tag != "P" or words[k - 1].low in ("until", "till", "before"):
        return False
    return words[k - 2].low == "not" and any(t.low == "but" for t in words[k + 1 : k + 3])


def _fronted(clause: Clause, at: int) -> bool:
    """Whether time words stand before the subject, and so may cover what "and" adds."""
    return at < clause.group.first and at < max(clause.subject[0], clause.begin + 1)


_BREAKS = frozenset({"later", "then", "eventually", "subsequently", "afterwards", "now", "still"})


def _continues(words: Sequence[Token], clause: Clause) -> bool:
    """Whether a joined verb goes on in the same time: no "later", and no change of tense."""
    opening = words[clause.begin : clause.group.last + 2]
    return not any(t.low in _BREAKS for t in opening) and clause.group.tense in (
        Tense.PAST,
        Tense.PERFECT,
        Tense.FUTURE,
    )


def _lent(sentence: Sentence, k: int, passive: set[int]) -> list[int]:
    """A "since" that the next verb's clause ends on, where both share one "has"."""
    clause = sentence.clauses[k]
    if clause.group.tense is not Tense.PERFECT or k + 1 >= len(sentence.clauses):
        return []
    follower = sentence.clauses[k + 1]
    if follower.link is not Link.COORDINATE or not follower.group.borrowed:
        return []
    return [
        t
        for t in _governing(sentence, follower, passive)
        if sentence.times[sentence.words[t].timex].signal is Signal.SINCE
    ]
