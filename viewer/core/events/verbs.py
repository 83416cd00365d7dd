"""The verb groups of an English sentence, and what each says about time.

A verb group is found from its auxiliaries or from its form. An ``-ed`` form alone is a past, a
participle or an adjective; its neighbours decide, and the rule that a clause has one finite verb.
No look-ahead is longer than `REACH` words, so the cost is linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from viewer.core.events import lexicon as lx
from viewer.core.events.tokens import EITHER, REACH, Token

__all__ = ["Group", "Tense", "last_word", "verb_groups"]


class Tense(StrEnum):
    """What the verb group says about when, before any date is looked at."""

    PAST = "past"
    PRESENT = "present"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"
    WOULD = "would"
    POSSIBLE = "possible"
    SHOULD = "should"
    PARTICIPLE = "participle"  # a reduced clause: "founded in 1923"
    GERUND = "gerund"  # "with sales reaching ..."


class Group(NamedTuple):
    """A verb with its auxiliaries: tokens ``first`` to ``last`` (included), verb at ``head``.

    ``plan`` is True for "is set to", "plans to" and their like, ``doubt`` for "is said to";
    ``to`` is the token of an infinitive that completes the verb ("agreed to close"), -1 if none.
    """

    first: int
    last: int
    head: int
    lemma: str
    tense: Tense
    passive: bool = False
    progressive: bool = False
    negated: bool = False
    plan: bool = False
    doubt: bool = False
    to: int = -1
    borrowed: tuple[int, ...] = ()  # auxiliaries shared with the verb this one is joined to

    @property
    def finite(self) -> bool:
        return self.tense not in (Tense.PARTICIPLE, Tense.GERUND)


def verb_groups(words: Sequence[Token]) -> list[Group]:
    """The verb groups of a sentence, in text order, no two sharing a token."""
    found: list[Group] = []
    i = 0
    while i < len(words):
        token = words[i]
        if not token.verbal:
            i += 1
            continue
        group: Group | None = None
        if token.tag == "V":
            if token.low == "having":
                group = _having(words, i)
            elif token.low not in ("being", "been", "be"):
                group = _with_auxiliaries(words, i)
        else:
            group = _without_auxiliary(words, i, found)
        if group is None:
            i += 1
            continue
        group = _completed(words, _qualified(words, group))
        found.append(group)
        i = group.last + 1
    return found


def _skip(words: Sequence[Token], i: int) -> tuple[int, bool]:
    """(the next token that is no adverb or time word, whether a negation was passed)."""
    negated = False
    for k in range(i, min(len(words), i + 6)):
        token = words[k]
        if token.low in lx.NEGATIONS:
            negated = True
        elif token.tag not in "AT" and not (token.low == "last" and k + 1 < len(words) and (
            words[k + 1].low == "been" or lx.participle_or_past(words[k + 1].low)
        )):  # fmt: skip
            return k, negated
    return min(len(words), i + 6), negated


def _having(words: Sequence[Token], i: int) -> Group | None:
    """The reduced clause of the "having" at ``i``: "having left Riga in 1920"."""
    k, negated = _skip(words, i + 1)
    passive = k < len(words) and words[k].low == "been"
    if passive:
        k, _ = _skip(words, k + 1)
    if k >= len(words) or words[k].tag != "N" or "n" not in words[k].past[1]:
        return None
    return Group(i, k, k, words[k].past[0], Tense.GERUND, passive, negated=negated)


_MODAL_TENSE = {
    "future": Tense.FUTURE,
    "would": Tense.WOULD,
    "possible": Tense.POSSIBLE,
    "should": Tense.SHOULD,
}


def _bidden(words: Sequence[Token], last: int) -> int:
    """The "to" of what an object is to do: "urged the firm | to withdraw"; -1 if none."""
    for k in range(last + 1, min(len(words) - 1, last + REACH // 2 + 1)):
        if words[k].tag == "O":
            return k if _bare(words[k + 1]) else -1
        if words[k].tag not in "DN#T" and words[k].low not in ("of", "on", "for", "upon", "and"):
            return -1
    return -1


_SEEMING = frozenset({"seem", "appear"})


def _seeming(words: Sequence[Token], group: Group, to: int) -> Group:
    """ "Appears to have left": a leaving that may have been."""
    if words[to + 1].low != "have":
        return group._replace(to=to)
    k, negated = _skip(words, to + 2)
    if k < len(words) and words[k].low == "been":
        k, more = _skip(words, k + 1)
        negated |= more
    if k >= len(words) or not words[k].past[1]:
        return group._replace(to=to)
    negated |= group.negated
    return group._replace(last=k, head=k, lemma=words[k].past[0], doubt=True, negated=negated)


def _with_auxiliaries(words: Sequence[Token], i: int) -> Group:
    """The group that the auxiliary at ``i`` opens. Grammar: modal? have? be? being? verb."""
    low = words[i].low
    negated = low in lx.NEGATIONS
    plan = doubt = progressive = False
    if low in lx.MODALS:
        tense, last = _MODAL_TENSE[lx.MODALS[low]], "modal"
    elif low in lx.HAVE:
        tense, last = (Tense.PLUPERFECT if lx.HAVE[low] == "past" else Tense.PERFECT), "have"
    else:
        form = lx.BE.get(low) or lx.DO[low]
        tense = Tense.PAST if form == "past" else Tense.PRESENT
        last = "be" if low in lx.BE else "do"
    at = i
    if last == "have" and _follows_to(words, i) >= 0:
        # "has to close by May" binds, "had to close" tells a closing
        tense, last, at = Tense.SHOULD if tense is Tense.PERFECT else Tense.PAST, "to", i + 1
    for _ in range(8):
        k, passed = _skip(words, at + 1)
        negated |= passed
        if k >= len(words):
            break
        word = words[k].low
        if word in lx.BE and word in ("be", "been", "being"):
            progressive |= word == "being"
            last, at = "be", k
            continue
        if word == "have" and last in ("modal", "to"):
            last, at = "have", k
            continue
        if last != "be" and word in lx.STAYING and _is_participle(words, k + 1):
            last, at = "be", k  # "will stay shut" says of the line what "will be shut" says
            continue
        known = words[k].form
        part = words[k].past if words[k].tag == "N" else ("", "")
        if last == "be":
            if word in lx.ABLE and (follow := _follows_to(words, k)) >= 0:
                plan, last, at = True, "to", follow
                continue
            if word in _TIMED and _timed(words, k):
                return Group(i, k, k, "schedule", tense, True, False, negated, True, doubt)
            if word in lx.LIKELY and (follow := _follows_to(words, k)) >= 0:
                plan, doubt, last, at = True, word == "unlikely", "to", follow
                continue
            if word in lx.BELIEVED and (follow := _follows_to(words, k)) >= 0:
                doubt, last, at = True, "to", follow
                continue
            if words[k].tag == "O" and k + 1 < len(words) and _bare(words[k + 1]):
                plan, last, at = True, "to", k
                continue
            if "g" in known[1] or (word.endswith("ing") and len(word) > 5):
                lemma = known[0] or word[:-3]
                return Group(i, k, k, lemma, tense, False, True, negated, plan, doubt)
            if "n" in part[1]:
                return Group(i, k, k, part[0], tense, True, progressive, negated, plan, doubt)
            break
        if last == "have":
            if "n" in part[1]:
                return Group(i, k, k, part[0], tense, False, False, negated, plan, doubt)
            break
        if "b" in known[1]:
            return Group(i, k, k, known[0], tense, False, False, negated, plan, doubt)
        if words[k].tag == "N" and last in ("modal", "to") and words[k].text.islower():
            return Group(i, k, k, word, tense, False, False, negated, plan, doubt)
        break
    lemma = {"be": "be", "have": "have", "do": "use"}.get(last, "be")
    owned = words[i + 1].tag if i + 1 < len(words) else "."
    if last == "have" and at == i and owned in "D#":
        tense = Tense.PAST if tense is Tense.PLUPERFECT else Tense.PRESENT
    return Group(i, at, at, lemma, tense, False, False, negated, plan, doubt)


#: "is scheduled for June": behind these a preposition of time makes a plan.
_TIMED = frozenset({"set", "due", "scheduled", "slated", "planned", "expected"})
_TIMING = frozenset({"for", "in", "on", "by", "at", "from", "before", "after", "between"})


def _timed(words: Sequence[Token], k: int) -> bool:
    """Whether a time follows "planned" or its like at ``k``, a preposition between or not."""
    if k + 1 < len(words) and words[k + 1].tag == "T":
        return words[k].low != "set"
    if words[k].low == "due" and _due(words, k):
        return True
    if k + 2 >= len(words) or words[k + 1].low not in _TIMING:
        return False
    loose = words[k].low != "expected" and words[k + 1].low in ("for", "in", "on", "by", "at")
    return loose or words[k + 2].tag == "T"


def _due(words: Sequence[Token], k: int) -> bool:
    """Whether a place and a time follow "due" at ``k``: "due back in court on Friday"."""
    for token in words[k + 1 : k + REACH // 2]:
        if token.tag == "T":
            return True
        if token.tag not in "APND#" or token.low in ("to", "by", "because"):
            return False
        if lx.participle_or_past(token.low) is not None:
            return False
    return False


#: What these do to a plan leaves none: "called off a walkout planned for May".
_DROPPING = frozenset("call cancel scrap abandon ban scrub drop shelve prevent avert".split())


def _is_participle(words: Sequence[Token], i: int) -> bool:
    k, _ = _skip(words, i)
    return k < len(words) and words[k].tag == "N" and "n" in words[k].past[1]


def _bare(token: Token) -> bool:
    return token.low in ("be", "have") or "b" in token.form[1]


def _follows_to(words: Sequence[Token], k: int) -> int:
    """The index of a "to" with a bare verb behind it right after token ``k``, or -1."""
    if k + 2 < len(words) and words[k + 1].tag == "O" and _bare(words[k + 2]):
        return k + 1
    return -1


_OBJECT = frozenset("DPTO#R")  # what follows a verb rather than an adjective


def _without_auxiliary(words: Sequence[Token], i: int, found: Sequence[Group]) -> Group | None:
    """The group of a verb that stands alone at ``i``, or None when the word is no verb there."""
    token = words[i]
    past = token.past
    if token.low in _TIMED and i and words[i - 1].tag in "N," and _timed(words, i):
        dropped = bool(found) and found[-1].lemma in _DROPPING
        return Group(
            i, i, i, "schedule", Tense.PARTICIPLE, passive=True, negated=dropped, plan=True
        )
    if past[1] and i > 1 and words[i - 1].low == "be" and words[i - 2].tag == "O":
        bidden = bool(found) and (found[-1].to == i - 2 or found[-1].last == i - 3)
        if bidden or i < 3 or words[i - 3].tag not in "N,":
            return None  # "asked for the roster to be withdrawn"
        first = i - 3 if words[i - 3].low in _TIMED else i - 2  # "due to be launched"
        return Group(first, i, i, past[0], Tense.PARTICIPLE, passive=True, plan=True)
    if past[1]:
        tense = _past_tense(words, i, past[1], past[0], found)
        if tense is None:
            return None
        if tense is Tense.PARTICIPLE and past[0] in _PLANNED:
            follow = _follows_to(words, i)
            if follow >= 0:
                verb = words[follow + 1].form[0] or "be"
                return Group(i, follow + 1, follow + 1, verb, tense, plan=True)
        if tense is Tense.PAST and (shared := _shared(words, i, past[1], found)) is not None:
            return shared._replace(first=i, last=i, head=i, lemma=past[0], to=-1)
        passive = tense is Tense.PARTICIPLE
        first = i - 1 if passive and i and words[i - 1].low == "not" else i  # "but not shown until"
        return Group(first, i, i, past[0], tense, passive, negated=first < i)
    if token.low == "due" and (follow := _follows_to(words, i)) >= 0:
        verb = words[follow + 1].form[0] or "be"
        return Group(i, follow + 1, follow + 1, verb, Tense.PARTICIPLE, plan=True)
    lemma, uses = token.form
    if "g" in uses:
        return Group(i, i, i, lemma, Tense.GERUND) if _gerund(words, i) else None
    if ("s" in uses and _third_person(words, i, found)) or (
        "b" in uses and _plural_present(words, i, found)
    ):
        return Group(i, i, i, lemma, Tense.PRESENT)
    if "b" in uses and found and _wished(words, i, found[-1]):
        return Group(i, i, i, lemma, Tense.PRESENT)
    if "b" in uses and i and words[i - 1].tag == "C" and found:
        before = found[-1]
        if before.tense in (Tense.FUTURE, Tense.WOULD, Tense.POSSIBLE, Tense.SHOULD) and (
            before.to < 0
        ):
            borrowed = tuple(range(before.first, before.head))
            return before._replace(first=i, last=i, head=i, lemma=lemma, to=-1, borrowed=borrowed)
    return None


#: Verbs of what others should do.
_ASKING = lx.FORWARD | lx.BIDDING | {"suggest", "recommend", "insist", "demand"}


def _wished(words: Sequence[Token], i: int, ruler: Group) -> bool:
    """Whether a bare verb is what was asked for: "proposed that the office | start in May"."""
    if ruler.lemma not in _ASKING:
        return False
    before = words[i - 1]
    if not (before.tag in "N#" or before.low in lx.SUBJECT_PRONOUNS) or i - ruler.last > REACH:
        return False
    after = words[i + 1].tag if i + 1 < len(words) else "."
    inside = words[ruler.last + 1 : i]
    that = next((k for k, t in enumerate(inside) if t.low == "that"), -1)
    return (
        0 <= that < len(inside) - 1
        and after in 'DPTO#A".N'
        and all(t.tag in "TPA" for t in inside[:that])
        and all(t.tag in "DNP#" for t in inside[that + 1 :])
    )


def last_word(words: Sequence[Token], i: int) -> int:
    """The token before ``i`` that is no adverb and no time between commas, -1 at the start."""
    k = i - 1
    while k >= 0 and i - k < 6 and words[k].tag == "A":
        k -= 1
    if k > 2 and words[k].tag == ",":
        back = k - 1
        while back > k - 5 and back > 0 and words[back].tag in "TPA":
            back -= 1
        if back < k - 1 and back > 0 and words[back].tag == ",":
            return back - 1
    return k


#: Signs that open or close words quoted.
_QUOTES = frozenset("'\"‘’“”")


def _past_tense(
    words: Sequence[Token], i: int, uses: str, lemma: str, found: Sequence[Group]
) -> Tense | None:
    """PAST, PARTICIPLE, or None for an adjective: what a bare past form is at ``i``."""
    if uses == "bn" and (i + 1 >= len(words) or words[i + 1].low != "by"):
        return None  # "the cup run", but "a shop run by two sisters"
    if "b" in uses and found and found[-1].finite and _ends_compound(words, i):
        return None  # "set up a kiln in a cow shed"
    uses = uses.replace("b", "")
    k = last_word(words, i)
    before = words[k] if k >= 0 else None
    after = words[i + 1] if i + 1 < len(words) else None
    takes_object = after is None or after.tag in 'DPTO#RA,.;)"C' or after.low in lx.OBJECT_PRONOUNS
    if before is not None and before.text in _QUOTES and k and words[k - 1].tag == "D":
        return None  # "a 'disgruntled lawyer'"
    if before is None or before.tag in "S(":
        return Tense.PARTICIPLE if uses == "dn" or uses == "n" else None
    if words[i].capital and not (after and after.tag in "DPT"):
        return None  # a name: "Advanced Micro Devices", "Forced Entry"
    if before.low in ("who", "which", "he", "she", "it", "they", "we", "i", "you"):
        return Tense.PAST if "d" in uses else Tense.PARTICIPLE
    if before.tag != "R" and before.low in (
                      "this", "that", "these", "those", "both", "all", "some", "many", "most",
                      "several", "few", "there", "half", "each", "another"):  # fmt: skip
        return Tense.PAST if "d" in uses and takes_object else None
    if before.tag == "R":
        named = after is not None and after.capital  # "a tug that left Oslo"
        named |= after is not None and after.past[1] != ""
        return Tense.PAST if "d" in uses and (takes_object or named) else None
    if before.low == "more" and k and words[k - 1].tag == "#" and takes_object:
        return Tense.PAST if "d" in uses else None  # "seventeen more followed in 1990"
    if before.tag in "DPO" or before.low.endswith(("'s", "s'")):
        return None
    if before.tag == "#" and not takes_object and "." not in before.text:
        return None
    if before.tag == "#" and k > 1 and words[k - 1].low == "and" and words[k - 2].low in _HARMED:
        return None  # "reported 14 dead and 30 injured"
    if before.tag == "C":
        if not found:
            return Tense.PAST if "d" in uses and takes_object else None
        gap = found[-1].last
        reduced = found[-1].tense is Tense.PARTICIPLE and found[-1].passive
        if reduced and "n" in uses and lemma not in _GOING and after and after.tag in "PT,.)A":
            return Tense.PARTICIPLE  # "built in 1840 and wrecked in 1860, the ship"
        if k > gap + 1 and after is not None and after.tag == "N" and after.text.islower():
            beyond = words[i + 2] if i + 2 < len(words) else None
            if words[k - 1].tag == "N" and beyond is not None and beyond.tag == "V":
                return None  # "old and retired pilots were ..."
        return Tense.PAST if "d" in uses or found[-1].tense in _SHARING else Tense.PARTICIPLE
    if uses == "d":
        return Tense.PAST
    if before.tag == "," and _goes_on_passive(words, k, found):
        return Tense.PAST  # "was refused in 1983, granted in 1985 and ..."
    if uses == "n":
        adjective = after is not None and after.tag == "N" and after.text.islower()
        adjective = adjective and before.low.endswith("ing") and lemma not in _NAMING
        return None if adjective else Tense.PARTICIPLE  # "handling stolen goods"
    if before.tag == ",":
        reduced = bool(found) and found[-1].tense is Tense.PARTICIPLE and found[-1].passive
        follows = after is not None and after.tag in "PT,." and lemma not in _GOING
        if reduced and follows and _verb_to_come(words, i):
            return Tense.PARTICIPLE  # "burnt in 1840, rebuilt in 1842, is a museum"
        if not found and _is_measured(words, i) and _resumed(words, i):
            return Tense.PARTICIPLE  # "her trial, delayed three times by rain, opened in May"
        if lemma in _GOING or (after is not None and after.tag in "D#"):
            return Tense.PAST
        if after is not None and after.tag == '"' and lemma not in _NAMING:
            return Tense.PAST  # "the mayor, on the radio, offered "regret""
        if (
            found
            and (len(found) == 1 or _inside_relative(words, found, i))
            and (not found[0].finite or _inside_relative(words, found, i))
        ):
            return Tense.PAST  # the subject that a participle or relative clause interrupted
        if _follows_to(words, i) >= 0:
            intends = lemma in lx.FORWARD and lemma not in _PLANNED
            return Tense.PAST if intends else Tense.PARTICIPLE
        if after is not None and after.tag == "N" and lemma not in _NAMING:
            return Tense.PAST
        if after is not None and after.tag in "PT":
            aside = not found and after.low != "by" and _closes_aside(words, k)
            return Tense.PAST if aside else Tense.PARTICIPLE
        return Tense.PAST if found and takes_object else Tense.PARTICIPLE
    if before.tag == ";":
        return Tense.PARTICIPLE
    if found and found[-1].lemma == "want" and _in_one(words, found[-1].last, i):
        return None  # "want the law passed by June"
    if after is not None and after.low == "by" and lemma not in _GOING:
        return Tense.PARTICIPLE
    return _finite_or_reduced(words, i, after, found)


def _ends_compound(words: Sequence[Token], i: int) -> bool:
    """Whether the word at ``i`` ends a noun phrase and its clause: "her father's cow shed"."""
    if i + 1 < len(words) and words[i + 1].tag not in ".,;":
        return False
    k = i - 1
    while k > 0 and i - k < REACH // 2 and words[k].tag == "N" and not words[k].capital:
        k -= 1
    owned = words[k].tag == "D" or words[k].low.endswith(("'s", "s'", "’s", "s’"))
    return k < i - 1 and owned and k > 0 and words[k - 1].tag in "PD"


def _is_measured(words: Sequence[Token], i: int) -> bool:
    """Whether how often or how long follows, which is no object: "delayed | three times"."""
    if i + 2 >= len(words) or words[i + 1].tag not in "#T":
        return False
    return words[i + 1].tag == "T" or words[i + 2].low in _STRETCHES | {"times"}


def _resumed(words: Sequence[Token], i: int) -> bool:
    """Whether a comma and another past form follow in the clause."""
    for k in range(i + 1, min(len(words) - 1, i + REACH)):
        if words[k].tag == ",":
            return "d" in words[k + 1].past[1]
        if words[k].tag in ";SRVC":
            return False
    return False


def _goes_on_passive(words: Sequence[Token], comma: int, found: Sequence[Group]) -> bool:
    """Whether only times stand between a passive verb and the comma at ``comma``: no noun that
    what follows could describe."""
    if not found or not found[-1].passive or found[-1].tense is Tense.PARTICIPLE:
        return False
    inside = words[found[-1].last + 1 : comma]
    return bool(inside) and all(t.tag in "TPAD" or t.low in _STRETCHES for t in inside)


_STRETCHES = frozenset("day days week weeks month months year years hour hours night".split())


def _verb_to_come(words: Sequence[Token], i: int) -> bool:
    """Whether an auxiliary follows that "and" does not join to the word at ``i``."""
    for k in range(i + 1, min(len(words), i + REACH)):
        if words[k].tag in "V;":
            return words[k].tag == "V" and words[k - 1].tag != "C"
    return False


def _in_one(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether no joint of clauses stands between two tokens."""
    return end - start < REACH and not any(t.tag in ",;SRC" for t in words[start:end])


