"""The time scale: which second stands at which pixel."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

#: The finest scale, in seconds a pixel, and the widest view, in seconds: five times the age of the
#: universe, and small enough for sums and differences of any two moments to stay within int64.
FINEST, WIDEST = 0.02, 1 << 61
#: Pixels beyond which nothing is told apart.
FAR = 1e7


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Maps seconds to pixels over a view of ``width`` pixels.

    ``origin`` (whole seconds) plus ``fraction`` (of a second, [0, 1)) is the time at x = 0;
    ``per_pixel`` seconds a pixel. Whole seconds are subtracted before anything becomes a float,
    so nothing jitters however far from 1970 the view is. Raises ValueError on a scale that
    does not run forward.
    """

    origin: int
    per_pixel: float
    width: float
    fraction: float = 0.0

    def __post_init__(self) -> None:
        if not (self.per_pixel > 0 and self.width > 0 and 0 <= self.fraction < 1):
            raise ValueError(f"not a time scale: {self.per_pixel} s/px over {self.width} px")

    def x(self, second: int) -> float:
        """Pixels from the left edge to a second."""
        return ((second - self.origin) - self.fraction) / self.per_pixel

    def xs(self, seconds: NDArray[np.int64]) -> NDArray[np.float64]:
        """The same of many seconds at once, those far outside held where painting can cope."""
        apart = (seconds - self.origin).astype(np.float64)
        return np.clip((apart - self.fraction) / self.per_pixel, -FAR, FAR)

    def second(self, x: float) -> int:
        """The whole second under a pixel."""
        return self.origin + floor(self.fraction + x * self.per_pixel)

    @property
    def start(self) -> int:
        return self.origin

    @property
    def end(self) -> int:
        """The second at the right edge."""
        return self.second(self.width)

    def panned(self, pixels: float) -> TimeScale:
        """The view moved right by so many pixels (left if negative)."""
        return self._from(self.fraction + pixels * self.per_pixel, self.per_pixel, self.width)

    def zoomed(self, factor: float, at: float) -> TimeScale:
        """Closer by ``factor``, the moment under pixel ``at`` staying where it is."""
        per_pixel = held(self.per_pixel / factor, self.width)
        return self._from(self.fraction + at * (self.per_pixel - per_pixel), per_pixel, self.width)

    def resized(self, width: float) -> TimeScale:
        """The same left edge and scale over another width."""
        width = max(width, 1.0)
        return TimeScale(self.origin, held(self.per_pixel, width), width, self.fraction)

    def _from(self, offset: float, per_pixel: float, width: float) -> TimeScale:
        whole = floor(offset)
        origin = min(max(self.origin + whole, -WIDEST), WIDEST)
        # offset - whole may round up to 1.0 for tiny negative offsets
        return TimeScale(origin, per_pixel, width, min(offset - whole, 0.9999999999999999))


def held(per_pixel: float, width: float) -> float:
    """The nearest scale that a view of this width may have."""
    return min(max(per_pixel, FINEST), WIDEST / max(width, 1.0))


def over(start: int, end: int, width: float) -> TimeScale:
    """The scale that shows [start, end) on ``width`` pixels."""
    width = max(width, 1.0)
    per_pixel = held((end - start) / width, width)
    if per_pixel > FINEST:
        return TimeScale(start, per_pixel, width)
    # Too short to fill the view at the finest scale: in its middle.
    offset = ((end - start) - width * per_pixel) / 2
    return TimeScale(start + floor(offset), per_pixel, width, offset - floor(offset))
