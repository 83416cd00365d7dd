"""HTML as a stream: tags with their attributes, and the words between them.

As browsers read it, damaged or not, in one pass: each character is looked at a bounded number
of times. (The standard library's parser takes a minute for 80 kB of "<a <a <a …".) Nothing is
rendered, run or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

#: Elements without content.
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # fmt: skip
#: Elements whose content is no markup up to their own closing tag.
_RAW = frozenset("script style textarea title xmp noframes".split())
_NAME = re.compile(r"[A-Za-z][^\s/>]{0,60}")
_ATTRIBUTE = re.compile(
    r"[\s/]*([^\s/>][^\s/>=]{0,60})(?:\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*)))?"
)
_REST = re.compile(r"[^>]*>")
#: Attributes kept of one tag.
_MOST = 40


class Tag(NamedTuple):
    """A tag: its name in small letters; ``closes`` for "</p>"; attributes by small name."""

    name: str
    closes: bool
    attributes: dict[str, str]


class Raw(NamedTuple):
    """The content of an element that holds no markup: a script, a title."""

    name: str
    attributes: dict[str, str]
    text: str


def stream(html: str) -> Iterator[Tag | Raw | str]:
    """The tags, raw contents and words of a page in order; words with entities resolved.

    Never raises. What an unclosed comment or tag swallows is left out, as browsers do.
    """
    at = 0
    while at < len(html):
        sign = html.find("<", at)
        if sign < 0:
            yield unescape(html[at:])
            return
        if sign > at:
            yield unescape(html[at:sign])
        if html.startswith("<!--", sign):
            end = html.find("-->", sign + 2)
            at = end + 3 if end >= 0 else len(html)
            continue
        closes = html.startswith("/", sign + 1)
        name = _NAME.match(html, sign + 1 + closes)
        if name is None:
            if closes or html.startswith(("!", "?"), sign + 1):
                end = html.find(">", sign)
                at = end + 1 if end >= 0 else len(html)
            else:
                yield "<"
                at = sign + 1
            continue
        attributes, at = _attributes(html, name.end())
        tag = Tag(name[0].lower(), closes, attributes)
        if tag.name in _RAW and not closes:
            end = _closing(html, tag.name, at)
            text = html[at:end]
            yield Raw(tag.name, attributes, unescape(text) if tag.name == "title" else text)
            past = _REST.match(html, end)
            at = past.end() if past else len(html)
            continue
        yield tag


def _attributes(html: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes from here on, and where the tag ends; the first of two of a name counts."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(html, at):
        at = match.end()
        if len(found) < _MOST:
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), unescape(value))
    end = html.find(">", at)
    return found, end + 1 if end >= 0 else len(html)


def _closing(html: str, name: str, at: int) -> int:
    """Where the closing tag of a raw element begins; the end of the page where there is none."""
    while True:
        at = html.find("</", at)
        if at < 0:
            return len(html)
        if html[at + 2 : at + 2 + len(name)].lower() == name:
            return at
        at += 2