#: Participles that with an infinitive make a plan: "the line, set to open in May".
_PLANNED = frozenset({"set", "schedule", "plan", "slate", "expect", "slat"})
_SHARING = (Tense.PERFECT, Tense.PLUPERFECT, Tense.FUTURE, Tense.WOULD)
#: Intransitive verbs of going and changing: no passive participle, and "by" gives a measure.
_GOING = frozenset(
    "rise grow fall increase decrease drop decline climb jump surge shrink widen narrow go come "
    "arrive die emerge happen occur move flee escape emigrate migrate march sail travel walk "
    "return retire resign depart land crash collapse explode erupt expire graduate succeed agree "
    "vote decide refuse continue fight appear disappear vanish last remain persist prevail ensue "
    "flourish thrive dwindle lapse elapse linger perish fade subside soar plunge plummet slump "
    "tumble rally rebound arise recede relent falter wane culminate coincide apologise apologize "
    "testify mutiny defect compete respond react lie stay belong exist live".split()
)


#: Participles that take a bare name: "a fort, called Raven's Nest".
_NAMING = frozenset({"call", "name", "dub", "title", "entitle", "nickname", "know", "bear"})


def _closes_aside(words: Sequence[Token], comma: int) -> bool:
    """Whether the comma ends an apposition: "Ada Lund, head of the school, | announced in ..."."""
    for k in range(comma - 1, max(-1, comma - REACH), -1):
        if words[k].tag == ",":
            return comma - k > 2 and k > 0 and words[k - 1].tag == "N" and words[k + 1].tag in "DNP"
        if words[k].tag in ";SRV":
            return False
    return False


