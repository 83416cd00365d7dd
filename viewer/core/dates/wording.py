"""How people say dates: a When in plain English words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from viewer.core.patterns import late
from viewer.core.when import DAY, FUTURE, PAST, Precision, When, civil

_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_PARTS: Final = {
    **{code: _SEASONS[(code - 21) % 4] for code in range(21, 29)},
    **{code: f"southern {_SEASONS[code - 29]}" for code in range(29, 33)},
    **{
        code: f"{name} quarter of"
        for code, name in zip(range(33, 37), ("first", "second", "third", "fourth"), strict=True)
    },
    **{
        code: f"{name} third of"
        for code, name in zip(range(37, 40), ("first", "second", "last"), strict=True)
    },
    40: "first half of",
    41: "second half of",
}
_COUNTS: Final = "no one two three four five six seven eight nine ten eleven twelve".split()
_ONE: Final = late(
    r"(?P<y>-?[0-9]{4})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2})"
    r"(?:T(?P<h>[0-9]{2})(?::(?P<i>[0-9]{2})(?::(?P<s>[0-9]{2}))?)?"
    r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?"
)
_LONG: Final = r"Y(?P<y>-?[0-9]+)(?:E(?P<e>[0-9]+))?"


def words(when: When) -> str:
    """A date for people: ``September 2024``, ``1 July 2024, 20:06``, ``2021 – 1 July 2024``,
    ``by 1 July 2024``, ``about 1850``, ``the 1990s``, ``65 million years ago``.

    "no date" for ANY. A bound may itself be the date, so ``../2024`` is "by 2024".
    """
    if not when.is_known:
        return "no date"
    text = when.edtf
    if text[0] in "[{":
        if ".." not in text:
            return _listed(text)
        first, last = _bound(when.earliest), _bound(when.latest)
        if when.earliest == PAST:
            return f"by {last}"
        return f"from {first} on" if when.latest == FUTURE else f"{first} – {last}"
    if "/" not in text:
        return _one(text)
    left, right = text.split("/")
    if left in ("", ".."):
        return f"by {_one(right)}"
    if right in ("", ".."):
        return f"since {_one(left)}"
    first, last = _one(left), _one(right)
    return first if first == last else f"{_short(left, right) or first} – {last}"


def month_name(m: int) -> str:
    return _MONTHS[m - 1]


def _listed(text: str) -> str:
    """ "5 or 6 May 1848", "1931, 1932 and 1934"."""
    parts = [part.strip() for part in text[1:-1].split(",")]
    said = [_short(part, parts[-1]) or _one(part) for part in parts[:-1]]
    joint = " or " if text[0] == "[" else " and "
    return joint.join(filter(None, (", ".join(said), _one(parts[-1]))))


def _short(left: str, right: str) -> str:
    """The first of two dates without the month and year that the second says too."""
    a, b = _ONE.fullmatch(left), _ONE.fullmatch(right)
    if a is None or b is None or a["h"] or b["h"] or a["y"] != b["y"]:
        return ""
    if (
        not (a["m"] and b["m"])
        or max(int(a["m"]), int(b["m"])) > 12
        or bool(a["d"]) != bool(b["d"])
    ):
        return ""
    month = _MONTHS[int(a["m"]) - 1]
    if not a["d"]:
        return month
    return str(int(a["d"])) if a["m"] == b["m"] else f"{int(a['d'])} {month}"


def _bound(second: int) -> str:
    return "" if second in (PAST, FUTURE) else _day(*civil(second)[:3])


def _day(y: int, m: int, d: int) -> str:
    return f"{d} {_MONTHS[m - 1]} {_year(y)}"


def _year(y: int) -> str:
    if y <= 0:
        return f"{1 - y:,} BC" if y < -9998 else f"{1 - y} BC"
    return f"AD {y}" if y < 100 else str(y)


#: Winters, northern by name or not, and the southern summer.
_OVER_NEW_YEAR: Final = (24, 28, 30)


@lru_cache(maxsize=1024)  # a text comes back to the same few dates again and again
def _one(edtf: str) -> str:
    """One date, no interval."""
    marks = {c for c in "~?%" if c in edtf}
    bare, significant, _ = edtf.translate({ord(c): None for c in "~?%"}).partition("S")
    if significant:
        marks.add("~")  # 1950S2: some year of which only so many digits are sure
    said = _plain(bare)
    if marks & {"~", "%"}:
        said = f"about {said}"
    return f"perhaps {said}" if marks & {"?", "%"} else said


def _plain(text: str) -> str:
    long = re.fullmatch(_LONG, text)
    if long:
        y = int(long["y"]) * 10 ** int(long["e"] or 0)
        if y >= 0:
            return f"the year {y:,}"
        # 12,000 BC is the year -11,999. The rounder number is the one that was meant; and who
        # counts further back than all of our kind counts from today. Beyond a million the one
        # year is nothing.
        rounder = _zeros(-y) > _zeros(1 - y)
        if -y < 100_000:
            return f"{-y if rounder else 1 - y:,} BC"
        before_christ = -y < 1_000_000 and not rounder
        return f"{1 - y:,} BC" if before_christ else f"{_large(-y)} years ago"
    if "X" in text:
        return _unknown(text)
    found = _ONE.fullmatch(text)
    if not found:
        return text
    y = _year(int(found["y"]))
    if not found["m"]:
        return y
    m = int(found["m"])
    if m > 12:
        part = _PARTS[m]
        if m in _OVER_NEW_YEAR and found["y"][0] not in "-+" and y.isdigit():
            return f"{part} {y}–{(int(y) + 1) % 100:02d}"  # winter 1956–57
        return f"the {part} {y}" if part.endswith("of") else f"{part} {y}"
    if not found["d"]:
        return f"{_MONTHS[m - 1]} {y}"
    said = _day(int(found["y"]), m, int(found["d"]))
    if found["h"]:
        clock = ":".join(p for p in (found["h"], found["i"] or "00", found["s"]) if p)
        zone = found["zone"] or ""
        said += f", {clock}" + (" UTC" if zone == "Z" else f" {zone}" if zone else "")
    return said


def _zeros(number: int) -> int:
    """How round a number is: the zeros at its end."""
    digits = str(number)
    return len(digits) - len(digits.rstrip("0"))


def _unknown(text: str) -> str:
    """A date of which some digits are not known."""
    sign = "-" if text.startswith("-") else ""
    year, _, rest = text.removeprefix("-").partition("-")
    if not rest or not rest.strip("X-"):
        if year.endswith("XX") and year[:2].isdigit():
            return _century(int(year[:2])) + (" BC" if sign else "")
        if sign:
            return text
        if year.endswith("X") and year[:3].isdigit():
            return f"the {year[:3]}0s"
        if year.isdigit():
            return _year(int(year))
    month = rest[:2]
    if year.isdigit() and month.isdigit():
        return f"{_MONTHS[int(month) - 1]} {_year(int(year))}"
    return text


def _century(first_two: int) -> str:
    n = first_two + 1
    suffix = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"the {n}{suffix} century"


def _large(years: int) -> str:
    for size, name in ((1_000_000_000, "billion"), (1_000_000, "million")):
        if years >= size:
            return f"{years / size:.6g} {name}"
    return f"{years:,}"


def span_words(when: When) -> str:
    """How long a date's own words leave open: ``one month``, ``one day``, ``3½ years``.

    "" where a side is open.
    """
    if when.earliest == PAST or when.latest == FUTURE or when.precision is Precision.AGE:
        return ""
    length = when.latest - when.earliest + 1
    if length == 1:
        return "one second"
    y1, m1, d1, *clock = civil(when.earliest)
    y2, m2, d2, *rest = civil(when.latest + 1)
    if clock == rest == [0, 0, 0]:
        months = 12 * (y2 - y1) + m2 - m1
        if d1 == d2 == 1 and months % 12 and months < 24:
            return _count(months, "month")
        if d1 == d2 and months and months % 12 == 0:
            return _years(months // 12)
    for size, name in ((60, "second"), (3600, "minute"), (2 * DAY, "hour")):
        if length < size:
            return _rounded(length, {"second": 1, "minute": 60, "hour": 3600}[name], name)
    days = length / DAY
    if length % (7 * DAY) == 0 and length <= 8 * 7 * DAY:
        return _count(length // (7 * DAY), "week")
    if days < 60:
        return _count(round(days), "day")
    if days < 730:
        return "about " + _count(round(days / 30.436875), "month")
    halves = round(days / 365.2425 * 2)
    if halves > 40 or halves % 2 == 0:
        return "about " + _years(round(halves / 2))
    return f"{halves // 2}½ years"


def _rounded(length: int, size: int, name: str) -> str:
    if size == 3600 and length == DAY:
        return "one day"
    return _count(round(length / size), name)


def _years(n: int) -> str:
    if n == 10:
        return "one decade"
    if n == 100:
        return "one century"
    return f"{n:,} years" if n > 12 else _count(n, "year")


def _count(n: int, name: str) -> str:
    said = _COUNTS[n] if 0 <= n < len(_COUNTS) else f"{n:,}"
    return f"{said} {name}" if n == 1 else f"{said} {name}s"
