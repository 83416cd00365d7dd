"""What the axis says at every zoom."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from viewer.core.layout import Box, Measure, Role, over
from viewer.core.layout.around import axis_texts
from viewer.core.layout.axis import ticks, year_name
from viewer.core.layout.words import Ruler
from viewer.core.when import seconds

YEAR = 31_556_952


@pytest.mark.parametrize(
    ("start", "end", "lower", "upper"),
    [
        (seconds(2021), seconds(2025), "Jul", "2023"),
        (seconds(2024, 6, 1), seconds(2024, 8, 1), "15", "July 2024"),
        (seconds(2024, 7, 1), seconds(2024, 7, 3), "12:00", "Tue 2 Jul 2024"),
        (seconds(2024, 7, 1, 20), seconds(2024, 7, 1, 21), "20:05", "Mon 1 Jul 2024"),
        (seconds(1900), seconds(2025), "1950", "1900s"),
        (seconds(-600), seconds(100), "500 BC", None),
        (seconds(-20_000), seconds(2000), "12,000 BC", None),
        (-66_000_000 * YEAR, 0, "60 Ma", None),
    ],
)
def test_names_are_what_a_reader_expects(
    measure: Measure, start: int, end: int, lower: str, upper: str | None
) -> None:
    """Small units below, the unit they belong to above, years counted as people count them."""
    low, high = ticks(over(start, end, 1000), measure)
    assert lower in [t.name for t in low]
    if upper is None:
        assert high == []
    else:
        assert upper in [t.name for t in high]


def test_neighbours_in_deep_time_have_names_of_their_own(measure: Measure) -> None:
    """Twenty thousand years around 66 million years ago: no two ticks say the same."""
    middle = -66_000_000 * YEAR
    for years in (20_000, 300_000, 5_000_000):
        low, _ = ticks(over(middle, middle + years * YEAR, 1000), measure)
        names = [t.name for t in low]
        assert len(names) > 3
        assert len(set(names)) == len(names), names


def test_there_is_no_year_nought() -> None:
    """1 BC is followed by AD 1."""
    assert [year_name(y) for y in (-1, 0, 1)] == ["2 BC", "1 BC", "1"]


@given(
    st.integers(-int(13.8e9), 20_000).map(lambda y: y * YEAR),
    st.floats(0, 17.6).map(lambda e: int(10**e) + 60),
    st.integers(200, 4000),
)
def test_any_view_has_names_that_fit(start: int, length: int, width: int) -> None:
    """From five minutes to all time there are ticks, in order, and never more than fit."""

    class Seven:
        def width(self, text: str, role: object) -> float:
            return 7.0 * len(text)

    low, high = ticks(over(start, start + length, width), Seven())
    assert [t.second for t in low] == sorted({t.second for t in low})
    assert [t.second for t in high] == sorted({t.second for t in high})
    assert len(low) <= width / 14 + 8


@given(
    st.integers(1000, 2900).map(lambda y: (y - 1970) * YEAR),
    st.floats(2.5, 8.6).map(lambda e: int(10**e)),
    st.integers(400, 4000),
)
@example(-52 * YEAR, 631_000, 760)  # there is just room for noon, not for the day's own name
def test_each_day_month_and_year_over_the_ticks_is_named(
    start: int, length: int, width: int
) -> None:
    """No name of the upper row takes the room of the next one: none is left out between two."""

    class Seven:
        def width(self, text: str, role: object) -> float:
            return 7.0 * len(text)

    scale = over(start, start + length, width)
    low, high = ticks(scale, Seven())
    texts = axis_texts(low, high, scale, Box(0, 0, width, 38), Ruler(Seven()))
    told = [text.text for text in texts if text.role is Role.AXIS_MAJOR]
    named = [one for one in high if 0 <= scale.x(one.second) <= width - 7 * 18]
    assume(not named or not named[0].name.endswith("s"))  # decades may be cut
    assert {one.name for one in named} <= set(told)
