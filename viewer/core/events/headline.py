"""How a clause becomes a label: subject, verb and object in the text's own words.

A label is read apart from its text, so it drops what only ties the sentence to its neighbours
(connectives, citation marks, brackets, the time words that the axis shows) and stops at a natural
joint, never on a word that waits for another. It adds no word but the "was" of a participle that
stood without its auxiliary, and tells "reopening in 1913" as "reopened".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from viewer.core.events import lexicon as lx
from viewer.core.events.bearing import ONWARDS
from viewer.core.events.clauses import Clause
from viewer.core.events.governing import ONE_TIME
from viewer.core.events.groups import Group, Tense
from viewer.core.events.inflection import past
from viewer.core.events.joints import Link
from viewer.core.events.tokens import Token, Words

__all__ = ["DANGLING", "LONGEST", "affirmed", "headline", "phrase"]

#: Words in a headline, at most.
LONGEST = 12
_SUBJECT = 7
#: Prepositions that may belong to the verb before them: "held out", "burned down".
_PARTICLES = frozenset({"up", "down", "off", "out", "over", "away", "through"})
#: Before these words "over" and "through" say when ("over the weekend"); in "handed over Friday"
#: they belong to the verb.
_SPANNING = frozenset({"over", "through"})
_STRETCHES = ("the ", "this ", "that ", "these ", "those ")
#: Behind a length of time these count from what follows, which may be no part of the label.
_FROM_THERE = frozenset(("after", "before"))
#: No "on" stands before these.
_BARE = ("last ", "this ", "next ", "yesterday", "today", "tonight", "tomorrow")
#: Units that an adjective may stand before.
_UNITS = (
    "spring", "summer", "autumn", "fall", "winter", "year", "month", "week", "morning", "day"
)  # fmt: skip
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
#: What no label ends on.
DANGLING = (
    lx.PREPOSITIONS | lx.DETERMINERS | lx.JOINS | lx.SUBORDINATORS | {"to", "who", "which", "ever"}
)
#: Adverbs that belong to the time behind them.
_FOCUSING = frozenset({"only", "just", "ever", "even"})
#: Words that tie a clause to its neighbours wherever they stand in it.
_ASIDES = frozenset({"however", "though", "meanwhile", "therefore", "also", "moreover", "too"})


class _Piece:
    """A word of a label: as it is written there, where it came from, and as what verb.

    ``size`` are its words as white space parts them, ``closes`` says that none stands before it.
    """

    __slots__ = ("closes", "end", "form", "low", "size", "start", "tag", "text")

    def __init__(
        self, text: str, low: str, tag: str, start: int, end: int, form: tuple[str, str] = ("", "")
    ) -> None:
        self.text: Final = text
        self.low: Final = low
        self.tag: Final = tag
        self.start: Final = start
        self.end: Final = end
        self.form: Final = form
        self.size: Final = 1 if text.isalpha() else len(text.split())
        self.closes: Final = tag in ",;" or text in ".%"

    def written(self, text: str, low: str) -> _Piece:
        """The same word in another spelling."""
        return _Piece(text, low, self.tag, self.start, self.end, self.form)


def _piece(words: Words, k: int) -> _Piece:
    token: Token = words[k]
    at = words.start(k)
    return _Piece(token.text, token.low, token.tag, at, at + len(token.text), token.form)


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
    end = next((k for k in range(group.last + 1, end) if words[k].text == ";"), end)
    head = _plain(words, range(*subject), dated)
    if name and head:
        at = head[0].start
        head = [_Piece(name, name.lower(), "N", at, at)]
    if len(head) > _SUBJECT:
        head = _shortened(head, _SUBJECT)
    verb = _verb(words, clause, group, bool(head))
    room = max(0, LONGEST - _count(head) - _count(verb))
    end = _before_afterthought(words, group.last + 1, end, dated, room)
    tail = _plain(words, range(group.last + 1, end), dated)
    if gap[0] < gap[1]:
        other = _plain(words, range(*gap), dated)
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
    label = [*head, *verb, *(tail if whole else _fitted(tail, room))]
    if group.lemma == "be" and head and not tail and not clause.group.negated:
        label = head  # "The wedding | is on 4 June"
    return _written(label if _count(label) <= LONGEST else _fitted(label, LONGEST))


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


def phrase(words: Words, start: int, end: int, dated: Collection[int]) -> str:
    """A label for tokens ``start`` to ``end`` (half-open) that form no clause."""
    if words[start].low.endswith(("'s", "’s")) and end - start < 3:
        dated = ()  # "Sunday's vote"
    return _written(_fitted(_plain(words, range(start, end), dated), LONGEST))


def _verb(words: Words, clause: Clause, group: Group, with_subject: bool) -> list[_Piece]:
    kept = [
        _piece(words, k)
        for k in (*group.borrowed, *range(group.first, group.last + 1))
        if words[k].tag != "T" and (words[k].tag != "A" or words[k].low in lx.TELLTALE)
    ]
    if with_subject:
        kept = [t.written(t.text.lower(), t.low) if t.text.istitle() else t for t in kept]
    if with_subject and group.tense is Tense.GERUND and clause.link is Link.PARTICIPLE:
        return [_told(words, clause, group)]
    reduced = clause.link is Link.PARTICIPLE or words[group.first - 1].tag in "C,"
    reduced = reduced and group.tense is Tense.PARTICIPLE
    if with_subject and reduced and (group.passive or group.plan):
        first = kept[0]
        plural = _is_plural(words, clause.subject)
        was = "were" if plural else "was"
        over = any(t.low in _OVER for t in words[clause.right : clause.right + 2])
        if group.plan and not over:  # "the vote, due to begin on Monday, was called off"
            was = "are" if plural else "is"
        return [_Piece(was, was, "V", first.start, first.start), *kept]
    return kept


#: What follows a plan that is told of as past: "a vote due on Friday | never took place".
_OVER = frozenset({"was", "were", "had", "did", "never"})


def _told(words: Words, clause: Clause, group: Group) -> _Piece:
    """The verb of "reopening in 1913" and "having left" as a sentence of its own has it."""
    form = past(group.lemma)
    if group.passive:
        form = f"{'were' if _is_plural(words, clause.subject) else 'was'} {words[group.head].low}"
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
    last = words[end - 1].low if end > start else ""
    return (last.endswith("s") and not last.endswith(("ss", "us", "is", "'s"))) or last in _PLURALS


#: What stands before a time that is one of two: "in either | 1702 or 1703".
_DOUBTING = frozenset(("either", "perhaps", "possibly", "probably", "maybe"))
#: What stands between two times of one happening.
_TYING = frozenset(("and", "or", "to", "-", "–"))


def _plain(words: Words, where: range, dated: Collection[int]) -> list[_Piece]:
    """The tokens of a stretch without brackets, openings, and the time words of ``dated``."""
    kept: list[_Piece] = []
    depth = 0
    ages = _ages(words, where)
    for k in where:
        token = words[k]
        if token.tag == "(":
            depth += 1
        elif token.tag == ")":
            depth = max(0, depth - 1)
        elif (
            depth or k in ages or token.low in _ASIDES or (k - 1 in dated and token.low in ONWARDS)
        ):
            continue
        elif token.tag == "," and kept and kept[-1].tag in ",C":
            continue  # what stood between two commas is left out
        elif (
            k in dated
            and not (kept and token.low.endswith(("'s", "’s")))
            and not (
                words[k - 1].low == "within"
                and words[k + 1 : k + 2]
                and (words[k + 1].low in ("of", "after", "from"))
            )
        ):
            if kept and kept[-1].low in _SPANNING and token.low.startswith(_STRETCHES):
                kept.pop()
            if token.low.startswith(_UNITS) and [t.tag for t in kept[-3:]] == ["P", "D", "N"]:
                del kept[-2:]  # "in the dry | summer of 1921"
            if [t.low for t in kept[-2:]] in (["at", "least"], ["at", "most"]):
                del kept[-2:]  # "until at least | May"
            if [t.low for t in kept[-3:]] == ["with", "effect", "from"]:
                del kept[-3:]
            popped = False
            while (
                kept
                and kept[-1].low not in _PARTICLES
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
                if kept[-1].low == "in" and len(kept) > 1 and kept[-2].low in _SELVES:
                    break  # "handed himself in | the next day"
                kept.pop()
                popped = True
            if kept and kept[-1].low in _FOCUSING:
                kept.pop()  # "reopened only | in 1999", "empty ever | since 1990"
        else:
            kept.append(_piece(words, k))
    while kept and kept[0].tag in ',;."' and kept[0].text not in '"“$€£':
        kept.pop(0)
    return kept


def _ages(words: Words, where: range) -> set[int]:
    """The tokens of ages between commas: "Leon Vickery|, 31,| and Dean Sallow"."""
    return {
        n
        for k in where[:-3]
        if words[k].tag == "," == words[k + 2].tag
        if words[k + 3].tag == "C" and words[k + 1].text.isdigit()
        for n in (k, k + 1, k + 2)
    }


def _count(tokens: Sequence[_Piece]) -> int:
    """Words as white space will part them in `_written`."""
    return _counts(tokens)[-1]


def _counts(tokens: Sequence[_Piece]) -> list[int]:
    """The words of no token, of the first, of the first two ..., as `_count` counts them."""
    counts, count, end = [0], 0, -1
    for token in tokens:
        if token.start != end and not token.closes:
            count += token.size
        counts.append(count)
        end = token.end if token.start != token.end else -1
    return counts


def _shortened(tokens: list[_Piece], room: int) -> list[_Piece]:
    """A long noun phrase: its head, or the name that titles lead up to, or its first part."""
    for k in range(2, min(len(tokens), room + 2)):
        if _opens_phrase(tokens, k):
            return tokens[:k]
    for k in range(min(len(tokens), room + 2) - 1, 1, -1):
        if tokens[k].tag in "PRO" and tokens[k].low != "of" and tokens[k - 1].tag in "N#":
            return tokens[:k]
    for k in range(min(len(tokens), room + 1) - 1, 2, -1):
        if tokens[k].low == "of" and tokens[k - 1].tag in "N#":
            return tokens[:k]
    name = len(tokens)
    while name and tokens[name - 1].tag == "N" and tokens[name - 1].text[0].isupper():
        name -= 1
    led_up = not any(t.tag in "CPR" for t in tokens[:name])  # by titles, not by "aboard the"
    if 1 < len(tokens) - name <= 4 and led_up:
        return tokens[name:]
    for k in range(min(len(tokens), room + 2) - 1, 1, -1):
        if tokens[k].tag == "C" and tokens[k - 1].tag == "N" and len(tokens) > LONGEST - 2:
            return tokens[:k]
    return tokens


_NOMINATIVES = frozenset({"he", "she", "they", "we", "i"})
#: Behind these a pronoun goes on with the clause: "did not speak until he was freed".
_BEFORE_PRONOUN = frozenset({"that", "how", "until", "till"})
#: Behind a comma these open what a label can do without.
_AFTERTHOUGHTS = frozenset(
    {"including", "particularly", "especially", "according", "with", "following", "such", "while"}
)


def _fitted(tokens: list[_Piece], room: int) -> list[_Piece]:
    """As much of a tail as there is room for, cut at a joint."""
    for k, token in enumerate(tokens):
        if (
            token.tag == ";"
            or (k and token.low in _NOMINATIVES and tokens[k - 1].low not in _BEFORE_PRONOUN)
            or (
                k
                and tokens[k - 1].tag == ","
                and (
                    token.low in _AFTERTHOUGHTS or (token.low.endswith("ing") and token.tag == "N")
                )
            )
        ):
            tokens = tokens[:k]
            break
    counts = _counts(tokens)
    if counts[-1] <= room:
        return _trimmed(tokens)
    best = weak = commas = 0
    for k in range(1, len(tokens)):
        if counts[k] > room:
            break
        tag, low = tokens[k].tag, tokens[k].low
        commas += tokens[k - 1].tag == ","
        if tokens[k - 1].low in DANGLING or tokens[k - 1].tag in ",V":
            continue
        if k > 1 and _opens_phrase(tokens, k - 1):
            continue
        if low == "of" or (tag == "C" and tokens[k - 1].tag == "N"):
            weak = k
        elif tag == "," and commas:
            continue  # inside a list: "safe, sound and ..."
        elif tag in "PORSC," or _opens_phrase(tokens, k):
            best = k
        elif tag == "N":
            weak = max(weak, k) if tokens[k - 1].low.endswith("s") else weak
    if best == 0:
        best = weak
    if best == 0:
        while best < len(tokens) and counts[best + 1] <= room:
            best += 1
    return _trimmed(tokens[:best])


#: Forms in -ing that are nouns of their own.
_NAMES = frozenset(
    "meeting building training hearing ruling offering opening filing funding housing banking "
    "manufacturing engineering programming marketing advertising accounting lighting wedding "
    "painting shooting bombing killing landing warning beginning ending finding feeling setting "
    "mining farming fishing shipping clothing recording rating ranking crossing".split()
)


def _opens_phrase(tokens: Sequence[_Piece], k: int) -> bool:
    """Whether an -ing form behind a noun opens a phrase of its own: "experts | working on"."""
    token, before = tokens[k], tokens[k - 1]
    if before.tag not in "N)" or token.tag != "N" or token.low in _NAMES or k + 1 >= len(tokens):
        return False
    verbal = "g" in token.form[1] or (
        not token.form[1] and token.low.endswith("ing") and len(token.low) > 6
    )
    return verbal and tokens[k + 1].tag in "D#PN"


def _trimmed(tokens: list[_Piece]) -> list[_Piece]:
    """The tokens without a last word that waits for another."""
    end = len(tokens)
    if end > 3 and tokens[-3].tag == "," and tokens[-2].tag == "D" and tokens[-1].low in _UNITS:
        end -= 3  # "was apprenticed to a printer, the year | that slavery ended"
    while end and (
        tokens[end - 1].tag in ",;." or (tokens[end - 1].tag == "A" and _manner(tokens[end - 1]))
    ):
        end -= 1
    whole = end
    while end:
        last = tokens[end - 1]
        if last.low in _PARTICLES and end == whole:
            break
        if not (
            last.tag in ",;.(CSRDPO" or last.low in DANGLING or (last.tag == "A" and _manner(last))
        ):
            break
        end -= 1
    return tokens[:end]


def _manner(token: _Piece) -> bool:
    return token.low.endswith("ly") and token.low != "only"


_LOOSE = " ,;:-–—(["
#: Words no label may end on, wherever a lost quotation mark or bracket leaves them.
_WAITING = frozenset("a an and as but by for from of or than that the to which who with".split())
_ABBREVIATED = (" Jr.", " Inc.", " Co.", " Ltd.")


#: A quotation of which only a time stood in it: "by "the end of next week."".
_EMPTY = re.compile(r" ?[\"“][ .,;]*[\"”]")
#: "A", where the year behind it is left out before a vowel: "a 2017 audit".
_ARTICLE = re.compile(r"\b[Aa] (?=[aio](?!ne\b|nce\b)|e(?!u|we)|u(?!ni|s[aeiu]|t[ei]))")


def _written(tokens: Sequence[_Piece]) -> str:
    """The tokens as text: spaces where the text had them, or where something was left out."""
    parts: list[str] = []
    end = -1
    for token in tokens:
        word = token.text if token.size == 1 else " ".join(token.text.split())
        tight = token.start == end or token.closes or not parts
        parts.append(word if tight else " " + word)
        end = token.end if token.start != token.end else -1
    text = _EMPTY.sub("", "".join(parts))
    text = _ARTICLE.sub(lambda m: m[0].rstrip() + "n ", text)
    if not _paired(text):
        text = " ".join(text.replace('"', "").split())
    if text.count("“") != text.count("”"):
        text = " ".join(text.replace("“", "").replace("”", "").split())
    text = text.rstrip(_LOOSE).lstrip(" ,;:.-–—)]")
    while (last := text.rpartition(" "))[2].lower() in _WAITING and last[0]:
        text = last[0].rstrip(_LOOSE)
    initials = len(text) > 3 and text[-3] == "."  # "the U.S."
    if text.endswith(".") and not initials and not text.endswith(_ABBREVIATED):
        text = text[:-1]
    return text[:1].upper() + text[1:]


def _paired(text: str) -> bool:
    """Whether straight quotation marks open behind a space and close behind a word, by turns."""
    opening = True
    for at, character in enumerate(text):
        if character == '"':
            if opening != (at == 0 or text[at - 1] in " ("):
                return False
            opening = not opening
    return opening
