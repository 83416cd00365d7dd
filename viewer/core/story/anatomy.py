"""The parts of a story: version line, title, date line, paragraphs, sources, disclaimer.

Read from layout alone, never from what the words mean:

- A *run* is the lines between blank ones. Long lines (no one wraps beyond WRAP columns) are a
  paragraph each; in wrapped text a line is a new paragraph when it opens a list item, or when
  the line before it stopped short although the next word had room.
- The *head* is what stands before the first paragraph: front matter, `Key: value` lines, a
  version line, one title, date lines, a byline. Several printed pages in one file have several.
- A *date line* holds nothing but the words of a date, with at least a year and a month in it.
- *Sources* are foot-note definitions wherever they stand, and all that follows a heading such
  as "Works cited"; a *disclaimer* says so in its first word. What follows is text again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from viewer.core.story.marks import Mark, find_marks, gather
from viewer.core.story.model import (
    Block,
    BlockKind,
    Citation,
    Diagnostic,
    Severity,
    Span,
    Story,
)
from viewer.core.story.sentences import split

#: A line longer than this was not wrapped by a person or a program.
WRAP = 120
#: A title is shorter than this, in code points, unless a version and a date line enclose it.
TITLE = 240

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_VERSION = re.compile(r"(?:[vV] ?|[vV]ersion:? )([0-9][0-9A-Za-z.+-]{0,20})\W{0,12}\Z")
_PAGE = re.compile(r"v[0-9][0-9.]{0,12}\s{0,4}🌳\W{0,8}\Z")  # a printed page starts again
_RULE = re.compile(
    r"(?:[-*_=~#+⁂· ]{2,}|-{3}|```\w{0,20}|~~~\w{0,20}|<[^<>]{1,40}>⁂?(?:</\w+>)?)\Z"
)
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\Z")
_HEADING = re.compile(r"#{1,9}\s{1,9}(?=[^\s#])")
_ITEM = re.compile(r"(?:[-*•+–]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|>+|\|)\s")
_DATED_ITEM = re.compile(r"[0-9]{1,4}(?: ?(?:BC|AD|BCE|CE))?\s?(?::|–|—| - )")
_KEY = re.compile(r"([A-Za-z][A-Za-z_ -]{0,30}):(?:\s+(.*)|\Z)")
_NOTE = re.compile(r"\[(\^?[^\]\[\s]{1,40})\](?::\s*|\s+(?=\S)|(?=https?://))")
_NUMBERED = re.compile(r"([0-9]{1,3})[.)]\s+")
_ADDRESS = re.compile(r"https?://[^\s<>\"“”()\[\]{}]{1,2000}")
_ACCESSED = re.compile(
    r"[,;.(]?\s{0,3}(?:accessed|retrieved)(?: on)? [^,;()]{0,12}[,]?[^,;()]{0,12}\)?", re.I
)
#: A comma that ends a piece, not the one inside "May 1, 2004".
_OUTLET_ENDS = re.compile(r",(?! [0-9]{4})|(?<![0-9]),(?= [0-9]{4}\Z)")
_YEAR = re.compile(r"[12][0-9]{3}[a-z]?")
_QUOTED = re.compile(r"[\"“]([^\"“”]{3,300}?)[,.]?[\"”]")
_SOURCES = frozenset(
    "sources|source|references|reference|works cited|work cited|bibliography|notes|"
    "footnotes|endnotes|citations|sources cited|list of sources|notes and references|"
    "references and notes|further reading|external links".split("|")
)
_DISCLAIMER = re.compile(r"[*_>#\s]{0,8}disclaimer\b", re.IGNORECASE)
_FOOTER = re.compile(r"powered by .{1,60}\Z", re.IGNORECASE)
_BYLINE = re.compile(r"[*_]{0,2}(?:By|BY|Words by|Reported by) [^0-9.!?]{1,80}\Z")
_STOPS = (".", "!", "?", "…", ":", "”", '"', ")", "]", "。")
#: Characters that no prose needs: controls but white space, surrogates, non-characters.
_ODD = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
    )
    + "]"
)

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_DATE_WORDS = _MONTHS | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
    "fri sat sun am pm a.m p.m utc gmt bst est edt cst cdt mst mdt pst pdt cet cest eet eest "
    "msk ist jst at on of the last updated update published posted modified date dated "
    "created written filed released release issued edition first noon midnight local time and "
    "or revised".split()
)
_DATE_NUMBER = re.compile(
    r"[0-9]{1,2}(?:st|nd|rd|th)?|(?P<year>[12][0-9]{3})|[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2}"
    r"(?:\.[0-9]{1,9})?)?(?:am|pm|z|[+-][0-9]{2}:?[0-9]{2})?|[0-9]{1,2}(?:am|pm)|[+-][0-9]{2}:?[0-9]{2}"
    r"|(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:t[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r"(?:z|[+-][0-9]{2}:?[0-9]{2})?)?)?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"
    r"|[0-9]{1,2}-[a-z]{3,9}-[0-9]{4})"
)
_NUMERIC = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}))?"
)
_LATER = re.compile(r"\b(?:updated|update|modified|revised)\b", re.IGNORECASE)
#: Keys of front matter and of `Key: value` heads that tell the story's date, best first. Not
#: "created": a text may have been rewritten for years since, and what it tells with it.
_DATE_KEYS = (
    "last_updated", "last updated", "last-updated", "updated", "last-modified", "last_modified",
    "modified", "lastmod", "date", "published", "publication date", "dateline",
)  # fmt: skip
_TITLE_KEYS = ("title", "headline", "subject")

NO_DATE = Diagnostic(
    "no-story-date",
    "The story has no date: relative dates stay open. "
    "Give one with --date 2024-07-01 or in the window.",
    Severity.NOTE,
)


def is_date_line(line: str) -> bool:
    """Whether a line holds nothing but the words of one date or two (published, updated).

    By shape only: impossible dates ("2024-13-45") pass, so that they can be told to the reader.
    """
    if len(line) > 120:
        return False
    year = month = False
    for token in re.split(r"[\s,;|·•()*_~]+", line.lower().replace("\u00a0", " ")):
        word = token.strip(".:–—-[]")
        if not word:
            continue
        if word in _DATE_WORDS:
            month = month or word in _MONTHS
            continue
        number = _DATE_NUMBER.fullmatch(token.strip(":–—[]").removesuffix("."))
        if number is None:
            return False
        year = year or number["year"] is not None
        if number["iso"] is not None:
            year = month = True
    return year and month


def _is_possible(line: str) -> bool:
    """Whether a story's date has the shape of one, and no month 13, day 45 or year 0."""
    if not is_date_line(line):
        return False
    match = _NUMERIC.search(line)
    if match is None:
        return True
    year, month, day = (int(part or 1) for part in match.group("year", "month", "day"))
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    return year > 0 and 0 < month <= 12 and 0 < day <= 31 and hour <= 24 and minute < 60


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank, trimmed; ``new`` when a blank line stands before it."""

    start: int
    end: int
    text: str
    new: bool


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    previous = 0
    new = True
    for match in _LINE.finditer(text):
        content = match[0].strip().removeprefix("\ufeff")
        gap = text[previous : match.start()]
        if not new and gap not in ("\n", "\r\n", "\r"):
            new = len(_BREAK.findall(gap)) > 1 or "\u2029" in gap or "\x0c" in gap
        previous = match.end()
        if not content:
            new = True
            continue
        start = match.start() + match[0].index(content)
        lines.append(_Line(start, start + len(content), content, new))
        new = False
    return lines


@dataclass(slots=True)
class _Parts:
    """What has been found so far; filled from top to bottom, then frozen into a Story."""

    blocks: list[Block]
    diagnostics: list[Diagnostic]
    title: str = ""
    version: str = ""
    dates: list[str] | None = None
    pages: int = 0

    def add(self, kind: BlockKind, start: int, end: int) -> None:
        self.blocks.append(Block(kind, Span(start, end)))

    def warn(self, code: str, message: str, span: Span | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, Severity.WARNING, span))


def read_text(
    text: str,
    *,
    name: str,
    date_text: str = "",
    title: str = "",
    version: str = "",
    sources: Sequence[Citation] = (),
) -> Story:
    """The anatomy of any text at all; never raises.

    ``name`` is what to call the story where it has no title. ``date_text``, ``title``,
    ``version`` and ``sources`` (ids in the order of their numbers) come from a file that tells
    them apart from the text, and then the text is read as all body.
    """
    parts = _Parts([], [], title, version, [date_text] if date_text else [])
    lines = _lines(text)
    first = 0 if title or date_text else _head(lines, parts)
    _body(lines, first, parts)
    parts.blocks.sort(key=lambda block: block.span)
    entries = _entries(text, parts)
    listed = _listed(entries, sources)
    known = frozenset(source.id for source in listed)
    marks: list[Mark] = []
    blocks: list[Block] = []
    for block in parts.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            found = find_marks(text, block.span, known)
            marks.extend(found)
            if _only_marks(text, block.span, found):
                block = Block(BlockKind.SOURCES, block.span)
            else:
                spans = [mark.span for mark in found]
                block = replace(block, sentences=split(text, block.span, spans))
        blocks.append(block)
    citations, styles = gather(marks, listed)
    _judge(text, parts, blocks, citations, styles, entries)
    return Story(
        name=name,
        text=text,
        digest=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=parts.title,
        version=parts.version,
        date_text=_newest(parts.dates or []),
        blocks=tuple(blocks),
        citations=citations,
        diagnostics=tuple(parts.diagnostics),
    )


# ---- the head


def _head(lines: Sequence[_Line], parts: _Parts) -> int:
    """Read what stands before the first paragraph; the index of the first line of the body."""
    index = _front_matter(lines, parts) or _key_lines(lines, parts)
    return _page_head(lines, index, parts, first=True)


def _page_head(lines: Sequence[_Line], index: int, parts: _Parts, *, first: bool) -> int:
    """Version, title, date lines and byline of one page, each at most where it belongs."""
    paged = False
    titled = bool(parts.title) and first
    parts.dates = parts.dates if parts.dates is not None else []
    dated = 0
    while index < len(lines):
        line = lines[index]
        version = _VERSION.match(line.text) if not titled and not dated else None
        if version and len(line.text) <= 40:
            parts.add(BlockKind.VERSION, line.start, line.end)
            parts.version = parts.version or version[1]
            paged = True
        elif is_date_line(line.text):
            parts.add(BlockKind.DATE, line.start, line.end)
            if first:
                parts.dates.append(line.text)
            dated += 1
        elif (titled or dated) and _is_byline(lines, index, titled and not dated):
            parts.add(BlockKind.HEADING, line.start, line.end)
        elif not titled and not dated and (end := _title_end(lines, index, paged)):
            start, stop, words = _heading_words(line)
            stop = lines[end - 1].end if end - index > 1 and words == line.text else stop
            parts.add(BlockKind.TITLE if first else BlockKind.HEADING, start, stop)
            if first:
                parts.title = words
            titled = True
            index = end
            if index < len(lines) and _UNDERLINE.match(lines[index].text) and not lines[index].new:
                index += 1
            continue
        else:
            break
        index += 1
    return index


def _title_end(lines: Sequence[_Line], index: int, paged: bool) -> int:
    """The index behind the title that starts here, 0 where none does."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    before_date = following is not None and is_date_line(following.text)
    if paged and before_date:
        return index + 1
    if _HEADING.match(line.text):
        return index + 1
    if following is None or len(line.text) > TITLE or _starts_other(line.text):
        return 0
    if following.new or before_date or _UNDERLINE.match(following.text):
        plain = not line.text.endswith((".", ":", ";", ",", "]")) or line.text.endswith("...")
        return index + 1 if plain and (before_date or not _reads_as_prose(line.text)) else 0
    # "Title" and long paragraphs below it, one line each, no blank line between.
    if index == 0 and len(following.text) > WRAP and len(line.text) <= WRAP:
        return index + 1 if not line.text.endswith((".", ":", ";", ",", "]")) else 0
    return 0


