"""Which words of a sentence an event takes: its span, its subject, and where its clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause
from viewer.core.events.force import Force, force
from viewer.core.events.governing import names_object
from viewer.core.events.groups import Tense
from viewer.core.events.joints import Link
from viewer.core.events.sentence import Sentence, is_pronoun
from viewer.core.events.subjects import noun_before
from viewer.core.events.tokens import Token
from viewer.core.events.valency import ALONE, goes_bare, takes_up_noun
from viewer.core.story import Span

__all__ = ["name_of", "object_of", "reach_of", "span_of", "subject_of"]


def name_of(sentence: Sentence, k: int) -> str:
    """What the label calls the subject where its own words would not say, else ""."""
    return (
        speaker_of(sentence, k)
        or _owned(sentence, k)
        or _same_one(sentence, k)
        or sentence.name(subject_of(sentence, k))
    )


def _owned(sentence: Sentence, k: int) -> str:
    """Whose the subject of "whose owner died" is: "The mill's owner"."""
    clause, words = sentence.clauses[k], sentence.words
    start, end = clause.subject
    if words[clause.begin].low != "whose" or start != clause.begin + 1:
        return ""
    first, last = noun_before(words, clause.begin)
    owner = [t.text for t in words[first:last] if t.tag in "DN#"]
    within = first > 0 and words[first - 1].tag == "P"  # "a mill in | Leeds whose owner"
    if (
        not owner
        or within
        or last - first != len(owner)
        or last - first + end - start > _LONGEST_NAME
    ):
        return ""
    owner[-1] += "'" if owner[-1].endswith("s") else "'s"
    return " ".join([*owner, *(t.text for t in words[start:end])])


def _same_one(sentence: Sentence, k: int) -> str:
    """The one subject that "as he ..." can mean: "Abe said on Monday | as he toured the yard"."""
    clause, words = sentence.clauses[k], sentence.words
    if not k or words[clause.begin].low not in ("as", "while") or not is_pronoun(words, clause):
        return ""
    back = sentence.clauses[k - 1]
    start, end = back.subject
    nobody_else = all(t.tag in "TPA,D" for t in words[back.group.last + 1 : clause.begin])
    told = [t.text for t in words[start:end] if t.tag in "DN"]
    return " ".join(told) if nobody_else and len(told) == end - start < 5 else ""


#: Words that a speaker, the verb of saying and the subject may take in a label.
_LONGEST_SPEAKER = 9


def speaker_of(sentence: Sentence, k: int) -> str:
    """The subject of a clause with who says so before it, "" where nobody need be named.

    "The owners said they" for the "they" of what is reported: who the pronoun means the sentence
    does not say, and "Doctors say she died" tells of no doctor. "The mill denied that it" and "The
    claim that he" where the clause alone would tell as done what is denied, wanted or alleged.
    """
    clause, words = sentence.clauses[k], sentence.words
    if clause.subject[0] == clause.subject[1] or clause.begin < 1:
        return ""
    that = words[clause.begin].low == "that"
    if not that and (not k or (not clause.reported and clause.subject[0] < clause.begin)):
        return ""
    doubted = force(words, sentence.clauses, k) is not Force.TOLD
    before = words[clause.begin - 1]
    if k and (clause.reported or (doubted and clause.subject[0] >= clause.begin)):
        back = sentence.clauses[k - 1]
        start, end = back.subject
        said = start < end <= back.group.first < clause.begin
        if not said or (back.group.lemma not in lx.TELLING and not doubted):
            return ""
        if not doubted and (not is_pronoun(words, clause) or back.group.negated):
            return ""
        first = back.group.first
        first -= first > end and words[first - 1].low in lx.WRONGLY
        if words[first - 1].low == "nor":
            first = end  # "will neither confirm nor deny"
        told = [*words[start:end], *words[first : clause.begin]]
    elif doubted and that and before.tag == "N":
        start, end = noun_before(words, clause.begin)
        told = list(words[start:end])
    else:
        return ""
    kept = [t.text for t in told if t.tag not in "T," and (t.tag != "A" or t.low in lx.TELLTALE)]
    while kept and kept[-1].lower() in lx.PREPOSITIONS and kept[-1] != "out":
        kept.pop()  # "said on | Monday"
    subject = [t.text for t in words[slice(*clause.subject)] if t.tag != "T"]
    if is_pronoun(words, clause):
        subject = [words[clause.subject[0]].low]
    if doubted:
        kept.append("that")
    return " ".join([*kept, *subject]) if len([*kept, *subject]) <= _LONGEST_SPEAKER else ""


def subject_of(sentence: Sentence, k: int) -> tuple[int, int]:
    """The tokens that name who or what, for the label."""
    clause = sentence.clauses[k]
    if clause.subject[0] < clause.subject[1]:
        if (known := _defined(sentence, k)) is not None:
            return known
        start, end = clause.subject
        if clause.link is Link.PARTICIPLE and sentence.words[start].tag == "P":
            start = min(start + 1, end - 1)  # "under | Ann Lee, | hired in 2016, they won"
        return start, end
    if clause.link is Link.PARTICIPLE or clause.group.tense is Tense.PARTICIPLE:
        if (label := _before_colon(sentence, k))[1]:
            return label
        # "Founded in 1921, the firm ...": the subject comes with the next clause
        opens = clause.begin < 3 or (not k and sentence.words[clause.begin - 1].tag == ",")
        if k and _goes_on(sentence, k):
            opens = opens or sentence.clauses[0].begin < 3
        after = sentence.clauses[k + 1 : k + 4] if opens else []
        named = [c for c in after if c.subject[0] < c.subject[1]]
        mains = [c for c in named if c.link in (Link.MAIN, Link.COORDINATE)]
        if mains or named:
            return (mains or named)[0].subject
        for n in range(k, max(0, k - _MOST_REDUCED), -1):
            # "the mill, burnt in 1840, rebuilt in 1842 and sold in 1850"
            if not _goes_on(sentence, n):
                break
            start, end = sentence.clauses[n - 1].subject
            if start < end:
                return start, end
        for other in reversed(sentence.clauses[:k][-2:]):
            if other.subject[0] < other.subject[1] and clause.group.tense is Tense.GERUND:
                return other.subject
    return clause.subject


def _defined(sentence: Sentence, k: int) -> tuple[int, int] | None:
    """Whom a clause tells of behind a definition: "The Orm fire was | a blaze that destroyed", "The
    crossing is | a bridge over the Orm, opened in 1931". None behind anything else."""
    clause, words = sentence.clauses[k], sentence.words
    if not k or clause.link not in (Link.RELATIVE, Link.PARTICIPLE):
        return None
    back = sentence.clauses[k - 1]
    noun = back.group.last + 1
    defines = back.link is Link.MAIN and back.group.lemma == "be" and not back.group.passive
    within = back.subject[1] <= back.group.first and noun <= clause.subject[0]
    if not defines or not within or words[noun].low not in ("a", "an"):
        return None
    if clause.subject[0] != noun:
        # "a nurse in a hospital that burned" is no fire of the nurse's
        spans = (t.low in _ACROSS for t in words[noun : clause.subject[0]] if t.tag == "P")
        if words[clause.begin - 1].tag != "," or not all(spans):
            return None
    there = words[back.subject[0]].low == "there"
    return None if there or back.subject[0] == back.subject[1] else back.subject


