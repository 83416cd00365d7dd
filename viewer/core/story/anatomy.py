"""The parts of a story: version line, title, date line, paragraphs, sources, disclaimer.

Read from layout alone, never from what the words mean:

- A *run* is the lines between blank ones. Long lines (no one wraps beyond WRAP columns) and
  lines that all end in a stop are a paragraph each; in wrapped text a line is a new paragraph
  when it opens a list item, or when the line before it stopped short although the next word
  had room.
- The *head* is what stands before the first paragraph: front matter, `Key: value` lines, a
  version line, one title, date lines, a byline. Several printed pages in one file have several.
- A *date line* holds nothing but the words of a date, with at least a year and a month in it.
- A line that names a time and nothing else, at the top of a run or in a list of lines, is a
  *heading*: what stands under it happened then.
- *Sources* are foot-note definitions wherever they stand, and all that follows a heading such
  as "Works cited"; a *disclaimer* says so in its first word. What follows is text again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from operator import attrgetter

from viewer.core.patterns import late
from viewer.core.story.datelines import (
    LATER,
    LONGEST_LINE,
    dateline,
    dates_told,
    heads_day,
    heads_time,
    imprint,
    is_day,
    is_possible,
    newest,
    opens_with_time,
)
from viewer.core.story.heads import Parts, head, page_head
from viewer.core.story.lines import (
    DATED_ITEM,
    DISCLAIMER,
    FENCE,
    HEADING,
    ITEM,
    NOTE,
    NUMBERED,
    RULE,
    STOPS,
    UNDERLINE,
    WRAP,
    Line,
    Lines,
    heading_words,
    starts_other,
)
from viewer.core.story.marks import Gathered, Mark, Names, find_marks
from viewer.core.story.model import (
    PARAGRAPH,
    Block,
    BlockKind,
    Citation,
    Diagnostic,
    Severity,
    Span,
    Story,
)
from viewer.core.story.occasions import occasion, of_title
from viewer.core.story.sentences import split
from viewer.core.story.sources import SOURCE_HEADINGS, doubts, each_once, entries_in

_PAGE = late(r"v[0-9][0-9.]{0,12}\s{0,4}🌳\W{0,8}\Z")  # a printed page starts again
_BARE_NOTE = late(r"\[([0-9]{1,3}|[0-9A-Za-z][0-9A-Za-z_.:-]{0,39})\]\s")
#: A block of code has at most so many lines.
CODE = 400
#: A report's dateline opens one of so many paragraphs, the first but for summaries above it.
LEADING = 3
#: Blocks, none of them prose, below which a line may still be of the head.
_HEAD = 8
_MARGIN = 3  # columns that a wrapped line may leave free beside the next word
LIST = 3  # lines, of which none goes on in small letters
_FOOTER = late(r"powered by .{1,60}\Z", re.IGNORECASE)
#: A version, "disclaimer" and "powered by" open with these; no other sign of a page is a letter.
_LETTERS_OF_SIGNS = frozenset("vdDpP")
#: Characters that no prose needs: controls but white space, surrogates, non-characters.
_ODD = (
    "[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        chr(plane + low) for plane in range(0x10000, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
    )
    + "]"
)
#: What a text that is empty may be made of.
_BLANK = "\ufeff \t\r\n\u00a0\u3000"
#: The bytes that only these have in UTF-8, and some of the rarer letters.
_SUSPECT = bytes([*range(9), *range(14, 28), 31, 127, *range(0xED, 0xF5)])
#: Code points of a text that are looked through at a time.
_PIECE = 1 << 16
NO_DATE = Diagnostic(
    "no-story-date",
    "The story has no date: relative dates stay open. "
    "Give one with --date 2024-07-01 or in the window.",
    Severity.NOTE,
)


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
    digest, suspect = _looked_through(text)
    parts = Parts(title, version, [date_text] if date_text else [])
    lines = Lines(text)
    first = 0 if title or date_text else head(lines, parts)
    _body(lines, first, parts)
    _datelines(text, parts)
    _imprint(text, parts)
    if not parts.dates and parts.title:
        below = [block.span.of(text) for block in parts.blocks[: LEADING + 1]]
        told = of_title(parts.title, below[1:])
        parts.dates = [told] if told else []
    del lines
    parts.blocks.sort(key=lambda block: (block.span.start, block.span.end))
    entries = entries_in(text, parts.blocks)
    listed = each_once(entries, sources)
    names = Names(listed, text)
    gathered = Gathered()
    blocks, marks = parts.blocks, list[Span]()
    divide = _Divide(text, marks)
    for number, block in enumerate(blocks):
        if block.kind is not PARAGRAPH:
            continue
        found = find_marks(text, block.span, names)
        for mark in found:
            gathered.add(mark)
            marks.append(mark.span)
        if _only_marks(text, block.span, found):
            blocks[number] = Block(BlockKind.SOURCES, block.span)
        else:
            blocks[number] = Block(PARAGRAPH, block.span, divide)
    entries = tuple(e._replace(source=_called(e.source, names)) for e in entries)
    citations = gathered.citations([_called(source, names) for source in listed])
    _judge(text, parts, blocks, suspect=suspect)
    return Story(
        name=name,
        text=text,
        digest=digest,
        title=parts.title,
        version=parts.version,
        date_text=newest(parts.dates),
        blocks=tuple(blocks),
        citations=citations,
        diagnostics=(*parts.diagnostics, *doubts(entries, citations, gathered.styles)),
    )


class _Divide:
    """Finds the sentences of a text's paragraphs; the citation ``marks`` of all of them are in
    order."""

    __slots__ = ("_marks", "_text")

    def __init__(self, text: str, marks: Sequence[Span]) -> None:
        self._text = text
        self._marks = marks

    def __call__(self, paragraph: Span) -> tuple[Span, ...]:
        first = bisect_left(self._marks, paragraph.start, key=_START)
        last = bisect_left(self._marks, paragraph.end, key=_START)
        return split(self._text, paragraph, self._marks[first:last])


_START = attrgetter("start")


def _looked_through(text: str) -> tuple[str, bool]:
    """The digest of a text, and whether it may hold characters that no prose needs; piece by
    piece, so that a large one does not lie in memory twice."""
    digest, suspect = sha256(), False
    for words in _pieces(text):
        piece = words.encode("utf-8", "surrogatepass")
        digest.update(piece)
        suspect = suspect or len(piece.translate(None, _SUSPECT)) < len(piece)
    return digest.hexdigest(), suspect


def _pieces(text: str) -> Iterator[str]:
    return (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


def _called(source: Citation, names: Names) -> Citation:
    return source._replace(id=names.called.get(source.id, source.id))


def _body(lines: Sequence[Line], index: int, parts: Parts) -> None:
    in_sources = -1  # where the list of sources began, -1 outside one
    bare_list = _bare_list(lines)
    count = len(lines)
    while index < count:
        line = lines[index]
        if index == bare_list and in_sources < 0:
            parts.add(BlockKind.SOURCES, line.start, line.end)
            in_sources = len(parts.blocks) - 1
        prose = in_sources < 0 and line.text[0].isalpha() and line.text[0] not in _LETTERS_OF_SIGNS
        if not prose:
            if _PAGE.match(line.text):
                in_sources = -1
                parts.pages += 1
                index = page_head(lines, index, parts, first=False)
                continue
            if RULE.match(line.text):
                index += 1
                continue
            if FENCE.match(line.text):
                index = _past_code(lines, index)
                continue
        alone = line.new and (index + 1 == count or lines[index + 1].new)
        if prose and alone and _is_sentence(line.text):
            parts.add(PARAGRAPH, line.start, line.end)  # as most of them stand
            index += 1
            continue
        underlined = (
            index + 1 < count
            and not lines[index + 1].new
            and UNDERLINE.match(lines[index + 1].text) is not None
        )
        start, stop, words = heading_words(line)
        named = words.rstrip(":").strip("*_ ").lower()
        following = lines[index + 1 + underlined].text if index + 1 + underlined < count else ""
        if len(line.text) <= 40 and named in SOURCE_HEADINGS and not _told_under(named, following):
            parts.add(BlockKind.SOURCES, line.start, line.end)
            in_sources = len(parts.blocks) - 1
            index += 1 + underlined
            continue
        if not prose and (DISCLAIMER.match(line.text) or _FOOTER.match(line.text)):
            end = _run_end(lines, index)
            parts.add(BlockKind.DISCLAIMER, line.start, lines[end - 1].end)
            in_sources, index = -1, end
            continue
        if underlined or (not prose and HEADING.match(line.text)):
            parts.add(BlockKind.HEADING, start, stop)
            in_sources, index = -1, index + 1 + underlined
            continue
        note = None if prose else NOTE.match(line.text)
        if in_sources >= 0 or (note and (note[1][0] == "^" or ":" in note[0])):
            end = _entry_end(lines, index)
            if in_sources < 0:
                parts.add(BlockKind.SOURCES, line.start, lines[end - 1].end)
            else:
                opened = parts.blocks[in_sources]
                widened = Span(opened.span.start, lines[end - 1].end)
                parts.blocks[in_sources] = Block(BlockKind.SOURCES, widened)
            index = end
            continue
        last = index + 1 == count
        told = dates_told(line.text, titled=last) if alone else ()
        if alone and not told and _in_head(parts):
            told = tuple(filter(None, [occasion(line.text)]))
        if told:
            # A day alone heads what follows; at the end, or beside more, it dates the story.
            own = last or not is_day(line.text)
            parts.add(BlockKind.DATE if own else BlockKind.HEADING, line.start, line.end)
            if own and not parts.dates:
                parts.dates = list(told)
            index += 1
            continue
        if (
            alone
            and index + 1 < count
            and (_is_plain_heading(line.text) or heads_time(line.text, marked=False))
        ):
            parts.add(BlockKind.HEADING, start, stop)
            index += 1
            continue
        if alone:
            parts.add(PARAGRAPH, line.start, line.end)
            index += 1
            continue
        end = _run_end(lines, index)
        for first, behind in _paragraphs(lines, index, end):
            line = lines[first]
            headed = first == index and behind < end and _is_plain_heading(line.text)
            headed |= first == index and behind < end and _is_numbered(line, lines[behind])
            alone = first + 1 == behind < count
            if alone and (headed or heads_time(line.text, marked=False)):
                start, stop, _ = heading_words(lines[first])
                parts.add(BlockKind.HEADING, start, stop)
            else:
                parts.add(PARAGRAPH, lines[first].start, lines[behind - 1].end)
        index = end


def _is_sentence(line: str) -> bool:
    """Whether a line alone, of prose by its first letter, can be no heading, and is no date."""
    if len(line) > LONGEST_LINE:
        return True
    return line[-1] in _ENDS and not dates_told(line, titled=False)


#: What no heading ends with, not even one that is a date.
_ENDS = ".!?"


def _in_head(parts: Parts) -> bool:
    """Whether no prose stands above, but a few headings at most."""
    above = parts.blocks
    return len(above) <= _HEAD and all(block.kind is not PARAGRAPH for block in above)


def _bare_list(lines: Sequence[Line]) -> int:
    """The index from which on every line opens with a number in brackets, or with a name there
    that the text has too: a list of sources that no heading names; -1 where there is none, or a
    single line."""
    index = len(lines)
    named = set()
    while index and (note := _BARE_NOTE.match(lines[index - 1].text)):
        index -= 1
        named |= {f"[{note[1]}]"} if not note[1].isdigit() else set()
    if len(lines) - index < 2:
        return -1
    used = not named or any(name in line.text for line in lines[:index] for name in named)
    return index if used else -1


def _imprint(text: str, parts: Parts) -> None:
    """Set a sentence that only says when the text was made ("Printed 2 May 2024.") apart from the
    prose that it opens or closes; where nothing else does, it dates the story."""
    prose = [n for n, block in enumerate(parts.blocks) if block.kind is PARAGRAPH]
    for index in sorted({*prose[:LEADING], *prose[-LEADING:]}, reverse=True):
        span = parts.blocks[index].span
        if len(span) > WRAP * LEADING or (found := imprint(span.of(text))) is None:
            continue
        start, end, date = found
        pieces = ((span.start, span.start + start), (span.start + end, span.end))
        around = [Block(PARAGRAPH, Span(*_trimmed(text, *p))) for p in pieces]
        parts.blocks[index : index + 1] = [
            *(block for block in around[:1] if len(block.span)),
            Block(BlockKind.DATE, Span(span.start + start, span.start + end)),
            *(block for block in around[1:] if len(block.span)),
        ]
        if not parts.dates:
            parts.dates = [date]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of a stretch without blanks and signs of emphasis at its edges."""
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    return start, end


