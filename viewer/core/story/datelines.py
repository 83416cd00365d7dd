"""Date lines: lines that hold nothing but the words of a date, known by their shape.

What a date means is another room's knowledge; here "2024-13-45" is a date line too, so that the
reader can be told that it is impossible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
LATER = re.compile(r"\b(?:updated|update|modified|revised)\b", re.IGNORECASE)


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


def date_beside(line: str) -> str:
    """The date of a line that also names writer or place ("By A. Berg | 3 May 2021"), or ""."""
    if len(line) > 120 or line.endswith((".", "!", "?", ":")):
        return ""
    parts = [part.strip() for part in re.split(r"[|·•]|\s[—–]\s", line)]
    dates = [part for part in parts if is_date_line(part)]
    return dates[0] if len(parts) in (2, 3) and len(dates) == 1 else ""


def is_possible(line: str) -> bool:
    """Whether a story's date has the shape of one, and no month 13, day 45 or year 0."""
    if not is_date_line(line):
        return False
    match = _NUMERIC.search(line)
    if match is None:
        return True
    year, month, day = (int(part or 1) for part in match.group("year", "month", "day"))
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    return year > 0 and 0 < month <= 12 and 0 < day <= 31 and hour <= 24 and minute < 60


def newest(dates: Sequence[str]) -> str:
    """Of the head's date lines the one that says when the story was last changed."""
    for line in dates:
        if LATER.search(line):
            pieces = [p for p in re.split(r"\s*[|·•;]\s*", line) if LATER.search(p)]
            return pieces[0].strip() if len(pieces) == 1 else line
    return dates[0] if dates else ""