#: What a structure is built over is not what is told of behind it.
_ACROSS = frozenset(("over", "across", "along", "between", "under", "through"))


def object_of(sentence: Sentence, k: int) -> tuple[int, int]:
    """The noun before a clause that is the object of its verb: "the yard | that Orr bought in
    2019", "the house | her father built"; none for a clause that has its own."""
    clause, words = sentence.clauses[k], sentence.words
    group, (start, end) = clause.group, clause.subject
    if start >= end or group.to >= 0 or start < clause.left:
        return 0, 0
    if words[clause.begin].low in lx.NOMINATIVES and clause.link is Link.RELATIVE:
        at = clause.begin
        lost = goes_bare(words, group.last) and group.lemma not in ALONE
    elif words[clause.begin].low in ("that", "which"):
        at = clause.begin
        lost = start == at + 1 and takes_up_noun(words, at, group)
    else:
        # by contact
        at = start
        lost = start == clause.left < clause.begin == group.first and words[start].low in _OWN
        lost = lost and start > 0 and words[start - 1].tag == "N" and goes_bare(words, group.last)
        lost = lost and group.lemma not in ALONE and not group.passive
    return _whole_noun(words, at) if lost else (0, 0)


_OWN = frozenset(("his", "her", "their", "my", "our"))


def _whole_noun(words: Sequence[Token], end: int) -> tuple[int, int]:
    """The noun phrase that ends there with the phrases behind its head: "a yard in Hull"."""
    start, end = noun_before(words, end)
    for _ in range(2):
        if start < 2 or words[start - 1].low not in ("in", "at", "near", "from", "for", "on"):
            break
        first, last = noun_before(words, start - 1)
        if first >= last or words[first].tag != "D" or words[start - 2].tag == ",":
            break
        start = first
    return start, end