def _is_byline(lines: Sequence[_Line], index: int, waiting: bool) -> bool:
    """Whether a line of the head names the writer, or stands between title and date line."""
    line = lines[index].text
    following = lines[index + 1] if index + 1 < len(lines) else None
    if waiting and following is not None and is_date_line(following.text):
        return len(line) <= TITLE
    alone = lines[index].new and following is not None and following.new
    return alone and len(line) <= WRAP and _BYLINE.match(line) is not None


def _starts_other(line: str) -> bool:
    return bool(
        _ITEM.match(line)
        or _NOTE.match(line)
        or _RULE.match(line)
        or _DISCLAIMER.match(line)
        or _DATED_ITEM.match(line)
        or line.startswith(("{", "<", "```"))
    )


def _reads_as_prose(line: str) -> bool:
    """A sentence that lost its full stop, rather than a headline: it opens with a time word;
    or several sentences."""
    if line.endswith(("!", "?", "…")) and len(split(line, Span(0, len(line)))) > 1:
        return True
    return (
        re.match(r"(?:On|In|By|Since|During|Yesterday|Today)\s[^\n]{0,40}[0-9]", line) is not None
    )


def _heading_words(line: _Line) -> tuple[int, int, str]:
    """Where the words of a heading stand, without the signs that make it one."""
    match = _HEADING.match(line.text)
    if match:
        words = line.text[match.end() :].rstrip("#").rstrip()
        start = line.start + match.end()
        return start, start + len(words), words
    words = line.text.strip("*_ ")
    if words and words != line.text:
        start = line.start + line.text.index(words)
        return start, start + len(words), words
    return line.start, line.end, line.text


