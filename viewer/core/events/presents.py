"""Where a bare, ``-s`` or ``-ing`` form, which may as well be a noun, is a verb."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, Tense, follows_to, inside_relative, last_word
from viewer.core.events.tokens import REACH, Token

__all__ = ["gerund", "plural_present", "third_person", "wished"]

#: Verbs of what others should do.
_ASKING = lx.FORWARD | lx.BIDDING | {"suggest", "recommend", "insist", "demand"}


def wished(words: Sequence[Token], i: int, ruler: Group) -> bool:
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


def gerund(words: Sequence[Token], i: int) -> bool:
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
    says = words[i].form[0] in lx.SAYING and before.tag in "NT" and after.tag != "P"
    if before.tag == "," or (says and not after.past[1]):  # "cable stressing began"
        return True
    if before.low in ("after", "before", "since", "while", "when", "upon", "on"):
        going = after.tag == "O" and follows_to(words, i) < 0  # "before moving to Oslo"
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


def third_person(words: Sequence[Token], i: int, found: Sequence[Group]) -> bool:
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
    lately = words[i - 1].low == "now" and bool(found) and found[-1].finite
    if before.tag == "C" and found and (found[-1].tense is Tense.PRESENT or lately):
        return after is not None and after.tag in "DPTO#R"
    if before.tag == "," and found and (not found[-1].finite or inside_relative(words, found, i)):
        goes_on = after is not None and (after.tag in "DPTO#R" or after.low in _LIGHT)
        return goes_on or (token.form[0] in lx.SCHEDULED and _then_time(words, i))
    if before.tag == "," and token.form[0] in lx.SAYING and _closes_apposition(words, k):
        return after is not None and (after.tag in "DR" or after.low in lx.SUBJECT_PRONOUNS)
    lone = not found and words[-1].text == "." and not _verb_ahead(words, i)
    # "doctors, barbers, nurses | met", "a run of six wins in March | lifted them"
    lone = lone and not _past_ahead(words, i) and words[max(0, k - 1)].tag != "#"
    if before.tag == "," and lone and _closes_apposition(words, k):
        return True  # "A contractor, Pim Dekker, starts work."
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
        if token.form[0] in lx.FORESEEING and before.low in _PAPERS:
            return not (_verb_ahead(words, i) or _open_clause_has_verb(words, i, found))
        return sure or (after.tag in ".," and token.low[:-1] not in lx.NOUNY)
    if sure:
        return True
    lemma = token.form[0]
    if lemma in lx.FORESEEING and before.low in _PAPERS and not _verb_ahead(words, i):
        return not _open_clause_has_verb(words, i, found)
    if before.low == "this" and lemma not in lx.NOUNY:
        return True
    if _verb_ahead(words, i) or _open_clause_has_verb(words, i, found):
        return False
    if lemma in lx.SAYING and (before.tag == ")" or before.capital):
        return after is not None and after.tag in "D#RAN"
    if lone and before.tag == "N" and not before.low.endswith("s") and words[0].tag in "DN":
        return True  # no other verb in a whole sentence: "The trust replies on 9 February."
    if lemma in lx.NOUNY:
        if follows_to(words, i) >= 0 and (k == 0 or words[k - 1].tag in "DTN,"):
            return True
        return (
            after is not None
            and (after.tag in "DR" or after.text == "to")
            and (before.capital or before.tag in ")T")
        )
    return True


#: Papers that say what is to come.
_PAPERS = frozenset(
    "plan report study budget bill contract forecast agreement treaty strategy document law act "
    "proposal scheme programme program timetable schedule draft motion resolution directive "
    "roadmap model deal accord".split()
)


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
        if token.joins:
            return False
    return False


def _past_ahead(words: Sequence[Token], i: int) -> bool:
    """Whether a past form follows behind a noun or time, which leaves the word at ``i`` a noun."""
    for at in range(i + 1, min(len(words), i + REACH // 2)):
        if words[at].tag in ";,SRC(":
            return False
        past = "d" in words[at].past[1] and not words[at].capital
        if past and (words[at - 1].tag in "NT" or at == i + 1):
            return True
    return False


_PLURALS = frozenset(
    {"sheep", "cattle", "people", "men", "women", "children", "police", "staff", "media"}
)


def plural_present(words: Sequence[Token], i: int, found: Sequence[Group]) -> bool:
    """Whether a bare form is a present verb: only behind a plural, with a place or date behind."""
    token = words[i]
    k = last_word(words, i)
    if k < 0 or token.capital:
        return False
    before = words[k]
    after = words[i + 1] if i + 1 < len(words) else None
    scheduled = token.form[0] in lx.SCHEDULED and _then_time(words, i)
    if scheduled and words[i - 1].tag == "C" and found and found[-1].tense is Tense.PRESENT:
        return words[found[-1].head].low == found[-1].lemma  # "begin on 2 May and | end on 9 May"
    if scheduled and not found and _plural_head(words, i):
        return not _verb_ahead(words, i)  # "Applications for the course | close on 3 May"
    if before.tag == "," and scheduled and found and inside_relative(words, found, i):
        return True  # "the talks, which broke down in May, resume on Friday"
    if before.low in ("they", "we", "i", "you", "who"):
        return "n" not in token.form[1] or before.low != "who"
    if _opens_that(words, i):
        return before.tag == "N" and not _open_clause_has_verb(words, i, found)
    if token.form[0] in lx.SAYING and _closes(words, i):
        return before.tag == "N"  # "..., wardens allege."
    if _names_joined(words, k) and token.text.islower():
        writes = after is not None and "g" in after.form[1] and token.form[0] in lx.SCHEDULED
        object_behind = after is not None and (after.tag == "D" or after.capital)
        plans = token.form[0] in lx.FORWARD and follows_to(words, i) >= 0
        if (
            plans
            or writes
            or object_behind
            or (after and after.tag in "PTO" and token.form[0] not in lx.NOUNY)
        ):
            return not _verb_ahead(words, i)  # "Ada Orr and Tom Roe | leave Hull"
    many = before.low.endswith("s") and not before.low.endswith(("'s", "ss"))
    many = many or (token.form[0] in lx.FORWARD and _many_of(words, k))
    if before.tag == "N" and (many or before.low in _PLURALS):
        if token.form[0] == "say":
            return True
        if scheduled:
            return not _verb_ahead(words, i) and not _open_clause_has_verb(words, i, found)
        if follows_to(words, i) >= 0 and (k == 0 or words[k - 1].tag in "DNC,#"):
            return not _verb_ahead(words, i) and not _open_clause_has_verb(words, i, found)
        if not found and words[-1].text == "." and words[0].tag in "DN" and after is not None:
            return after.tag in "DPTN#" and not _verb_ahead(words, i)  # "Police arrest Dekker."
        return (
            after is not None
            and after.tag in "DPT"
            and token.form[0] not in lx.NOUNY
            and not _open_clause_has_verb(words, i, found)
        )
    return False


def _names_joined(words: Sequence[Token], k: int) -> bool:
    """Whether two names joined by "and" end at ``k``: a subject of two."""
    at = k
    while at > 0 and k - at < 4 and words[at].tag == "N" and words[at].capital:
        at -= 1
    return 0 < at < k and words[at].low == "and" and words[at - 1].capital


def _plural_head(words: Sequence[Token], i: int) -> bool:
    """Whether a sentence opens with a plural noun and what hangs on it, up to the form at ``i``."""
    hung = next((k for k in range(min(i, REACH)) if words[k].tag == "P"), 0)
    if not 0 < hung < i or any(t.tag not in "DN#PT" for t in words[:i]):
        return False
    head = words[hung - 1]
    return head.tag == "N" and head.low.endswith("s") and not head.low.endswith(("'s", "ss"))


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
    return not any(t.joins for t in words[max(start, i - 4 * REACH) : i])
