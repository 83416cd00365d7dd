"""How a clause becomes a label: subject, verb and object in the text's own words.

A label is read apart from its text, so it drops what only ties the sentence to its neighbours
(connectives, citation marks, brackets, the time words that the axis shows). It adds no word but the
"was" of a participle that stood without its auxiliary, and tells "reopening in 1913" as "reopened".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.bearing import MOVING, ONWARDS
from viewer.core.events.clauses import Clause
from viewer.core.events.governing import ONE_TIME
from viewer.core.events.groups import Group, Tense
from viewer.core.events.inflection import past
from viewer.core.events.joints import Link
from viewer.core.events.pieces import (
    LONGEST,
    PARTICLES,
    UNITS,
    Piece,
    count,
    fitted,
    shortened,
    written,
)
from viewer.core.events.tokens import REACH, Token, Words

__all__ = ["affirmed", "headline", "phrase"]

_SUBJECT = 7
#: Before these words "over" and "through" say when ("over the weekend"); in "handed over Friday"
#: they belong to the verb.
_SPANNING = frozenset({"over", "through"})
_STRETCHES = ("the ", "this ", "that ", "these ", "those ")
#: Behind a length of time these count from what follows, which may be no part of the label.
_FROM_THERE = frozenset(("after", "before"))
#: No "on" stands before these.
_BARE = ("last ", "this ", "next ", "yesterday", "today", "tonight", "tomorrow")
#: What a preposition of time may have before it: "up until", "as from", "from about".
_BEFORE_PREPOSITION = frozenset("up as from until till to since about around by at of".split())
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
#: Verbs that need their preposition, with nothing behind it.
_PHRASAL = frozenset(
    (
        "cave in", "set in", "move in", "give in", "break in", "come in", "step in", "kick in",
        "close in", "call in", "bring in", "send in", "go on", "carry on",
        "move on", "come about", "stand by", "let in", "log in",
        "look on", "drop in", "fall in",
    )
)  # fmt: skip
#: Adverbs that belong to the time behind them.
_FOCUSING = frozenset({"only", "just", "ever", "even"})
#: Words that tie a clause to its neighbours wherever they stand in it.
_ASIDES = frozenset({"however", "though", "meanwhile", "therefore", "also", "moreover", "too"})


def _piece(words: Words, k: int) -> Piece:
    token: Token = words[k]
    at = words.starts[k]
    return Piece(token.text, token.low, token.tag, at, at + len(token.text), token.form)


def headline(
    words: Words,
    clause: Clause,
    dated: Collection[int],
    subject: tuple[int, int],
    end: int,
    gap: tuple[int, int] = (0, 0),
    name: str = "",
    keeps: bool = False,
) -> str:
    """A label of at most twelve words for ``clause``.

    ``dated`` are the tokens of the time expressions that date it, left out; ``subject`` the tokens
    of the subject to use; ``end`` is where its last object may end.
    ``gap`` are tokens that stand in for the subject or the object, where the clause goes on
    without its verb ("opened a school in May and a *mill* in June"); ``name`` what to call the
    subject instead of its own words; ``keeps`` says that a gap stands in for the object.
    """
    group = clause.group
    if ";" in words.tags[group.last + 1 : end]:
        end = next((k for k in range(group.last + 1, end) if words[k].text == ";"), end)
    head = _plain(words, range(*subject), dated)
    if name and head:
        at = head[0].start
        head = [Piece(name, name.lower(), "N", at, at)]
    if len(head) > _SUBJECT:
        head = shortened(head, _SUBJECT)
    verb = _verb(words, clause, group, subject if head else (0, 0))
    room = max(0, LONGEST - count(head) - count(verb))
    for k in range(group.last + 2, end - 1):
        if words[k].tag == "T" and [t.low for t in words[k - 2 : k]] in _NOT_THEN:
            end = k - 2
            break
    end = _before_afterthought(words, group.last + 1, end, dated, room)
    tail = _plain(words, range(_past_aside(words, group.last + 1, end), end), dated)
    if gap[0] < gap[1]:
        other = _plain(words, range(*gap), dated)
        if keeps and head and other and other[0].tag == "D":
            other[0] = other[0].written(other[0].low, other[0].low)
        close = min(k for k in (*dated, end) if k > group.last)
        first = _plain(words, range(group.last + 1, close), dated)
        while first and first[-1].tag == "P":
            first.pop()
        if first and first[0].tag in "PO" and other and other[0].tag == "#":
            other = [first[0], *other]  # "fell to 38 tons in May, 21 tons in June"
        head, tail = (head, other) if first or keeps else (other, [])
    while tail and tail[-1].text == ".":
        tail.pop()
    counted = end < len(words) and words[end].low in _FROM_THERE
    if counted and tail and tail[-1].tag == "T" and (len(tail) < 2 or tail[-2].tag not in "PA"):
        tail.pop()  # "resigned on Monday, two days | after losing the vote"
        while tail and tail[-1].tag == ",":
            tail.pop()
    whole = len(tail) == 1 and f"{group.lemma} {tail[0].low}" in _PHRASAL
    label = [*head, *verb, *(tail if whole else fitted(tail, room))]
    if group.lemma == "be" and head and not tail and not clause.group.negated:
        label = head  # "The wedding | is on 4 June"
    return written(label if count(label) <= LONGEST else fitted(label, LONGEST))


def affirmed(label: str, group: Group) -> str:
    """The label of what "did not open until 1963" tells where it has no room for the "until": that
    it opened."""
    done = past(group.lemma)
    for denied, told in (
        (f"did not {group.lemma}", done),
        (f"didn't {group.lemma}", done),
        ("was not", "was"),
        ("were not", "were"),
        ("had not", "had"),
    ):
        label = label.replace(f" {denied} ", f" {told} ", 1)
    return label


def _past_aside(words: Sequence[Token], start: int, end: int) -> int:
    """Past what stands between commas right behind the verb: "walked, by her own reckoning, | 900
    miles"."""
    if start >= end or words[start].tag != ",":
        return start
    close = next((k for k in range(start + 1, min(end, start + REACH)) if words[k].tag == ","), 0)
    inside = words[start + 1 : close]
    return close + 1 if inside and inside[0].tag == "P" and close + 1 < end else start