def _front_matter(lines: Sequence[_Line], parts: _Parts) -> int:
    """Read YAML-like front matter, simple `key: value` lines only; the index behind it."""
    if not lines or lines[0].text != "---":
        return 0
    for end in range(1, min(len(lines), 200)):
        if lines[end].text in ("---", "..."):
            break
    else:
        return 0
    skipped = _read_keys(lines[1:end], parts)
    if skipped is not None:
        parts.warn(
            "front-matter-skipped",
            f"The front matter has lines that are more than simple text ({skipped.text[:40]!r}); "
            "they are left out.",
            Span(skipped.start, skipped.end),
        )
    return end + 1


def _key_lines(lines: Sequence[_Line], parts: _Parts) -> int:
    """Read a head of `Key: value` lines, as in mail and release notes; the index behind it."""
    end = 0
    while end < len(lines) and (end == 0 or not lines[end].new) and _KEY.match(lines[end].text):
        end += 1
    keys = {_key(line)[0] for line in lines[:end]}
    told = keys & {*_DATE_KEYS, *_TITLE_KEYS}
    if len(keys) < 2 or not told or (end < len(lines) and not lines[end].new):
        return 0
    _read_keys(lines[:end], parts)
    return end


def _key(line: _Line) -> tuple[str, str, int]:
    """Key in lower case, value without quotes, and where the value starts."""
    match = _KEY.match(line.text)
    if match is None:
        return "", "", line.start
    value = (match[2] or "").strip()
    bare = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
    at = match.start(2) + (match[2] or "").index(bare) if bare else 0
    return match[1].strip().lower(), bare, line.start + at


