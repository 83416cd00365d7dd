"""How an English sentence falls into clauses, and what the subject of each is.

No parse tree: a clause is the stretch from the last joint before its verb to the joint before the
next verb. Joints are, strongest first: semicolon, colon and dash; relative and subordinating
words; "and" with a subject or a verb behind it; commas. A verb that finds no subject behind its
joint resumes the clause that a relative clause had interrupted. Each sentence is walked a fixed
number of times, and no look-back is longer than a few times `REACH` words, so the cost is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from viewer.core.events import lexicon as lx
from viewer.core.events.tokens import EITHER, REACH, Token
from viewer.core.events.verbs import Group, Tense, last_word, verb_groups

__all__ = ["Clause", "Link", "clauses", "noun_before"]


class Link(StrEnum):
    """How a clause hangs on the sentence."""

    MAIN = "main"
    COORDINATE = "coordinate"  # shares the subject of the clause before it
    RELATIVE = "relative"
    SUBORDINATE = "subordinate"
    PARTICIPLE = "participle"


class Clause(NamedTuple):
    """A verb group with its own stretch of the sentence, tokens ``left`` to ``right`` (half-open).

    ``subject`` is a half-open token range, empty where none was found; it may lie outside the
    stretch. ``begin`` is where the stretch proper starts for time words: a resumed clause begins at
    its subject (``left``), yet owns only the time words from ``begin`` on, and those of
    ``fronted``, a stretch before a clause that came in between.
    """

    group: Group
    left: int
    begin: int
    right: int
    link: Link
    subject: tuple[int, int]
    fronted: tuple[int, int] = (0, 0)
    conditional: bool = False
    reported: bool = False


def clauses(words: Sequence[Token]) -> list[Clause]:
    """The clauses of one sentence, in text order."""
    groups = verb_groups(words)
    if not groups:
        return []
    joints = [_joint(words, groups, k) for k in range(len(groups))]
    words = _marked(words, groups)
    found: list[Clause] = []
    #: What stands before the first clause, where that is a relative or subordinate one: it
    #: belongs to the clause that comes after ("In 1834, when ..., he ...").
    loose = (0, joints[0][0])
    main = top = (0, 0)
    for k, (group, (begin, link)) in enumerate(zip(groups, joints, strict=True)):
        if k and link is not Link.MAIN and (start := _loose_time(words, begin, groups[k - 1].last)):
            loose = (start, begin)
            found[-1] = found[-1]._replace(right=max(start, found[-1].group.last + 1))
        right = joints[k + 1][0] if k + 1 < len(groups) else len(words)
        left, subject = begin, (begin, begin)
        resumes = False
        if link is Link.RELATIVE:
            subject = _relative_subject(words, begin, group.first, opens=not found)
        elif link is Link.PARTICIPLE:
            subject = _participle_subject(words, group, begin, opens=not found)
        elif link is Link.COORDINATE and found:
            back = found[-1]
            hangs = back.link in (Link.RELATIVE, Link.PARTICIPLE)
            if words[begin].tag == "C" and words[begin - 1].tag == '"':
                # behind a quotation the speaker goes on
                speaker = next(
                    (c for c in reversed(found[-8:]) if c.group.lemma in lx.TELLING), back
                )
                subject = speaker.subject
            elif words[begin].tag == "C":
                closed = begin > 0 and words[begin - 1].tag == ","
                whole = top if closed and top[0] < top[1] else main
                inner = hangs and not closed
                subject = back.subject if inner or whole[0] == whole[1] else whole
            elif hangs and loose[0] < loose[1] and not _by_contact(words, begin):
                # the verb takes up the subject that the relative clause had interrupted
                subject = _named(words, *loose) or _own_subject(words, *loose)
                left, resumes = min(subject[0], begin), True
            elif begin == group.first and (described := _described(words, found, begin)):
                subject, left = described, described[0]
            elif begin == group.first and _fresh_noun(
                words, begin, back.group.last, fronted=back.link is Link.SUBORDINATE
            ):
                subject = noun_before(words, begin)
                left = subject[0]
            elif hangs and (held := _interrupted(words, found)) is not None:
                subject, left = held, min(held[0], begin)
            else:
                subject = back.subject if hangs or main[0] == main[1] else main
                left = min(subject[0], begin) if hangs and subject[0] < subject[1] else begin
        else:
            subject = _own_subject(words, begin, group.first)
        fronted = (0, 0)
        if loose[0] < loose[1] and (resumes or (k and link in (Link.MAIN, Link.COORDINATE))):
            fronted, loose = loose, (0, 0)
        if link in (Link.MAIN, Link.SUBORDINATE) or resumes:
            main = subject
            top = subject if link is not Link.SUBORDINATE or resumes else top
        marker = words[begin].low if begin < len(words) else ""
        found.append(
            Clause(
                group=group,
                left=left,
                begin=begin,
                right=max(right, group.last + 1),
                link=Link.MAIN if resumes else link,
                subject=subject,
                fronted=fronted,
                conditional=marker in ("if", "unless", "whether"),
                reported=bool(found)
                and found[-1].group.lemma in _REPORTING
                and link is not Link.COORDINATE
                and marker not in _BESIDE,
            )
        )
    return [_handed_back(words, found, k) for k in range(len(found))]


def _handed_back(words: Sequence[Token], found: Sequence[Clause], k: int) -> Clause:
    """A clause with what a clause behind it, which only broke in, holds of it; that without it.

    "It stood empty from 1923, when they left, | until 1977"; "it came to him, he always said, | in
    the spring of 1849"; "named Ada Renn, who joined in 2011, | as its head on Monday".
    """
    clause = found[k]
    if k and (at := _broken_in(words, found[k - 1], clause)):
        clause = clause._replace(right=at)
    if k + 1 < len(found) and (at := _broken_in(words, clause, found[k + 1])):
        clause = clause._replace(fronted=(at + 1, found[k + 1].right))
    return clause


def _broken_in(words: Sequence[Token], main: Clause, clause: Clause) -> int:
    """The comma behind which a clause that broke in is over, or 0."""
    last = clause.group.last
    if main.fronted != (0, 0) or not main.group.finite or words[clause.begin - 1].tag != ",":
        return 0
    if end := _aside_ends(words, clause):
        return end
    if clause.link is Link.SUBORDINATE and words[clause.begin].low == "when":
        begun = range(main.group.last + 1, clause.begin - 1)
        if any(words[n].low == "from" and words[n + 1].tag == "T" for n in begun):
            for n in range(last + 1, min(clause.right, last + REACH) - 2):
                ends = words[n].tag == "," and words[n + 1].low in ("until", "till")
                if ends and words[n + 2].tag == "T":
                    return n
    says = clause.group.lemma in lx.TELLING or clause.group.lemma == "maintain"
    closed = last + 2 < clause.right and words[last + 1].tag == ","
    bare = clause.link is Link.MAIN and clause.begin <= clause.subject[0]
    return last + 1 if says and closed and bare and words[last + 2].tag in "PT" else 0


def _aside_ends(words: Sequence[Token], clause: Clause) -> int:
    """The comma that closes a relative clause before the end of its stretch; 0 if none does."""
    if clause.link is not Link.RELATIVE or clause.begin < 1 or words[clause.begin - 1].tag != ",":
        return 0
    inside = range(clause.group.last + 1, min(clause.right, clause.group.last + 2 * REACH))
    commas = [n for n in inside if words[n].tag == ","]
    if len(commas) != 1 or not any(words[n].tag == "T" for n in inside if n < commas[0]):
        return 0
    end = commas[0]
    return end if end + 1 < clause.right and words[end + 1].tag == "P" else 0


def _interrupted(words: Sequence[Token], found: Sequence[Clause]) -> tuple[int, int] | None:
    """The subject that the last relative clauses, one in the other, broke off behind a joint:
    "...; the second, which mended a fault that had cost lives, | came"."""
    n = len(found) - 1
    while n > 1 and len(found) - n < _NESTED and found[n - 1].link is Link.RELATIVE:
        n -= 1
    if n < 1 or found[n].link is not Link.RELATIVE:
        return None
    begin = found[n].begin
    for k in range(begin - 1, max(found[n - 1].group.last, begin - REACH), -1):
        if words[k].tag in ";C":
            start, end = _own_subject(words, k + 1, begin)
            return (start, end) if start < end else None
    return None


#: Relative clauses, one in the other, that are looked through.
_NESTED = 3


def _marked(words: Sequence[Token], groups: Sequence[Group]) -> Sequence[Token]:
    """The words with the verbs found among them marked, so that no noun phrase holds one."""
    marked = list(words)
    for group in groups:
        for k in range(group.first, group.last + 1):
            if marked[k].tag == "N":
                marked[k] = marked[k].tagged("V")
    return marked


#: What these open stands beside the verb before, and is not what that tells.
_BESIDE = frozenset("as while because although though since before after until unless".split())
_REPORTING = lx.TELLING | {"expect", "predict", "promise", "forecast", "pledge", "vow"}


def _loose_time(words: Sequence[Token], begin: int, last: int) -> int:
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


def _joint(words: Sequence[Token], groups: Sequence[Group], k: int) -> tuple[int, Link]:
    """(first token of the clause of group ``k``, how it hangs on what stands before)."""
    group = groups[k]
    verb = group.first
    start = groups[k - 1].last + 1 if k else 0
    start = max(start, verb - 8 * REACH)
    comma = conjunction = -1
    first_comma = -1
    for at in range(verb - 1, start - 1, -1):
        token = words[at]
        if token.tag == ";":
            dated = not k and any(t.tag == "T" for t in words[:at])
            return (0 if dated else at + 1), Link.MAIN
        if token.tag == "R" and not (
            token.low == "that" and at + 1 < len(words) and words[at + 1].tag == "N"
            and at and words[at - 1].tag in "PCO,"
        ):  # fmt: skip
            if token.low == "that" and at + 1 < verb:
                return (at, Link.SUBORDINATE)
            return at, Link.RELATIVE
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
            fresh = nxt.tag in "D#TP" or nxt.capital or nxt.low in _SUBJECTS
            # "approved the plan, but work did not begin"
            bare = nxt.tag == "N" and at + 2 == verb and words[verb].tag == "V"
            fresh |= bare and (token.low in ("but", "yet") or words[at - 1].tag == "T")
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
        return 0, Link.MAIN
    before = groups[k - 1]
    if comma == last_word(words, verb) and comma >= 0:
        if before.finite and group.first < group.head and start < first_comma < comma:
            # "said one of the doors, at the rear, was open": the comma closes an aside
            return start, Link.SUBORDINATE if before.lemma in lx.TELLING else Link.MAIN
        return comma + 1, Link.COORDINATE
    if conjunction >= 0:
        return conjunction, Link.MAIN
    if comma >= 0:
        return (comma if before.finite else first_comma) + 1, Link.MAIN
    told = before.lemma in lx.TELLING
    if not told and words[verb - 1].low in _NOMINATIVES and words[verb - 2].tag == "T":
        return verb - 1, Link.MAIN  # "By the time she died in 1950 | she had ..."
    if not before.finite and (own := _own_start(words, start, verb)):
        return own, Link.MAIN
    if before.lemma in lx.TELLING and not before.passive and verb > start:
        pronoun = last_word(words, verb)
        if pronoun >= start and words[pronoun].low in _NOMINATIVES:
            return pronoun, Link.SUBORDINATE  # "told the court on Monday | she had left"
        while start < verb - 1 and words[start].tag in "TPA,":
            start += 1  # "said on Monday | sales had risen": the day is that of the saying
        return start, Link.SUBORDINATE
    return verb, Link.COORDINATE


def _own_start(words: Sequence[Token], start: int, verb: int) -> int:
    """Where a subject begins behind the time of a reduced clause that no comma closes, or 0:
    "Before moving to Oslo in 1925 | he worked"."""
    for at in range(max(start + 1, verb - REACH), verb):
        opens = words[at].tag == "D" or words[at].low in lx.SUBJECT_PRONOUNS
        if words[at - 1].tag == "T" and opens and words[at].tag != "R":
            return at
    return 0


_NOMINATIVES = frozenset(("he", "she", "they", "we", "i"))
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


def _fresh_noun(words: Sequence[Token], verb: int, last: int, *, fronted: bool) -> bool:
    """Whether a noun phrase of its own stands before a verb that no joint sets apart.

    ``fronted`` says that a clause without its comma may end on the verb before: "When it closed |
    the town lost 300 jobs".
    """
    start, end = noun_before(words, verb)
    behind = last < start - 1 or (last == start - 1 and fronted)
    return (
        behind and start < end == verb and words[start - 1].tag in ("VNT#)" if fronted else "NT#)")
    )


def _described(
    words: Sequence[Token], found: Sequence[Clause], verb: int
) -> tuple[int, int] | None:
    """The subject that reduced clauses stand between and its verb: "said | a bomb placed under a
    lorry | exploded"."""
    subject = None
    for clause in reversed(found[-_STACKED:]) if not _by_contact(words, verb) else ():
        reduced = clause.link is Link.PARTICIPLE and clause.group.tense is Tense.PARTICIPLE
        if not reduced or clause.subject[0] == clause.subject[1]:
            break
        if any(t.tag in ",;CRS" for t in words[clause.group.last : verb]):
            break
        subject = clause.subject
    return subject


