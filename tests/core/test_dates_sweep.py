"""Dates swept by generation: every month, weekday, hour and year in every layout of the tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from viewer.core.dates import Signal, Timex, find
from viewer.core.when import ANY, When, month_length, parse

MONTHS = (
    "January February March April May June July August September October November December"
).split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
STORY = date(2013, 3, 5)
YEAR = 2011
#: Days in which the tables of ordinals, lengths and leading noughts differ.
DAYS = (1, 2, 3, 11, 13, 22, 30, 31)

#: A month by itself: long, short, with a point, in capitals.
FORMS = {
    "long": lambda m: MONTHS[m - 1],
    "upper": lambda m: MONTHS[m - 1].upper(),
    "short": lambda m: MONTHS[m - 1][:3],
    "point": lambda m: MONTHS[m - 1] if m == 5 else MONTHS[m - 1][:3] + ".",
    "sept": lambda m: "Sept." if m == 9 else MONTHS[m - 1],
}
DAY_LAYOUTS = (
    "{d} {month} {y}",
    "{d} {month}, {y}",
    "{d:02d} {month} {y}",
    "{d}{th} {month} {y}",
    "{d}{th} of {month}, {y}",
    "the {d}{th} of {month} {y}",
    "the {d}{th} {month} {y}",
    "the {nth} of {month} {y}",
    "the {nth} of {month}, {y}",
    "{month} {d}, {y}",
    "{month} {d} {y}",
    "{month} {d:02d}, {y}",
    "{month} {d},{y}",
    "{month} {d}{th}, {y}",
    "{month} {d}{th} {y}",
    "{month} the {d}{th}, {y}",
    "{month} {nth}, {y}",
    "{w}, {month} {d}, {y}",
    "{w}, {d} {month} {y}",
    "{w} {d} {month} {y}",
    "{w} the {d}{th} of {month} {y}",
    "{w3}, {month} {d}, {y}",
    "{w3}. {d} {month} {y}",
    "{w3} {d} {month} {y}",
    "{y} {month} {d}",
    "{month}\N{NO-BREAK SPACE}{d},\N{NO-BREAK SPACE}{y}",
    "{d}\N{NO-BREAK SPACE}{month}\N{NO-BREAK SPACE}{y}",
    "{month}\n{d}, {y}",
    "{d} {month}\n{y}",
    "{month} {d} ’{y2}",
)
#: Layouts of figures alone, or with a short month between signs.
FIGURES = (
    "{d:02d}-{w3m}-{y}",
    "{d}/{w3m}/{y}",
    "{d:02d}-{W3M}-{y}",
    "{y}-{m:02d}-{d:02d}",
    "{y}/{m:02d}/{d:02d}",
    "{y}.{m:02d}.{d:02d}",
    "{d:02d}.{m:02d}.{y}",
    "{d}.{m}.{y}",
)
MONTH_LAYOUTS = (
    "{month} {y}",
    "{month}, {y}",
    "{month} of {y}",
    "{month} ’{y2}",
    "early {month} {y}",
    "mid-{month} {y}",
    "the end of {month} {y}",
)


def nth(day: int) -> tuple[str, str]:
    """The ending of an ordinal in figures, and the ordinal in words."""
    ones = (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ).split()
    th = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    if day <= 20:
        return th, ones[day - 1]
    if day == 30:
        return th, "thirtieth"
    return th, f"{'twenty' if day < 30 else 'thirty'}-{ones[day % 10 - 1]}"


def one(text: str, said: str, anchor: When = ANY) -> Timex:
    """The only time expression of a text, which must be these words."""
    found = find(text, anchor=anchor)
    assert [t.text for t in found] == [said], text
    return found[0]


def filled(layout: str, m: int, d: int, month: str) -> str:
    day = date(YEAR, m, d)
    th, word = nth(d)
    return layout.format(
        d=d,
        m=m,
        y=YEAR,
        y2=f"{YEAR % 100:02d}",
        th=th,
        nth=word,
        month=month,
        w=WEEKDAYS[day.weekday()],
        w3=WEEKDAYS[day.weekday()][:3],
        w3m=MONTHS[m - 1][:3],
        W3M=MONTHS[m - 1][:3].upper(),
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", DAY_LAYOUTS)
def test_a_day_in_every_layout(layout: str, form: str) -> None:
    """A written day is one expression, of that very day, and borrows nothing but a century."""
    for m in range(1, 13):
        for d in DAYS:
            if d <= month_length(YEAR, m):
                said = filled(layout, m, d, FORMS[form](m))
                timex = one(f"The roof fell on {said}, at the back.", said, parse("2013-03-05"))
                assert timex.value == timex.when.edtf == f"{YEAR}-{m:02d}-{d:02d}"
                assert not timex.relative


@pytest.mark.parametrize("layout", FIGURES)
def test_a_day_in_figures(layout: str) -> None:
    """So is one in figures, where they leave no doubt."""
    for m in range(1, 13):
        for d in DAYS:
            if d <= month_length(YEAR, m):
                said = filled(layout, m, d, "")
                timex = one(f"The roof fell on {said}, at the back.", said)
                assert timex.value == timex.when.edtf == f"{YEAR}-{m:02d}-{d:02d}"


@pytest.mark.parametrize("sign", "/-")
def test_a_day_among_two_figures(sign: str) -> None:
    """Two numbers before a year are a day where one of them can be no month, else in doubt."""
    for a in range(1, 32):
        for b in range(1, 13):
            if a > month_length(YEAR, b):
                continue
            for first, second in ((a, b), (b, a)):
                said = f"{first}{sign}{second}{sign}{YEAR}"
                timex = one(f"The roof fell on {said}.", said)
                sure = a > 12 or a == b
                assert timex.when.edtf == (f"{YEAR}-{b:02d}-{a:02d}" if sure else str(YEAR))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("layout", MONTH_LAYOUTS)
def test_a_month_in_every_layout(layout: str, form: str) -> None:
    """A month with its year is that month."""
    for m in range(1, 13):
        said = filled(layout, m, 1, FORMS[form](m))
        timex = one(f"The roof fell in {said} at the back.", said, parse("2013-03-05"))
        assert timex.value == timex.when.edtf == f"{YEAR}-{m:02d}"


@pytest.mark.parametrize(
    "layout", ["in {month}", "since {month}", "in early {month}", "by the end of {month}"]
)
def test_a_bare_month_looks_back_in_a_report(layout: str) -> None:
    """A month without a year is the last one, told in the past."""
    for m, month in enumerate(MONTHS, start=1):
        (timex,) = find(
            f"The roof had fallen {layout.format(month=month)}.", anchor=parse("2013-12-31")
        )
        assert timex.value == f"2013-{m:02d}"


@pytest.mark.parametrize(
    ("layout", "value"),
    [
        ("[on {w}]", "{day}"),
        ("[{w}]", "{day}"),
        ("[late {w}]", "{day}"),
        ("[{w} morning]", "{day}TMO"),
        ("on [{w} evening]", "{day}TEV"),
        ("on [{w} night]", "{day}TNI"),
        ("in [the early hours of {w}]", "{day}TMO"),
        ("on [the night of {w}]", "{day}TNI"),
        ("at [9 a.m. {w}]", "{day}T09:00"),
        ("at [9 a.m.] on {w}", "{day}T09:00"),
        ("{w} at [9 a.m.]", "{day}T09:00"),
        ("at [noon] on {w}", "{day}T12:00"),
        ("at [half past nine] on {w}", "{day}T09:30"),
        ("at [8:30 {w} night]", "{day}T20:30"),
    ],
)
def test_a_weekday_of_a_report(layout: str, value: str) -> None:
    """A weekday told in the past is the last one, the day of the story among them."""
    for back in range(7):
        day = STORY - timedelta(days=back)
        text = "The court heard it " + layout.format(w=WEEKDAYS[day.weekday()]) + ", he said."
        said = text[text.index("[") + 1 : text.index("]")].removeprefix("on ")
        found = find(text.replace("[", "").replace("]", ""), anchor=parse("2013-03-05"))
        timex = next(t for t in found if t.text == said)
        assert timex.value == value.format(day=day.isoformat())


CLOCKS = (
    ("{h:02d}:{i:02d}", "{h:02d}:{i:02d}"),
    ("{h:02d}:{i:02d}:07", "{h:02d}:{i:02d}:07"),
    ("{h:02d}{i:02d} GMT", "{h:02d}:{i:02d}Z"),
    ("{h:02d}{i:02d} hours", "{h:02d}:{i:02d}"),
    ("{h:02d}:{i:02d} UTC", "{h:02d}:{i:02d}Z"),
    ("{h:02d}:{i:02d}Z", "{h:02d}:{i:02d}Z"),
    ("{h:02d}:{i:02d} CET", "{h:02d}:{i:02d}"),
    ("{h:02d}:{i:02d} local time", "{h:02d}:{i:02d}"),
    ("{t}:{i:02d} {half}.m.", "{h:02d}:{i:02d}"),
    ("{t}:{i:02d}{half}m", "{h:02d}:{i:02d}"),
    ("{t}:{i:02d} {HALF}M", "{h:02d}:{i:02d}"),
    ("{t}.{i:02d}{half}m", "{h:02d}:{i:02d}"),
    ("{t}.{i:02d} {half}.m.", "{h:02d}:{i:02d}"),
    ("{t}:{i:02d} {half}.m. EST", "{h:02d}:{i:02d}"),
    ("{t}:{i:02d} {half}.m. Eastern time", "{h:02d}:{i:02d}"),
    ("{t}:{i:02d} {half}m PT", "{h:02d}:{i:02d}"),
)


@pytest.mark.parametrize(("layout", "value"), CLOCKS)
def test_a_clock_in_every_layout(layout: str, value: str) -> None:
    """Every hour in every layout, with its day before or behind it."""
    for h in range(24):
        for i in (0, 5, 30, 59):
            half = "a" if h < 12 else "p"
            said = layout.format(h=h, i=i, t=(h - 1) % 12 + 1, half=half, HALF=half.upper())
            shown = f"2012-05-03T{value.format(h=h, i=i)}"
            for text in (
                f"The roof fell at {said} on 3 May 2012.",
                f"The roof fell on 3 May 2012 at {said} and burned.",
            ):
                clock = next(t for t in find(text) if "T" in t.value)
                assert (clock.text, clock.value, clock.when.edtf) == (said, shown, shown), text


YEARS = ((2009, 2012), (1914, 1918), (1899, 1901), (2009, 2010), (1997, 1998))
YEAR_RANGES = ("from {a} to {b}", "between {a} and {b}", "{a}-{b}", "{a}–{b}", "{a} to {b}")


@pytest.mark.parametrize("layout", YEAR_RANGES)
def test_a_range_of_years(layout: str) -> None:
    """Both ends of a range are read, and marked as its ends."""
    for a, b in YEARS:
        assert ends(f"He ruled {layout.format(a=a, b=b)}, they say.") == (str(a), str(b))
    if layout.startswith("{a}") and " " not in layout:
        for a, b in YEARS:
            if a // 100 == b // 100:
                assert ends(f"He ruled {layout.format(a=a, b=b % 100)}, they say.") == (
                    str(a),
                    str(b),
                )


MONTH_RANGES = (
    "from {a} to {b} {y}",
    "between {a} and {b} {y}",
    "{a}-{b} {y}",
    "{a}–{b} {y}",
    "from {a} through {b} {y}",
    "from early {a} to late {b} {y}",
    "from {a3} to {b3} {y}",
    "{a3}-{b3} {y}",
    "{a}/{b} {y}",
)


@pytest.mark.parametrize("layout", MONTH_RANGES)
def test_a_range_of_months(layout: str) -> None:
    """The first month has the year of the second, or the one before."""
    for a in range(1, 13):
        for b in range(1, 13):
            if a == b:
                continue
            first, second = MONTHS[a - 1], MONTHS[b - 1]
            text = layout.format(a=first, b=second, a3=first[:3], b3=second[:3], y=YEAR)
            expected = (f"{YEAR if a < b else YEAR - 1}-{a:02d}", f"{YEAR}-{b:02d}")
            assert ends(f"It rained {text}.") == expected, text


DAY_RANGES = (
    "from {a} to {b} {month} {y}",
    "{a}-{b} {month} {y}",
    "{a}–{b} {month} {y}",
    "between {a} and {b} {month} {y}",
    "from {month} {a} to {b}, {y}",
    "{month} {a}-{b}, {y}",
    "from {month} {a} to {month} {b}, {y}",
    "from {a} {month} to {b} {month} {y}",
    "from the {a}{ath} to the {b}{bth} of {month} {y}",
)


@pytest.mark.parametrize("layout", DAY_RANGES)
def test_a_range_of_days(layout: str) -> None:
    """The two days of one month, whichever of them names it."""
    for m, month in enumerate(MONTHS, start=1):
        for a, b in ((1, 2), (3, 21), (9, 12), (22, 28)):
            text = layout.format(a=a, b=b, ath=nth(a)[0], bth=nth(b)[0], month=month, y=YEAR)
            expected = (f"{YEAR}-{m:02d}-{a:02d}", f"{YEAR}-{m:02d}-{b:02d}")
            assert ends(f"It rained {text}.") == expected, text


def ends(text: str) -> tuple[str, str]:
    """The values of the two ends of the only range of a text."""
    first, second = find(text)
    assert (first.signal, second.signal) == (Signal.FROM, Signal.TO), text
    return first.value, second.value
