"""The calendar: EDTF texts, their bounds, and the way back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.when import (
    ANY,
    DAY,
    FUTURE,
    PAST,
    EdtfError,
    Precision,
    When,
    after,
    before,
    civil,
    civil_from_days,
    day,
    days_from_civil,
    interval,
    iso,
    month_length,
    parse,
    seconds,
    stamp,
    week,
    year,
)

EXAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "edtf" / "python-edtf-examples.json"

#: Where we read on purpose otherwise than python-edtf does, and why.
OTHERWISE = {
    "/2006": "an end not known bounds nothing; python-edtf assumes ten years",
    "2004-06-01/": "the same",
    "1984-06-02?/": "the same",
    "2010-24": "a winter lasts until February, not until New Year's Eve",
}

years = st.integers(-9999, 9999)
moments = st.integers(-(10**18), 10**18)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """One EDTF date of any precision from a year to a second, perhaps qualified."""
    y = draw(years)
    text = f"{y:05d}" if y < 0 else f"{y:04d}"
    depth = draw(st.integers(0, 5))
    if depth >= 1:
        m = draw(st.integers(1, 12))
        text += f"-{m:02d}"
        if depth >= 2:
            text += f"-{draw(st.integers(1, month_length(y, m))):02d}"
        for level, (limit, mark) in enumerate(((23, "T"), (59, ":"), (59, ":")), start=3):
            if depth >= level:
                text += f"{mark}{draw(st.integers(0, limit)):02d}"
    return text + (draw(st.sampled_from(["", "~", "?", "%"])) if depth < 3 else "")


@pytest.mark.parametrize(
    ("edtf", "first", "last", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("2024-09", "2024-09-01", "2024-09-30", Precision.MONTH),
        ("2024-02-29", "2024-02-29", "2024-02-29", Precision.DAY),
        ("2024-07-01T20", "2024-07-01T20:00:00", "2024-07-01T20:59:59", Precision.HOUR),
        ("2024-07-01T20:06", "2024-07-01T20:06:00", "2024-07-01T20:06:59", Precision.MINUTE),
        ("2024-07-01T20:06:35Z", "2024-07-01T20:06:35", "2024-07-01T20:06:35", Precision.SECOND),
        ("201X", "2010-01-01", "2019-12-31", Precision.DECADE),
        ("19XX", "1900-01-01", "1999-12-31", Precision.CENTURY),
        ("2024-XX", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("1XXX-02-29", "1004-02-29", "1996-02-29", Precision.AGE),
        ("1560-XX-31", "1560-01-31", "1560-12-31", Precision.YEAR),
        ("2024-21", "2024-03-01", "2024-05-31", Precision.SEASON),
        ("2024-24", "2024-12-01", "2025-02-28", Precision.SEASON),
        ("2024-30", "2024-12-01", "2025-02-28", Precision.SEASON),
        ("2024-35", "2024-07-01", "2024-09-30", Precision.QUARTER),
        ("2024-41", "2024-07-01", "2024-12-31", Precision.HALF),
        ("2021/2024-07-01", "2021-01-01", "2024-07-01", Precision.YEAR),
        ("../2024-07-01", "..", "2024-07-01", Precision.DAY),
        ("2021/..", "2021-01-01", "..", Precision.YEAR),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", Precision.YEAR),
        ("[..1760-12-03]", "..", "1760-12-03", Precision.DAY),
        ("-0489", "-0489-01-01", "-0489-12-31", Precision.YEAR),
        ("Y-65000000", "Y-65000000", "Y-65000000", Precision.AGE),
        ("Y17E7", "Y170000000", "Y170000000", Precision.AGE),
        ("Y171010000S3", "Y171000000", "Y171999999", Precision.AGE),
        ("Y-171010000S3", "Y-171999999", "Y-171000000", Precision.AGE),
        ("1950S2", "1900-01-01", "1999-12-31", Precision.CENTURY),
        ("1953S3", "1950-01-01", "1959-12-31", Precision.DECADE),
        ("Y-65000000~", "Y-65500000", "Y-64500000", Precision.AGE),
        ("Y-2000000~", "Y-2200000", "Y-1800000", Precision.AGE),
        ("Y-13800000000~", "Y-13850000000", "Y-13750000000", Precision.AGE),
    ],
)
def test_bounds(edtf: str, first: str, last: str, precision: Precision) -> None:
    """A date covers what its words cover, to the second, and keeps its precision."""
    when = parse(edtf)
    assert (stamp(when.earliest, end=False), stamp(when.latest, end=True)) == (first, last)
    assert when.precision is precision
    assert parse(when.edtf) == when


def test_four_bounds_of_an_interval() -> None:
    """An interval starts within its first date and ends within its second."""
    when = parse("2021/2024-07-01")
    assert when.latest_start == seconds(2022) - 1
    assert when.earliest_end == seconds(2024, 7, 1)
    inside = parse("2021/2021-03")
    assert inside.latest_start == inside.latest_end  # it cannot start after it must have ended


def test_qualifiers_are_flags() -> None:
    """About, perhaps and both are kept aside and widen nothing but ages."""
    plain = parse("1850")
    for text, approximate, uncertain in (
        ("1850~", True, False),
        ("1850?", False, True),
        ("?1850-%06", True, True),
    ):
        when = parse(text)
        assert (when.approximate, when.uncertain) == (approximate, uncertain)
    assert parse("1850%").earliest == plain.earliest


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("yesterday", "not an EDTF date"),
        ("2024-13", "no month 13"),
        ("2023-02-29", "no day 29"),
        ("2024-09-00", "no day 00"),
        ("2024-09-01T24:00:00", "no such time"),
        ("2024-XX-01T10", "needs a whole date"),
        ("-0000", "0000"),
        ("Y2024", "without Y"),
        ("Y9E20", "no year beyond"),
        ("2024/2023", "ends before"),
        ("/", "two ends"),
        ("2021/2022/2023", "two ends"),
        ("[2024", "not closed"),
        ("[2024,]", "empty place"),
        ("[1672..1670]", "ends before"),
        ("XXXX-02-30", "no date of the calendar"),
        ("٢٠٢٤", "not an EDTF date"),
    ],
)
def test_refusals(text: str, says: str) -> None:
    """What no calendar has is refused in words that say what is wrong."""
    with pytest.raises(EdtfError, match=says):
        parse(text)


def test_any_says_nothing() -> None:
    """The date of the undated is an interval open at both ends."""
    assert parse(ANY.edtf) == ANY
    assert not ANY.is_known
    assert parse("../2024").is_known


@given(dates())
def test_round_trip(text: str) -> None:
    """The text of a date leads back to the date, and its bounds do not run backwards."""
    when = parse(text)
    assert parse(when.edtf) == when
    assert PAST < when.earliest <= when.latest < FUTURE


@given(dates(), dates())
def test_intervals(one: str, other: str) -> None:
    """Any two dates make an interval in one order or the other, with the outer bounds of both."""
    a, b = parse(one), parse(other)
    if a.earliest > b.latest:
        with pytest.raises(EdtfError, match="ends before"):
            interval(a, b)
        a, b = b, a
    both = interval(a, b)
    assert (both.earliest, both.latest) == (a.earliest, b.latest)
    assert both.precision == min(a.precision, b.precision)
    assert parse(both.edtf) == both


@given(st.text(alphabet="0123456789-/.X~?%TYES:+Z[]{}, ", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader fail in any way but by its own error."""
    try:
        when = parse(text)
    except EdtfError:
        return
    assert parse(when.edtf) == when