def _by_contact(words: Sequence[Token], verb: int) -> bool:
    """Whether the clause of a verb opens behind a noun: "under the act | the house passed"."""
    start, end = noun_before(words, verb)
    return 0 < start < end == verb and words[start].tag == "D" and words[start - 1].tag == "N"


#: Reduced clauses in a row that may describe one subject.
_STACKED = 3


def _relative_subject(
    words: Sequence[Token], begin: int, verb: int, *, opens: bool
) -> tuple[int, int]:
    """The antecedent where the relative word is the subject, else the subject behind it;
    ``opens``: no verb stands before it."""
    silent = begin + 1 + _adverbs(words, begin + 1, verb) >= verb
    if silent and words[begin].low in ("who", "which", "that"):
        start, end = noun_before(words, begin)
        if start > 1 and end - start == 1 and words[start].text.isdigit():
            start, end = noun_before(words, start - 1)  # "Maud Tirrell, 74, who retires"
        if opens and words[begin].low == "which" and words[begin - 1].tag == ",":
            whole = _own_subject(words, 0, begin)  # "The inquest into the death, which ..."
            fits = whole[0] < whole[1] and words[whole[0]].tag != "P"
            start, end = whole if fits else (start, end)
        for k in range(end - 2, start, -1):
            named = words[k + 1].capital and not words[k - 1].capital
            if words[begin].low == "who" and words[k].low == "of" and named:
                return k + 1, end
        return start, end
    return _own_subject(words, begin + 1, verb)


