"""Laws of the time scale, from seconds to the age of the universe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.layout import TimeScale, over

AGE = int(13.8e9 * 31_556_952)
scales = st.builds(
    TimeScale,
    origin=st.integers(-AGE, AGE),
    per_pixel=st.floats(0.02, 1e14, allow_nan=False),  # 3 million years a pixel
    width=st.floats(100, 4000),
    fraction=st.floats(0, 0.999),
)


@given(scales, st.floats(0, 1), st.floats(0.5, 10))
def test_zoom_keeps_the_instant_under_the_pointer(
    scale: TimeScale, share: float, factor: float
) -> None:
    """Whatever second is under the pointer stays within a pixel of it."""
    at = share * scale.width
    before = scale.second(at)
    after = scale.zoomed(factor, at)
    assert after.x(before) == pytest.approx(at, abs=1 + 1 / after.per_pixel)


@given(scales, st.floats(0, 1))
def test_x_to_second_and_back_is_within_a_pixel(scale: TimeScale, share: float) -> None:
    """x → second → x is the identity to within a pixel (or to within a second)."""
    x = share * scale.width
    assert scale.x(scale.second(x)) == pytest.approx(x, abs=1 + 1 / scale.per_pixel)


@given(scales, st.floats(-3000, 3000), st.floats(0, 1))
def test_panning_moves_every_second_alike(scale: TimeScale, pixels: float, share: float) -> None:
    """Panned by k pixels, every instant stands k pixels further left."""
    second = scale.second(share * scale.width)
    assert scale.panned(pixels).x(second) == pytest.approx(scale.x(second) - pixels, abs=0.51)


@given(st.integers(-AGE, AGE), st.integers(1, AGE), st.floats(100, 8000))
def test_over_shows_the_whole_stretch(start: int, length: int, width: float) -> None:
    """Both ends of what was asked for lie in the view."""
    scale = over(start, start + length, width)
    assert scale.x(start) >= -0.5
    assert scale.x(start + length) <= width + 0.5


def test_one_second_next_to_the_big_bang_does_not_jitter() -> None:
    """Neighbouring seconds 13.8 thousand million years ago stand a whole step apart."""
    scale = TimeScale(-AGE, 0.02, 1000)
    assert scale.x(-AGE + 2) - scale.x(-AGE + 1) == pytest.approx(50.0)


def test_a_scale_that_runs_backwards_is_refused() -> None:
    """No scale without width or direction exists."""
    with pytest.raises(ValueError, match="not a time scale"):
        TimeScale(0, -1.0, 100)
