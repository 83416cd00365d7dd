"""What of the timeline is in view: its scale and scroll, and how it moves from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QObject, Signal

from viewer.core import layout
from viewer.core.dates import USUAL
from viewer.core.timeline import Form, Timeline, arrange, first_known, known_ends
from viewer.ui.moving import Glide, Visited
from viewer.ui.theme import FontMeasure

#: Pixels of margin that a chosen event is brought into the view with.
MARGIN = 60.0
CLOSER = 1.25
PAGE = 0.8  # of the rows in view, so that some are seen twice
#: Of the length of several events, what is shown of the time before and after them.
AROUND = 0.15
#: Pixels of width by which labels grow and shrink with the window.
LABEL_STEP = 16.0


class View(QObject):
    """A window on a timeline, ``scale.width`` by ``height`` pixels, scrolled by ``scroll``.

    ``labels`` are the timeline's words for this width; ``measured`` the two moments that the
    reader measures between, None for none; ``manner`` how the axis tells time. ``moved`` tells
    that another stretch, scroll or measure shows. While ``glide`` has a pace, what is far goes
    there smoothly. ``today`` answers at which second the reader's day began, None where nobody
    looks at a clock.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.measure = FontMeasure()
        self.timeline: Timeline = arrange(())
        self.scale = layout.over(*self.timeline.extent, 800.0)
        self.labels = layout.prepare(self.timeline, self.measure, 800.0)
        self.height = 500.0
        self.scroll = 0.0
        self.manner = USUAL
        self.measured: tuple[int, int] | None = None
        self.today: Callable[[], int | None] = lambda: None
        self.glide = Glide(self._show, self)
        self._visited = Visited()
        self._fitted = True
        self._label_width = 0.0  # for which labels were measured
        self._whole: layout.TimeScale | None = None  # the fitted view of these labels
        self._placed: tuple[float, layout.Placement] | None = None  # for which height

    # ── what there is to see ─────────────────────────────────────────────────────────────────

    def take(self, timeline: Timeline) -> None:
        """Other events, or the same in other lanes: seen when the view is next shown."""
        self.timeline = timeline
        self._label_width = 0.0
        self._measure_labels()

    def begin(self) -> None:
        """Show everything of another story; no view was visited, nothing measured."""
        self.measured = None
        self._visited.clear()
        self.glide.stop()
        self._show(self._fit_scale(), 0.0)

    def to_top(self) -> None:
        """Scroll to the uppermost lanes when next shown."""
        self.scroll = 0.0

    def keep(self) -> None:
        """Show the same stretch of other events: all of it, if all was in view."""
        if self._fitted:
            self.fit()
        else:
            self._show(self.scale)

    def _measure_labels(self) -> None:
        # Labels follow the window's width in steps: measuring thousands of words takes time.
        width = max(self.scale.width // LABEL_STEP, 1) * LABEL_STEP
        if width != self._label_width:
            self._label_width = width
            self.labels = layout.prepare(self.timeline, self.measure, width)
            self._whole = None

    @property
    def placement(self) -> layout.Placement:
        """Rows for the present width and height; zooming and panning never change them."""
        before = self._placed[1] if self._placed else None
        fresh = before is not None and before.labels is self.labels
        if self._placed is None or not fresh or self._placed[0] != self.height:
            root = self._fit_scale().per_pixel
            made = layout.choose(self.labels, root, self.height, before=before)
            self._placed = (self.height, made)
        return self._placed[1]

    def _fit_scale(self) -> layout.TimeScale:
        if self._whole is None or self._whole.width != self.scale.width:
            self._whole = layout.fit(self.labels, self.scale.width)
        return self._whole

    def scene(self) -> layout.Scene:
        """The picture of the present view."""
        return layout.compose(
            self.placement,
            self.scale,
            self.height,
            scroll=self.scroll,
            today=self.today(),
            manner=self.manner,
        )

    def resize(self, width: float, height: float) -> None:
        """The canvas has another size; a fitted view stays fitted."""
        if width < 1 or height < 1 or (width, height) == (self.scale.width, self.height):
            return
        self.height = height
        if width != self.scale.width:
            fitted, self.scale = self._fitted, self.scale.resized(width)
            self._measure_labels()
            self._fitted = fitted
        self.glide.stop()
        if self._fitted:
            self._show(self._fit_scale(), 0.0, visit=False)
        else:
            self._show(self.scale, visit=False)

    @property
    def fitted(self) -> bool:
        """Whether every event is in view, as after `fit`."""
        return self._fitted

    def fit(self) -> None:
        """Show every event."""
        self._go(self._fit_scale(), 0.0)

    def fit_rows(self, rows: Sequence[int]) -> None:
        """Show events from the first's beginning to the last's end, with some of what is around."""
        held = np.array(rows, dtype=np.intp)
        held = held[self.timeline.form[held] != Form.SHELF]
        if len(held):
            start, end = known_ends(self.timeline, held)
            # Of one event what is around it matters; many have each other.
            margin = 1.0 if len(held) == 1 else AROUND
            self.show_around(int(start.min()), int(end.max()), margin)

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Closer by ``factor``; the moment under pixel ``at`` (the middle) stays where it is."""
        self.glide.stop()
        self._show(self.scale.zoomed(factor, self.scale.width / 2 if at is None else at))

    def pan(self, right: float, down: float = 0.0) -> None:
        """Move the view by pixels."""
        self.glide.stop()
        self._show(self._held(self.scale.panned(right)), self.scroll + down)

    def turn(self, pages: int) -> None:
        """Scroll by so many pages of rows, down or (negative) up."""
        self.pan(0, pages * PAGE * layout.rows_height(self.labels, self.height))

    def centre(self, second: int) -> None:
        """Bring a moment to the middle of the view."""
        self._go(self._centred(self.scale, second), self.scroll)

    def show_span(self, start: int, end: int) -> None:
        """Show a stretch of time from edge to edge, at once: its edges are being dragged."""
        self.glide.stop()
        self._show(layout.over(start, end, self.scale.width))

    def show_around(self, start: int, end: int, margin: float = 1.0) -> None:
        """Show a stretch of time in the middle, with so many times its length on either side."""
        around = max(int((end - start) * margin), 1)
        self._go(layout.over(start - around, end + around, self.scale.width), self.scroll)

    def travel(self, by: int) -> None:
        """Back (-1) or forward (1) through the views visited."""
        found = self._visited.step(by)
        if found:
            scale, scroll = found
            self._go(scale.resized(self.scale.width), scroll)

    def measure_between(self, ends: tuple[int, int] | None) -> None:
        """Measure the time between two moments, None for no more."""
        if ends != self.measured:
            self.measured = ends
            self.moved.emit()

    def hidden_in(self, cluster: layout.Cluster) -> list[int]:
        """The rows of the events that a count stands for, by time."""
        return layout.members(self.placement, self.scale, cluster)

    def _go(self, scale: layout.TimeScale, scroll: float) -> None:
        """To another view, smoothly where the reader's system is."""
        self.glide.go(self.scale, self.scroll, scale, scroll)

    def _centred(self, scale: layout.TimeScale, second: int) -> layout.TimeScale:
        return self._held(scale.panned(scale.x(second) - scale.width / 2))

    def _held(self, scale: layout.TimeScale) -> layout.TimeScale:
        """A view that still shows some of the timeline."""
        start, end = self.timeline.extent
        right = scale.x(end) - MARGIN
        if right < 0:
            return scale.panned(right)
        left = scale.x(start) + MARGIN - scale.width
        return scale.panned(left) if left > 0 else scale

    def _show(
        self, scale: layout.TimeScale, scroll: float | None = None, *, visit: bool = True
    ) -> None:
        scroll = self.scroll if scroll is None else scroll
        before = (self.scale, self.scroll)
        self.scale = scale
        self._fitted = scale == self._fit_scale()
        room = layout.rows_height(self.labels, self.height)
        self.scroll = min(max(scroll, 0.0), max(self.placement.content - room, 0.0))
        if (self.scale, self.scroll) != before:
            if not visit:
                self._visited.put(self.scale, self.scroll)
            elif not self.glide.moving:
                self._visited.note(self.scale, self.scroll)
            self.moved.emit()

    def bring(self, row: int) -> None:
        """Bring an event into the view, so near that it shows."""
        scale = self._near_enough(row)
        x0, x1, y0, y1 = layout.place_of(self.placement, row, scale)
        across = down = 0.0
        if x1 - x0 < scale.width:
            if x0 < 0:
                across = x0 - MARGIN
            elif x1 > scale.width:
                across = x1 - scale.width + MARGIN
        elif x1 < MARGIN or x0 > scale.width - MARGIN:
            across = (x0 + x1) / 2 - scale.width / 2
        seen = layout.rows_height(self.labels, self.height)
        if y0 < self.scroll:
            down = y0 - self.scroll - 8
        elif y1 > self.scroll + seen:
            down = y1 - self.scroll - seen + 8
        if across:
            scale = scale.panned(across)
        if scale != self.scale or down:
            self._go(scale, self.scroll + down)

    def _near_enough(self, row: int) -> layout.TimeScale:
        """A view so near that an event shows; of what never does, one with its count."""
        scale = self.scale
        if self.timeline.form[row] == Form.SHELF:
            return scale
        shows = layout.shows_at(self.placement, row)
        at = int(first_known(self.timeline)[row])
        if shows <= 0:
            return self._centred(scale, at)
        if shows < scale.per_pixel:
            if not 0 <= scale.x(at) <= scale.width:
                scale = self._centred(scale, at)
            # A little closer, so that it does not hide again at the first touch of the wheel.
            scale = scale.zoomed(scale.per_pixel / shows * CLOSER, scale.x(at))
        return scale
