"""Citation marks: how prose says who says so, and which words a mark supports.

A mark is a short sign in the running text that names a source. Writers and programs put it in
many ways; STYLES lists the ones we know, each with the rule that keeps it from swallowing
ordinary words. What a mark supports is decided by its place alone: it closes what stands before
it, back to the mark before that, within one paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from viewer.core.story.model import Block, BlockKind, Citation, Span, Story

_URL = r"https?://[^\s<>\"“”()\[\]{}【】]{1,2000}"
_HEX8 = r"[0-9a-fA-F]{8}"
_TAGGED = r"(?:cl|en|ev|src|ref|doc)_[0-9A-Za-z]{2,24}"
_LINKED = rf"\[[^\[\]\n]{{1,120}}\]\({_URL}\)"
_NUMBER = r"[0-9]{1,3}"
_ITEM = rf"(?:{_HEX8}|{_TAGGED}|{_NUMBER}(?:[-–]{_NUMBER})?)"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}[a-z]?"
_SURNAME = r"[A-Z][\w'’-]{1,30}"
_AUTHORS = rf"{_SURNAME}(?: et al\.?|(?:,? (?:and|&) {_SURNAME}))?"
_PAGES = r"(?:[,:] ?(?:pp?\. ?)?[0-9]{1,4}(?:[-–][0-9]{1,4})?)?"
_WORK = rf"{_AUTHORS},? {_YEAR}{_PAGES}"

#: The styles, by the group that matches. Every quantifier is bounded; no two of them nest over
#: the same characters, so a scan is linear. `known` and `superscript` and `trailing` only count
#: when the file lists a source of that name: "[a]", "m²" and "version 2.3" are words otherwise.
#: Nearly all places are passed over by their first character, looked at before the styles are.
_STYLES = (
    r"(?=[<\[【:{(.,;!?⁰¹²³⁴-⁹])(?:"
    r"<sup>\s?\[(?P<sup>[0-9a-z]{1,8})\](?:\((?P<sup_link>[^\s()]{1,2000})\))?\s?</sup>"
    r"|\[\^(?P<note>[^\]\[\s]{1,40})\]"
    rf"|\[(?P<linked>{_NUMBER})\]\((?P<linked_link>{_URL})\)"
    rf"|\[\s?(?P<ids>{_ITEM}(?:\s?[,;]\s?{_ITEM}){{0,40}})\s?\]"
    r"|\[(?P<known>[0-9A-Za-z][0-9A-Za-z_.:-]{0,39})\]"
    r"|【(?P<lens>[0-9]{1,4})(?:[:†][^】\n]{0,60})?】"
    r"|:contentReference\[oaicite:(?P<oaicite>[0-9]{1,4})\]\{index=[0-9]{1,4}\}"
    r"|\{\{cite:(?P<cite>[0-9A-Za-z_-]{1,40}(?:,[0-9A-Za-z_-]{1,40}){0,40})\}\}"
    rf"|\((?P<links>{_LINKED}(?:[,;]? {_LINKED}){{0,8}})\)"
    rf"|\((?P<works>(?:see |cf\. |e\.g\.,? )?{_WORK}(?:; {_WORK}){{0,8}})\)"
    r"|(?:(?<=[^\W0-9_])|(?<=\b[12][0-9]{3}))[.,;:!?][\"”’)]?(?P<trailing>[0-9]{1,3})(?=\s|$)"
    r"|(?P<superscript>[⁰¹²³⁴-⁹]{1,3})"
    r")"
)
#: What every mark opens with that no list of sources has to explain.
_OPENING = re.compile(r"[<\[【{(]|:content")
_LINK = rf"\[([^\[\]\n]{{1,120}})\]\(({_URL})\)"
_PLAIN_WORK = rf"{_SURNAME}, {_YEAR}\Z"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: Capitalised words before a year in brackets that name a time, not an author.
_NOT_AUTHORS = frozenset(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Spring Summer Autumn Fall Winter Since "
    "In From Until About Circa Founded Born Died Early Late Mid".split()
)

#: Addresses, link targets and tags: numbers in them are no dates.
_ADDRESSES = (
    rf"(?i){_URL}|www\.[^\s<>\"“”()\[\]]{{1,2000}}|(?<=\]\()[^\s()]{{1,2000}}(?=\))"
    r"|</?[A-Za-z][^<>]{0,500}>|\bdoi:\s?10\.[^\s]{1,200}"
    r"|\((?:last )?(?:accessed|retrieved|archived)\b[^()\n]{0,60}\)"
)


#: In small letters; where none of these stands there is no address.
_ADDRESS_SIGNS = ("://", "www.", "](", "<", "doi:", "accessed", "retrieved", "archived")


class Mark(NamedTuple):
    """One mark in the text: where, in which style, and the ids it names (with a link, if it
    carries one)."""

    span: Span
    style: str
    ids: tuple[str, ...]
    links: tuple[str, ...] = ()


def find_marks(text: str, span: Span, known: frozenset[str] = frozenset()) -> tuple[Mark, ...]:
    """The marks in one stretch of text, in order, not overlapping.

    ``known`` are ids that the file lists as sources: they count in whatever shape they have.
    """
    marks: list[Mark] = []
    names: dict[str, str] = {}  # link -> the name given to it in this stretch
    if not known and _OPENING.search(text, span.start, span.end) is None:
        return ()
    for match in re.compile(_STYLES).finditer(text, span.start, span.end):
        style = match.lastgroup or ""
        style = style.removesuffix("_link")
        body = match[style]
        start, end = match.span()
        links: tuple[str, ...] = ()
        if style == "ids":
            ids = _bracketed(body)
        elif style in ("known", "trailing", "superscript"):
            ids = (body.translate(_SUPERSCRIPTS) if style == "superscript" else body,)
            if ids[0] not in known:
                continue
            if style == "trailing":
                start = match.start("trailing")
        elif style == "cite":
            ids = tuple(body.split(","))
        elif style == "links":
            pairs = re.findall(_LINK, body)
            ids = tuple(names.setdefault(link, label.strip()) for label, link in pairs)
            links = tuple(link for _, link in pairs)
        elif style == "works":
            if not _names_works(body):
                continue
            ids = tuple(body.split("; "))
        else:
            ids = (body,)
            link = match[f"{style}_link"] if style in ("sup", "linked") else None
            links = (link,) if link else ()
        marks.append(Mark(Span(start, end), style, ids, links))
    return tuple(marks)


def _bracketed(body: str) -> tuple[str, ...]:
    """The ids of ``1, 3``, ``2-5`` or ``077fc887,b7f0df05``; hex ids in lower case."""
    ids: list[str] = []
    for item in re.split(r"[,;\s]+", body):
        first, dash, last = item.replace("–", "-").partition("-")
        if dash and int(first) < int(last) < int(first) + 50:
            ids.extend(str(n) for n in range(int(first), int(last) + 1))
        elif dash:
            ids.extend((first, last))
        else:
            ids.append(item.lower() if len(item) == 8 and "_" not in item else item)
    return tuple(dict.fromkeys(ids))


def _names_works(body: str) -> bool:
    """Whether ``(Name 1987)`` names a work: "(Smith, 1987)" does, "(May 1987)" and the bare
    "(Expo 1987)" do not; several names, pages or "et al." settle it."""
    first = body.removeprefix("see ").split()[0].strip(",")
    if first in _NOT_AUTHORS:
        return False
    return (
        "; " in body
        or " et al" in body
        or " & " in body
        or "p. " in body
        or re.match(_PLAIN_WORK, body) is not None
    )


def gather(
    marks: Iterable[Mark], sources: Sequence[Citation] = ()
) -> tuple[tuple[Citation, ...], dict[str, str]]:
    """One Citation per source in order of first mention, those never cited last.

    Also answers which style first named each id, for telling an unlisted source from one whose
    style lists none.
    """
    spans: dict[str, list[Span]] = {}
    links: dict[str, str] = {}
    styles: dict[str, str] = {}
    for mark in marks:
        for position, name in enumerate(mark.ids):
            spans.setdefault(name, []).append(mark.span)
            styles.setdefault(name, mark.style)
            if position < len(mark.links):
                links.setdefault(name, mark.links[position])
    listed = {source.id: source for source in reversed(sources)}
    cited = tuple(
        listed.get(name, Citation(name))._replace(
            marks=tuple(found),
            link=(listed[name].link if name in listed else "") or links.get(name, ""),
        )
        for name, found in spans.items()
    )
    silent = tuple(
        listed[name] for name in dict.fromkeys(s.id for s in sources) if name not in spans
    )
    return cited + silent, styles


def mark_spans(story: Story) -> tuple[Span, ...]:
    """What is no prose inside the paragraphs: citation marks, addresses, link targets, tags.

    In order, not overlapping; numbers in them are never dates.
    """
    found = [span for citation in story.citations for span in citation.marks]
    for block in story.paragraphs:
        words = block.span.of(story.text).lower()
        if any(sign in words for sign in _ADDRESS_SIGNS):
            addresses = re.compile(_ADDRESSES)
            found.extend(
                Span(*match.span())
                for match in addresses.finditer(story.text, block.span.start, block.span.end)
            )
    return _merged(found)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def citations_for(story: Story, span: Span) -> tuple[str, ...]:
    """The ids of the sources that support the words at ``span``, in text order.

    For many spans of one story make `supporting` once.
    """
    return supporting(story)(span)


def supporting(story: Story) -> Callable[[Span], tuple[str, ...]]:
    """A function from a span of this story to the ids of the sources that support it.

    The rule, after where writers put their marks: marks within the clause, and the first group
    of marks behind it in its sentence; else the first group behind it in its paragraph; else a
    group before it in its own sentence ("As [2] reports, …"). A group that stands once, behind
    the last full stop of the body, supports every paragraph without marks of its own.
    """
    paragraphs = story.paragraphs
    starts = [block.span.start for block in paragraphs]
    groups = _groups(story)
    group_starts = [group.span.start for group in groups]
    last = _closing_group(story, paragraphs, groups)

    def find(span: Span) -> tuple[str, ...]:
        index = bisect_right(starts, span.start) - 1
        if index < 0 or not paragraphs[index].span.overlaps(span):
            return ()
        block = paragraphs[index]
        sentence = _sentence_around(block, span)
        first = bisect_left(group_starts, span.start)
        if first and groups[first - 1].span.end > span.start:
            first -= 1
        inner: list[_Group] = []
        position = first
        while position < len(groups) and groups[position].span.start < span.end:
            inner.append(groups[position])
            position += 1
        closed = bool(inner) and not _has_words(story.text[inner[-1].span.end : span.end])
        if not closed and position < len(groups):
            behind = groups[position].span
            limit = sentence.end if inner else block.span.end
            if behind.start < limit:
                inner.append(groups[position])
        if not inner and first and groups[first - 1].span.start >= sentence.start:
            inner.append(groups[first - 1])
        if not inner and last is not None:
            inner.append(last)
        return tuple(dict.fromkeys(name for group in inner for name in group.ids))

    return find


class _Group(NamedTuple):
    """Marks that stand together, "[1][2]" or "[1], [2]"."""

    span: Span
    ids: tuple[str, ...]


def _groups(story: Story) -> list[_Group]:
    named = sorted(
        (span, order, citation.id)
        for order, citation in enumerate(story.citations)
        for span in citation.marks
    )
    groups: list[_Group] = []
    for span, _, name in named:
        if groups and not story.text[groups[-1].span.end : span.start].strip(" \t\u00a0,;"):
            end = max(groups[-1].span.end, span.end)
            groups[-1] = _Group(Span(groups[-1].span.start, end), (*groups[-1].ids, name))
        else:
            groups.append(_Group(span, (name,)))
    return groups


def _closing_group(
    story: Story, paragraphs: Sequence[Block], groups: Sequence[_Group]
) -> _Group | None:
    """The one group of the story, when it stands behind the last full stop of the body."""
    if len(groups) != 1 or not paragraphs:
        return None
    group = groups[0]
    if any(b.kind is BlockKind.SOURCES and b.span.contains(group.span) for b in story.blocks):
        return group
    block = paragraphs[-1]
    if not block.span.contains(group.span) or _has_words(
        story.text[group.span.end : block.span.end]
    ):
        return None
    before = story.text[block.span.start : group.span.start].rstrip()
    return group if before.endswith((".", "!", "?", "…", "”", '"', ")")) else None


def _sentence_around(block: Block, span: Span) -> Span:
    """The sentences that a span touches, as one span; the whole block where it touches none."""
    index = bisect_right(block.sentences, span.start, key=lambda s: s.start) - 1
    first = max(index, 0)
    last = bisect_left(block.sentences, span.end, key=lambda s: s.start) - 1
    if not block.sentences or last < first:
        return block.span
    return Span(block.sentences[first].start, block.sentences[last].end)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)