def _datelines(text: str, parts: Parts) -> None:
    """Set the dateline of a report apart from the paragraph that it opens; where nothing else
    does, it dates the story.

    It stands in one of the first paragraphs. Where others open with other dates the text is a
    chronicle or a digest: each date belongs to its own paragraph, and none to the story.
    """
    found: dict[int, tuple[int, str]] = {}
    seen = 0
    for index, block in enumerate(parts.blocks):
        if block.kind is not PARAGRAPH:
            continue
        seen += 1
        if seen > LEADING and not found:
            return
        line = dateline(text[block.span.start : min(block.span.end, block.span.start + 400)])
        if line is not None:
            found[index] = line
    if len({date for _, date in found.values()}) != 1:
        return
    date = next(iter(found.values()))[1]
    for index in sorted(found, reverse=True):
        span = parts.blocks[index].span
        start = span.start + found[index][0]
        opening = span.start + len(text[span.start : start].rstrip())
        parts.blocks[index : index + 1] = [
            Block(BlockKind.DATE, Span(span.start, opening)),
            Block(PARAGRAPH, Span(start, span.end)),
        ]
    if date and not parts.dates:
        parts.dates = [date]


def _is_plain_heading(line: str) -> bool:
    """A short line alone that looks like a heading: few words, no stop, no figures."""
    line = line.removesuffix("[edit]")  # of a wiki
    if len(line) > 80 or line.endswith(_NO_HEADING):
        return False
    words = line.strip("*_ ").split()
    if not words or len(words) > 9:
        return False
    if any(map(str.isdigit, line)) or starts_other(line):
        return False
    long = [word for word in words if len(word) > 3]
    capital = sum(word[0].isupper() for word in long)
    return words[0][0].isupper() and (len(words) <= 3 or capital * 5 >= len(long) * 3)