def _participle_subject(
    words: Sequence[Token], group: Group, begin: int, *, opens: bool
) -> tuple[int, int]:
    """What a reduced clause tells of; ``opens``: no verb stands before it."""
    if group.tense is not Tense.GERUND:
        if opens and group.first > 1 and words[group.first - 1].tag == ",":
            # "A motion of regret about the ruling, tabled in May, ...": the whole of it
            whole = _own_subject(words, 0, group.first)
            if whole[0] < whole[1]:
                return _thing_made(words, group, *whole)
        return noun_before(words, group.first)
    own = _own_subject(words, begin + 1, group.first) if words[begin].low == "with" else (0, 0)
    if words[group.first].low == "having" and words[begin].tag in "DN":
        own = _own_subject(words, begin, group.first)  # "the deal having been signed in May"
    return own if own[0] < own[1] else (begin, begin)


def _thing_made(words: Sequence[Token], group: Group, start: int, end: int) -> tuple[int, int]:
    """The noun phrase, or what stands behind its "of" where only that can have been made: "a sale
    of the bakehouse, | built in 1931"."""
    of = next((k for k in range(start, end) if words[k].low == "of"), end)
    happens = start < of < end - 1 and words[of - 1].low in lx.HAPPENINGS
    return (of + 1, end) if happens and group.lemma in _MAKING else (start, end)


