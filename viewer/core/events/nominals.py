"""Happenings told by a noun with a date of its own: "the fire in 1883", "its 1829 abolition".

Such a date does not govern the verb beside it. "The tower was rebuilt following the fire in 1883"
dates the fire; "the firm announced its closure in May" is left to the verb, which is what a reader
takes it for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from viewer.core.dates import Signal, Timex, TimexType
from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause
from viewer.core.events.dating import dates
from viewer.core.events.groups import Tense, ranked
from viewer.core.events.joints import Link
from viewer.core.events.tokens import Token, Words

__all__ = [
    "Nominal",
    "attributes",
    "dates_findings",
    "effects",
    "head_of",
    "nominals",
    "settings",
    "subjects",
]

_REACH = 8
#: Words before a noun of happening that make its date its own.
_GOVERNORS = frozenset(
    {"following", "after", "since", "before", "until", "till", "despite", "during", "between"}
)


#: Nouns that with "of" are such a word: "in the wake of the strike of 1911".
_LEADS = frozenset({"wake", "aftermath", "result", "because", "consequence", "outcome", "ahead"})


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase, tokens ``start`` to ``end`` (half-open), dated by the token ``time``."""

    start: int
    end: int
    time: int


def _happening(low: str) -> bool:
    """Whether a word is a noun of a happening, or the plural of one."""
    one = low.removesuffix("s")
    return low in lx.HAPPENINGS or (one in lx.HAPPENINGS and one not in _OTHER_AS_PLURAL)


#: "Sales", "shows" and "falls" are no happenings, or verbs.
_OTHER_AS_PLURAL = frozenset({"sale", "show", "fall", "release", "finding", "opening"})


def nominals(words: Words, times: Sequence[Timex]) -> list[Nominal]:
    """The nouns of happenings in a sentence that have a date of their own."""
    found = []
    for k in words.times:
        timex = times[words[k].timex]
        if not dates(timex):
            continue
        nominal = _behind(words, k) or _before(words, k, timex)
        if nominal is not None:
            found.append(nominal)
    return found


#: Verbs that tell what a happening did while it lasted: its date is theirs.
_EFFECTS = frozenset(
    "kill injure wound destroy damage sink hit strike leave flood burn devastate wreck claim cost "
    "draw attract begin start end last break sweep flatten ravage bring take force close cut "
    "topple oust depose raze trap displace bury collapse attend hold cancel rain delay postpone "
    "interrupt abandon call pass fail give grant abolish ban restore unite divide return elect "
    "win see mark open declare guarantee establish create found introduce allow free annul reverse "
    "transfer cede legalise legalize banish raise lower double halve extend replace repeal "
    "dissolve merge nationalise nationalize privatise privatize outlaw recognise recognize award "
    "confirm halt wipe ruin trigger spark prompt unseat shake rock paralyse disrupt knock tear "
    "blow uproot level gut drown surprise shock stop carry install drive seize weaken".split()
)