@given(st.dates())
def test_days_agree_with_the_calendar_of_python(one: date) -> None:
    """Days are counted as datetime counts them."""
    assert days_from_civil(one.year, one.month, one.day) == (one - date(1970, 1, 1)).days
    assert day(one.year, one.month, one.day).latest == seconds(
        one.year, one.month, one.day, 23, 59, 59
    )


@given(moments)
def test_moments_there_and_back(moment: int) -> None:
    """Seconds of any year, ages ago or ahead, come back from year, month, day and clock."""
    assert seconds(*civil(moment)) == moment
    assert civil_from_days(moment // DAY) == civil(moment)[:3]


@given(st.dates(date(1900, 1, 4), date(2199, 12, 28)))
def test_weeks_agree_with_the_calendar_of_python(one: date) -> None:
    """A week is that of ISO 8601, Monday to Sunday."""
    y, w, weekday = one.isocalendar()
    monday = one - timedelta(days=weekday - 1)
    assert week(y, w).edtf == f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def test_no_week_too_many() -> None:
    """A week that the year has not is refused."""
    assert week(2020, 53).edtf == "2020-12-28/2021-01-03"
    for y, w in ((2021, 53), (2024, 0)):
        with pytest.raises(EdtfError, match="no week"):
            week(y, w)


def test_open_dates() -> None:
    """Before and after are intervals open on one side, up to and with the date named."""
    assert before(parse("2024-07-01T20:06:35")).edtf == "../2024-07-01T20:06:35"
    assert before(seconds(2024, 7, 2) - 1).edtf == "../2024-07-01"
    assert after(year(2021)).edtf == "2021/.."
    assert before(parse("2021/2025")).edtf == "../2025"
    assert after(parse("[1667..1672]")).edtf == "1667-01-01/.."


def test_stamps() -> None:
    """A bound at a day's edge is written as the day, any other to the second."""
    assert stamp(seconds(2024, 9, 1), end=False) == "2024-09-01"
    assert stamp(seconds(2024, 10, 1) - 1, end=True) == "2024-09-30"
    assert stamp(seconds(2024, 7, 1, 20, 6, 35), end=True) == "2024-07-01T20:06:35"
    assert iso(seconds(2024, 9, 1)) == "2024-09-01T00:00:00"
    assert stamp(seconds(-65_000_000), end=False) == "Y-65000000"
    assert (iso(PAST), iso(FUTURE)) == ("..", "..")


def test_bounds_never_run_backwards() -> None:
    """A When that would end before it starts cannot be made."""
    with pytest.raises(ValueError, match="run backwards"):
        When("x", 10, 10, 0, 0, Precision.DAY)


@pytest.mark.skipif(not EXAMPLES.exists(), reason="no folder `shared` beside the checkout")
def test_against_python_edtf() -> None:
    """Strict bounds are those of the package edtf, but for four texts read otherwise on purpose."""
    for example in json.loads(EXAMPLES.read_text(encoding="utf-8")):
        text, expected = example["input"], example["expected"]
        if text is None or text in OTHERWISE:
            continue
        if expected is None:
            with pytest.raises(EdtfError):
                parse(text)
            continue
        # One date: a day; two: strict bounds; three: a day and its fuzzy bounds; four: both pairs.
        first, last = expected[0][0], expected[0][-1 if len(expected[0]) == 2 else 0]
        if len(expected[0]) == 4:
            # Of significant digits the fuzzy pair is what the standard says: "some year between".
            first, last = expected[0][2:] if "S" in text else expected[0][:2]
        when = parse(text)
        for bound, said in ((when.earliest, first), (when.latest, last)):
            if "inf" in said:
                assert bound in (PAST, FUTURE), text
            else:
                *front, m, d = said.split("-")
                assert civil(bound)[:3] == (int("-".join(front)), int(m), int(d)), text