_MAKING = frozenset("build erect construct complete list make found design paint write".split())


def _adverbs(words: Sequence[Token], start: int, end: int) -> int:
    """How many adverbs, times and commas stand there: "who | , in the 1840s, | worked"."""
    count = 0
    while start + count < end and (
        words[start + count].tag in "A,T"
        or (words[start + count].tag == "P" and words[start + count + 1].tag == "T")
    ):
        count += 1
    return count


def _own_subject(words: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The noun phrase that stands before a verb, fronted phrases and appositions left out."""
    start = max(start, end - 4 * REACH)
    while end > start + 1 and words[end - 1].low in _LATELY and words[end - 2].tag == "N":
        end -= 1
    while end > start and (
        (words[end - 1].tag in "ATC" and not _ordinal(words, start, end))
        or (words[end - 1].tag == "P" and end < len(words) and words[end].tag in "TR")
    ):
        end -= 1
    if end > start and words[end - 1].text in _DASHES:
        # "The army - backed by two ships - | landed", "Slovakia - a client state - | joined"
        dashes = (k for k in range(end - 2, start, -1) if words[k].text in _DASHES)
        end = next(dashes, end - 1)
    closing = end > start and words[end - 1].tag == ","
    if closing:
        end -= 1
    depth = 0
    for k in range(end - 1, start - 1, -1):
        depth += (words[k].tag == ")") - (words[k].tag == "(")
        if (words[k].tag == ";" and depth <= 0) or (
            words[k].tag == ")" and not any(t.tag == "(" for t in words[start:k])
        ):
            start = k + 1
            break
    start = _past_opening(words, start, end)
    for _ in range(6):
        commas = [
            k for k in range(start, end) if words[k].tag == "," and not _place(words, start, k, end)
        ]
        if not commas:
            break
        listing = _list_like(words, start, end)
        if _aged(words, commas[0], end) and commas[0] + 3 < end and (
            words[commas[0] + 3].tag == "C"
        ):  # fmt: skip
            end = commas[-1] if _aged(words, commas[-1], end) else end
            break  # "Leon Vickery, 31, and Dean Sallow, 29,"
        if _aged(words, commas[0], end):
            end, closing = commas[0], False  # "Doran Pike, 54, of Quay Street,"
        elif closing and not listing:
            # "William Hill, the head of sales, resigned": the apposition goes
            end, closing = commas[-1], False
        elif words[start].tag in "PTO" or _verbal(words[start]):
            start = (commas[0] if _list_like(words, commas[0] + 1, end) else commas[-1]) + 1
        elif not listing:
            start = commas[-1] + 1
        else:
            break
        start = _past_opening(words, start, end)
    opened = start > 0 and words[start - 1].low in EITHER and words[start].tag == "D"
    if start < end and (words[start].tag == "P" or opened):
        # "Under the reign of Ida | the mine": a phrase in front without its comma
        fresh = [
            k for k in range(start + 2, end) if words[k].tag == "D" or words[k].low in _NOMINATIVES
        ]
        fresh = [k for k in fresh if words[k - 1].tag in "N#T" or words[k - 1].low in _OBLIQUE]
        start = fresh[-1] if fresh else start
    while end > start + 1 and words[end - 1].tag == "P":
        end -= 1  # "the mill | in which forty died"
    return min(start, end), end


_NOMINATIVES = frozenset({"he", "she", "it", "they", "we", "i"})
_OBLIQUE = lx.OBJECT_PRONOUNS | {"her"}
_DASHES = frozenset("-–—")


def _ordinal(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether "the first" ends a phrase, a noun left out."""
    return words[end - 1].low in _RANKS and end - 2 >= start and words[end - 2].tag == "D"


def _aged(words: Sequence[Token], comma: int, end: int) -> bool:
    """Whether an age stands between commas behind a name."""
    age = words[comma + 1] if comma + 1 < end else None
    closed = comma + 2 >= end or words[comma + 2].tag == ","
    return age is not None and age.tag == "#" and age.text.isdigit() and closed


def _named(words: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The name in "Ada Renn, a judge [who ...]": more to the point than what she is."""
    comma = next((k for k in range(start, min(end, start + 6)) if words[k].tag == ","), 0)
    whole = start < comma < end - 1 and words[comma + 1].low in ("a", "an", "the")
    if whole and all(t.tag == "N" and t.capital for t in words[start:comma]):
        return start, comma
    return None


def _place(words: Sequence[Token], start: int, comma: int, end: int) -> bool:
    """Whether the comma stands inside a place: "a court in Paris, France"."""
    if comma - start < 3 or comma + 1 >= end:
        return False
    after = words[comma + 1]
    return (
        words[comma - 1].capital
        and words[comma - 2].low in ("in", "at", "near", "of", "from")
        and after.tag == "N"
        and after.capital
        and words[start].tag != "P"
        and (comma + 2 == end or words[comma + 2].tag == ",")
    )


def _verbal(token: Token) -> bool:
    """Whether a word is a form that a reduced clause opens with."""
    if token.low == "according":
        return True
    return "g" in token.form[1] if token.form[1] else token.past[1] != ""


_WITH_GERUND = frozenset({"with", "after", "before", "since", "while", "when"})
#: "First," opens a sentence; "First depth sounder sold" counts what it names.
_RANKS = frozenset("first second third last next".split())


def _past_opening(words: Sequence[Token], start: int, end: int) -> int:
    """Past connectives, subordinators, and time words with their preposition."""
    while start < end:
        token = words[start]
        owner = words[start + (token.tag == "P")] if start + 2 < end else token
        if owner.tag == "T" and owner.low.endswith(("'s", "’s")) and start + 1 < end:
            break  # "Sunday's vote", "in last week's storm"
        if token.tag == "T" and (past := _past_base(words, start, end)):
            start = past
        elif token.tag == "P" and start + 1 < end and words[start + 1].tag == "T":
            start += 2
        elif token.low in _RANKS and start + 1 < end and words[start + 1].tag in "N#":
            break  # "First depth sounder sold", "The" left out
        elif (
            (token.tag in 'CSAT;.,"' and not _no_such(words, start, end))
            or token.low in lx.CONNECTIVES
            or (token.low in EITHER and not any(t.tag == "," for t in words[start:end]))
            or token.low == "that"
        ):
            start += 1
        else:
            break
    return start


def _past_base(words: Sequence[Token], at: int, end: int) -> int:
    """Past what the time at ``at`` is counted from, up to its own time: "a week after his arrest in
    May 1920 | he fled"; 0 where nothing is."""
    after = words[at + 1].low if at + 1 < end else ""
    if after not in _WAYS and words[at].low.rpartition(" ")[2] not in _WAYS:
        return 0
    for k in range(at + 1, min(end, at + REACH // 2)):
        if words[k].tag == "T":
            return k + 1
        if words[k].tag not in "PDNO":
            break
    return 0


_WAYS = frozenset({"before", "after"})


def _no_such(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether an adverb belongs to the phrase behind it: "not one ship", "hardly any ships"."""
    after = words[start + 1].low if start + 1 < end else ""
    return words[start].low in ("not", "hardly", "scarcely") and after in ("one", "a", "any")


def _list_like(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether the commas between are those of "A, B and C"."""
    last = max((k for k in range(start, end) if words[k].tag == ","), default=-1)
    return last >= 0 and any(words[k].tag == "C" for k in range(last + 1, min(end, last + 6)))


#: Adverbs that look like adjectives before a participle: "a man last | seen on Friday".
_LATELY = frozenset({"last", "first", "newly", "recently"})


def noun_before(words: Sequence[Token], end: int) -> tuple[int, int]:
    """The noun phrase that ends at ``end``: back to its determiner, through "of"."""
    while end > 0 and (words[end - 1].tag in ',"A' or words[end - 1].low in _LATELY):
        end -= 1
    start = end
    for k in range(end - 1, max(-1, end - REACH), -1):
        token = words[k]
        if token.tag in 'N#)("' or (token.tag == "P" and token.low == "of" and k < end - 1):
            start = k
            continue
        if token.tag == "D":
            start = k
            if k and words[k - 1].low == "of":
                continue
        break
    while start < end and words[start].tag in 'P)"':
        start += 1
    return start, end