#: Before a time, these say when it will not be: "in 2025 | instead of 2023".
_NOT_THEN = (["instead", "of"], ["rather", "than"])


def _before_afterthought(
    words: Sequence[Token], start: int, end: int, dated: Collection[int], room: int
) -> int:
    """Where a clause ends behind its time and a comma.

    Of "was closed in 1911, | a year after the fire" only the time follows the verb; "made him a
    knight in 1911, | the year he died" goes on with the same time. "Reached orbit on Tuesday, nine
    months after launch" is told whole where there is room.
    """
    k = start
    while k < end and words[k].tag in "PA":
        k += 1
    for at in sorted(t for t in dated if k <= t < end - 2 and words[t + 1].tag == ","):
        first = words[at + 2]
        behind = words[at + 3].low if at + 3 < len(words) else ""
        counted = first.tag == "T" and behind in ("after", "before")
        if counted and (at == k or sum(len(t.text.split()) for t in words[start:end]) > room):
            return at + 1
        if (at == k and first.tag in "DA#N") or (first.low == "the" and behind in ONE_TIME):
            return at + 1
    return end


def phrase(words: Words, start: int, end: int, dated: Collection[int], room: int = LONGEST) -> str:
    """A label for tokens ``start`` to ``end`` (half-open) that form no clause, of at most ``room``
    words."""
    if words[start].low.endswith(("'s", "’s")) and end - start < 3:
        dated = ()  # "Sunday's vote"
    return written(fitted(_plain(words, range(start, end), dated), room))