def _read_keys(lines: Sequence[_Line], parts: _Parts) -> _Line | None:
    """Take title, version and date from `key: value` lines; the first line not understood."""
    found: dict[str, tuple[str, int]] = {}
    skipped: _Line | None = None
    for line in lines:
        key, value, at = _key(line)
        if value.startswith(("&", "*", "!", "{", "|")):
            skipped = skipped or line
        elif value:
            found.setdefault(key, (value, at))
    for keys, kind in (
        (_TITLE_KEYS, BlockKind.TITLE),
        (("version",), BlockKind.VERSION),
        (_DATE_KEYS, BlockKind.DATE),
    ):
        told = next((found[key] for key in keys if key in found), None)
        if told is None:
            continue
        value, at = told
        parts.add(kind, at, at + len(value))
        if kind is BlockKind.TITLE:
            parts.title = value
        elif kind is BlockKind.VERSION:
            parts.version = value
        else:
            parts.dates = [value]
    return skipped


def _newest(dates: Sequence[str]) -> str:
    """Of the head's date lines the one that says when the story was last changed."""
    for line in dates:
        if _LATER.search(line):
            pieces = [p for p in re.split(r"\s*[|·•;]\s*", line) if _LATER.search(p)]
            return pieces[0].strip() if len(pieces) == 1 else line
    return dates[0] if dates else ""