def subjects(
    words: Words, times: Sequence[Timex], parts: Sequence[Clause]
) -> tuple[set[int], list[Nominal]]:
    """(the times inside a subject that date its verb, the subjects that are happenings alone).

    "The fire of 1666 destroyed the church" is of 1666; "the vote of 1920 is described" tells a
    vote of 1920 and dates no describing.
    """
    verbs: set[int] = set()
    alone: list[Nominal] = []
    for clause in parts:
        if clause.link is not Link.MAIN:
            continue
        start, end = clause.subject
        head = head_of(words, start, end)
        if head < 0:
            continue
        edition = words[head].low in _EDITIONS
        finds = dates_findings(words, clause)
        if not (finds or edition or _happening(words[head].low) or words[head].low in _ORDERS):
            continue
        # "The fire at the Orm mill on 9 April | cost two million": the verb alone tells nothing
        at = clause.group.first - 1
        silent = clause.group.tense is Tense.PRESENT or clause.group.lemma in lx.STATES
        far = [at] if silent and at >= head + 3 and words[at - 1].tag == "P" else []
        for k in (*range(start, min(clause.group.first, head + 3)), *far):
            owns = k < head or k in far or (k == head + 2 and words[head + 1].low == "of")
            if words[k].tag != "T" or not owns or not dates(times[words[k].timex]):
                continue
            if times[words[k].timex].signal is not Signal.AT or _told_besides(
                words, times, clause, k
            ):
                continue
            if k in far:
                if _happening(words[head].low):
                    alone.append(Nominal(start, k + 1, k))
                break
            past = clause.group.tense is Tense.PAST
            if finds and k < head:
                verbs.add(k)
                break  # "A 1998 survey found 40 nests"
            if edition and past and clause.group.lemma in _HELD:
                verbs.add(k)
                break  # "The 2020 edition went online"
            first_told = words[start].low in ("a", "an") and past
            if not _happening(words[head].low) and not (
                past and clause.group.lemma in _EFFECTS and not clause.group.passive
            ):
                break  # "the law of 1998 says"
            if clause.group.lemma in _EFFECTS or (first_told and not clause.group.passive):
                verbs.add(k)
            else:
                alone.append(Nominal(start, max(end, k + 1), k))
            paired = k + 2 < clause.group.first and words[k + 1].low == "and"
            if k in verbs and paired and words[k + 2].tag == "T":
                verbs.add(k + 2)  # "the floods of 1908 and 1911 hit the town"
            break
    return verbs, alone


#: What comes round by its year, and what is done with it in that year.
_EDITIONS = frozenset(
    "edition festival fair fete fête show season race tournament conference congress games "
    "ceremony exhibition concert biennale carnival regatta marathon rally".split()
)
_HELD = frozenset(
    "hold cancel postpone wash rain abandon scrap call go draw attract stage move shorten curtail "
    "disrupt begin open close end start run raise attend cost mark".split()
)


#: Inquiries that are called by their year, and what they do in it.
_INQUIRIES = frozenset(
    "survey study inspection audit inquiry poll census review excavation dig count report analysis "
    "trial test investigation assessment experiment paper".split()
)
_FINDING = frozenset(
    "find reveal show uncover record count identify confirm discover detect conclude".split()
)


def dates_findings(words: Sequence[Token], clause: Clause) -> bool:
    """Whether a clause tells what an inquiry found, which is called by the year when it did: "a
    1998 survey found 40 nests". A "the" before it may look back from any later time."""
    start, end = clause.subject
    head = head_of(words, start, end)
    led = head > start + 1 and words[start].low in ("a", "an") and words[start + 1].tag == "T"
    finds = clause.group.tense is Tense.PAST and clause.group.lemma in _FINDING
    return led and finds and not clause.group.passive and words[head].low in _INQUIRIES


def _told_besides(words: Words, times: Sequence[Timex], clause: Clause, k: int) -> bool:
    """Whether the clause of the time at ``k`` has another: "a summer flood ... on 3 June"."""
    paired = {k, k + 2} if words[k + 1].low == "and" else {k}
    here = range(clause.begin, clause.right)
    others = (n for n in words.times if n in here and n not in paired)
    return any(dates(times[words[n].timex]) for n in others)


def effects(
    words: Sequence[Token], times: Sequence[Timex], parts: Sequence[Clause]
) -> dict[int, Nominal]:
    """The relative clauses without a date of their own that tell what a dated happening did, by
    their number: "Friday's attack at the port, which killed nine people"."""
    found: dict[int, Nominal] = {}
    for n, clause in enumerate(parts):
        if clause.link is not Link.RELATIVE or clause.group.lemma not in _EFFECTS:
            continue
        silent = clause.group.first == clause.begin + 1 or clause.subject[1] <= clause.begin
        if words[clause.begin].low not in ("which", "that") or not silent:
            continue
        if clause.group.tense is not Tense.PAST or clause.group.passive:
            continue
        nominal = _antecedent(words, times, clause.begin)
        if nominal is not None:
            found[n] = nominal
    return found