_NO_HEADING = (*STOPS, ";", ",")


def _is_numbered(line: Line, following: Line) -> bool:
    """Whether a line is a heading with a number, and no item of a list: "2. Progress"."""
    if len(line.text.split(maxsplit=_NUMBERED_WORDS + 1)) > _NUMBERED_WORDS + 1:
        return False
    words = NUMBERED.sub("", line.text, count=1)
    listed = NUMBERED.match(following.text) is not None
    short = len(words.split()) <= _NUMBERED_WORDS and words[:1].isupper() and words[-1:].isalpha()
    return words != line.text and not listed and short


#: Words of a heading with a number, at most.
_NUMBERED_WORDS = 6


def _told_under(named: str, following: str) -> bool:
    """Whether what stands under "Notes" is prose, and no entry of a list."""
    if named != "notes" or not following[:1].isalpha() or following[-1:] not in ".!?])":
        return False
    first = following[: following.find(". ") + 1] or following
    return len(first.split()) > 3 and not _WORK.search(first)


#: What only the entry of a work has: a year in brackets, pages, an address, a title set off.
_WORK = late(r"\([^()]{0,20}[12][0-9]{3}[^()]{0,10}\)|\bpp?\. ?[0-9]|://|[“\"*_]|\bsee\b", re.I)


