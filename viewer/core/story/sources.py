"""Lists of sources: what the end of a story tells about the marks in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from viewer.core.story.datelines import whole_date
from viewer.core.story.lines import LINE, NOTE, NUMBERED
from viewer.core.story.marks import work_key
from viewer.core.story.model import Block, BlockKind, Citation, Diagnostic

#: Headings, in small letters, that a list of sources stands under.
SOURCE_HEADINGS = frozenset(
    "sources|source|references|reference|works cited|work cited|bibliography|notes|"
    "footnotes|endnotes|citations|sources cited|list of sources|notes and references|"
    "references and notes|further reading|external links".split("|")
)
_ADDRESS = r"https?://[^\s<>\"“”()\[\]{}]{1,2000}"
_ACCESSED = (
    r"(?i)[,;.(]?\s{0,3}(?:accessed|retrieved|archived from the original|last visited)(?: on)?"
    r" [^,;()]{0,16}[,]?[^,;()]{0,12}\)?"
)
#: What opens an entry: a bullet, then "[3]:", "[^a]:", "3." or the "^ a b" of a pasted wiki.
_BULLET = r"(?:[-*•+]|<[^<>]{1,80}>)\s{1,4}"
_WAYS_BACK = r"[\^↑]\s{0,3}(?:(?:[a-z]|[0-9]\.[0-9])\s){0,12}"
_LINKED = r"\[([^\[\]]{1,300})\]\([^()\s]{0,2000}(?:\s\"[^\"]{0,200}\")?\)"
#: A comma that ends a piece, not the one inside "May 1, 2004".
_OUTLET_ENDS = r",(?! [0-9]{4})|(?<![0-9]),(?= [0-9]{4}\Z)"
_PIECES = r"\s[|–—-]\s"
_YEAR = r"[12][0-9]{3}[a-z]?"
_PAGES = r"(?<![A-Za-z])pp?\.\s?[0-9]{1,4}(?:[-–][0-9]{1,4})?"
#: How an entry opens that is known by its author: "Finch, A.", "Finch A. and", "Finch (1998)".
_AUTHOR = r"[*_]{0,2}[^\W\d_][\w'’-]{1,30}(?:,| and | & | et al| \(| [A-Z]{1,3}[., ])"
_NOTE_ONLY = r"(?:see )?\[?\^[^\[\]\s]{1,40}\]?\Z"
_QUOTED = r"[\"“]([^\"“”]{3,300}?)[,.]?[\"”]|\A\*([^*]{3,300})\*"
#: "Finch, A. and Lee, S. (2019a). Title. Outlet": authors, date, the rest.
_DATED = r"(?s)([^()]{2,200}?)\s?\(([^()]{4,30})\)[.,:]?\s(.{3,})"
_EDGES = " \t\r\n.,;:<>()[]*_|–—-"


class Entry(NamedTuple):
    """One entry of a list: the style of its number ("ids" for "[1]", "note" for "[^1]:", "list"
    for "1.", "work" for one named by author and year) and the source it describes."""

    style: str
    source: Citation


def entries_in(text: str, blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """The entries of all lists of sources in order; a source may be listed twice."""
    entries: list[Entry] = []
    for block in blocks:
        if block.kind is not BlockKind.SOURCES:
            continue
        lines = [m[0].strip() for m in LINE.finditer(text, block.span.start, block.span.end)]
        pending: tuple[str, str, list[str]] | None = None
        numbered = 0
        for line in filter(None, lines):
            if line.strip("#*_: \t").lower() in SOURCE_HEADINGS:
                continue
            opened = _opening(line, numbered)
            if opened is None and pending is not None and pending[1]:
                pending[2].append(line)  # a wrapped line
                continue
            if pending is not None:
                entries.extend(_entry(*pending))
            style, name, words = opened or ("work", "", line)
            numbered += line.startswith(("^", "↑"))
            pending = (style, name, [words])
        if pending is not None:
            entries.extend(_entry(*pending))
    return tuple(entries)


def _opening(line: str, numbered: int) -> tuple[str, str, str] | None:
    """Style, name and words of a line that opens an entry; None where no sign says so."""
    bullet = re.match(_BULLET, line)
    bare = line[bullet.end() :] if bullet else line
    if note := NOTE.match(bare):
        style = "note" if note[1].startswith("^") else "ids"
        return style, note[1].removeprefix("^"), bare[note.end() :]
    if number := NUMBERED.match(bare):
        return "list", number[1], bare[number.end() :]
    if back := re.match(_WAYS_BACK, bare):
        return "ids", str(numbered + 1), bare[back.end() :]
    return ("work", "", bare) if bullet else None


def _entry(style: str, name: str, lines: Sequence[str]) -> Iterator[Entry]:
    words = " ".join(lines)
    if not name and re.match(_AUTHOR, words):
        name = work_key(words)
    if name:
        yield Entry(style, _source(name, words))


def _source(name: str, words: str) -> Citation:
    """What one entry tells, as far as its layout sets title, outlet and date apart.

    Quotation marks, a link or italics set off the title; else authors and a year in brackets
    before it ("Finch, A. (1998). Title. Outlet"); else a dash or a bar behind it.
    """
    name = name.lower() if re.fullmatch(r"[0-9A-Fa-f]{8}", name) else name
    address = re.search(_ADDRESS, words)
    link = address[0].rstrip(".,;") if address else ""
    plain = re.sub(_ACCESSED, "", re.sub(_ADDRESS, "", re.sub(_LINKED, r"“\1”", words, count=1)))
    plain = plain.replace("<>", "").strip()
    if quoted := re.search(_QUOTED, plain):
        title = quoted[1] or quoted[2]
        before, after = plain[: quoted.start()], plain[quoted.end() :]
        date = ""
        if _has_words(after) and (dated := re.match(_DATED, before + " . . .")):
            date = dated[2] if re.match(_YEAR, dated[2]) or whole_date(dated[2]) else ""
            before = "" if date else before
        elif _has_words(after) and before.rstrip().endswith("."):
            before = ""  # authors
        outlet, found = _outlet(f"{before.strip(_EDGES)}, {after.strip(_EDGES)}")
        date = date or found or _date_of(title)
        return Citation(name, title=title, outlet=outlet, date=date, link=link)
    dated = re.match(_DATED, plain)
    if dated and (re.fullmatch(_YEAR, dated[2]) or whole_date(dated[2])) and "." in dated[1]:
        title, _, rest = dated[3].partition(". ")
        outlet = rest.strip(_EDGES)
        return Citation(name, title=title.strip(_EDGES), outlet=outlet, date=dated[2], link=link)
    title, *pieces = re.split(_PIECES, plain.strip(_EDGES))
    outlet, date = _outlet(", ".join(pieces))
    if pieces and (len(outlet.split()) > 6 or (outlet and not outlet[0].isupper())):
        title, outlet = plain, ""
    title = title.strip(_EDGES)
    if not date and (date := _date_of(title)) and title.endswith(date):
        # "Inspectorate report, 27 February 2026", "notice of 24 February 2026"
        rest = re.sub(_BEFORE_DATE, "", title.removesuffix(date))
        title = rest if _has_words(rest) else title
    return Citation(name, title=title, outlet=outlet, date=date, link=link)


#: What leads from a title to the date behind it.
_BEFORE_DATE = r"[\s,;:(–—-]*(?:\b(?:of|on|dated|from))?[\s,;:(–—-]*\Z"


def _has_words(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _outlet(words: str) -> tuple[str, str]:
    """What stands beside a title, told apart into outlet and date."""
    date = ""
    span = whole_date(words)
    if span is not None:
        date = words[span[0] : span[1]].strip(_EDGES)
        words = f"{words[: span[0]].rstrip(_EDGES)}, {words[span[1] :].lstrip(_EDGES)}"
    parts = re.split(r"\.\s|\s[|–—-]\s", re.sub(_PAGES, "", words))
    pieces = [piece.strip(_EDGES) for part in parts for piece in re.split(_OUTLET_ENDS, part)]
    years = [piece for piece in pieces if re.fullmatch(_YEAR, piece)]
    kept = [" ".join(piece.split()) for piece in pieces if piece and piece not in years]
    return ", ".join(kept), date or (years[0] if years else "")


def _date_of(title: str) -> str:
    span = whole_date(title)
    # without the word before it: "press release, 9 April 2026"
    return re.sub(r"\A[a-z]+,\s+", "", title[span[0] : span[1]].strip(_EDGES)) if span else ""


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
    for style, alike in (("ids", ("ids", "list")), ("note", ("note",))):
        names = [entry.source.id for entry in entries if entry.style in alike]
        if not names:
            continue
        listed = set(names)
        figures = any(name.isdigit() for name in listed)
        missing = [
            c
            for c in citations
            if styles.get(c.id) == style and c.id not in listed and c.id.isdigit() <= figures
        ]
        if style == "ids" and figures:
            missing = [c for c in missing if c.id.isdigit()]
        if missing:
            yield Diagnostic(
                "source-not-listed",
                f"The list of sources has no entry for [{missing[0].id}]"
                + (f" and {len(missing) - 1} more." if len(missing) > 1 else "."),
                span=missing[0].marks[0],
            )
        own = [entry.source.id for entry in entries if entry.style == style]
        if len({*own}) < len(own):
            twice = next(name for name, count in Counter(own).items() if count > 1)
            yield Diagnostic(
                "source-listed-twice",
                f"The list of sources has two entries for [{twice}]; the first is taken.",
            )
    idle = [
        e.source.id for e in entries if e.style == "note" and re.match(_NOTE_ONLY, e.source.title)
    ]
    if idle:
        yield Diagnostic(
            "note-names-note", f"Footnote [{idle[0]}] names no source, only another footnote."
        )