@cache
def _active() -> frozenset[str]:
    """The past forms of verbs of going, which no passive auxiliary reaches."""
    return frozenset(
        form for form, (lemma, uses) in lx.forms().items() if lemma in _GOING and "n" in uses
    )


def _finite_or_reduced(
    words: Sequence[Token], i: int, after: Token | None, found: Sequence[Group]
) -> Tense:
    """Past or reduced participle, for an -ed form right behind a noun.

    A clause has one finite verb: where it stands already, this is a participle of its object
    ("an agreement drafted in May"); where it is still to come, one of its subject.
    """
    start = found[-1].last + 1 if found else 0
    past = words[i].past
    says = past[0] in lx.SAYING and past[0] != "report"
    if after is not None and after.low == "as" and past[0] in lx.LIKENED:
        says = False  # "a man described as a drifter | shot two guards"
    if says and after is not None and after.tag in "TPD" and after.low not in ("by", "to"):
        return Tense.PAST  # "said on Friday the road would close"
    tells = past[0] in lx.TELLING
    if tells and _then_how(words, i):
        return Tense.PAST  # "the court heard on Tuesday how ..."
    if tells and after is not None and after.tag == "N" and after.capital:
        return Tense.PAST  # "declared Moscow had lost"
    has_verb = bool(found) and found[-1].finite
    if found and has_verb:
        inside = found[-1].lemma in _MENTIONING or _in_phrase(words, i)
        mentions = inside and past and past[0] not in _ALONE
        if found[-1].lemma in lx.TELLING and not _heard_of(words, start) and not mentions:
            has_verb = False
        for k in range(max(start, i - 4 * REACH), i):
            token = words[k]
            if token.tag in ";SRC," or token.low in EITHER:
                has_verb = False
                break
    if has_verb and (_inside_relative(words, found, i) or _after_clause(words, i, found[-1])):
        has_verb = False
    if has_verb:
        return Tense.PARTICIPLE
    if not _awaited(words, found, i) and _only_phrase(words, max(start, i - REACH), i):
        return Tense.PARTICIPLE
    if past[1] and _describes_subject(words, i, past[0]):
        return Tense.PARTICIPLE
    if after is not None and (after.tag in "D#" or after.low in lx.OBJECT_PRONOUNS):
        return Tense.PAST
    for k in range(i + 1, min(len(words), i + REACH)):
        token = words[k]
        if token.tag == "," and k + 1 < len(words) and words[k + 1].capital:
            continue  # "captured in Lima, Peru, ..."
        if token.tag in ";,SRC(" or token.low in EITHER or token.low in _NOMINATIVES:
            break
        if token.tag == "V" and token.low not in ("be", "been", "being", "have", "having"):
            return Tense.PARTICIPLE
        if _reports_that(words, k):
            return Tense.PARTICIPLE  # "a study printed in May | found that ..."
    return Tense.PAST


