"""The season, school year or term that a text says at its head it is about, and its months.

"2023–24 season" over a page gives every bare day on it a year: August is 2023, May 2024. Seasons
and school years over two calendar years turn in summer; the month in which they do is of either.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from viewer.core.patterns import late

__all__ = ["Season", "season_told"]


class Season(NamedTuple):
    """A season of one or two calendar years: ``said`` are the words of the text, ``turn`` the month
    that may be of either, 0 within one year."""

    first: int
    last: int
    turn: int
    said: str

    def year_of(self, month: int) -> int | None:
        """The year of one of its months; None of the one that may be before or behind it."""
        if self.first == self.last:
            return self.first
        if month == self.turn:
            return None
        return self.first if month > self.turn else self.last


#: Lines at the head of a text, and characters of one, that may say what the text is about.
_LINES: Final = 4
_LINE: Final = 120
_YEARS: Final = (
    r"(?P<y>(?:19|20)[0-9]{2})(?:\s?[-–/]\s?(?P<z>(?:(?:19|20)[0-9]{2}|[0-9]{2})))?(?![0-9])"
)
#: What of sport turns in June, of schools in July.
_OF_SPORT: Final = r"season|campaign|fixtures?(?:\s+list)?|fixtures\s+and\s+results"
_OF_SCHOOL: Final = (
    r"(?:academic|school|university|college)\s+(?:year|session|calendar|terms)|term\s+dates"
    r"|terms\s+and\s+holidays"
)
_TERM: Final = (
    r"(?:(?:fall|autumn|winter|spring|summer|michaelmas|hilary|trinity|lent|easter)\s+"
    r"(?:semester|term|quarter|session|trimester)|(?:first|second)\s+(?:semester|term|trimester))"
)
_SEASON: Final = late(
    rf"(?i)\b{_YEARS}(?:\s+[\w'’.&-]+){{0,4}}?\s+(?:(?P<sport>{_OF_SPORT})|(?P<school>{_OF_SCHOOL}))\b"
)
_BEHIND: Final = late(
    rf"(?i)\b(?:(?P<sport>{_OF_SPORT})|(?P<school>{_OF_SCHOOL})|{_TERM})(?:\s+of)?,?\s+{_YEARS}"
)
#: One of these stands in each; most lines have none, and need no such pattern.
_WORDS: Final = (
    "season campaign fixture year session calendar term semester quarter trimester".split()
)


def season_told(text: str) -> Season | None:
    """The season or term that the title of a text names, or a short line under it.

    "2023–24 Stavely season", "Academic year 2024/25", "Fall Semester 2025", "2025 season".
    """
    at = lines = 0
    while lines < _LINES and at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at > _LINE:
            return None
        if text[at:end].strip():
            lines += 1
            low = text[at:end].lower()
            if not any(word in low for word in _WORDS):
                at = end + 1
                continue
            found = _SEASON.search(text, at, end) or _BEHIND.search(text, at, end)
            if found is not None:
                first = int(found["y"])
                last = _last_year(first, found["z"])
                if last is None:
                    return None
                turn = 0 if last == first else 6 if found["sport"] else 7
                return Season(first, last, turn, " ".join(found[0].split()))
        at = end + 1
    return None


def _last_year(first: int, last: str | None) -> int | None:
    """The second year of "2023–24", the first where there is none; None of a longer stretch."""
    if last is None:
        return first
    year = int(last) if len(last) == 4 else first - first % 100 + int(last)
    year += 100 * (year < first)
    return year if year == first + 1 else None
