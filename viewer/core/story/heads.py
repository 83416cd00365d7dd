"""Heads: what stands before the first paragraph, and tells title, version and date.

Front matter, or `Key: value` lines; then, each at most once and in this order, version line,
title, byline and date lines of a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.core.patterns import late
from viewer.core.story.datelines import (
    OPENS_HOUR,
    dateline,
    dates_told,
    heads_day,
    imprint,
    is_date_line,
    tells_days,
)
from viewer.core.story.lines import HEADING, UNDERLINE, WRAP, Line, heading_words, starts_other
from viewer.core.story.model import Block, BlockKind, Diagnostic, Severity, Span
from viewer.core.story.occasions import occasion, opens_letter
from viewer.core.story.sentences import split

#: A title is shorter than this, in code points, unless a version and a date line enclose it.
TITLE = 240
TITLE_LINES = 3
#: Within so many lines the next day of a programme is looked for.
PROGRAMME = 60
_VERSION = late(r"(?:[vV] ?|[vV]ersion:? )([0-9][0-9A-Za-z.+-]{0,20})\W{0,12}\Z")
_KEY = late(r"([A-Za-z][A-Za-z_ -]{0,30})(?::(?:\s+(.*)|\Z)|\s?=\s(.*))")
_BYLINE = late(r"[*_]{0,2}(?:[Bb]y|BY|(?:Words|Reported|Written) by) [^0-9.!?]{1,80}\Z")
#: Writers without "by": two names or more, small words between them at most.
_NAMES = late(
    r"[*_]{0,2}[A-Z][\w.'’-]{0,30}(?:,? (?:and|in|for|of|de|da|van|von|der|al|bin"
    r"|[A-Z][\w.'’-]{0,30}|(?:[a-z]{3,12} )?(?:reporter|correspondent|editor|writer|columnist)"
    r")){1,10}[*_]{0,2}\Z"
)
#: Lines that may stand between the first of a head and its date.
_HEAD = 5
#: What stands above the title of a press release.
_RELEASE = late(
    r"[*_]{0,2}(?:(?:for immediate|press|news|media) release|for immediate distribution)\W{0,6}\Z",
    re.IGNORECASE,
)
#: Keys of front matter and of `Key: value` heads that tell the story's date, best first. Not
#: "created": a text may have been rewritten for years since, and what it tells with it.
_DATE_KEYS = (
    "last_updated", "last updated", "last-updated", "updated", "last-modified", "last_modified",
    "modified", "lastmod", "date", "published", "publication date", "dateline",
)  # fmt: skip
_TITLE_KEYS = ("title", "headline", "subject")


class Parts:
    """What has been found so far; filled from top to bottom, then frozen into a Story."""

    __slots__ = ("blocks", "dates", "diagnostics", "pages", "title", "version")

    def __init__(self, title: str, version: str, dates: Sequence[str]) -> None:
        self.blocks: list[Block] = []
        self.diagnostics: list[Diagnostic] = []
        self.title = title
        self.version = version
        self.dates = list(dates)
        self.pages = 0

    def add(self, kind: BlockKind, start: int, end: int) -> None:
        self.blocks.append(Block(kind, Span(start, end)))

    def warn(self, code: str, message: str, span: Span | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, Severity.WARNING, span))


def head(lines: Sequence[Line], parts: Parts) -> int:
    """Read what stands before the first paragraph; the index of the first line of the body."""
    index = _front_matter(lines, parts) or _key_lines(lines, parts)
    return page_head(lines, index, parts, first=True)


def page_head(lines: Sequence[Line], index: int, parts: Parts, *, first: bool) -> int:
    """Version, title, date lines and byline of one page, each at most where it belongs."""
    paged = False
    titled = bool(parts.title) and first
    dated = 0
    whole = _dated_head(lines, index) if first and not titled else None
    if whole is not None:
        named, closing = whole
        for at in range(index, closing):
            start, stop, words = heading_words(lines[at])
            parts.add(BlockKind.TITLE if at == named else BlockKind.HEADING, start, stop)
            parts.title = words if at == named else parts.title
        titled, index = True, closing
    while index < len(lines):
        line = lines[index]
        version = _VERSION.match(line.text) if not titled and not dated else None
        if version and len(line.text) <= 40:
            parts.add(BlockKind.VERSION, line.start, line.end)
            parts.version = parts.version or version[1]
            paged = True
        elif not dated and (begun := opens_letter(lines, index)):
            parts.add(BlockKind.DATE, line.start, line.end)
            parts.dates.extend([begun] if first else [])
            titled, dated = True, 1
        elif not titled and _RELEASE.match(line.text):
            parts.add(BlockKind.HEADING, line.start, line.end)
        elif told := _dates_of_head(lines, index, titled=titled and not dated):
            parts.add(BlockKind.DATE, line.start, line.end)
            if first:
                parts.dates.extend(told)
            dated += 1
        elif (titled and _tells_days(lines, index)) or _is_byline(
            lines, index, titled=titled, dated=bool(dated)
        ):
            parts.add(BlockKind.HEADING, line.start, line.end)
            if first and not dated and (made := imprint(line.text)):
                # "Tarnby, 14–16 May 2026 · Programme as of 20 April 2026"
                parts.dates.append(made[2])
        elif not titled and (end := _title_end(lines, index, paged)):
            start, stop, words = heading_words(line)
            if end - index > 1 and words == line.text:
                stop = lines[end - 1].end
                words = " ".join(part.text for part in lines[index:end])
            parts.add(BlockKind.TITLE if first else BlockKind.HEADING, start, stop)
            if first:
                parts.title = words
            titled = True
            index = end
            if index < len(lines) and UNDERLINE.match(lines[index].text) and not lines[index].new:
                index += 1
            continue
        else:
            break
        index += 1
    return index


def _dated_head(lines: Sequence[Line], index: int) -> tuple[int, int] | None:
    """Where title and date stand in a head that has more above its date than the title.

    That is the label of a section ("BUSINESS"), one sentence that sums up, and writers: with or
    without blank lines between. None where the first lines are anything else.
    """
    if index < len(lines) and _VERSION.match(lines[index].text):
        return None
    for end in range(index + 1, min(index + 1 + _HEAD, len(lines))):
        text = lines[end].text
        if _dates_of_head(lines, end, titled=True):
            break
        if len(text) > TITLE or starts_other(text):
            return None
    else:
        return None
    above = [line.text for line in lines[index:end]]
    named = next((k for k, text in enumerate(above[:2]) if not _BYLINE.match(text)), 0)
    if len(above) > named + 1 and _is_label(above[named]) and not _is_writer(above[named + 1]):
        named += 1
    title, below = above[named], above[named + 1 :]
    plain = HEADING.match(title) is not None or not title.endswith((".", ":", ";", ",", "]"))
    if len(above) < 2 or len(title) > TITLE or starts_other(title) or not plain:
        return None
    writers = [text for text in below if _is_writer(text)]
    sums_up = [text for text in below if text not in writers and text.endswith((".", "!", "?"))]
    other = len(below) - len(writers) - len(sums_up)
    signed = bool(writers) or named > 0
    if len(sums_up) > 1 or other > signed or _reads_as_prose(title):
        return None
    return index + named, end


def _is_label(line: str) -> bool:
    """The name of a section above a title: "BUSINESS", "News | Politics"."""
    words = line.strip("*_ ").split()
    crumbs = not {"|", ">", "/"}.isdisjoint(words)
    short = len(words) == 1 or (len(words) <= 4 and (line.isupper() or crumbs))
    return short or _RELEASE.match(line) is not None


def _is_writer(line: str) -> bool:
    return len(line) <= WRAP and (_BYLINE.match(line) or _NAMES.match(line)) is not None


def _tells_days(lines: Sequence[Line], index: int) -> bool:
    """Whether a line says on which days the whole is held, and is not one of a list of such."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    listed = following is not None and tells_days(following.text)
    return tells_days(lines[index].text) and not listed