def _in_phrase(words: Sequence[Token], i: int) -> bool:
    """Whether the form at ``i`` has no object and the noun before it, with "a", hangs on a
    preposition: "reported cracks in a study | published in May"."""
    k = i - 1
    while k > 0 and words[k].tag == "N" and i - k < REACH // 2:
        k -= 1
    led = 0 < k < i - 1 and words[k].low in ("a", "an") and words[k - 1].tag == "P"
    return led and words[k - 1].low != "of" and _lacks_object(words, i, words[i].past[0])


def _awaited(words: Sequence[Token], found: Sequence[Group], i: int) -> bool:
    """Whether a subject with reduced clauses still waits for its verb at ``i``."""
    first, start = i, 0
    for group in reversed(found[-_STACKED:]):
        if group.tense is not Tense.PARTICIPLE or not _in_one(words, group.last, first):
            start = group.last + 1
            break
        first = group.first
    return first < i and not _only_phrase(words, max(start, first - REACH), first)


#: Reduced clauses in a row that may describe one subject.
_STACKED = 3


def _describes_subject(words: Sequence[Token], i: int, lemma: str) -> bool:
    """Whether the form at ``i`` has no object and the finite verb is still to come, a past form
    too: "a bomb placed under a lorry | exploded" (a garden path: Bever, "The cognitive basis for
    linguistic structures", 1970).

    A verb that takes an object always has one where it is finite; where it may go without, the
    form that comes after has to be finite beyond doubt.
    """
    going = lemma in _GOING and lemma not in _SETTLED
    if going or _in_subordinate(words, i) or not _lacks_object(words, i, lemma):
        return False
    if _by_contact(words, i):
        return False
    for k in range(i + 2, min(len(words), i + 2 * REACH)):
        token, before = words[k], words[k - 1]
        if token.tag in ";,SRC(V" and token.low not in ("be", "been", "being"):
            return False
        if _opens_clause(words, k):
            return False
        past = token.past
        if not past[1] or token.tag != "N" or token.capital or before.tag in "DPOV#":
            continue
        after = words[k + 1] if k + 1 < len(words) else None
        if past[1] == "n" or (after is not None and after.low == "by"):
            continue
        has_object = after is not None and (after.tag in "D#" or after.low in lx.OBJECT_PRONOUNS)
        if past[1] == "d" or past[0] in _GOING or has_object or before.tag == "T":
            return True  # no noun before it to describe: "opened in 1880 | closed in 1950"
        if after is not None and after.tag == "N" and before.tag != "N":
            continue  # "known as a | retired | clerk"
        believed = words[i + 1].tag == "O" and words[i].low in lx.BELIEVED
        return believed or lemma not in _ALONE or (after is not None and after.tag == "N")
    return False