#: Reduced clauses in a row that are looked through for the one that has the subject.
_MOST_REDUCED = 8


def _before_colon(sentence: Sentence, k: int) -> tuple[int, int]:
    """The name that a line of reduced clauses opens with: "Orr Cloud: | launched in May 2020"."""
    words = sentence.words
    for n in range(k, max(-1, k - _MOST_REDUCED), -1):
        clause = sentence.clauses[n]
        at = clause.begin - 1
        reduced = clause.group.tense is Tense.PARTICIPLE
        if not reduced or clause.subject[0] < clause.subject[1]:
            break
        if 0 < at <= _LONGEST_NAME and words[at].text == ":" and words[0].capital:
            named = clause.begin == clause.group.first and words[at].tag == ";"
            return (0, at) if named and all(t.tag in "N#" for t in words[:at]) else (0, 0)
    return 0, 0


_LONGEST_NAME = 5


def _goes_on(sentence: Sentence, k: int) -> bool:
    """Whether clause ``k`` goes on from a reduced clause before it, by "and" or a comma."""
    clause, back = sentence.clauses[k], sentence.clauses[k - 1]
    before = sentence.words[clause.group.first - 1].tag
    return back.link is Link.PARTICIPLE and back.group.passive and before in "C,"


def reach_of(sentence: Sentence, k: int) -> int:
    """Where a clause ends with what completes its verb: "announced | that the line would close"."""
    clause, words = sentence.clauses[k], sentence.words
    if k + 1 == len(sentence.clauses):
        return clause.right
    after = sentence.clauses[k + 1]
    if words[after.begin].low == "when" and is_pronoun(words, after):
        return after.right  # told as one happening, see `governing`
    if words[after.begin].low in ("until", "till") and clause.group.negated:
        return after.right  # "did not speak | until he was three"
    if names_object(words, after):
        return after.right  # "built a ship | called Ada"
    marked = words[after.begin].low in ("that", "where", "how", "whether")
    marked &= after.link is not Link.RELATIVE or words[after.begin].low != "that"
    bare = after.link is Link.SUBORDINATE and clause.group.lemma in lx.TELLING
    told = max(clause.group.last, clause.group.to + 1) + 1
    completes = (marked or bare) and _nothing_said(words, told, after.begin)
    return after.right if completes else clause.right


def _nothing_said(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether only time words, adverbs and prepositions stand between a verb and its clause."""
    return all(t.tag in "TPA," for t in words[start:end])


def span_of(sentence: Sentence, clause: Clause, governing: Sequence[int], last: int) -> Span:
    """The clause with its subject and time words, without openings, marks and closing signs."""
    words = sentence.words
    start, end = clause.left, last + 1
    subject = clause.subject
    inside = clause.begin <= subject[0] < subject[1] <= clause.group.first
    if subject[0] < subject[1] and (
        clause.link is Link.PARTICIPLE or (inside and not any(t < subject[0] for t in governing))
    ):
        start = subject[0]
    own = [t for t in governing if clause.begin <= t < clause.right or t < clause.fronted[1]]
    if own:
        early = min(own)
        if early < start:
            start = early - 1 if early and words[early - 1].tag == "P" else early
        end = max(end, max(own) + 1)
    while start < clause.group.first and (
        words[start].tag in "C,;."
        or (words[start].low in lx.CONNECTIVES and words[start].tag != "T")
    ):
        start += 1
    if end <= start:
        end = clause.right  # its time words stand before the clause that it goes on from
    for k in range(max(clause.group.last + 1, end - 4), end):
        if words[k].low == "including" and words[k - 1].tag == ",":
            end = k - 1
            break
    while end > clause.group.last + 1 and words[end - 1].tag in ",;.C(":
        end -= 1
    return words.span(start, end)
