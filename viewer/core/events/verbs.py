"""The verb groups of an English sentence, and what each says about time.

A verb group is found from its auxiliaries (here) or from its form: an ``-ed`` form alone (`pasts`),
a present or a gerund (`presents`). No look-ahead is longer than `REACH` words, so the cost is
linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, Tense, bare, follows_to, ranked, skip
from viewer.core.events.pasts import PLANNED, past_tense, sharing
from viewer.core.events.presents import gerund, plural_present, third_person, wished
from viewer.core.events.tokens import REACH, Token

__all__ = ["TIMED", "verb_groups"]


def verb_groups(words: Sequence[Token]) -> list[Group]:
    """The verb groups of a sentence, in text order, no two sharing a token."""
    found: list[Group] = []
    end = 0
    for i in [k for k, token in enumerate(words) if token.verbal]:
        if i < end:
            continue  # part of the group before
        token = words[i]
        group: Group | None = None
        if token.tag == "V":
            if token.low == "have" and i and words[i - 1].tag == "O" and ranked(words, i - 1):
                end = i + 2  # "the only man to have won it"
            elif token.low == "having":
                group = _having(words, i)
            elif token.low == "being":
                group = _being(words, i)
            elif token.low not in ("been", "be"):
                group = _with_auxiliaries(words, i)
        else:
            group = _without_auxiliary(words, i, found)
        if group is not None:
            group = _completed(words, _qualified(words, group))
            found.append(group)
            end = group.last + 1
    return found


def _having(words: Sequence[Token], i: int) -> Group | None:
    """The reduced clause of the "having" at ``i``: "having left Riga in 1920"."""
    k, negated = skip(words, i + 1)
    passive = k < len(words) and words[k].low == "been"
    if passive:
        k, _ = skip(words, k + 1)
    if k >= len(words) or words[k].tag != "N" or "n" not in words[k].past[1]:
        return None
    return Group(i, k, k, words[k].past[0], Tense.GERUND, passive, negated=negated)


def _being(words: Sequence[Token], i: int) -> Group | None:
    """What befell the subject of the clause around: "before being knocked out"."""
    if not i or words[i - 1].low not in ("before", "after", "since", "while"):
        return None
    k, negated = skip(words, i + 1)
    if k >= len(words) or words[k].tag != "N" or "n" not in words[k].past[1]:
        return None
    return Group(i, k, k, words[k].past[0], Tense.GERUND, passive=True, negated=negated)


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
            return k if bare(words[k + 1]) else -1
        if words[k].tag not in "DN#TP" and words[k].low != "and":
            return -1
    return -1


_SEEMING = frozenset({"seem", "appear"})


def _seeming(words: Sequence[Token], group: Group, to: int) -> Group:
    """ "Appears to have left": a leaving that may have been."""
    if words[to + 1].low != "have":
        return replace(group, to=to)
    k, negated = skip(words, to + 2)
    if k < len(words) and words[k].low == "been":
        k, more = skip(words, k + 1)
        negated |= more
    if k >= len(words) or not words[k].past[1]:
        return replace(group, to=to)
    negated |= group.negated
    return replace(group, last=k, head=k, lemma=words[k].past[0], doubt=True, negated=negated)


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
    if last == "have" and follows_to(words, i) >= 0:
        # "has to close by May" binds, "had to close" tells a closing
        tense, last, at = Tense.SHOULD if tense is Tense.PERFECT else Tense.PAST, "to", i + 1
    for _ in range(8):
        k, passed = skip(words, at + 1)
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
        if word == "had" and last == "have":
            return Group(i, k, k, "have", tense, negated=negated, plan=plan, doubt=doubt)
        known = words[k].form
        part = words[k].past if words[k].tag == "N" else ("", "")
        if last == "be":
            if word in lx.ABLE and (follow := follows_to(words, k)) >= 0:
                plan, last, at = True, "to", follow
                continue
            if word in _PENCILLED and [t.low for t in words[k + 1 : k + 3]] == ["in", "for"]:
                return Group(i, k + 1, k, "schedule", tense, True, False, negated, True, doubt)
            if word in TIMED and _timed(words, k):
                return Group(i, k, k, "schedule", tense, True, False, negated, True, doubt)
            if word in lx.LIKELY and (follow := follows_to(words, k)) >= 0:
                plan, doubt, last, at = True, word == "unlikely", "to", follow
                continue
            if word in lx.BELIEVED and (follow := follows_to(words, k)) >= 0:
                doubt, last, at = True, "to", follow
                continue
            if words[k].tag == "O" and k + 1 < len(words) and bare(words[k + 1]):
                plan, last, at = True, "to", k
                continue
            if "g" in known[1] or (word.endswith("ing") and len(word) > 5):
                lemma = known[0] or word[:-3]
                return Group(i, k, k, lemma, tense, False, True, negated, plan, doubt)
            if "n" in part[1]:
                if low == "have" and i > 1 and words[i - 1].tag == "O" and words[i - 2].tag in ",A":
                    # "a line, first to have been finished in 2024, is ..."
                    return Group(i - 1, k, k, part[0], Tense.PARTICIPLE, passive=True, plan=True)
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
TIMED = frozenset({"set", "due", "scheduled", "slated", "planned", "expected"})
_PENCILLED = frozenset(("pencilled", "penciled"))
#: What is put into the calendar with "for": "a march announced for Saturday".
_CALLED = _PENCILLED | {"announced", "called", "booked", "billed", "listed", "arranged", "fixed"}
_TIMING = frozenset({"for", "in", "on", "by", "at", "from", "before", "after", "between"})


def _timed(words: Sequence[Token], k: int) -> bool:
    """Whether a time follows "planned" or its like at ``k``, a preposition between or not."""
    if k + 1 < len(words) and words[k + 1].tag == "T":
        return words[k].low != "set"
    if words[k].low == "due" and _due(words, k):
        return True
    if k + 2 >= len(words) or words[k + 1].low not in _TIMING:
        return False
    ways = ("for",) if words[k].low == "set" else ("for", "in", "on", "by", "at")
    loose = words[k].low != "expected" and words[k + 1].low in ways  # "was set on fire"
    return loose or words[k + 2].tag == "T"


def _called_for(words: Sequence[Token], i: int) -> bool:
    """Whether "for" and a time follow, and the verb that tells what became of it."""
    if i + 3 >= len(words) or words[i + 1].low != "for" or words[i + 2].tag != "T":
        return False
    behind = words[i + 4 if words[i + 3].tag == "," and i + 4 < len(words) else i + 3]
    return behind.tag == "V" or "d" in behind.past[1] or behind.tag == "."


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
    k, _ = skip(words, i)
    return k < len(words) and words[k].tag == "N" and "n" in words[k].past[1]


#: Determiners that stand for a noun, and so before its verb: "all opened in May".
_SUBJECTS = lx.SUBJECT_PRONOUNS | frozenset(
    "both all some many most more several few half each another".split()
)


def _without_auxiliary(words: Sequence[Token], i: int, found: Sequence[Group]) -> Group | None:
    """The group of a verb that stands alone at ``i``, or None when the word is no verb there."""
    token = words[i]
    past = token.past
    if i and words[i - 1].tag in "DPO" and words[i - 1].low not in _SUBJECTS and not (
        token.low == "due" or (past[1] == "" and "g" in token.form[1])
    ):  # fmt: skip
        return None  # "the closed mill", "to close", "in use"
    noun = i - 1
    while noun > 0 and words[noun].tag == "A":
        noun -= 1  # "a trial, originally | scheduled for May"
    if token.low in TIMED and i and words[noun].tag in "N," and _timed(words, i):
        dropped = bool(found) and found[-1].lemma in _DROPPING
        return Group(
            i, i, i, "schedule", Tense.PARTICIPLE, passive=True, negated=dropped, plan=True
        )
    if token.low in _CALLED and i and words[i - 1].tag in "N," and _called_for(words, i):
        dropped = bool(found) and found[-1].lemma in _DROPPING
        if dropped or not found or not found[-1].finite:
            return Group(
                i, i, i, "schedule", Tense.PARTICIPLE, passive=True, negated=dropped, plan=True
            )
    if past[1] and i > 1 and words[i - 1].low == "be" and words[i - 2].tag == "O":
        bidden = bool(found) and (found[-1].to == i - 2 or found[-1].last == i - 3)
        if bidden or i < 3 or words[i - 3].tag not in "N,":
            return None  # "asked for the roster to be withdrawn"
        if ranked(words, i - 2):
            return None  # "the first woman to be elected" was
        first = i - 3 if words[i - 3].low in TIMED else i - 2  # "due to be launched"
        return Group(first, i, i, past[0], Tense.PARTICIPLE, passive=True, plan=True)
    if past[1]:
        tense = past_tense(words, i, past[1], past[0], found)
        if tense is None:
            return None
        if tense is Tense.PARTICIPLE and past[0] in PLANNED:
            follow = follows_to(words, i)
            if follow >= 0:
                verb = words[follow + 1].form[0] or "be"
                return Group(i, follow + 1, follow + 1, verb, tense, plan=True)
        if tense is Tense.PAST and (joined := sharing(words, i, past[1], found)) is not None:
            return replace(joined, first=i, last=i, head=i, lemma=past[0], to=-1)
        passive = tense is Tense.PARTICIPLE
        first = i - 1 if passive and i and words[i - 1].low == "not" else i  # "but not shown until"
        return Group(first, i, i, past[0], tense, passive, negated=first < i)
    if token.low == "due" and (follow := follows_to(words, i)) >= 0:
        verb = words[follow + 1].form[0] or "be"
        return Group(i, follow + 1, follow + 1, verb, Tense.PARTICIPLE, plan=True)
    lemma, uses = token.form
    if "g" in uses:
        return Group(i, i, i, lemma, Tense.GERUND) if gerund(words, i) else None
    if ("s" in uses and third_person(words, i, found)) or (
        "b" in uses and plural_present(words, i, found)
    ):
        return Group(i, i, i, lemma, Tense.PRESENT)
    if "b" in uses and found and wished(words, i, found[-1]):
        return Group(i, i, i, lemma, Tense.PRESENT)
    if "b" in uses and i and words[i - 1].tag == "C" and found:
        before = found[-1]
        if before.tense in (Tense.FUTURE, Tense.WOULD, Tense.POSSIBLE, Tense.SHOULD) and (
            before.to < 0
        ):
            borrowed = tuple(range(before.first, before.head))
            return replace(before, first=i, last=i, head=i, lemma=lemma, to=-1, borrowed=borrowed)
    return None


def _qualified(words: Sequence[Token], group: Group) -> Group:
    """The group with the adverbs before it that take its force away or measure it: "never came",
    "nearly fell", "unsuccessfully sued".

    Such an adverb is part of the group, so that no label goes without it.
    """
    first = group.first
    if not first or (words[first - 1].tag != "A" and words[first - 1].low != "nor"):
        return group
    while first and group.first - first < 3 and words[first - 1].tag == "A":
        first -= 1
    for k in range(first, group.first):
        if words[k].low in lx.UNDOING:
            return replace(group, first=k, negated=True)
        tells = words[k].low in lx.DOUBTS or words[k].low in lx.MEASURING
        if tells and not (k and words[k - 1].tag == "C"):
            return replace(group, first=k)
    if first and words[first - 1].low == "nor":
        return replace(group, negated=True)
    return group


def _completed(words: Sequence[Token], group: Group) -> Group:
    """The group with its infinitive noted, and read as a plan or a denial where that says so."""
    if group.last + 1 >= len(words):
        return group
    after = words[group.last + 1].low
    if words[group.last + 1].tag != "O" and not (
        after in ("unable", "not") or group.lemma in lx.BIDDING
    ):
        return group
    follow = follows_to(words, group.last)
    if group.lemma == "be" and after == "unable" and follows_to(words, group.last + 1) >= 0:
        at = group.last + 3
        lemma = words[at].form[0] or words[at].low
        return replace(group, last=at, head=at, lemma=lemma, negated=not group.negated)
    if follow < 0 and group.lemma in lx.BIDDING:
        follow = _bidden(words, group.last)
    if after == "not" and follows_to(words, group.last + 1) >= 0 and group.lemma in lx.FORWARD:
        return replace(group, last=group.last + 1, to=group.last + 2)  # "decided not to"
    if group.lemma in _SEEMING and follow >= 0:
        return _seeming(words, group, follow)
    if follow < 0:
        return group
    verb = words[follow + 1].low
    if group.lemma == "use" and group.tense is Tense.PAST:
        return group
    if group.lemma == "fail":
        lemma = words[follow + 1].form[0] or verb
        return replace(group, to=follow, negated=not group.negated, lemma=lemma)
    return replace(group, to=follow)
