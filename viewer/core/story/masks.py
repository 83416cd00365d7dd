"""What is no prose inside a paragraph: marks, addresses, tags, the signs of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from viewer.core.story.marks import URL
from viewer.core.story.model import Span, Story

#: Addresses, link targets and tags: numbers in them are no dates.
_ADDRESSES = (
    rf"(?i){URL}|www\.[^\s<>\"“”()\[\]]{{1,2000}}|(?<=\]\()[^\s()]{{1,2000}}(?=\))"
    r"|</?[A-Za-z][^<>]{0,500}>|\bdoi:\s?10\.[^\s]{1,200}"
    r"|\((?:last )?(?:accessed|retrieved|archived)\b[^()\n]{0,60}\)"
)


#: In small letters; where none of these stands there is no address.
_ADDRESS_SIGNS = ("://", "www.", "](", "<", "doi:", "accessed", "retrieved", "archived")
_PART = 1 << 16
#: Signs of Markdown: emphasis, code, images, the brackets around a link's words; and the remarks
#: of a wiki's editors. Emphasis stands at the edge of a word: "5 * 3" and "snake_case" are none.
_SIGNS = (
    r"(?i)!\[[^\[\]\n]{0,200}\]\([^()\n]{0,2000}\)"
    r"|(?:\*{1,3}|~~|`{1,2})(?=[^\s*~`])|(?<=[^\s*~`])(?:\*{1,3}|~~|`{1,2})"
    r"|(?<![\w])_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?!\w)|(?<=[.,!?)])_{1,3}(?!\w)"
    r"|\[(?=[^\[\]\n]{1,120}\](?:\(|\[[^\[\]\n]{1,40}\]))|\](?=\[|\()"
    r"|\[(?:citation needed|clarification needed|edit|when\?|who\?|by whom\?|which\?|where\?|why\?"
    r"|according to whom\?|page needed|better source needed|failed verification)\]"
    r"|<!--[^<>]{0,500}-->"
)
#: What each of these signs begins with.
_BEGINS = r"[!*~`_\[\]<]"
#: Where none of these stands there is no sign.
_SIGN_CHARACTERS = ("*", "~", "`", "_", "[", "<!--")


def mark_spans(story: Story) -> tuple[Span, ...]:
    """What is no prose inside the paragraphs: citation marks, addresses, link targets, tags.

    In order, not overlapping; numbers in them are never dates.
    """
    found = [span for citation in story.citations for span in citation.marks]
    text = story.text
    addresses = _signs_in(text)
    emphasis = [sign for sign in _SIGN_CHARACTERS if sign in text]
    if not addresses and not emphasis:
        return _merged(found)
    for block in story.paragraphs:
        start, end = block.span.start, block.span.end
        words = text[start:end]
        # Here and in the rest of the text most signs stand nowhere: they are not looked for.
        if addresses and any(map(words.lower().__contains__, addresses)):
            found.extend(
                Span(*match.span()) for match in re.compile(_ADDRESSES).finditer(text, start, end)
            )
        if any(map(words.__contains__, emphasis)):
            found.extend(_emphasis(text, start, end))
    return _merged(found)


def _emphasis(text: str, start: int, end: int) -> Iterator[Span]:
    """The signs of emphasis and of links in a stretch. They are looked for where one may begin: a
    text is searched for one set of letters many times as fast as for all that may stand there."""
    begins, sign = re.compile(_BEGINS), re.compile(_SIGNS)
    at = start
    while (opening := begins.search(text, at, end)) is not None:
        at = opening.end()
        match = sign.match(text, opening.start(), end)
        if match is not None:
            at = match.end()
            yield Span(*match.span())


def _signs_in(text: str) -> list[str]:
    """The signs of addresses that stand in a text: most texts have few of them. It is looked
    through part by part, so that a large one does not lie in memory twice."""
    parts = (text[at : at + _PART + 16].lower() for at in range(0, len(text), _PART))
    found = {sign for part in parts for sign in _ADDRESS_SIGNS if sign in part}
    return sorted(found)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
