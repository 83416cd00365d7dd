"""How a view gets to another: which views were visited, and the glide between two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from viewer.core.layout import TimeScale

#: Views kept to go back to.
KEPT = 100
#: A view is another one when it is this much nearer or further, or moved by this share of itself.
NEARER, ASIDE = 1.9, 0.5


class Visited:
    """The views a reader has been at, to go back and forward through, as a browser's pages.

    A wheel makes many small steps: a view counts from where it is far from the last one kept.
    """

    def __init__(self) -> None:
        self._views: list[tuple[TimeScale, float]] = []
        self._at = -1

    def clear(self) -> None:
        self._views.clear()
        self._at = -1

    def note(self, scale: TimeScale, scroll: float) -> None:
        """Keep a view if it is far from the one kept last; what lay ahead of it is forgotten."""
        if self._at >= 0 and not _far(self._views[self._at][0], scale):
            return
        del self._views[self._at + 1 :]
        self._views.append((scale, scroll))
        del self._views[:-KEPT]
        self._at = len(self._views) - 1

    def put(self, scale: TimeScale, scroll: float) -> None:
        """The present view is another one, of a window of another size."""
        if self._at >= 0:
            self._views[self._at] = (scale, scroll)

    def step(self, by: int) -> tuple[TimeScale, float] | None:
        """The view before (-1) or after (1) the present one, None at the end."""
        if not 0 <= self._at + by < len(self._views):
            return None
        self._at += by
        return self._views[self._at]


def _far(a: TimeScale, b: TimeScale) -> bool:
    nearer = max(a.per_pixel / b.per_pixel, b.per_pixel / a.per_pixel)
    return nearer > NEARER or abs(a.x(b.start)) > ASIDE * a.width


class Glide(QObject):
    """Moves a view smoothly, ``pace`` milliseconds long; 0, as a reader who is made ill by motion
    asks of the system, goes there at once."""

    def __init__(self, show: Callable[[TimeScale, float], None], parent: QObject) -> None:
        super().__init__(parent)
        self.pace = 0
        self._show = show
        self._path: tuple[TimeScale, float, TimeScale, float] | None = None
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._step)

    @property
    def moving(self) -> bool:
        """Whether the view is on its way."""
        return self._path is not None

    def go(self, start: TimeScale, scroll: float, end: TimeScale, scroll_end: float) -> None:
        """Show the way from one view to another, ending exactly there."""
        self.stop()
        if not self.pace or start == end:
            self._show(end, scroll_end)
            return
        self._path = (start, scroll, end, scroll_end)
        self._clock.setDuration(self.pace)
        self._clock.start()

    def stop(self) -> None:
        """Stay where the view is now."""
        self._path = None
        self._clock.stop()

    def _step(self, share: float) -> None:
        if self._path is None:
            return
        start, scroll, end, scroll_end = self._path
        if share >= 1.0:
            self._path = None
            self._show(end, scroll_end)
        else:
            self._show(between(start, end, share), scroll + (scroll_end - scroll) * share)


def between(start: TimeScale, end: TimeScale, share: float) -> TimeScale:
    """A view on the way: zoomed by the same factor in each moment, around the one moment that
    stands still."""
    per_pixel = start.per_pixel * (end.per_pixel / start.per_pixel) ** share
    zoomed = start.per_pixel - end.per_pixel
    moved = (start.per_pixel - per_pixel) / zoomed if abs(zoomed) > 1e-9 * per_pixel else share
    origin = start.start + round((end.start - start.start) * moved)
    return TimeScale(origin, per_pixel, end.width)
