"""How an English sentence falls into clauses.

No parse tree: a clause is the stretch from the last joint before its verb to the joint before the
next verb (`joints`). A verb that finds no subject behind its joint (`subjects`) resumes the clause
that a relative clause had interrupted. Each sentence is walked a fixed number of times, and no
look-back is longer than a few times `REACH` words, so the cost is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, Tense
from viewer.core.events.joints import Link, joint, loose_time
from viewer.core.events.subjects import (
    by_contact,
    fresh_noun,
    name_in,
    noun_before,
    own_subject,
    participle_subject,
    relative_subject,
)
from viewer.core.events.tokens import REACH, Token

__all__ = ["Clause", "clauses"]


@dataclass(slots=True, eq=False)
class Clause:
    """A verb group with its own stretch of the sentence, tokens ``left`` to ``right`` (half-open).

    ``subject`` is a half-open token range, empty where none was found; it may lie outside the
    stretch. ``begin`` is where the stretch proper starts for time words: a resumed clause begins at
    its subject (``left``), yet owns only the time words from ``begin`` on, and those of
    ``fronted``, a stretch before a clause that came in between.
    """

    group: Final[Group]
    left: Final[int]
    begin: Final[int]
    right: Final[int]
    link: Final[Link]
    subject: Final[tuple[int, int]]
    fronted: Final[tuple[int, int]] = (0, 0)
    conditional: Final[bool] = False
    reported: Final[bool] = False


def clauses(words: Sequence[Token], groups: Sequence[Group]) -> list[Clause]:
    """The clauses of one sentence around its verb groups, in text order."""
    if not groups:
        return []
    joints = [joint(words, groups, k) for k in range(len(groups))]
    words = _marked(words, groups)
    found: list[Clause] = []
    #: What stands before the first clause, where that is a relative or subordinate one: it
    #: belongs to the clause that comes after ("In 1834, when ..., he ...").
    loose = (0, joints[0][0])
    main = top = (0, 0)
    for k, (group, (begin, link)) in enumerate(zip(groups, joints, strict=True)):
        if k and link is not Link.MAIN and (start := loose_time(words, begin, groups[k - 1].last)):
            loose = (start, begin)
            found[-1] = replace(found[-1], right=max(start, found[-1].group.last + 1))
        right = joints[k + 1][0] if k + 1 < len(groups) else len(words)
        left, subject = begin, (begin, begin)
        resumes = False
        if link is Link.RELATIVE:
            subject = relative_subject(words, begin, group.first, opens=not found)
        elif link is Link.PARTICIPLE:
            subject = participle_subject(words, group, begin, opens=not found)
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
            elif hangs and loose[0] < loose[1] and not by_contact(words, begin):
                # the verb takes up the subject that the relative clause had interrupted
                subject = name_in(words, *loose) or own_subject(words, *loose)
                left, resumes = min(subject[0], begin), True
            elif begin == group.first and (described := _described(words, found, begin)):
                subject, left = described, described[0]
            elif begin == group.first and fresh_noun(
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
            subject = own_subject(words, begin, group.first)
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
    _hand_back(words, found)
    return found


def _hand_back(words: Sequence[Token], found: list[Clause]) -> None:
    """Give each clause what a clause behind it, which only broke in, holds of it.

    "It stood empty from 1923, when they left, | until 1977"; "it came to him, he always said, | in
    the spring of 1849"; "named Ada Renn, who joined in 2011, | as its head on Monday".
    """
    for k in range(len(found) - 1, 0, -1):
        main, clause = found[k - 1], found[k]
        if at := _broken_in(words, main, clause):
            found[k - 1] = replace(main, fronted=(at + 1, clause.right))
            found[k] = replace(clause, right=at)


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
            start, end = own_subject(words, k + 1, begin)
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


def _described(
    words: Sequence[Token], found: Sequence[Clause], verb: int
) -> tuple[int, int] | None:
    """The subject that reduced clauses stand between and its verb: "said | a bomb placed under a
    lorry | exploded"."""
    subject = None
    for clause in reversed(found[-_STACKED:]) if not by_contact(words, verb) else ():
        reduced = clause.link is Link.PARTICIPLE and clause.group.tense is Tense.PARTICIPLE
        if not reduced or clause.subject[0] == clause.subject[1]:
            break
        if any(t.tag in ",;CRS" for t in words[clause.group.last : verb]):
            break
        subject = clause.subject
    return subject


#: Reduced clauses in a row that may describe one subject.
_STACKED = 3