def _past_code(lines: Sequence[Line], index: int) -> int:
    """The index behind a block of code; a fence that is never closed hides nothing."""
    opening = lines[index].text
    fence = opening[:3]
    if len(opening) > 3 and fence in opening[3:]:
        return index + 1  # code on one line
    for end in range(index + 1, min(index + 1 + CODE, len(lines))):
        if lines[end].text.startswith(fence) and not lines[end].text.strip(fence[0]):
            return end + 1
    return index + 1


def _run_end(lines: Sequence[Line], index: int) -> int:
    """The index behind the run that this line belongs to; special lines end it too."""
    end = index + 1
    while end < len(lines) and not lines[end].new:
        text = lines[end].text
        if (
            RULE.match(text)
            or FENCE.match(text)
            or _PAGE.match(text)
            or HEADING.match(text)
            or DISCLAIMER.match(text)
            or text.startswith("[^")
            or text.rstrip(":").strip("*_# ").lower() in SOURCE_HEADINGS
            or (UNDERLINE.match(lines[end + 1].text) if end + 1 < len(lines) else False)
        ):
            break
        end += 1
    return end


def _entry_end(lines: Sequence[Line], index: int) -> int:
    """The index behind a source entry, which may be wrapped."""
    end = index + 1
    while end < len(lines) and not lines[end].new:
        text = lines[end].text
        if NOTE.match(text) or NUMBERED.match(text) or RULE.match(text) or HEADING.match(text):
            break
        end += 1
    return end


