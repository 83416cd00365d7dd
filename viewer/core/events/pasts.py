"""What a past form without an auxiliary is: a finite past, a participle or an adjective.

Its neighbours decide, and the rule that a clause has one finite verb. What stands right behind a
noun is for `reduced` to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, Tense, follows_to, in_one, inside_relative, last_word
from viewer.core.events.reduced import finite_or_reduced
from viewer.core.events.tokens import REACH, Token
from viewer.core.events.valency import ACTIVE, ALONE, GOING, NAMING

__all__ = ["PLANNED", "past_tense", "sharing"]


#: Signs that open or close words quoted.
_QUOTES = frozenset("'\"‘’“”")


def past_tense(
    words: Sequence[Token], i: int, uses: str, lemma: str, found: Sequence[Group]
) -> Tense | None:
    """PAST, PARTICIPLE, or None for an adjective: what a bare past form is at ``i``."""
    if uses == "bn" and (i + 1 >= len(words) or words[i + 1].low != "by"):
        return None  # "the cup run", but "a shop run by two sisters"
    if "b" in uses and found and found[-1].finite and _ends_compound(words, i):
        return None  # "set up a kiln in a cow shed"
    uses = uses.replace("b", "")
    if found and found[-1].last == i - 1 and found[-1].lemma in _TAKING and not found[-1].finite:
        return None  # "long thought | lost"
    k = last_word(words, i)
    before = words[k] if k >= 0 else None
    after = words[i + 1] if i + 1 < len(words) else None
    takes_object = after is None or after.tag in 'DPTO#RA,.;)"C' or after.low in lx.OBJECT_PRONOUNS
    if before is not None and before.text in _QUOTES and k and words[k - 1].tag == "D":
        return None  # "a 'disgruntled lawyer'"
    if before is None or before.tag in "S(":
        return Tense.PARTICIPLE if uses == "dn" or uses == "n" else None
    if words[i].capital and not (after and after.tag in "DPT" and lemma in lx.forms()):
        return None  # a name: "Advanced Micro Devices", "Forced Entry", "the Halsted group"
    degree = i > 1 and words[i - 1].low in _DEGREES and words[i - 2].tag == ","
    if degree and after is not None and after.tag == "," and "n" in uses and lemma not in GOING:
        return None  # "a third, much enlarged, in 2003"
    if before.low in ("it", "him", "her", "them") and _made_so(words, k, after, found):
        return None  # "who thought it | lost,"
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
        if reduced and "n" in uses and lemma not in GOING and after and after.tag in "PT,.)A":
            return Tense.PARTICIPLE  # "built in 1840 and wrecked in 1860, the ship"
        if k > gap + 1 and after is not None and after.tag == "N" and after.text.islower():
            beyond = words[i + 2] if i + 2 < len(words) else None
            if words[k - 1].tag == "N" and beyond is not None and beyond.tag == "V":
                return None  # "old and retired pilots were ..."
        return Tense.PAST if "d" in uses or found[-1].tense in _SHARING else Tense.PARTICIPLE
    if uses == "d":
        return Tense.PAST
    if before.tag == "," and not found and words[i].low in lx.BELIEVED and _taken_for(words, i):
        return Tense.PARTICIPLE
    if before.tag == "," and "d" in uses and found and _anded(words, k):
        return Tense.PAST  # "and, like the others, called for a vote"
    if before.tag == "," and _goes_on_passive(words, k, found):
        return Tense.PAST  # "was refused in 1983, granted in 1985 and ..."
    if uses == "n":
        adjective = after is not None and after.tag == "N" and after.text.islower()
        adjective = adjective and before.low.endswith("ing") and lemma not in NAMING
        return None if adjective else Tense.PARTICIPLE  # "handling stolen goods"
    if before.tag == ",":
        reduced = bool(found) and found[-1].tense is Tense.PARTICIPLE and found[-1].passive
        follows = after is not None and after.tag in "PT,." and lemma not in GOING
        if reduced and follows and _verb_to_come(words, i):
            return Tense.PARTICIPLE  # "burnt in 1840, rebuilt in 1842, is a museum"
        if not found and _is_measured(words, i) and _resumed(words, i):
            return Tense.PARTICIPLE  # "her trial, delayed three times by rain, opened in May"
        if lemma in _SETTLING and not found and _verb_to_come(words, i):
            return Tense.PARTICIPLE  # "a merger, agreed in 1994, was blocked"
        if lemma in GOING or (after is not None and after.tag in "D#"):
            return Tense.PAST
        if lemma in ALONE and "d" in uses and _goes_on_alone(words, k, found):
            return Tense.PAST
        if after is not None and after.tag == '"' and lemma not in NAMING:
            return Tense.PAST  # "the mayor, on the radio, offered "regret""
        if (
            found
            and (len(found) == 1 or inside_relative(words, found, i))
            and (not found[0].finite or inside_relative(words, found, i))
        ):
            return Tense.PAST  # the subject that a participle or relative clause interrupted
        if follows_to(words, i) >= 0:
            intends = lemma in lx.FORWARD and lemma not in PLANNED
            return Tense.PAST if intends else Tense.PARTICIPLE
        if after is not None and after.tag == "N" and lemma not in NAMING:
            return Tense.PAST
        if after is not None and after.tag == "." and not found and lemma in ALONE:
            return Tense.PAST if _closes_aside(words, k) else Tense.PARTICIPLE
        if after is not None and after.tag in "PT":
            aside = not found and after.low != "by" and _closes_aside(words, k)
            return Tense.PAST if aside else Tense.PARTICIPLE
        return Tense.PAST if found and takes_object else Tense.PARTICIPLE
    if before.tag == ";":
        return Tense.PARTICIPLE
    if found and found[-1].lemma == "want" and in_one(words, found[-1].last, i):
        return None  # "want the law passed by June"
    if after is not None and after.low == "by" and lemma not in GOING and not _by_means(words, i):
        return Tense.PARTICIPLE
    return finite_or_reduced(words, i, after, found)


def _by_means(words: Sequence[Token], i: int) -> bool:
    """Whether "by" behind the form at ``i`` tells the means, and nobody who did it: "complained by
    telephone"."""
    return i + 2 < len(words) and words[i + 2].low in _MEANS and words[i].past[0] in ALONE