def _antecedent(words: Sequence[Token], times: Sequence[Timex], end: int) -> Nominal | None:
    """The happening that ends before a relative word, with the date that it bears."""
    depth = 0
    stop = end
    for k in range(end - 1, max(0, end - 2 * _REACH), -1):
        token = words[k]
        depth += (token.tag == ")") - (token.tag == "(")
        if depth or token.tag in "(,)":
            stop = k if stop == k + 1 else stop
            continue
        if token.tag not in "ND#PAT" or lx.participle_or_past(token.low):
            return None
        if token.tag != "N" or not _happening(token.low):
            continue
        time = next((t for t in (k + 1, k + 2) if t < end and words[t].tag == "T"), -1)
        if time == k + 2 and words[k + 1].low not in ("on", "of", "in", "at"):
            return None
        start = k
        while start > 0 and k - start < _REACH and words[start - 1].tag in "ND#T":
            start -= 1
            if words[start].tag == "T":
                time = start if time < 0 else time
                owned = start and words[start - 1].tag == "D"
                start -= 1 if owned else 0
                break
            if words[start].tag == "D":
                break
        if time < 0 or not dates(times[words[time].timex]):
            return None
        if times[words[time].timex].signal is not Signal.AT:
            return None
        return Nominal(start, stop, time)
    return None


#: Prepositions of what happened in the course of a happening.
_IN_COURSE = frozenset({"in", "at", "during", "with", "under", "by"})
#: Verbs of taking part: "won the 1921 election".
_TAKING_PART = frozenset(
    "win lose contest boycott attend host organise organize stage fight join lead enter sign "
    "survive miss".split()
)


_TOLD = (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT, Tense.FUTURE)


def settings(
    words: Words, times: Sequence[Timex], parts: Sequence[Clause], passive: set[int]
) -> set[int]:
    """Those of the ``passive`` times whose happening is where the clause took place.

    "At the election of 1921 the party lost its seats": what was done at it was done then. A clause
    that has a date of its own keeps it.
    """
    found: set[int] = set()
    for clause in parts if passive else ():
        first, last = clause.fronted
        where = [k for k in words.times if clause.begin <= k < clause.right or first <= k < last]
        at = [k for k in where if dates(times[words[k].timex])]
        if len(at) != 1 or at[0] not in passive or clause.group.tense not in _TOLD:
            continue
        k = at[0]
        start, head = _around(words, k)
        if head < 0 or start < 1 or times[words[k].timex].signal is not Signal.AT:
            continue
        before, noun = words[start - 1], words[head].low
        ordered = noun in _ORDERS and before.low in ("in", "by", "under", "with") and k > head
        joined = start == clause.group.last + 1 and clause.group.lemma in _TAKING_PART
        named = words[head].capital and before.low == "at"  # "at the 1951 Lisbon Games"
        occasion = before.low == "during" or (before.low in _IN_COURSE and _sets(noun)) or named
        if ordered or occasion or (_happening(noun) and joined):
            found.add(k)
    return found


#: Nouns of occasions, which are no happenings to tell, but in which things were done: "knighted
#: in the 1975 birthday honours", "lost its roof in the freeze of 1963".
_OCCASIONS = frozenset(
    "olympics paralympics games honours honors season championship championships finals primary "
    "primaries poll polls budget freeze frost thaw slump recession depression boom panic troubles "
    "harvest regatta marathon derby grand open playoffs series purge purges session term intake "
    "draft round campaign crusade crossing influenza cholera flu influx rush dispute".split()
)


def _sets(noun: str) -> bool:
    return noun in _OCCASIONS or _happening(noun)


def _around(words: Sequence[Token], k: int) -> tuple[int, int]:
    """(start, head) of the noun phrase that the time at ``k`` describes; head -1 if none."""
    if k > 1 and words[k - 1].low == "of" and words[k - 2].tag == "N":
        start = head = k - 2
    else:
        head = k + 1
        if head >= len(words) or words[head].tag != "N":
            return k, -1
        while head + 1 < min(len(words), k + 4) and words[head + 1].tag == "N":
            head += 1
        while head > k + 1 and not (_sets(words[head].low) or words[head].capital):
            head -= 1
        start = k
    while start > 0 and start > k - _REACH and words[start - 1].tag in "DN#":
        start -= 1
        if words[start].tag == "D":
            break
    return start, head