def _paragraphs(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut one run of lines into paragraphs, as pairs of line indices."""
    if end == start + 1:
        yield start, end
        return
    width = max(len(line.text) for line in lines[start:end])
    unwrapped = (
        width > WRAP
        or all(line.text.endswith(STOPS) for line in lines[start:end])
        or _is_listed([line.text for line in lines[start:end]], width)
    )
    prose = lines[end - 1].text.endswith(STOPS)
    timed = [opens_with_time(line.text) for line in lines[start:end]]
    dated = sum(timed) >= LIST and (timed[0] or 2 * sum(timed) > len(timed))
    first = start
    headed = False
    for index in range(start + 1, end):
        before, line = lines[index - 1].text, lines[index].text
        room = _room(width, before, line) > 8
        heads = (
            index + 1 < end
            and _room(width, line, lines[index + 1].text) > 1
            and heads_day(line, marked=False)
        )
        if (
            unwrapped
            or heads
            or headed
            or (index == start + 1 and heads_time(before, marked=False))
            or (ITEM.match(line) and not line.startswith(">"))
            or DATED_ITEM.match(line)
            or (dated and (timed[index - start] or room))
            or (index == start + 1 and prose and _heads_run(before, line, width))
            or (room and before.endswith(STOPS))
        ):
            yield first, index
            first = index
        headed = heads
    yield first, end


def _room(width: int, before: str, line: str) -> int:
    """How much room the first word of a line would have left at the end of the one before."""
    return width - len(before) - len(line.split(maxsplit=1)[0])


def _heads_run(line: str, following: str, width: int) -> bool:
    """Whether the first line of a run is its heading: short, and what follows begins anew."""
    words = NUMBERED.sub("", line, count=1)
    return (
        2 * len(line) < width
        and not following[0].islower()
        and _is_plain_heading(words)
        and _room(width, line, following) > 8
    )


def _is_listed(lines: Sequence[str], width: int) -> bool:
    """Whether lines stand for themselves, as in a programme: none goes on in small letters, and
    some end where the next word had room."""
    return (
        len(lines) >= LIST
        and not any(line[0].islower() for line in lines[1:])
        and any(_room(width, before, line) > _MARGIN for before, line in pairwise(lines))
    )


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


def _judge(text: str, parts: Parts, blocks: Sequence[Block], *, suspect: bool) -> None:
    """What the reader should know about the file as a whole; ``suspect``: there may be characters
    that no prose needs."""
    if all(not piece.strip(_BLANK) for piece in _pieces(text)):
        parts.warn("empty", "The file is empty: there is nothing to read.")
    elif not any(block.kind is PARAGRAPH for block in blocks):
        parts.warn("nothing-to-read", "No paragraph of prose was found: there is no story to read.")
    odd = re.search(_ODD, text) if suspect else None
    if odd:
        count = len(re.findall(_ODD, text))
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
    dates = parts.dates
    if not dates:
        parts.diagnostics.append(NO_DATE)
    elif not is_possible(newest(dates)):
        parts.warn(
            "story-date-impossible",
            f"The story's date {newest(dates)[:40]!r} is no date of the calendar: relative dates "
            "stay open. Give one with --date 2024-07-01 or in the window.",
        )
    elif len(dates) > 1 and not any(LATER.search(line) for line in dates):
        parts.warn(
            "two-story-dates",
            f"The story has two date lines, {dates[0]!r} and {dates[1]!r}; the first is taken.",
        )