def _by_contact(words: Sequence[Token], i: int) -> bool:
    """Whether a clause opens on its subject behind a noun: "the act | the house passed"."""
    k = i - 1
    while k > 0 and words[k].tag in "N#" and i - k < REACH:
        k -= 1
    return k > 0 and words[k].tag == "D" and words[k - 1].tag == "N"


def _lacks_object(words: Sequence[Token], i: int, lemma: str) -> bool:
    """Whether no object follows the form at ``i``, nor a clause that it tells."""
    if i + 2 >= len(words):
        return False
    after, beyond = words[i + 1], words[i + 2]
    if after.tag == "N":
        named = lemma in _NAMING and after.capital
        return named or after.low in _COMPLEMENTS
    if after.tag == "O" and _bare(beyond):
        return words[i].low in lx.BELIEVED
    if after.tag not in "OPTA" or (_opens_clause(words, i + 1) and lemma not in lx.LIKENED):
        return False
    if lemma in lx.TELLING and _heard_of(words, i + 1):
        return False
    if beyond.tag == "#" or (after.low in _PARTICLES and beyond.tag in "DN"):
        return False  # "killed over 200", "sent out a fleet"
    time = next((k for k in (i + 1, i + 2) if words[k].tag == "T"), 0)
    behind = words[time + 1] if 0 < time < len(words) - 1 else None
    return behind is None or not (
        behind.tag in "D#" or (behind.tag == "N" and not behind.past[1])
    )  # "announced on Friday | a merger"


#: Adverbs that stand between a verb and its object.
_PARTICLES = frozenset({"out", "up", "off", "away", "back", "down", "together", "forward"})


def _in_subordinate(words: Sequence[Token], i: int) -> bool:
    """Whether a clause word without a comma behind it stands before: "when the mill closed"."""
    for k in range(i - 1, max(-1, i - REACH), -1):
        if words[k].tag in ",;" or words[k].low == "that":
            return False
        if words[k].tag in "SR" or _opens_clause(words, k):
            return True
    return False


def _after_clause(words: Sequence[Token], i: int, ruler: Group) -> bool:
    """Whether the verb before belongs to a clause in front without its comma, and this one is
    finite beyond doubt: "When the firm closed | the town lost 300 jobs"."""
    past = words[i].past
    after = words[i + 1] if i + 1 < len(words) else None
    opens = words[0].tag == "S" or _opens_clause(words, 0)
    if not opens or ruler.lemma not in _ALONE or not past[1] or not _in_one(words, ruler.last, i):
        return False
    if any(t.tag in ",;" for t in words[:i]):
        return False
    return past[1] == "d" or past[0] in _GOING or (after is not None and after.tag in "D#")