# ---- the body


def _body(lines: Sequence[_Line], index: int, parts: _Parts) -> None:
    in_sources = -1  # where the list of sources began, -1 outside one
    while index < len(lines):
        line = lines[index]
        if _PAGE.match(line.text):
            in_sources = -1
            parts.pages += 1
            index = _page_head(lines, index, parts, first=False)
            continue
        if _RULE.match(line.text):
            index += 1
            continue
        underlined = (
            index + 1 < len(lines)
            and not lines[index + 1].new
            and _UNDERLINE.match(lines[index + 1].text) is not None
        )
        start, stop, words = _heading_words(line)
        if words.rstrip(":").strip("*_ ").lower() in _SOURCES and len(line.text) <= 40:
            parts.add(BlockKind.SOURCES, line.start, line.end)
            in_sources = len(parts.blocks) - 1
            index += 1 + underlined
            continue
        if _DISCLAIMER.match(line.text) or _FOOTER.match(line.text):
            end = _run_end(lines, index)
            parts.add(BlockKind.DISCLAIMER, line.start, lines[end - 1].end)
            in_sources, index = -1, end
            continue
        if _HEADING.match(line.text) or underlined:
            parts.add(BlockKind.HEADING, start, stop)
            in_sources, index = -1, index + 1 + underlined
            continue
        note = _NOTE.match(line.text)
        if in_sources >= 0 or (note and (note[1][0] == "^" or ":" in note[0])):
            end = _entry_end(lines, index)
            if in_sources < 0:
                parts.add(BlockKind.SOURCES, line.start, lines[end - 1].end)
            else:
                opened = parts.blocks[in_sources]
                parts.blocks[in_sources] = replace(
                    opened, span=Span(opened.span.start, lines[end - 1].end)
                )
            index = end
            continue
        alone = line.new and (index + 1 == len(lines) or lines[index + 1].new)
        if alone and is_date_line(line.text):
            last = index + 1 == len(lines)
            parts.add(BlockKind.DATE if last else BlockKind.HEADING, line.start, line.end)
            if last and not parts.dates:
                parts.dates = [line.text]
            index += 1
            continue
        if alone and index + 1 < len(lines) and _is_plain_heading(line.text):
            parts.add(BlockKind.HEADING, start, stop)
            index += 1
            continue
        end = _run_end(lines, index)
        for first, behind in _paragraphs(lines, index, end):
            parts.add(BlockKind.PARAGRAPH, lines[first].start, lines[behind - 1].end)
        index = end


