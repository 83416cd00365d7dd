"""Where the clause of a verb begins, and how it hangs on the sentence.

Joints are, strongest first: semicolon, colon and dash; relative and subordinating words; "and" with
a subject or a verb behind it; commas.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, Tense, last_word
from viewer.core.events.tokens import EITHER, REACH, Token
from viewer.core.events.valency import describes_noun, takes_up_noun
from viewer.core.members import at_hand

__all__ = ["Link", "joint", "loose_time"]


@at_hand
class Link(StrEnum):
    """How a clause hangs on the sentence."""

    MAIN = "main"
    COORDINATE = "coordinate"  # shares the subject of the clause before it
    RELATIVE = "relative"
    SUBORDINATE = "subordinate"
    PARTICIPLE = "participle"


def loose_time(words: Sequence[Token], begin: int, last: int) -> int:
    """Where time words start that open the next main clause ("...; by 1835, after ..."), or 0."""
    start = begin
    while start - 1 > last and words[start - 1].tag in "T,PA":
        start -= 1
    if start == begin or start - 1 <= last or words[start - 1].tag not in ";C":
        return 0
    between = start > 3 and words[start - 3].low == "between"
    if words[start - 2].tag == "T" and (between or words[start].tag == "T"):
        return 0  # the second of two: "in 2010 and 2012 | came", "between 1190 and 1230 | and lost"
    return start if any(t.tag == "T" for t in words[start:begin]) else 0


def _is_clause_word(words: Sequence[Token], k: int, verb: int) -> bool:
    """Whether "after", "since" and their like at ``k`` open the clause of the verb at ``verb``."""
    if words[k].low not in EITHER or k + 1 >= verb or words[k + 1].tag == "T":
        return False
    if words[k].low == "because" and words[k + 1].low == "of":
        return False
    between = words[k + 1 : min(verb, k + 2 * REACH)]
    if words[k].low == "as" and (any(t.tag == "C" for t in between) or (k and _seen(words[k - 1]))):
        return False
    return not any(t.tag == "," for t in between) and any(t.tag in "ND#" for t in between)


def _likens(words: Sequence[Token], groups: Sequence[Group], k: int, at: int) -> bool:
    """Whether "as" belongs to a relative clause whose noun still waits for its verb: "a man who
    sold fakes as the work of a master | was jailed"."""
    if words[at].low != "as" or k != 1:
        return False
    back = last_word(words, groups[0].first)
    return back > 0 and words[back].low in ("who", "which", "that")


def _seen(token: Token) -> bool:
    """Whether "as" behind a word says what something is taken for: "known as", "seen as"."""
    return token.past[0] in lx.LIKENED