def _opens_clause(words: Sequence[Token], k: int) -> bool:
    """Whether a word that does may open a clause at ``k``: "since demand fell", not "since May"."""
    return words[k].low in EITHER and k + 1 < len(words) and words[k + 1].tag != "T"


_HARMED = frozenset(("dead", "missing"))
#: Verbs of going that a treaty, a fight or a ship can be the object of.
_SETTLED = frozenset(("agree", "fight", "sail"))
#: What somebody is found, reported or left: these follow a participle without making it finite.
_COMPLEMENTS = frozenset(
    "dead guilty missing alive unconscious wounded injured innocent unfit safe responsible liable "
    "stranded homeless free open unharmed trapped abandoned drunk ill sick bankrupt unsafe".split()
)
#: Verbs that do as well without an object, beside those of going.
_ALONE = _GOING | frozenset(
    "act adjourn advance appeal apply assemble begin bloom boil break burn burst campaign cease "
    "change circle clash close collide combine compete complain comply concentrate concede "
    "condense connect converge cook crack cross curl dance dawn debut deteriorate develop differ "
    "dine disembark dissolve dive divide dock double drift drill drink drive drown dry eat "
    "embark end enlist enrol evolve exercise expand experiment explore extend fail farm feed "
    "finish fish float flood fly focus fold form freeze gather grind halt hang harden heal help "
    "hide hunt improve intensify interfere join jump kick kneel lapse last laugh lead lean leave "
    "lie lift light listen live lobby look lose manoeuvre marry materialise meet melt merge "
    "mingle mount moor mutiny negotiate open operate overheat overturn paint part participate "
    "pass pause pay perform persist play plead practise pray preach proceed profit progress "
    "protest pull push qualify race rain rally rank reach react read rebel recede recover refuel "
    "register relocate report resume retreat ride ring rotate rule run rush rust save score "
    "settle shelter shift shoot shout sing sink sit skate sleep slide slow smoke speak speed spin "
    "split spread stand start starve stay steer step stick stop strike study suffer swear sweep "
    "swim swing switch talk teach tear testify thaw trade train transfer try turn unite vary "
    "vanish veer visit volunteer wait wake walk warn watch weaken withdraw win work worsen write "
    "yield abstain accede adhere ally allude amount answer apologise apologize ascend aspire atone "
    "attest aim ask backtrack balk bargain bid call camp care cater coincide collaborate conspire "
    "consult contribute cooperate correspond count crawl culminate deal depend dwell engage err "
    "excel feud fire flourish fluctuate function gamble gaze glow grieve hover inquire insist "
    "intervene intrude invade invest labour lunge meddle mourn object occupy opt parachute perish "
    "persevere plot plunge point prepare preside press prevail provide quarrel refer reign rely "
    "repent reply reside resort respond result revert revolve roam scream search serve sign "
    "skirmish snow soar sob specialise specialize stagnate stray stumble subscribe subside "
    "succumb surge surrender survive sway sympathise sympathize think thrive toil triumph tumble "
    "vie wander waver wilt wrestle".split()
)


#: Verbs of telling whose object is as often a thing: "will hear an appeal lodged in April".
_MENTIONING = frozenset(("hear", "read", "find", "discover"))


def _heard_of(words: Sequence[Token], at: int) -> bool:
    """Whether a verb of telling has a source or subject and no clause: "heard from a witness"."""
    return words[at].low in ("from", "of", "about") and words[at + 1].tag != "T"


def _then_how(words: Sequence[Token], i: int) -> bool:
    """Whether "how" or "that" with a subject follows, after time words at most."""
    for k in range(i + 1, min(len(words) - 1, i + 6)):
        if words[k].low in ("how", "that"):
            return words[k + 1].tag in "DN#T"
        if words[k].tag not in "TPA":
            return False
    return False


_NOMINATIVES = frozenset({"he", "she", "it", "they", "we", "i"})


def _reports_that(words: Sequence[Token], k: int) -> bool:
    """Whether a past form of a verb of telling stands at ``k`` with "that" behind it."""
    if k + 1 >= len(words) or words[k + 1].low != "that":
        return False
    return words[k].past[0] in lx.TELLING


def _only_phrase(words: Sequence[Token], start: int, i: int) -> bool:
    """Whether no subject stands before ``i``, only one phrase: "In a letter | sent in May, ..."."""
    for k in range(i - 1, start - 1, -1):
        if words[k].tag in ";,SRC(":
            start = k + 1
            break
    counts = words[start + 1 : start + 2] and (
        words[start + 1].tag == "#" or words[start + 1].low in ("least", "most", "to")
    )
    if start >= i - 1 or words[start].tag != "P" or (counts and words[start].low in _AS_MANY):
        return False
    inside = words[start + 1 : i]
    nouns = [t.tag for t in inside]
    return (
        "T" not in nouns
        and not any(t.tag == "D" and before.tag in "N#" for before, t in pairwise(inside))
        and not any(t.capital and before.text[0].islower() for before, t in pairwise(inside))
    )


#: "Over forty", "at least forty", "up to forty": prepositions that count a subject.
_AS_MANY = frozenset("over around about under between at up".split())


def _inside_relative(words: Sequence[Token], found: Sequence[Group], i: int) -> bool:
    """Whether the last verb belongs to a relative clause inside a subject still without verb.

    That clause may hold another: "the second, which mended a fault that had cost lives, | came".
    """
    for n in range(len(found), max(0, len(found) - _NESTED), -1):
        k = _relative_word(words, found[n - 1])
        if k < 0:
            return False
        if n == 1 or any(t.tag in ";C" for t in words[found[n - 2].last + 1 : k]):
            return True
    return False


#: Relative clauses, one in the other, that are looked through.
_NESTED = 3


def _relative_word(words: Sequence[Token], verb: Group) -> int:
    """The relative word that opens the clause of a verb, -1 if none does."""
    k = last_word(words, verb.first)
    if k >= 0 and words[k].low in ("who", "which", "that"):
        return k
    while k > 1 and verb.first - k < REACH // 2 and words[k].tag in "ND#A":
        k -= 1  # "whose owner had died", "in which forty died"
    fresh = k > 0 and words[k].low in ("whose", "which", "where") and words[k - 1].tag in ",PN"
    return k if fresh else -1