#: Acts of a power that do something on the day they bear: "the Act of 1801 abolished the toll".
_ORDERS = frozenset(
    "act law decree decision order edict ordinance statute resolution ruling judgment judgement "
    "charter reform proclamation constitution amendment peace accord settlement bill directive "
    "letter will".split()
)


def head_of(words: Sequence[Token], start: int, end: int) -> int:
    """The head of a noun phrase: the noun before its first preposition or comma; -1 if none."""
    for k in range(start, end):
        if k > start and words[k].tag in "P,R(":
            end = k
            break
    return end - 1 if end > start and words[end - 1].tag == "N" else -1


#: Words before a time that make it describe something rather than date the verb.
_DESCRIBING = frozenset("of than like as compared with for about to from".split())


#: Meetings that are called by the year in which they acted: "delegates to the Congress of 1921".
_ASSEMBLIES = frozenset("assembly conference congress consultation convention summit synod".split())


def attributes(words: Words, times: Sequence[Timex]) -> set[int]:
    """The time tokens that describe a noun and date no verb: "the 2003 report", "Act of 1921"."""
    superlatives = {k for k in words.times if _ranked(words, k)}
    return (
        superlatives
        | _compared(words)
        | _counted_from(words, times)
        | {
            k
            for k in words.times
            if (k or _of_happening(words))
            and times[words[k].timex].signal is Signal.AT
            and not (
                k == 1 and words[0].tag == "P" and _possessive(words, k)
            )  # "In last year's poll"
            and not (k > 1 and words[k - 1].low == "of" and words[k - 2].low in _ASSEMBLIES)
            and (_possessive(words, k) or _describes(words, k) or _before_noun(words, k))
        }
    )


def _compared(words: Words) -> set[int]:
    """The times of what a figure is held against: "up 3%, against a loss of 9 million in 2020"."""
    found: set[int] = set()
    if words.lows.isdisjoint(_AGAINST):
        return found
    against = False
    for k, token in enumerate(words):
        if token.low in _AGAINST:
            against = any(t.tag == "#" or t.text in "%$£€" for t in words[max(0, k - 4) : k])
        elif token.tag == "T" and against:
            found.add(k)
        elif token.tag in ",;VCR":
            against = False
    return found


_AGAINST = frozenset(("against", "versus", "compared"))


def _counted_from(words: Words, times: Sequence[Timex]) -> set[int]:
    """The times from which another is counted: "two days before the hearing on 6 May"."""
    found = set()
    for first, last in pairwise(words.times):
        timex = times[words[first].timex]
        counts = timex.when.is_known and (
            timex.type is TimexType.DURATION or timex.rule == "the-before"
        )
        if counts and all(
            token.tag in "PDNO"
            and not (token.low.endswith("ing") or lx.participle_or_past(token.low))
            for token in words[first + 1 : last]
        ):
            found.add(last)
    return found


def _of_happening(words: Sequence[Token]) -> bool:
    """Whether the time that opens a sentence owns a happening: "Sunday's vote"."""
    if not _possessive(words, 0) or words[0].low.startswith("this"):
        return False
    nouns = 1
    while nouns < min(len(words), 4) and words[nouns].tag == "N":
        nouns += 1
    return any(t.low in lx.HAPPENINGS for t in words[1:nouns])


def _describes(words: Sequence[Token], k: int) -> bool:
    """Whether the word before a time makes it describe: "of 1921", but not "as early as 1790"."""
    if k > 1 and words[k - 2].low == "as" and words[k - 1].low == "of":
        return False  # "as of 1 May, 300 had applied"
    if words[k - 1].low == "as" and k > 1 and words[k - 2].low in ("early", "late", "recently"):
        return False
    return words[k - 1].low in _DESCRIBING