def _title_end(lines: Sequence[Line], index: int, paged: bool) -> int:
    """The index behind the title that starts here, 0 where none does."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    before_date = following is not None and (
        tells_days(following.text) or bool(_dates_of_head(lines, index + 1, titled=True))
    )
    if paged:
        # The page's own layout encloses the title; it may be broken over a few lines.
        for end in range(index + 1, min(index + 1 + TITLE_LINES, len(lines))):
            if is_date_line(lines[end].text):
                return end
    if HEADING.match(line.text):
        return index + 1
    if following is None or len(line.text) > TITLE or starts_other(line.text):
        return 0
    if _BYLINE.match(line.text):
        return 0
    signed = _BYLINE.match(following.text) is not None
    signed = signed and (index + 2 == len(lines) or lines[index + 2].new)
    if following.new or before_date or signed or UNDERLINE.match(following.text):
        plain = not line.text.endswith((".", ":", ";", ",", "]")) or line.text.endswith("...")
        return index + 1 if plain and (before_date or not _reads_as_prose(line.text)) else 0
    # "Title" and long paragraphs below it, one line each, no blank line between.
    if index == 0 and len(following.text) > WRAP and len(line.text) <= WRAP:
        return index + 1 if not line.text.endswith((".", ":", ";", ",", "]")) else 0
    return 0


def _heads_programme(lines: Sequence[Line], index: int) -> bool:
    """Whether a day is the first of several that stand over what happens on them, or stands
    over a time of day: then it is no date on which the story was written."""
    following = lines[index + 1 : index + 1 + PROGRAMME]
    if following and OPENS_HOUR.match(following[0].text):
        return True
    return any(_heads_day(line) for line in following[1:])


def _heads_day(line: Line) -> bool:
    return heads_day(heading_words(line)[2], marked=HEADING.match(line.text) is not None)


def _dates_of_head(lines: Sequence[Line], index: int, *, titled: bool) -> tuple[str, ...]:
    """The dates of a line that holds nothing else, or stands apart with writer or place."""
    line = lines[index].text
    if _heads_day(lines[index]) and _heads_programme(lines, index):
        return ()
    following = lines[index + 1] if index + 1 < len(lines) else None
    told = dates_told(line, titled=titled)
    if not told and titled and (date := occasion(line)):
        told = (date,)
    if is_date_line(line) or following is None or following.new or _is_writer(following.text):
        return told
    return told if told and dates_told(following.text, titled=titled) else ()


def _is_byline(lines: Sequence[Line], index: int, *, titled: bool, dated: bool) -> bool:
    """Whether a line of the head names the writer, or stands between title and date line."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None:
        return False
    dates = is_date_line(following.text)
    if titled and not dated and dates:
        return len(line.text) <= TITLE
    if len(line.text) > WRAP or _BYLINE.match(line.text) is None or not line.new:
        return False
    return (following.new and (titled or dated)) or dates or dateline(following.text) is not None