def _shared(words: Sequence[Token], i: int, uses: str, found: Sequence[Group]) -> Group | None:
    """The group whose auxiliaries a verb behind "and" shares, or None.

    "has launched A and conducted B"; "was founded in 1920 and renamed in 1950". Behind a passive an
    object shows that the verb is active again: "was born in 1920 and joined the navy".
    """
    k = last_word(words, i)
    if not found or k < 0:
        return None
    before = found[-1]
    if before.passive and before.last < (joint := _counted(words, k)):
        k = joint
    if words[k].tag not in "C,":
        return None
    if words[k].tag == "," and _inside_relative(words, found, i):
        return None
    if before.first == before.head and not before.borrowed:
        return None
    after = words[i + 1] if i + 1 < len(words) else None
    has_object = after is not None and (
        after.tag in "D#" or after.low in lx.OBJECT_PRONOUNS or after.tag == "N"
    )
    if before.negated and words[k].low in ("and", "but"):
        return None  # "was never ratified and lapsed"
    borrowed = before.borrowed or tuple(range(before.first, before.head))
    if before.passive:
        if "n" not in uses or has_object or before.lemma == "bear" or words[i].low in _active():
            return None
        return before._replace(borrowed=borrowed)
    if before.tense in (Tense.PERFECT, Tense.PLUPERFECT) and "n" in uses and not before.progressive:
        if any(t.tag in "R;" for t in words[before.last + 1 : i]):
            return None
        return before._replace(borrowed=borrowed)
    return None