def _verb(words: Words, clause: Clause, group: Group, subject: tuple[int, int]) -> list[Piece]:
    """The verb as the label has it, behind the tokens of its subject, if it has one."""
    with_subject = subject[0] < subject[1]
    kept = [
        _piece(words, k)
        for k in (*group.borrowed, *range(group.first, group.last + 1))
        if words[k].tag != "T"
        and (
            words[k].tag != "A"
            or words[k].low in lx.TELLTALE
            or (k >= group.first and words[k].low in lx.MEASURING)
        )
    ]
    if with_subject:
        kept = [t.written(t.text.lower(), t.low) if t.text.istitle() else t for t in kept]
    if with_subject and group.tense is Tense.GERUND and clause.link is Link.PARTICIPLE:
        return [_told(words, subject, group)]
    reduced = clause.link is Link.PARTICIPLE or words[group.first - 1].tag in "C,;"
    reduced = reduced and group.tense is Tense.PARTICIPLE and group.lemma != "die"
    if with_subject and reduced and (group.passive or group.plan):
        first = kept[0]
        plural = _is_plural(words, subject)
        was = "were" if plural else "was"
        over = any(t.low in _OVER for t in words[clause.right : clause.right + 2])
        # "to have been finished"
        over |= any(t.low == "have" for t in words[group.first : group.last])
        behind = words[clause.right : clause.right + 4]
        over |= any(t.past[0] in _MOVED | {group.lemma} or t.low == "still" for t in behind)
        if group.plan and not over:  # "the vote, due to begin on Monday, was called off"
            was = "are" if plural else "is"
        return [Piece(was, was, "V", first.start, first.start), *kept]
    return kept


#: What follows a plan that is told of as past: "a vote due on Friday | never took place".
_OVER = frozenset({"was", "were", "had", "did", "never"})


#: What became of a plan that is no longer one.
_MOVED = MOVING | frozenset(("cancel", "scrap", "shelve", "abandon", "drop"))


def _told(words: Words, subject: tuple[int, int], group: Group) -> Piece:
    """The verb of "reopening in 1913" and "having left" as a sentence of its own has it."""
    form = past(group.lemma)
    if group.passive:
        form = f"{'were' if _is_plural(words, subject) else 'was'} {words[group.head].low}"
    return _piece(words, group.head).written(form, form)


_PLURALS = frozenset("people children men women police cattle sheep they we these those".split())


def _is_plural(words: Words, subject: tuple[int, int]) -> bool:
    """Whether a noun phrase is plural, by its head: the noun before its first preposition."""
    start, end = subject
    for k in range(start, end):
        if k > start and words[k].tag in "PO":
            end = k
            break
    if any(words[k].tag == "C" for k in range(start, end)):
        return True
    if start < end and words[start].tag == "#" and words[start].low != "one":
        return "." not in words[start].text  # "three of the bridges", but "3.2.1"
    last = words[end - 1].low if end > start else ""
    return (last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))) or last in _PLURALS


#: What stands before a time that is one of two: "in either | 1702 or 1703".
_DOUBTING = frozenset(("either", "perhaps", "possibly", "probably", "maybe"))
#: What stands between two times of one happening.
_TYING = frozenset(("and", "or", "to", "-", "–"))


def _plain(words: Words, where: range, dated: Collection[int]) -> list[Piece]:
    """The tokens of a stretch without brackets, openings, and the time words of ``dated``."""
    kept: list[Piece] = []
    depth = 0
    starts = words.starts
    left_out = _left_out(words, where, dated)
    tokens = words.plain
    for k in where:
        token = tokens[k]
        text, tag = token.text, token.tag
        if tag == "(":
            depth += 1
        elif tag == ")":
            depth = max(0, depth - 1)
        elif depth or k in left_out:
            continue
        elif tag == "," and kept and kept[-1].tag in ",C":
            continue  # what stood between two commas is left out
        elif k not in dated or _stays(words, k, opens=not kept):
            kept.append(Piece(text, token.low, tag, starts[k], starts[k] + len(text), token.form))
        else:
            _drop_lead(kept, words, k, dated)
    while kept and kept[0].tag in ',;."' and kept[0].text not in '"“$€£':
        kept.pop(0)
    return kept


