"""Whether an ``-ed`` form right behind a noun is its finite verb or a clause cut short."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, Tense, in_one, inside_relative, opens_clause
from viewer.core.events.tokens import EITHER, REACH, Token
from viewer.core.events.valency import ALONE, GOING, SETTLED, heard_of, lacks_object

__all__ = ["finite_or_reduced"]


def finite_or_reduced(
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
    if past[0] == "say" and after is not None and after.tag in "N#":
        return Tense.PAST  # "said rain would ease"
    if says and after is not None and after.tag in "TPD" and after.low not in ("by", "to"):
        return Tense.PAST  # "said on Friday the road would close"
    if past[0] == "report" and not lacks_object(words, i, past[0]):
        return Tense.PAST  # "reported on Friday profits had doubled"
    tells = past[0] in lx.TELLING
    if tells and _then_how(words, i):
        return Tense.PAST  # "the court heard on Tuesday how ..."
    if tells and after is not None and after.tag == "N" and after.capital:
        return Tense.PAST  # "declared Moscow had lost"
    has_verb = bool(found) and found[-1].finite
    if found and has_verb:
        inside = found[-1].lemma in _MENTIONING or _in_phrase(words, i)
        mentions = inside and past and past[0] not in ALONE
        if found[-1].lemma in lx.TELLING and not heard_of(words, start) and not mentions:
            has_verb = False
        if any(t.joins for t in words[max(start, i - 4 * REACH) : i]):
            has_verb = False
    if has_verb and (inside_relative(words, found, i) or _after_clause(words, i, found[-1])):
        has_verb = False
    if has_verb and found[-1].lemma not in _GIVING and _own_by_contact(words, i):
        return Tense.PAST  # "grew up in the house her father built"
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
        if token.tag in ";,SRC(" or token.low in EITHER or token.low in lx.NOMINATIVES:
            break
        if token.tag == "V" and token.low not in ("be", "been", "being", "have", "having"):
            return Tense.PARTICIPLE
        if token.past[1] and _reports_that(words, k):
            return Tense.PARTICIPLE  # "a study printed in May | found that ..."
    return Tense.PAST


def _in_phrase(words: Sequence[Token], i: int) -> bool:
    """Whether the form at ``i`` has no object and the noun before it, with "a", hangs on a
    preposition: "reported cracks in a study | published in May"."""
    k = i - 1
    while k > 0 and words[k].tag == "N" and i - k < REACH // 2:
        k -= 1
    led = 0 < k < i - 1 and words[k].low in ("a", "an") and words[k - 1].tag == "P"
    return led and words[k - 1].low != "of" and lacks_object(words, i, words[i].past[0])


def _awaited(words: Sequence[Token], found: Sequence[Group], i: int) -> bool:
    """Whether a subject with reduced clauses still waits for its verb at ``i``."""
    first, start = i, 0
    for group in reversed(found[-_STACKED:]):
        if group.tense is not Tense.PARTICIPLE or not in_one(words, group.last, first):
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
    going = lemma in GOING and lemma not in SETTLED
    if going or _in_subordinate(words, i) or not lacks_object(words, i, lemma):
        return False
    if _by_contact(words, i):
        return False
    for k in range(i + 2, min(len(words), i + 2 * REACH)):
        token, before = words[k], words[k - 1]
        if token.tag in ";,SRC(V" and token.low not in ("be", "been", "being"):
            return False
        if opens_clause(words, k):
            return False
        past = token.past
        if not past[1] or token.tag != "N" or token.capital or before.tag in "DPOV#":
            continue
        after = words[k + 1] if k + 1 < len(words) else None
        if past[1] == "n" or (after is not None and after.low == "by"):
            continue
        has_object = after is not None and (after.tag in "D#" or after.low in lx.OBJECT_PRONOUNS)
        if past[1] == "d" or past[0] in GOING or has_object or before.tag == "T":
            return True  # no noun before it to describe: "opened in 1880 | closed in 1950"
        if after is not None and after.tag == "N" and before.tag != "N":
            continue  # "known as a | retired | clerk"
        believed = words[i + 1].tag == "O" and words[i].low in lx.BELIEVED
        return believed or lemma not in ALONE or (after is not None and after.tag == "N")
    return False


def _by_contact(words: Sequence[Token], i: int) -> bool:
    """Whether a clause opens on its subject behind a noun: "the act | the house passed"."""
    k = i - 1
    while k > 0 and words[k].tag in "N#" and i - k < REACH:
        k -= 1
    return k > 0 and words[k].tag == "D" and words[k - 1].tag == "N"


#: With these two nouns in a row are two objects: "gave the town its library".
_GIVING = frozenset("give show send tell offer hand lend teach grant award pay bring".split())


def _own_by_contact(words: Sequence[Token], i: int) -> bool:
    """Whether somebody called by kin stands before the form, right behind a noun with its "the":
    "the house | her father"."""
    k = i - 2
    if k < 2 or words[k].low not in ("his", "her", "their", "my", "our") or words[k - 1].tag != "N":
        return False
    k -= 1
    while k > 0 and words[k].tag == "N" and i - k < REACH // 2:
        k -= 1
    return words[k].low in ("the", "a", "an")


def _in_subordinate(words: Sequence[Token], i: int) -> bool:
    """Whether a clause word without a comma behind it stands before: "when the mill closed"."""
    for k in range(i - 1, max(-1, i - REACH), -1):
        if words[k].tag in ",;" or words[k].low == "that":
            return False
        if words[k].tag in "SR" or opens_clause(words, k):
            return True
    return False


def _after_clause(words: Sequence[Token], i: int, ruler: Group) -> bool:
    """Whether the verb before belongs to a clause in front without its comma, and this one is
    finite beyond doubt: "When the firm closed | the town lost 300 jobs"."""
    past = words[i].past
    after = words[i + 1] if i + 1 < len(words) else None
    opens = words[0].tag == "S" or opens_clause(words, 0)
    if not opens or ruler.lemma not in ALONE or not past[1] or not in_one(words, ruler.last, i):
        return False
    if any(t.tag in ",;" for t in words[:i]):
        return False
    return past[1] == "d" or past[0] in GOING or (after is not None and after.tag in "D#")


#: Verbs of telling whose object is as often a thing: "will hear an appeal lodged in April".
_MENTIONING = frozenset(("hear", "read", "find", "discover"))


def _then_how(words: Sequence[Token], i: int) -> bool:
    """Whether "how" or "that" with a subject follows, after time words at most."""
    for k in range(i + 1, min(len(words) - 1, i + 6)):
        if words[k].low in ("how", "that"):
            return words[k + 1].tag in "DN#T"
        if words[k].tag not in "TPA":
            return False
    return False


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
