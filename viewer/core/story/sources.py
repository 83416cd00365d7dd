"""Lists of sources: what the end of a story tells about the marks in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from viewer.core.story.datelines import is_date_line
from viewer.core.story.lines import LINE, NOTE, NUMBERED
from viewer.core.story.model import Block, BlockKind, Citation, Diagnostic

#: Headings, in small letters, that a list of sources stands under.
SOURCE_HEADINGS = frozenset(
    "sources|source|references|reference|works cited|work cited|bibliography|notes|"
    "footnotes|endnotes|citations|sources cited|list of sources|notes and references|"
    "references and notes|further reading|external links".split("|")
)
_ADDRESS = r"https?://[^\s<>\"“”()\[\]{}]{1,2000}"
_ACCESSED = r"(?i)[,;.(]?\s{0,3}(?:accessed|retrieved)(?: on)? [^,;()]{0,12}[,]?[^,;()]{0,12}\)?"
#: A comma that ends a piece, not the one inside "May 1, 2004".
_OUTLET_ENDS = r",(?! [0-9]{4})|(?<![0-9]),(?= [0-9]{4}\Z)"
_YEAR = re.compile(r"[12][0-9]{3}[a-z]?")
_NOTE_ONLY = re.compile(r"(?:see )?\[?\^[^\[\]\s]{1,40}\]?\Z")
_QUOTED = r"[\"“]([^\"“”]{3,300}?)[,.]?[\"”]"


class Entry(NamedTuple):
    """One entry of a list: the style of its number ("ids" for "[1]", "note" for "[^1]:", "list"
    for "1.") and the source it describes."""

    style: str
    source: Citation


def entries_in(text: str, blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """The entries of all lists of sources in order; a source may be listed twice."""
    entries: list[Entry] = []
    for block in blocks:
        if block.kind is not BlockKind.SOURCES:
            continue
        for match in LINE.finditer(text, block.span.start, block.span.end):
            line = match[0].strip()
            note = NOTE.match(line)
            if note:
                style = "note" if note[1].startswith("^") else "ids"
                name = note[1].removeprefix("^")
                entries.append(Entry(style, _source(name, line[note.end() :])))
                continue
            numbered = NUMBERED.match(line)
            if numbered:
                entries.append(Entry("list", _source(numbered[1], line[numbered.end() :])))
    return tuple(entries)


def _source(name: str, words: str) -> Citation:
    """What one entry tells: link and title; outlet and date only where quotes set the title off."""
    name = name.lower() if re.fullmatch(r"[0-9A-Fa-f]{8}", name) else name
    address = re.search(_ADDRESS, words)
    link = address[0].rstrip(".,;") if address else ""
    plain = re.sub(r"\[([^\[\]]{0,300})\]\([^()\s]{0,2000}\)", r"\1", words)
    plain = re.sub(_ACCESSED, "", re.sub(_ADDRESS, "", plain)).strip(" .,;:<>()[]*_–—-")
    quoted = re.search(_QUOTED, plain)
    if quoted is None:
        return Citation(name, title=plain, link=link)
    rest = (plain[: quoted.start()] + " " + plain[quoted.end() :]).strip(" .,;:()–—-")
    pieces = [piece.strip(" .,;()") for piece in re.split(_OUTLET_ENDS, rest)]
    dates = [piece for piece in pieces if is_date_line(piece) or _YEAR.fullmatch(piece)]
    outlet = ", ".join(piece for piece in pieces if piece and piece not in dates)
    return Citation(name, title=quoted[1], outlet=outlet, date=dates[0] if dates else "", link=link)


def each_once(entries: Sequence[Entry], given: Sequence[Citation]) -> tuple[Citation, ...]:
    """Every listed source once; what the file gives apart from the text wins and stands first."""
    listed = {source.id: source for source in given}
    for entry in entries:
        listed.setdefault(entry.source.id, entry.source)
    return tuple(listed.values())


def doubts(
    entries: Sequence[Entry], citations: Sequence[Citation], styles: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Marks without an entry, entries given twice, notes that only point at notes.

    ``styles`` tells in which style each id was first cited: a list of "[1]" says nothing about
    footnotes.
    """
    for style in ("ids", "note"):
        names = [entry.source.id for entry in entries if entry.style == style]
        if not names:
            continue
        listed = set(names)
        missing = [c for c in citations if styles.get(c.id) == style and c.id not in listed]
        if missing:
            yield Diagnostic(
                "source-not-listed",
                f"The list of sources has no entry for [{missing[0].id}]"
                + (f" and {len(missing) - 1} more." if len(missing) > 1 else "."),
                span=missing[0].marks[0],
            )
        if len(listed) < len(names):
            twice = next(name for name, count in Counter(names).items() if count > 1)
            yield Diagnostic(
                "source-listed-twice",
                f"The list of sources has two entries for [{twice}]; the first is taken.",
            )
    idle = [e.source.id for e in entries if e.style == "note" and _NOTE_ONLY.match(e.source.title)]
    if idle:
        yield Diagnostic(
            "note-names-note", f"Footnote [{idle[0]}] names no source, only another footnote."
        )