#: What is called by its year.
_BY_YEAR = frozenset(("season", "campaign", "intake", "vintage"))


def _stays(words: Sequence[Token], k: int, *, opens: bool) -> bool:
    """Whether the time at ``k`` must stay: "Sunday's vote", "within days of the fire"."""
    if words[k].low.endswith(("'s", "’s")) and not opens:
        return True
    behind = words[k + 1].low if k + 1 < len(words) else ""
    if behind in _BY_YEAR:
        return True
    if len(behind) == 1 and behind in "-–/" and k + 3 < len(words) and words[k + 2].tag == "T":
        return words[k + 3].low in _BY_YEAR  # "The 2021–22 season"
    return words[k - 1].low == "within" and behind in ("of", "after", "from")


def _drop_lead(kept: list[Piece], words: Sequence[Token], k: int, dated: Collection[int]) -> None:
    """Drop from the end of ``kept`` what led up to the time at ``k``, which is left out."""
    token = words[k]
    if kept and kept[-1].low in _SPANNING and token.low.startswith(_STRETCHES):
        kept.pop()
    if token.low.startswith(UNITS) and [t.tag for t in kept[-3:]] == ["P", "D", "N"]:
        del kept[-2:]  # "in the dry | summer of 1921"
    if [t.low for t in kept[-2:]] in (["at", "least"], ["at", "most"]):
        del kept[-2:]  # "until at least | May"
    if [t.low for t in kept[-3:]] == ["with", "effect", "from"]:
        del kept[-3:]
    popped = False
    while (
        kept
        and kept[-1].low not in PARTICLES
        and (kept[-1].tag == "P" or kept[-1].low in _TYING | _DOUBTING)
    ):
        moved = kept[-1].low == "to" and words[k - 2].tag != "T"  # "put back to | May"
        tied = any(j in dated for j in range(k - 4, k - 1))
        if kept[-1].low in _TYING and not (tied or moved):
            break
        if popped and kept[-1].low not in _BEFORE_PREPOSITION | _TYING | _DOUBTING:
            break  # "caved in | on Monday"
        if kept[-1].low == "on" and token.low.startswith(_BARE):
            break  # "went on | last night"
        if token.low.startswith(_ALONE) and f"{words[k - 2].past[0]} {kept[-1].low}" in _PHRASAL:
            break  # "stepped in | the same month"
        if kept[-1].low == "in" and len(kept) > 1 and kept[-2].low in _SELVES:
            break  # "handed himself in | the next day"
        kept.pop()
        popped = True
    if kept and kept[-1].low in _FOCUSING:
        kept.pop()  # "reopened only | in 1999", "empty ever | since 1990"


def _left_out(words: Words, where: range, dated: Collection[int]) -> set[int]:
    """The tokens of a stretch that no label needs: what ties the clause to its neighbours, ages,
    "onwards" behind a time that is left out."""
    found: set[int] = set()
    if words.tags.count(",", where.start, where.stop) > 1:
        found = _ages(words, where)
    if not words.lows.isdisjoint(_TYING_ON):
        found.update(k for k in where if words[k].low in _ASIDES)
        found.update(k for k in where if k - 1 in dated and words[k].low in ONWARDS)
    return found


_TYING_ON = _ASIDES | ONWARDS


#: Times that stand without a preposition.
_ALONE = (*_BARE, "the same ", "that ", "the next ", "the following ")


def _ages(words: Words, where: range) -> set[int]:
    """The tokens of ages between commas: "Leon Vickery|, 31,| and Dean Sallow"."""
    return {
        n
        for k in where[:-3]
        if words[k].tag == "," == words[k + 2].tag
        if words[k + 3].tag == "C" and words[k + 1].text.isdigit()
        for n in (k, k + 1, k + 2)
    }