def _reads_as_prose(line: str) -> bool:
    """A sentence that lost its full stop, rather than a headline: it opens with a time word;
    or several sentences."""
    if line.endswith(("!", "?", "…")) and len(split(line, Span(0, len(line)))) > 1:
        return True
    return (
        re.match(r"(?:On|In|By|Since|During|Yesterday|Today)\s[^\n]{0,40}[0-9]", line) is not None
    )


def _front_matter(lines: Sequence[Line], parts: Parts) -> int:
    """Read front matter, simple lines of YAML (`key: value` between `---`) or TOML (`key = value`
    between `+++`) only; the index behind it."""
    if not lines or lines[0].text not in ("---", "+++"):
        return 0
    closing = ("---", "...") if lines[0].text == "---" else ("+++",)
    for end in range(1, min(len(lines), 200)):
        if lines[end].text in closing:
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


def _key_lines(lines: Sequence[Line], parts: Parts) -> int:
    """Read a head of `Key: value` lines, as in mail and release notes; the index behind it."""
    end = 0
    while end < len(lines) and (end == 0 or not lines[end].new) and _is_key_line(lines[end].text):
        end += 1
    keys = {_key(line)[0] for line in lines[:end]}
    told = keys & {*_DATE_KEYS, *_TITLE_KEYS}
    if len(keys) < 2 or not told or (end < len(lines) and not lines[end].new):
        return 0
    _read_keys(lines[:end], parts)
    return end


def _is_key_line(line: str) -> bool:
    match = _KEY.match(line)
    return match is not None and match[3] is None


def _key(line: Line) -> tuple[str, str, int]:
    """Key in lower case, value without quotes, and where the value starts."""
    match = _KEY.match(line.text)
    if match is None:
        return "", "", line.start
    group = 2 if match[3] is None else 3
    value = (match[group] or "").strip()
    bare = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
    at = match.start(group) + (match[group] or "").index(bare) if bare else 0
    return match[1].strip().lower(), bare, line.start + at


def _read_keys(lines: Sequence[Line], parts: Parts) -> Line | None:
    """Take title, version and date from `key: value` lines; the first line not understood."""
    found: dict[str, tuple[str, int]] = {}
    skipped: Line | None = None
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