def joint(words: Sequence[Token], groups: Sequence[Group], k: int) -> tuple[int, Link]:
    """(first token of the clause of group ``k``, how it hangs on what stands before)."""
    group = groups[k]
    verb = group.first
    start = groups[k - 1].last + 1 if k else 0
    start = max(start, verb - 8 * REACH)
    comma = conjunction = -1
    first_comma = -1
    for at in range(verb - 1, start - 1, -1):
        token = words[at]
        if not token.joins:
            continue
        if token.tag == ";":
            dated = not k and any(t.tag == "T" for t in words[:at])
            return (0 if dated else at + 1), Link.MAIN
        if token.tag == "R" and not (
            token.low == "that" and at + 1 < len(words) and words[at + 1].tag == "N"
            and at and words[at - 1].tag in "PCO,"
        ):  # fmt: skip
            same = at > 0 and words[at - 1].tag == "T" and words[at - 1].low.startswith("the ")
            if takes_up_noun(words, at, group) or (not k and describes_noun(words, at, group)):
                return at, Link.RELATIVE
            if token.low == "that" and at + 1 < verb and not same:
                return (at, Link.SUBORDINATE)  # no content: "the same year that | it closed"
            return at, Link.RELATIVE
        if token.low == "whether" and words[at + 1].tag == "O":
            continue  # "a decision on whether to extend it | will be taken"
        if token.tag == "S" or (
            _is_clause_word(words, at, verb) and not _likens(words, groups, k, at)
        ):
            return at, Link.SUBORDINATE
        if token.tag == ",":
            comma = at if comma < 0 else comma
            first_comma = at
        if token.tag == "C" and k and (conjunction < 0 or at == start or words[at - 1].tag == ","):
            paired = words[at - 1].tag == "T" == words[at + 1].tag  # "in 2010 and 2012, came"
            if last_word(words, verb) == at or (_only_time(words, at + 1, verb) and not paired):
                return at, Link.COORDINATE
            nxt = words[at + 1]
            if nxt.tag == "," and at + 1 < comma == last_word(words, verb):
                return at, Link.COORDINATE  # "and, after a long dispute, | was closed"
            fresh = nxt.tag in "D#TP" or nxt.capital or nxt.low in _SUBJECTS
            # "approved the plan, but work did not begin"
            bare = nxt.tag == "N" and at + 2 == verb and words[verb].tag == "V"
            fresh |= bare and (token.low in ("but", "yet") or words[at - 1].tag == "T")
            # "were granted in March and main works | began in May"
            fresh |= words[at - 1].tag == "T" and all(t.tag == "N" for t in words[at + 1 : verb])
            if fresh or (at > start and words[at - 1].tag == ","):
                conjunction = at
    if group.tense is Tense.GERUND:
        closed = words[verb - 1].tag == ","  # "struck with a hammer, killing ..."
        for at in range(verb - 1, max(start, verb - REACH) - 1, -1) if not closed else ():
            dated = words[at + 1].tag == "T"  # "since the end of May, prompting ..."
            if words[at].low in _WITH_GERUND and not dated:
                return at, Link.PARTICIPLE
        return (comma + 1 if comma >= 0 else verb), Link.PARTICIPLE
    if not group.finite:
        return (verb if k or verb else 0), Link.PARTICIPLE
    if not k:
        return (verb - 1, Link.RELATIVE) if _breaks_in(words, verb) else (0, Link.MAIN)
    before = groups[k - 1]
    if 0 <= conjunction < comma == last_word(words, verb):
        opening = next(n for n in range(conjunction, verb) if words[n].tag == ",")
        inside = words[conjunction + 1 : opening]
        if opening < comma and inside and all(t.tag in "DNA#" for t in inside):
            return conjunction, Link.MAIN  # "and its director, Ada Lund, | resigned in May"
    if comma == last_word(words, verb) and comma >= 0:
        led = before.lemma in lx.TELLING or (k == 1 and words[0].low in _FRONTING)
        if before.finite and group.first < group.head and led and start < first_comma < comma:
            # "said one of the doors, at the rear, was open": the comma closes an aside
            return start, Link.SUBORDINATE if before.lemma in lx.TELLING else Link.MAIN
        return comma + 1, Link.COORDINATE
    if conjunction >= 0:
        return conjunction, Link.MAIN
    if comma >= 0:
        return (comma if before.finite else first_comma) + 1, Link.MAIN
    told = before.lemma in lx.TELLING
    if not told and words[verb - 1].low in lx.NOMINATIVES and words[verb - 2].tag == "T":
        return verb - 1, Link.MAIN  # "By the time she died in 1950 | she had ..."
    fronted = k == 1 and words[0].low in _FRONTING
    if (fronted or not before.finite) and (own := _own_start(words, start, verb)):
        return own, Link.MAIN
    impersonal = before.passive and words[before.first - 1].low == "it"  # "it is hoped the line"
    if before.lemma in lx.TELLING and (impersonal or not before.passive) and verb > start:
        pronoun = last_word(words, verb)
        if pronoun >= start and words[pronoun].low in lx.NOMINATIVES:
            return pronoun, Link.SUBORDINATE  # "told the court on Monday | she had left"
        while start < verb - 1 and words[start].tag in "TPA,":
            start += 1  # "said on Monday | sales had risen": the day is that of the saying
        return start, Link.SUBORDINATE
    return verb, Link.COORDINATE


def _breaks_in(words: Sequence[Token], verb: int) -> bool:
    """Whether a pronoun before the verb opens a clause on the noun of an aside: "The firm, in a
    step | it had ruled out, | returned"."""
    if verb < 5 or words[verb - 1].low not in lx.NOMINATIVES or words[verb - 2].tag != "N":
        return False
    k = verb - 3
    while k > 1 and verb - k < REACH // 2 and words[k].tag in "DN":
        k -= 1
    return words[k].tag == "P" and words[k - 1].tag == "," and words[0].tag in "DN"


#: What opens a clause before the main one: "When the thaw came in March | the town ...".
_FRONTING = frozenset(("when", "after", "as", "before", "once", "while", "because", "although"))


def _own_start(words: Sequence[Token], start: int, verb: int) -> int:
    """Where a subject begins behind the time of a reduced clause that no comma closes, or 0:
    "Before moving to Oslo in 1925 | he worked"."""
    for at in range(max(start + 1, verb - REACH), verb):
        opens = words[at].tag == "D" or words[at].low in lx.SUBJECT_PRONOUNS
        if words[at - 1].tag == "T" and opens and words[at].tag != "R":
            return at
    return 0


#: Words that are the subject of a verb, and behind "and" open a clause.
_SUBJECTS = lx.SUBJECT_PRONOUNS | frozenset(
    "nobody none nothing everybody everyone somebody someone".split()
)


def _only_time(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether only time words, their prepositions, adverbs and commas stand between."""
    return end - start < 6 and all(
        t.tag in "AT," or (t.tag == "P" and k + 1 < end and words[k + 1].tag == "T")
        for k, t in enumerate(words[start:end], start)
    )


_WITH_GERUND = frozenset({"with", "after", "before", "since", "while", "when"})