def _ranked(words: Sequence[Token], k: int) -> bool:
    """Whether "since" only measures a rank: "the worst since 1992", "the third since May"."""
    if words[k - 1].low != "since" or k < 2:
        return False
    to = next((n for n in range(k - 2, max(0, k - _REACH), -1) if words[n].tag == "O"), -1)
    if to > 0 and ranked(words, to):
        return True  # "the first woman to lead the bank since 1950"
    near = k - 2
    while near > max(0, k - _REACH - 4) and words[near].tag in "DNPA#":
        near -= 1
    if words[near].tag == "," and words[near + 1].tag == "D":  # ", the third on the route since"
        return any(t.low in _RANKS for t in words[near + 1 : k - 1])
    return any(
        t.low in _RANKS or (t.low.endswith("est") and t.low not in _NO_RANKS)
        for t in words[max(0, k - 5) : k - 1]
    )


_NO_RANKS = frozenset(
    "west forest rest interest protest harvest request guest test chest priest conquest contest "
    "arrest unrest nest crest quest behest everest budapest bucharest midwest northwest "
    "southwest".split()
)


_RANKS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth worst best most least "
    "only".split()
)


def _possessive(words: Sequence[Token], k: int) -> bool:
    """Whether the time at ``k`` owns what follows: "Tuesday's vote"."""
    if words[k].low.endswith(("'s", "’s")):
        return True
    return k + 1 < len(words) and words[k + 1].low in ("'", "’", "'s", "s")


def _before_noun(words: Sequence[Token], k: int) -> bool:
    """Whether the time at ``k`` stands between a determiner and its noun."""
    if k + 1 >= len(words) or words[k + 1].tag != "N":
        return False
    before = words[k - 1]
    return before.tag == "D" or before.low.endswith(("'s", "s'"))


def _behind(words: Sequence[Token], k: int) -> Nominal | None:
    """The date behind the noun, a governor before it: "following the fire in 1883"."""
    noun = k - 1
    if noun >= 0 and words[noun].low in ("in", "on", "of", "at"):
        noun -= 1
    else:
        return None
    head = noun
    for at in range(noun, max(-1, noun - _REACH), -1):
        token = words[at]
        way = (
            token.low == "for" and words[at - 1].low == "way"
        )  # "clears the way for a vote in May"
        if way or token.low in _GOVERNORS or (token.low == "of" and words[at - 1].low in _LEADS):
            if not _happening(words[head].low):
                return None
            return Nominal(at + 1, k + 1, k)
        if token.low == "and" and words[at - 1].tag == "T":
            # "between his arrival in 1801 and his death in 1822"
            paired = any(t.low == "between" for t in words[max(0, at - _REACH) : at])
            known = _happening(words[head].low)
            return Nominal(at + 1, k + 1, k) if paired and known else None
        if token.low == "of":
            head = at - 1
        elif token.tag not in "ND#" or token.past[1]:
            return None
    return None


def _before(words: Sequence[Token], k: int, timex: Timex) -> Nominal | None:
    """The date before the noun: "its 1829 abolition of slavery"."""
    if timex.signal is not Signal.AT or k == 0:
        return None
    if not timex.text[0].isdigit() and not (timex.rule == "weekday" and words[k - 1].tag == "D"):
        return None
    if words[k - 1].tag != "D" and not words[k - 1].low.endswith(("'s", "s'")):
        return None
    noun = k + 1
    while noun < len(words) and noun < k + 3 and not _happening(words[noun].low):
        if words[noun].tag != "N":
            return None
        noun += 1
    if noun >= min(len(words), k + 3):
        return None
    start = k - 1
    while start > 0 and start > k - 5 and words[start].low.endswith(("'s", "s'")):
        start -= 1
        while start > 0 and start > k - 5 and words[start].tag == "N":
            start -= 1
    end = noun + 1
    if end < len(words) and words[end].low in ("of", "on", "in", "at"):
        stop = end + 1
        while stop < len(words) and stop < end + 6 and words[stop].tag in "ND#":
            if lx.participle_or_past(words[stop].low):
                break
            stop += 1
        end = stop if stop > end + 1 else end
    return Nominal(start, end, k)
