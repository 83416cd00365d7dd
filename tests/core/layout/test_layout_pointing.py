"""A date under a pixel: as exact as can be pointed at, and the one that is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.layout import TimeScale, pointed
from viewer.core.layout.pointing import WIDE, YEAR
from viewer.core.when import DAY, parse


@pytest.mark.parametrize(
    ("at", "per_pixel", "edtf"),
    [
        ("2021-03-09", 1, "2021-03-09T00:00"),
        ("2021-03-09", 100, "2021-03-09T00"),
        ("2021-03-09", DAY / 20, "2021-03-09"),
        ("2021-03-09", DAY, "2021-03"),
        ("2021-03-09", DAY * 20, "2021"),
        ("2021-03-09", YEAR / 5, "202X"),
        ("1953-03-09", YEAR * 5, "19XX"),
        ("-0430", DAY * 20, "-0430"),
        ("Y-13800", DAY, "Y-13800"),
    ],
)
def test_the_finest_unit_that_can_be_met(at: str, per_pixel: float, edtf: str) -> None:
    """From minutes to centuries, before our era and beyond four digits."""
    scale = TimeScale(parse(at).earliest, per_pixel, 800.0)
    assert pointed(scale, 0.5).edtf == edtf


@given(
    st.integers(-(10**17), 10**17),
    st.floats(0.02, 1e14, allow_nan=False),
    st.floats(0, 800, allow_nan=False),
)
def test_what_is_pointed_at_lies_there(origin: int, per_pixel: float, x: float) -> None:
    """The moment under the pixel is within the date, and the date is no narrower than a finger."""
    scale = TimeScale(origin, per_pixel, 800.0)
    when = pointed(scale, x)
    if when.is_known:
        assert when.earliest <= scale.second(x) <= when.latest
        # Months and years are not all as long as their mean.
        assert (when.latest + 1 - when.earliest) / per_pixel >= WIDE * 0.9
