"""Lines: where each stands, and the signs on it that layout is made of."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple, overload

from viewer.core.patterns import late

#: A line longer than this was not wrapped by a person or a program.
WRAP = 120
LINE = late(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = late(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: A line of signs alone: a rule, the rule of a table, a tag, a comment, a picture.
RULE = late(
    r"(?:[-*_=~#+⁂· ]{2,}|-{3}|[|:+ -]*--[|:+ -]*|<(?!https?:)[^<>]{1,40}>⁂?(?:</\w+>)?"
    r"|<!--[^<>]{0,2000}-->"
    r"|\[?!\[[^\[\]]{0,300}\]\([^()]{0,2000}\)(?:\]\([^()]{0,2000}\))?)\Z"
)
#: What opens a block of code, and closes it.
FENCE = late(r"(?:```|~~~)")
#: The line drawn under a heading, and Markdown's sign before one.
UNDERLINE = late(r"(?:={3,}|-{3,})\Z")
HEADING = late(r"#{1,9}\s{1,9}(?=[^\s#])")
#: What opens an item of a list, or (DATED_ITEM) an entry of a chronicle, "1931 – …".
ITEM = late(r"(?:[-*•+–]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|>+|\|)\s")
DATED_ITEM = late(r"[0-9]{1,4}(?: ?(?:BC|AD|BCE|CE))?\s?(?::|–|—| - )")
#: What opens an entry of a list of sources.
NOTE = late(r"\[(\^?[^\]\[\s]{1,40})\](?::\s*|\s+(?=\S)|(?=https?://))")
NUMBERED = late(r"([0-9]{1,3})[.)]\s+")
DISCLAIMER = late(r"[*_>#\s]{0,8}disclaimer\b", re.IGNORECASE)
#: What a line ends with when a sentence or a lead-in ends there.
STOPS = (".", "!", "?", "…", ":", "”", '"', ")", "]", "。")


class Line(NamedTuple):
    """A line that is not blank, trimmed; ``new`` when a blank line stands before it."""

    start: int
    end: int
    text: str
    new: bool


class Lines(Sequence[Line]):
    """The lines of a text that are not blank; a form feed or a paragraph separator ends a
    paragraph as a blank line does.

    What is kept of a line is where it stands: together their words are as long as the text, which
    need not lie in memory twice. They are read from top to bottom, so the last are kept at hand.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = array("q")
        self._ends = array("q")
        self._new = bytearray()
        self._at_hand: dict[int, Line] = {}
        previous = 0
        new = True
        for match in LINE.finditer(text):
            words = match[0]
            content = words.strip().removeprefix("\ufeff")
            start, end = match.span()
            if not new and (gap := text[previous:start]) not in ("\n", "\r\n", "\r"):
                new = len(_BREAK.findall(gap)) > 1 or "\u2029" in gap or "\x0c" in gap
            previous = end
            if not content:
                new = True
                continue
            if len(content) < len(words):
                start += words.index(content)
            self._starts.append(start)
            self._ends.append(start + len(content))
            self._new.append(new)
            new = False

    def __len__(self) -> int:
        return len(self._new)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        line = self._at_hand.get(index)
        if line is None:
            if len(self._at_hand) == _AT_HAND:
                self._at_hand.clear()
            start, end = self._starts[index], self._ends[index]
            line = Line(start, end, self._text[start:end], bool(self._new[index]))
            self._at_hand[index] = line
        return line


_AT_HAND: Final = 64


def heading_words(line: Line) -> tuple[int, int, str]:
    """Where the words of a heading stand, without the signs that make it one."""
    match = HEADING.match(line.text)
    if match:
        words = line.text[match.end() :].rstrip("#").rstrip()
        start = line.start + match.end()
        return start, start + len(words), words
    words = line.text.strip("*_ ")
    if words and words != line.text:
        start = line.start + line.text.index(words)
        return start, start + len(words), words
    return line.start, line.end, line.text


def starts_other(line: str) -> bool:
    """Whether a line opens what is neither title nor heading: an item, a note, a tag."""
    return bool(
        ITEM.match(line)
        or NOTE.match(line)
        or RULE.match(line)
        or DISCLAIMER.match(line)
        or DATED_ITEM.match(line)
        or line.startswith(("{", "<", "```"))
    )