_MEANS = frozenset(
    "telephone phone telegram telegraph letter email e-mail post mail radio train car bus sea air "
    "road rail ship boat ferry taxi bicycle helicopter night day mistake accident hand chance "
    "default text video".split()
)
#: What is settled may be told of as a thing, too.
_SETTLING = frozenset(("agree", "decide"))


def _ends_compound(words: Sequence[Token], i: int) -> bool:
    """Whether the word at ``i`` ends a noun phrase and its clause: "her father's cow shed"."""
    if i + 1 < len(words) and words[i + 1].tag not in ".,;":
        return False
    k = i - 1
    while k > 0 and i - k < REACH // 2 and words[k].tag == "N" and not words[k].capital:
        k -= 1
    owned = words[k].tag == "D" or words[k].low.endswith(("'s", "s'", "’s", "s’"))
    return k < i - 1 and owned and k > 0 and words[k - 1].tag in "PD"


#: What a thing is taken for is no object of these, nor a verb of its own.
_TAKING = frozenset("think believe suppose presume fear consider".split())


def _taken_for(words: Sequence[Token], i: int) -> bool:
    """Whether only an adjective stands between a verb of belief and a comma, a verb behind: "her
    diaries, long thought | lost, | turned up"."""
    comma = i + 1
    while comma < min(len(words) - 1, i + 4) and words[comma].tag in "NA":
        comma += 1
    behind = words[comma + 1] if comma + 1 < len(words) else None
    closes = behind is not None and words[comma].tag == "," and comma > i + 1
    return closes and behind is not None and (behind.tag == "V" or "d" in behind.past[1])


def _made_so(
    words: Sequence[Token], pronoun: int, after: Token | None, found: Sequence[Group]
) -> bool:
    """Whether a verb of taking, having or leaving stands before a pronoun and a sign behind."""
    if not found or found[-1].last != pronoun - 1 or (after is not None and after.tag not in ",.;"):
        return False
    return found[-1].lemma in _TAKING or found[-1].lemma in ("have", "get", "find", "leave")


