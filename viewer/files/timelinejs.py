"""Events as TimelineJS JSON (version 3), for stories that newsrooms put on their pages.

https://timeline.knightlab.com/docs/json-format.html. Every slide needs a start date and shows
`display_date` in its place, so the slide stands where the known bound is and says in words how
much of the date is known; a month or year in which something happened once is given as such,
without a day. Slides without a date are not possible but for the title: what the story does not
date is listed there.

Years are astronomical (0 is 1 BC): the program hands them to JavaScript's dates. Those end some
270,000 years from now; beyond, the scale is "cosmological", which knows years alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from viewer.core.dates import words
from viewer.core.events import Reading
from viewer.core.story import Citation
from viewer.core.summary import summary, title
from viewer.core.when import DAY, FUTURE, PAST, civil, seconds
from viewer.files.entries import Entry, Reach, entries, source_words, web_address
from viewer.files.spread import spread

#: What JavaScript's dates can hold, with a margin (ECMA-262, 21.4.1.1).
_HUMAN = (seconds(-270_000), seconds(270_000))
#: A year or a month, in EDTF.
_WHOLE = re.compile(r"(-?[0-9]{4})(?:-(0[1-9]|1[0-2]))?")


def timelinejs(*readings: Reading) -> str:
    """One object with `title`, `events`, `eras` and `scale`."""
    dated, undated = entries(readings)
    human = _is_human(dated)
    slides = [_slide(entry, len(readings) > 1, human) for entry in dated]
    told = {
        "scale": "human" if human else "cosmological",
        "title": {
            "text": {"headline": _text(title(readings)), "text": _opening(readings, undated)}
        },
        "events": slides,
        "eras": _eras(readings, human),
    }
    return spread(told)


def lost(*readings: Reading) -> tuple[str, ...]:
    """What TimelineJS cannot say of these stories, and where it stands instead."""
    dated, undated = entries(readings)
    told = []
    if undated:
        told.append(f"{len(undated):,} without a date: listed on the title slide")
    if open_ := sum(entry.reach is not Reach.BOTH for entry in dated):
        told.append(f"{open_:,} known from one side only: they stand there, the date says so")
    if not _is_human(dated):
        told.append("months and days: dates of this age are years alone")
    return tuple(told)


def _is_human(dated: Iterable[Entry]) -> bool:
    low, high = _HUMAN
    return all(
        low < moment < high
        for entry in dated
        for moment in (entry.event.when.earliest, entry.event.when.latest)
        if moment not in (PAST, FUTURE)
    )


def _slide(entry: Entry, several: bool, human: bool) -> dict[str, object]:
    event = entry.event
    first, last = event.when.earliest, event.when.latest
    if first == PAST:  # "by 2019": what is known is its last day
        first = last + 1 - DAY if (last + 1) % DAY == 0 else last
    whole = None if entry.lasts else _WHOLE.fullmatch(event.when.edtf)
    slide: dict[str, object] = {
        "unique_id": f"e{event.id}",
        "start_date": _date(first, human, day=first % DAY == 0),
        "display_date": _text(entry.dated_status),
        "text": {"headline": _text(entry.headline), "text": _slide_text(entry)},
    }
    if whole and human:
        slide["start_date"] = {
            part: int(digits)
            for part, digits in zip(("year", "month"), whole.groups(), strict=True)
            if digits
        }
    elif entry.reach is Reach.BOTH and last - first >= DAY:
        slide["end_date"] = _date(last, human, day=(last + 1) % DAY == 0)
    if several:
        slide["group"] = _text(entry.story)
    return slide


def _date(second: int, human: bool, *, day: bool) -> dict[str, int]:
    y, m, d, hour, minute, sec = civil(second)
    if not human:
        return {"year": y}
    date = {"year": y, "month": m, "day": d}
    return date if day else {**date, "hour": hour, "minute": minute, "second": sec}


def _slide_text(entry: Entry) -> str:
    """Why it stands there, the clause itself, and its sources."""
    parts = [
        f"<p>{_text(entry.event.because)}</p>",
        f"<blockquote>{_text(entry.quote)}</blockquote>",
    ]
    if entry.sources:
        parts.append(f"<p>{'<br>'.join(map(_source, entry.sources))}</p>")
    return "".join(parts)


def _source(citation: Citation) -> str:
    told = f"[{_text(citation.id)}] {_text(source_words(citation))}".strip()
    address = _text(web_address(citation))
    return f'{told} <a href="{address}" rel="noopener">{address}</a>' if address else told


def _opening(readings: Sequence[Reading], undated: Sequence[Entry]) -> str:
    parts = [f"<p>{_text(summary(readings))}</p>"]
    if undated:
        lines = "".join(
            f"<li>{_text(entry.told)} — {_text(entry.date)} {_text(entry.marks)}</li>"
            for entry in undated
        )
        parts.append(f"<p>Without a date in the text:</p><ul>{lines}</ul>")
    return "".join(parts)


def _eras(readings: Sequence[Reading], human: bool) -> list[dict[str, object]]:
    """Named periods, as the background they are; a period with an open side is no era here."""
    low, high = _HUMAN
    found: dict[str, dict[str, object]] = {}
    for reading in readings:
        for mention in reading.background:
            name, when = mention.period.name, mention.period.when
            closed = when.earliest > PAST and when.latest < FUTURE
            if closed and (not human or low < when.earliest <= when.latest < high):
                found[name] = {
                    "start_date": _date(when.earliest, human, day=True),
                    "end_date": _date(when.latest, human, day=True),
                    "text": {"headline": _text(name), "text": f"<p>{_text(words(when))}</p>"},
                }
    return list(found.values())


def _text(words: str) -> str:
    """Words as HTML: the program shows what stands here as markup."""
    return escape(" ".join(words.split()), quote=True)