def _is_plain_heading(line: str) -> bool:
    """A short line alone that looks like a heading: few words, no stop, no figures."""
    words = line.strip("*_ ").split()
    if not words or len(words) > 9 or len(line) > 80 or line.endswith((*_STOPS, ";", ",")):
        return False
    if _starts_other(line) or any(char.isdigit() for char in line):
        return False
    long = [word for word in words if len(word) > 3]
    capital = sum(word[0].isupper() for word in long)
    return words[0][0].isupper() and (len(words) <= 3 or capital * 5 >= len(long) * 3)


def _run_end(lines: Sequence[_Line], index: int) -> int:
    """The index behind the run that this line belongs to; special lines end it too."""
    end = index + 1
    while end < len(lines) and not lines[end].new:
        text = lines[end].text
        if (
            _RULE.match(text)
            or _PAGE.match(text)
            or _HEADING.match(text)
            or _DISCLAIMER.match(text)
            or text.startswith("[^")
            or text.rstrip(":").strip("*_# ").lower() in _SOURCES
            or (_UNDERLINE.match(lines[end + 1].text) if end + 1 < len(lines) else False)
        ):
            break
        end += 1
    return end


def _entry_end(lines: Sequence[_Line], index: int) -> int:
    """The index behind a source entry, which may be wrapped."""
    end = index + 1
    while end < len(lines) and not lines[end].new:
        text = lines[end].text
        if _NOTE.match(text) or _NUMBERED.match(text) or _RULE.match(text) or _HEADING.match(text):
            break
        end += 1
    return end