def _anded(words: Sequence[Token], comma: int) -> bool:
    """Whether the comma closes an aside right behind "and"."""
    for k in range(comma - 1, max(0, comma - REACH), -1):
        if words[k].tag == ",":
            return words[k - 1].low == "and"
        if words[k].tag in ";CRSV":
            return False
    return False


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


def _goes_on_alone(words: Sequence[Token], comma: int, found: Sequence[Group]) -> bool:
    """Whether only times stand between a past verb and the comma at ``comma``, so that there is
    no noun which what follows could describe: "began in March, | stopped in April"."""
    if not found or found[-1].passive or found[-1].tense is not Tense.PAST:
        return False
    inside = words[found[-1].last + 1 : comma]
    return any(t.tag == "T" for t in inside) and all(t.tag in "TPA" for t in inside)


_STRETCHES = frozenset("day days week weeks month months year years hour hours night".split())


def _verb_to_come(words: Sequence[Token], i: int) -> bool:
    """Whether an auxiliary follows that "and" does not join to the word at ``i``."""
    for k in range(i + 1, min(len(words), i + REACH)):
        if words[k].tag in "V;":
            return words[k].tag == "V" and words[k - 1].tag != "C"
    return False


#: Participles that with an infinitive make a plan: "the line, set to open in May".
PLANNED = frozenset("set schedule plan slate expect slat mean intend suppose".split())
_SHARING = (Tense.PERFECT, Tense.PLUPERFECT, Tense.FUTURE, Tense.WOULD)


def _closes_aside(words: Sequence[Token], comma: int) -> bool:
    """Whether the comma ends an apposition: "Ada Lund, head of the school, | announced in ..."."""
    for k in range(comma - 1, max(-1, comma - REACH), -1):
        if words[k].tag == ",":
            # "three years late", "then the largest of all"
            led = words[k + 1].tag in "DNP#T" or words[k + 1].low in _STANDING
            return comma - k > 2 and k > 0 and words[k - 1].tag == "N" and led
        if words[k].tag in ";SRV":
            return False
    return False


_DEGREES = frozenset(
    "much greatly heavily newly badly largely slightly long well fully partly severely".split()
)
_STANDING = frozenset(("then", "now", "once", "still", "formerly"))
_HARMED = frozenset(("dead", "missing"))


def sharing(words: Sequence[Token], i: int, uses: str, found: Sequence[Group]) -> Group | None:
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
    if words[k].tag == "," and inside_relative(words, found, i):
        return None
    spoken = before.first > 1 and words[before.first - 1].low in lx.NOMINATIVES
    if words[k].tag == "," and spoken and words[before.first - 2].tag == "N":
        return None  # "in a step it had ruled out, | returned"
    if before.first == before.head and not before.borrowed:
        return None
    if words[k].tag == "C" and words[k - 1].tag == "," and len(found) > 1:
        opening = [t.tag for t in words[found[-2].last + 1 : before.first]]
        if "S" in opening and words[i].past[0] in ALONE:
            return None  # "stopped in April when mould was found, and resumed in June"
    after = words[i + 1] if i + 1 < len(words) else None
    has_object = after is not None and (
        after.tag in "D#" or after.low in lx.OBJECT_PRONOUNS or after.tag == "N"
    )
    has_object &= not _is_measured(words, i)  # "lengthened in 1996 and sold three times"
    if before.negated and words[k].low in ("and", "but"):
        return None  # "was never ratified and lapsed"
    borrowed = before.borrowed or tuple(range(before.first, before.head))
    if before.passive:
        if "n" not in uses or has_object or before.lemma == "bear" or words[i].form[0] in ACTIVE:
            return None
        return replace(before, borrowed=borrowed)
    if before.tense in (Tense.PERFECT, Tense.PLUPERFECT) and "n" in uses and not before.progressive:
        if any(t.tag in "R;" for t in words[before.last + 1 : i]):
            return None
        return replace(before, borrowed=borrowed)
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
