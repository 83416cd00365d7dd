"""Clauses of a row: where they begin and end, and the words on either side of a token."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from viewer.core.dates.readings import Found
from viewer.core.dates.tokens import Row

#: Past forms that do not end in -ed, as far as they are nothing else.
PAST_VERBS: Final = frozenset(
    (
        "was were had did said told made took began came went met held won lost fell rose grew "
        "left gave saw got became ran sold bought built brought led kept found put sent wrote "
        "heard knew thought drew hit cut fought ended broke flew stood spoke sank fled drove rode "
        "swore wore tore shook stole struck swept swam threw caught taught sought bred crept dealt "
        "dug forgot hung hid laid leapt lent meant paid rang sang shot slew slid slept spent "
        "sprang wept withdrew undertook overthrew arose ate beat bit blew chose clung drank dwelt "
        "foresaw froze knelt overcame overran overtook withstood upheld swung flung understood "
        "woke strode strove shrank stank bade forbade forsook mistook retook foretold bore burst "
        "quit shed sped burnt learnt spoilt died lied tied "
        "sued owed vied"
    ).split()
)
#: Without "am", which nearly always belongs to an hour: "at 9 am on Monday".
BE: Final = frozenset(("is", "are", "be", "being"))
DETERMINERS: Final = frozenset("a an its his her their our this that".split())
#: Tokens, spaces among them, that are looked at on either side of an expression.
BACK: Final = 32
FORTH: Final = 20


def is_past(word: str) -> bool:
    return word in PAST_VERBS or (word.endswith("ed") and len(word) > 4)


def quoted(line: Row) -> list[tuple[int, int]]:
    """The tokens between quotation marks, from first to last of each quotation, in order."""
    spans: list[tuple[int, int]] = []
    opened = -1
    i = line.classes.find('"')
    while i >= 0:
        if opened < 0 or line.tokens[i] == "“":
            opened = i
        else:
            spans.append((opened, i))
            opened = -1
        i = line.classes.find('"', i + 1)
    if opened >= 0:
        spans.append((opened, len(line.tokens)))  # the quotation goes on in the next paragraph
    return spans


def starts_sentence(line: Row, after: int, before: int) -> bool:
    """A sentence ends between two tokens."""
    i = line.classes.find(".", after, before)
    while i >= 0:
        if ends_clause(line.classes, i):
            return True
        i = line.classes.find(".", i + 1, before)
    return False


def ends_clause(classes: str, i: int) -> bool:
    if classes[i] not in ".;" or classes[i + 1 : i + 2] not in ("", " ", '"', ")"):
        return False
    return i == 0 or classes[i - 1] not in "j1"  # the point of "Dec. 28"


def clause_behind(classes: str, at: int, steps: int) -> int:
    """The first of the tokens before a token, so many at most, that are of its clause."""
    first = max(0, at - steps)
    i = at
    while (i := max(classes.rfind(".", first, i), classes.rfind(";", first, i))) >= 0:
        if ends_clause(classes, i):
            return i + 1
    return first


def clause_ahead(classes: str, at: int, steps: int) -> int:
    """The token behind the last, from a token on and so many at most, that are of its clause."""
    last = min(len(classes), at + steps)
    for i in _stops(classes, at, last):
        if ends_clause(classes, i):
            return i
    return last


def _stops(classes: str, at: int, last: int) -> Iterator[int]:
    """The full stops and semicolons between two tokens, in order."""
    stop, semicolon = classes.find(".", at, last), classes.find(";", at, last)
    while stop >= 0 or semicolon >= 0:
        if semicolon < 0 or 0 <= stop < semicolon:
            yield stop
            stop = classes.find(".", stop + 1, last)
        else:
            yield semicolon
            semicolon = classes.find(";", semicolon + 1, last)


def words_before(line: Row, at: int, count: int) -> list[str]:
    """Some words of the clause before a token in small letters, the nearest first; articles
    aside."""
    words: list[str] = []
    for i in range(at - 1, max(-1, at - 1 - 3 * count), -1):
        if line.classes[i] in ",(" or ends_clause(line.classes, i) or len(words) == count:
            break
        if line.classes[i] not in " ta":
            words.append(line.tokens[i].lower())
    return words


def noun_after(line: Row, one: Found) -> str:
    """The noun that a date stands before: Friday's close, the 17-18 September meeting."""
    i = one.end
    if line.classes[i : i + 2] in ("-D", "-N"):
        i += 2
    if line.classes[i : i + 1] == "s":
        i += 1
    return (
        line.tokens[i + 1].lower()
        if line.classes[i : i + 1] == " " and i + 1 < len(line.tokens)
        else ""
    )


def opens_sentence(line: Row, one: Found) -> bool:
    """Two words at most stand between an expression and the beginning of its sentence; in
    brackets it opens one only where they open the row: no "4.2 (released May 2021) was dropped"."""
    at = one.start
    if at > 5 and line.classes[at - 5 : at : 2] == "   ":
        before = line.tokens[at - 6 : at : 2]
        if before[0].isalpha() and before[1].isalpha() and before[2].isalpha():
            return False  # three words, as nearly everywhere
    first, words = max(0, one.start - 9), 0
    signs, tokens = line.classes[first : one.start], line.tokens[first : one.start]
    for sign, token in zip(reversed(signs), reversed(tokens), strict=True):
        if sign == " ":
            continue
        if sign == "(":
            at = line.classes.rfind("(", 0, one.start)
            return not any(token[0].isalnum() for token in line.tokens[max(0, at - BACK) : at])
        if token.isalpha():
            words += 1
            if words > 2:
                return False
        elif sign in ".;x":
            return True
    return True


def begins_clause(line: Row, at: int) -> bool:
    """Only a preposition stands between "and" and the date."""
    i = at - 1
    while i >= 0 and line.classes[i] in " ti":
        i -= 1
    return i >= 0 and line.tokens[i].lower() in ("and", "but", "then")


def word_before(line: Row, at: int) -> str:
    """The word before a token in small letters, articles aside."""
    classes, i = line.classes, at - 1
    if i > 0 and classes[i] == " " and classes[i - 1] not in " t":
        return line.tokens[i - 1].lower()  # as nearly everywhere
    while i >= 0 and classes[i] in " t":
        i -= 1
    return line.tokens[i].lower() if i >= 0 else ""


def word_after(line: Row, at: int) -> str:
    """The word after a token in small letters, "" across punctuation or at the edge."""
    i = at + 1
    if i < len(line.tokens) and line.classes[i] == " ":
        i += 1
    return line.tokens[i].lower() if i < len(line.tokens) else ""