def _counted(words: Sequence[Token], k: int) -> int:
    """The "and" before a count that ends at ``k``: "were killed and | 30 others | injured"; else
    -1."""
    for at in range(k, max(0, k - REACH // 2), -1):
        if words[at].low == "and":
            first = words[at + 1]
            return at if first.tag == "#" or first.low in _COUNTS else -1
        if words[at].tag not in "ND#A":
            return -1
    return -1


_COUNTS = frozenset("many several dozens scores hundreds thousands others more some".split())


def _gerund(words: Sequence[Token], i: int) -> bool:
    """Whether the -ing form at ``i`` is the verb of a clause of its own."""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is None or (after.tag not in "D#PTONA" and after.low not in lx.OBJECT_PRONOUNS):
        return False
    k = last_word(words, i)
    if k < 0:
        known = after.form
        closing = "s" in known[1] and known[0] in lx.SCHEDULED  # "Voting closes on Friday"
        reduced = any(t.tag == "," for t in words[i + 2 : i + 3 * REACH])
        return after.tag in "D#PTN" and not closing and reduced  # "Flooding in May delayed it"
    if words[i].capital:
        return False  # a name: "Operation Praying Mantis"
    before = words[k]
    if before.tag == "," or (
        words[i].form[0] in lx.SAYING and before.tag in "NT" and after.tag != "P"
    ):
        return True
    if before.low in ("after", "before", "since", "while", "when", "upon", "on"):
        going = after.tag == "O" and _follows_to(words, i) < 0  # "before moving to Oslo"
        leaving = before.low in ("after", "before", "since")  # "after leaving Hull"
        named = leaving and after.tag == "N" and after.text[0].isupper()
        return going or named or after.tag in "D#PT" or after.low in lx.OBJECT_PRONOUNS
    if before.tag in "N#":
        for back in range(k, max(-1, k - REACH), -1):
            if words[back].low == "with":
                return True
            if words[back].tag in ",;VSR":
                return False
    return False


def _third_person(words: Sequence[Token], i: int, found: Sequence[Group]) -> bool:
    """Whether a listed -s form is the verb: a singular subject stands before it."""
    token = words[i]
    k = last_word(words, i)
    before = words[k] if k >= 0 else None
    after = words[i + 1] if i + 1 < len(words) else None
    if before is None or token.capital or before.tag == "#":
        return False  # "forty voyages"
    sure = before.low in ("he", "she", "it", "who", "which") or (
        before.tag == "R" and before.low == "that" and not (after and after.tag == "V")
    )
    if before.tag == "C" and found and found[-1].tense is Tense.PRESENT:
        return after is not None and after.tag in "DPTO#R"
    if before.tag == "," and found and (not found[-1].finite or _inside_relative(words, found, i)):
        goes_on = after is not None and (after.tag in "DPTO#R" or after.low in _LIGHT)
        return goes_on or (token.form[0] in lx.SCHEDULED and _then_time(words, i))
    if before.tag == "," and token.form[0] in lx.SAYING and _closes_apposition(words, k):
        return after is not None and (after.tag in "DR" or after.low in lx.SUBJECT_PRONOUNS)
    if not sure and not (
        before.low == "this" or (before.tag in 'NT#)"' and not before.low.endswith("'s"))
    ):
        return False
    if token.form[0] in lx.SCHEDULED and _then_time(words, i):
        return not _verb_ahead(words, i)  # "the council meets next Tuesday"
    if _opens_that(words, i) and not _open_clause_has_verb(words, i, found):
        return True  # "the firm doubts that ..."
    if after is not None and not (
        after.tag in 'DPTO#RA"' or after.low in lx.OBJECT_PRONOUNS or after.capital
    ):
        return sure or (after.tag in ".," and token.low[:-1] not in lx.NOUNY)
    if sure:
        return True
    lemma = token.form[0]
    if before.low == "this" and lemma not in lx.NOUNY:
        return True
    if _verb_ahead(words, i) or _open_clause_has_verb(words, i, found):
        return False
    if lemma in lx.SAYING and (before.tag == ")" or before.capital):
        return after is not None and after.tag in "D#RAN"
    if lemma in lx.NOUNY:
        if _follows_to(words, i) >= 0 and (k == 0 or words[k - 1].tag in "DTN,"):
            return True
        return (
            after is not None
            and (after.tag in "DR" or after.text == "to")
            and (before.capital or before.tag in ")T")
        )
    return True


def _closes_apposition(words: Sequence[Token], comma: int) -> bool:
    """Whether the comma ends a second name of the subject: "the operator, Norva, | says"."""
    k = comma - 1
    while k > max(0, comma - _LONGEST_NAME) and words[k].tag in "DNA#":
        k -= 1
    return 0 < k < comma - 1 and words[k].tag == "," and words[k - 1].tag == "N"


_LONGEST_NAME = 7


def _opens_that(words: Sequence[Token], i: int) -> bool:
    """Whether "that" and a subject follow a verb of thinking or saying: "critics allege | that the
    mayor ..."; "the claims that ..." has a determiner alone before it."""
    tells = words[i].form[0] in lx.TELLING
    if not tells or i + 2 >= len(words) or words[i + 1].low != "that" or words[i - 1].tag == "D":
        return False
    after = words[i + 2]
    return after.tag in "DN#T" or after.low in lx.SUBJECT_PRONOUNS


#: Nouns that "take", "come into" and "leave" form one verb with.
_LIGHT = frozenset("effect force part place office shape charge control".split())


def _then_time(words: Sequence[Token], i: int) -> bool:
    """Whether a time follows the word at ``i``, after a place at most: "meet in Geneva on Friday".

    A verb or sign between makes the word at ``i`` a noun: "the meet in Leeds was on Friday".
    """
    for token in words[i + 1 : i + 7]:
        if token.tag == "T":
            return True
        if token.tag not in "OPNDA" or token.past[1]:
            return False
    return False


def _verb_ahead(words: Sequence[Token], i: int) -> bool:
    """Whether the clause goes on to an auxiliary, so that the word at ``i`` is its noun."""
    for token in words[i + 1 : i + 9]:
        if token.tag == "V":
            return True
        if token.tag in ";,SRC" or token.low in EITHER:
            return False
    return False


_PLURALS = frozenset(
    {"sheep", "cattle", "people", "men", "women", "children", "police", "staff", "media"}
)


def _plural_present(words: Sequence[Token], i: int, found: Sequence[Group]) -> bool:
    """Whether a bare form is a present verb: only behind a plural, with a place or date behind."""
    token = words[i]
    k = last_word(words, i)
    if k < 0 or token.capital:
        return False
    before = words[k]
    after = words[i + 1] if i + 1 < len(words) else None
    scheduled = token.form[0] in lx.SCHEDULED and _then_time(words, i)
    if before.tag == "," and scheduled and found and _inside_relative(words, found, i):
        return True  # "the talks, which broke down in May, resume on Friday"
    if before.low in ("they", "we", "i", "you", "who"):
        return "n" not in token.form[1] or before.low != "who"
    if _opens_that(words, i):
        return before.tag == "N" and not _open_clause_has_verb(words, i, found)
    if token.form[0] in lx.SAYING and _closes(words, i):
        return before.tag == "N"  # "..., wardens allege."
    many = before.low.endswith("s") and not before.low.endswith(("'s", "ss"))
    many = many or (token.form[0] in lx.FORWARD and _many_of(words, k))
    if before.tag == "N" and (many or before.low in _PLURALS):
        if token.form[0] == "say":
            return True
        if scheduled:
            return not _verb_ahead(words, i) and not _open_clause_has_verb(words, i, found)
        if _follows_to(words, i) >= 0 and (k == 0 or words[k - 1].tag in "DNC,#"):
            return not _verb_ahead(words, i) and not _open_clause_has_verb(words, i, found)
        return (
            after is not None
            and after.tag in "DPT"
            and token.form[0] not in lx.NOUNY
            and not _open_clause_has_verb(words, i, found)
        )
    return False


def _closes(words: Sequence[Token], i: int) -> bool:
    """Whether the sentence ends at ``i``, a short speaker behind a comma before it."""
    ends = i + 1 >= len(words) or (i + 2 >= len(words) and words[i + 1].tag == ".")
    return ends and any(t.tag == "," for t in words[max(0, i - 5) : i - 1])


def _many_of(words: Sequence[Token], k: int) -> bool:
    """Whether the noun phrase that ends at ``k`` is plural: "the six states of the pact"."""
    for at in range(k, max(0, k - REACH // 2), -1):
        if words[at].tag not in "NDP":
            return False
        if words[at].low == "of":
            return words[at - 1].low.endswith("s") and not words[at - 1].low.endswith("ss")
    return False


def _open_clause_has_verb(words: Sequence[Token], i: int, found: Sequence[Group]) -> bool:
    if not found or not found[-1].finite:
        return False
    start = found[-1].last + 1
    if found[-1].lemma in lx.TELLING:
        return False
    return not any(
        t.tag in ";SRC," or t.low in EITHER for t in words[max(start, i - 4 * REACH) : i]
    )


def _qualified(words: Sequence[Token], group: Group) -> Group:
    """The group with the adverbs before it that take its force away: "never came", "nearly fell".

    Such an adverb is part of the group, so that no label goes without it.
    """
    first = group.first
    while first and group.first - first < 3 and words[first - 1].tag == "A":
        first -= 1
    for k in range(first, group.first):
        if words[k].low in lx.UNDOING:
            return group._replace(first=k, negated=True)
        if words[k].low in lx.DOUBTS and not (k and words[k - 1].tag == "C"):
            return group._replace(first=k)
    if first and words[first - 1].low == "nor":
        return group._replace(negated=True)
    return group


def _completed(words: Sequence[Token], group: Group) -> Group:
    """The group with its infinitive noted, and read as a plan or a denial where that says so."""
    follow = _follows_to(words, group.last)
    after = words[group.last + 1].low if group.last + 1 < len(words) else ""
    if group.lemma == "be" and after == "unable" and _follows_to(words, group.last + 1) >= 0:
        at = group.last + 3
        lemma = words[at].form[0] or words[at].low
        return group._replace(last=at, head=at, lemma=lemma, negated=not group.negated)
    if follow < 0 and group.lemma in lx.BIDDING:
        follow = _bidden(words, group.last)
    if after == "not" and _follows_to(words, group.last + 1) >= 0 and group.lemma in lx.FORWARD:
        return group._replace(last=group.last + 1, to=group.last + 2)  # "decided not to"
    if group.lemma in _SEEMING and follow >= 0:
        return _seeming(words, group, follow)
    if follow < 0:
        return group
    verb = words[follow + 1].low
    if group.lemma == "use" and group.tense is Tense.PAST:
        return group
    if group.lemma == "fail":
        lemma = words[follow + 1].form[0] or verb
        return group._replace(to=follow, negated=not group.negated, lemma=lemma)
    return group._replace(to=follow)