def _paragraphs(lines: Sequence[_Line], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one run of lines into paragraphs, as pairs of line indices."""
    width = max(len(line.text) for line in lines[start:end])
    first = start
    for index in range(start + 1, end):
        before, line = lines[index - 1].text, lines[index].text
        room = width - len(before) > len(line.split(maxsplit=1)[0]) + 8
        if (
            width > WRAP
            or (_ITEM.match(line) and not line.startswith(">"))
            or _DATED_ITEM.match(line)
            or (room and before.endswith(_STOPS))
        ):
            yield first, index
            first = index
    yield first, end


# ---- sources


def _entries(text: str, parts: _Parts) -> list[tuple[str, Citation]]:
    """The entries of the lists of sources, as (style, source); a source may be listed twice."""
    entries: list[tuple[str, Citation]] = []
    for block in parts.blocks:
        if block.kind is not BlockKind.SOURCES:
            continue
        for match in _LINE.finditer(text, block.span.start, block.span.end):
            line = match[0].strip()
            note = _NOTE.match(line)
            if note:
                style = "note" if note[1].startswith("^") else "ids"
                entries.append((style, _source(note[1].removeprefix("^"), line[note.end() :])))
                continue
            numbered = _NUMBERED.match(line)
            if numbered:
                entries.append(("list", _source(numbered[1], line[numbered.end() :])))
    return entries


def _source(name: str, words: str) -> Citation:
    """What one entry tells: link and title; outlet and date only where quotes set the title off."""
    name = name.lower() if re.fullmatch(r"[0-9A-Fa-f]{8}", name) else name
    address = _ADDRESS.search(words)
    link = address[0].rstrip(".,;") if address else ""
    plain = re.sub(r"\[([^\[\]]{0,300})\]\([^()\s]{0,2000}\)", r"\1", words)
    plain = _ACCESSED.sub("", _ADDRESS.sub("", plain)).strip(" .,;:<>()[]*_–—-")
    quoted = _QUOTED.search(plain)
    if quoted is None:
        return Citation(name, title=plain, link=link)
    rest = (plain[: quoted.start()] + " " + plain[quoted.end() :]).strip(" .,;:()–—-")
    pieces = [piece.strip(" .,;()") for piece in _OUTLET_ENDS.split(rest)]
    dates = [piece for piece in pieces if is_date_line(piece) or _YEAR.fullmatch(piece)]
    outlet = ", ".join(piece for piece in pieces if piece and piece not in dates)
    return Citation(name, title=quoted[1], outlet=outlet, date=dates[0] if dates else "", link=link)


def _listed(
    entries: Sequence[tuple[str, Citation]], sources: Sequence[Citation]
) -> tuple[Citation, ...]:
    """Every listed source once, what the file gives apart from the text first."""
    listed: dict[str, Citation] = {source.id: source for source in sources}
    for _, source in entries:
        listed.setdefault(source.id, source)
    return tuple(listed.values())


def _only_marks(text: str, span: Span, marks: Sequence[Mark]) -> bool:
    """Whether a paragraph is nothing but citation marks, as at the end of some stories."""
    if not marks:
        return False
    position = span.start
    for mark in marks:
        if text[position : mark.span.start].strip(" \t\r\n\u00a0,;."):
            return False
        position = mark.span.end
    return not text[position : span.end].strip(" \t\r\n\u00a0,;.")


# ---- what the reader should know


def _judge(
    text: str,
    parts: _Parts,
    blocks: Sequence[Block],
    citations: Sequence[Citation],
    styles: dict[str, str],
    entries: Sequence[tuple[str, Citation]],
) -> None:
    if not text.strip("\ufeff \t\r\n\u00a0\u3000"):
        parts.warn("empty", "The file is empty: there is nothing to read.")
    elif not any(block.kind is BlockKind.PARAGRAPH for block in blocks):
        parts.warn("nothing-to-read", "No paragraph of prose was found: there is no story to read.")
    odd = _ODD.search(text)
    if odd:
        count = len(_ODD.findall(text))
        parts.warn(
            "odd-characters",
            f"The text holds {count} character{'s' * (count > 1)} that no prose needs, the first "
            f"U+{ord(odd[0]):04X} at {odd.start()}; shown as a placeholder.",
            Span(*odd.span()),
        )
    if parts.pages:
        parts.warn(
            "several-stories",
            f"The file seems to hold {parts.pages + 1} stories; they are read as one, "
            "with the title and date of the first.",
        )
    dates = parts.dates or []
    if not dates:
        parts.diagnostics.append(NO_DATE)
    elif not _is_possible(_newest(dates)):
        parts.warn(
            "story-date-impossible",
            f"The story's date {dates[0][:40]!r} is no date of the calendar: relative dates stay "
            "open. Give one with --date 2024-07-01 or in the window.",
        )
    elif len(dates) > 1 and not any(_LATER.search(line) for line in dates):
        parts.warn(
            "two-story-dates",
            f"The story has two date lines, {dates[0]!r} and {dates[1]!r}; the first is taken.",
        )
    _judge_sources(parts, citations, styles, entries)


def _judge_sources(
    parts: _Parts,
    citations: Sequence[Citation],
    styles: dict[str, str],
    entries: Sequence[tuple[str, Citation]],
) -> None:
    """Marks without an entry, entries given twice, notes that only point at notes."""
    for style in ("ids", "note"):
        names = [source.id for kind, source in entries if kind == style]
        if not names:
            continue
        listed = set(names)
        missing = [c for c in citations if styles.get(c.id) == style and c.id not in listed]
        if missing:
            parts.warn(
                "source-not-listed",
                f"The list of sources has no entry for [{missing[0].id}]"
                + (f" and {len(missing) - 1} more." if len(missing) > 1 else "."),
                missing[0].marks[0],
            )
        if len(listed) < len(names):
            twice = next(name for name, count in Counter(names).items() if count > 1)
            parts.warn(
                "source-listed-twice",
                f"The list of sources has two entries for [{twice}]; the first is taken.",
            )
    for style, source in entries:
        if style == "note" and re.fullmatch(r"(?:see )?\[?\^[^\[\]\s]{1,40}\]?", source.title):
            parts.warn(
                "note-names-note",
                f"Footnote [{source.id}] names no source, only another footnote.",
            )
            return
