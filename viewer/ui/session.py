"""What the reader is doing: the open stories, the view of their timeline, the chosen event."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from viewer.core import corrections, dates, events, layout
from viewer.core.dates import NamedPeriod
from viewer.core.difference import difference
from viewer.core.events import Event, Reading
from viewer.core.finding import ALL, Filter, Hits, search
from viewer.core.story import Span, Story, citations_for
from viewer.core.timeline import (
    Form,
    Grouping,
    Timeline,
    arrange,
    first_known,
    hues,
    known_ends,
)
from viewer.core.when import ANY, FUTURE, PAST, When, parse
from viewer.files import StoryRefused, open_stories, shown
from viewer.ui.corrections import Corrections
from viewer.ui.moving import Glide, Visited
from viewer.ui.theme import LIGHT, THEMES, FontMeasure, Theme, of_system
from viewer.ui.watching import Watch

#: Pixels of margin that a chosen event is brought into the view with.
MARGIN = 60.0
CLOSER = 1.25
#: Pixels of width by which labels grow and shrink with the window.
LABEL_STEP = 16.0


class Session(QObject):
    """The one mutable object. Widgets read it and call its methods; it tells them what changed.

    ``readings`` are the open stories as the program read them and the reader put them right.

    Signals: ``opened`` other stories are open; ``arranged`` the same events in other lanes, read
    with another date, or put right; ``moved`` the view shows another stretch, scroll or measure;
    ``chosen`` another event is selected (its id, "" for none); ``pointed`` the pointer rests on
    another event (its id); ``restyled`` another theme; ``found`` other places hold what is looked
    for; ``refused`` a file could not be opened (a message).
    """

    opened = Signal()
    arranged = Signal()
    moved = Signal()
    chosen = Signal(str)
    pointed = Signal(str)
    restyled = Signal()
    found = Signal()
    refused = Signal(str)
    noticed = Signal(str)

    def __init__(self, periods: Sequence[NamedPeriod] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.measure = FontMeasure()
        self.periods = periods
        self._stories: tuple[Story, ...] = ()
        self._date = ANY
        self.path: Path | None = None
        self._read_as: tuple[Reading, ...] = ()  # before corrections
        self.readings: tuple[Reading, ...] = ()
        self.corrections = Corrections(self)
        self.corrections.changed.connect(self._put_right)
        self._earlier: tuple[Story, ...] = ()  # the version before the file changed
        self._watch = Watch(self)
        self._watch.altered.connect(self._altered)
        self._watch.gone.connect(self._gone)
        self.corrections.kept.connect(self._watch.seen)
        self.grouping = Grouping.SOURCE
        self.filter: Filter = ALL
        self.hits = Hits()
        self.hit = -1  # which of the hits was stepped to last
        self.timeline: Timeline = arrange(())
        self.scale = layout.over(*self.timeline.extent, 800.0)
        self.labels = layout.prepare(self.timeline, self.measure, 800.0)
        self.height = 500.0
        self.scroll = 0.0
        self.chosen_id = ""
        self.pointed_id = ""
        self.theme: Theme = LIGHT
        self.theme_name = "system"
        self.measured: tuple[int, int] | None = None
        self._visited = Visited()
        self.glide = Glide(self._show, self)
        self._fitted = True
        self._measured = 0.0
        self._hues: dict[tuple[int, str], int] = {}
        self._events: dict[str, tuple[Event, Reading]] = {}
        self._whole: layout.TimeScale | None = None  # the fitted view of these labels
        self._placed: tuple[float, layout.Placement] | None = None  # for which height
        self._in_time: list[int] = []  # rows of the timeline, earliest first

    # ── stories ──────────────────────────────────────────────────────────────────────────────

    def open(self, path: Path, *, date: When = ANY) -> bool:
        """Read a story file; on failure say why and keep what is open."""
        stories = self._stories_in(path)
        if stories is None:
            return False
        self.choose("")
        self.point("")
        self.path = path
        self._stories, self._earlier = stories, ()
        self._date = date
        self.filter, self.hits = ALL, Hits()
        self.corrections.open(path)
        if len(self._stories) == 1 and self.grouping is Grouping.STORY:
            self.grouping = Grouping.SOURCE  # one story is one lane
        self.measured = None
        self._read()
        self._watch.watch((path, *self.corrections.files))
        self._visited.clear()
        self.glide.stop()
        self._show(self._fit_scale(), 0.0)
        self.opened.emit()
        return True

    def _stories_in(self, path: Path) -> tuple[Story, ...] | None:
        """The stories of a file, each once; None after saying why not."""
        try:
            stories = open_stories(path)
        except StoryRefused as error:
            self.refused.emit(str(error))
            return None
        if not any(story.text.strip() for story in stories):
            self.refused.emit(f"{shown(path)}: the file is empty. Choose one that holds a story.")
            return None
        return tuple({story.digest: story for story in reversed(stories)}.values())[::-1]

    # ── the file changes ─────────────────────────────────────────────────────────────────────

    def reload(self) -> None:
        """Read the file again and say what its new version tells otherwise."""
        stories = self._stories_in(self.path) if self.path else None
        if stories is None or [s.digest for s in stories] == [s.digest for s in self._stories]:
            return
        said = self._take(stories)
        self.noticed.emit(f"The story changed on disk: {said}.")

    @property
    def can_go_back(self) -> bool:
        """Whether an earlier version of the story is kept."""
        return bool(self._earlier)

    def go_back(self) -> None:
        """Show the version from before the file changed, or from then back to that."""
        if self._earlier:
            said = self._take(self._earlier)
            self.noticed.emit(f"The other version of the story is shown: {said}.")

    def _take(self, stories: tuple[Story, ...]) -> str:
        """Show another version, with what is chosen as far as it is there; says what differs."""
        before, chosen = self.readings, self.chosen_id
        self._earlier, self._stories = self._stories, stories
        self._read()
        found = difference(before, self.readings)
        if chosen in found.same:
            self.chosen_id = found.same[chosen]
        self._rearranged()
        self.chosen.emit(self.chosen_id)
        return found.words

    def _altered(self, path: Path) -> None:
        if path == self.path:
            self.reload()
        else:
            self.corrections.renew()

    def _gone(self, path: Path) -> None:
        if path == self.path:
            self.noticed.emit("The story's file is gone. What is shown here stays open.")

    def set_story_date(self, date: When) -> None:
        """Read the open stories as if written on ``date``; ANY goes back to their own.

        Of several stories only those without a date of their own take it.
        """
        if date == self._date or not self._stories:
            return
        self._date = date
        self._read()
        self._rearranged()

    def target_of(self, event: Event) -> corrections.Target:
        """What a correction of an event is tied to."""
        reading = self._events[event.id][1]
        was = self.read_as(event.id) or event  # a part may have been split off its words
        place = corrections.place_of(reading.story, was.span)
        return corrections.Target(place, corrections.target_of(event))

    def corrections_of(self, event: Event) -> list[str]:
        """The ids of the corrections that made an event what it is now."""
        target = self.target_of(event)
        made = self.corrections.all
        return [c.id for c in made if c.target == target or c.id == target.added]

    def event_at(self, target: corrections.Target) -> Event | None:
        """The event that a correction is about, as it stands now; None where it is hidden."""
        if target.added:
            return self.event_of(target.added)
        for reading in self._read_as:
            found = corrections.Places(reading).event(target.place)
            if found is not None:
                return self.event_of(found.id)
        return None

    def sources_for(self, reading: Reading, span: Span) -> tuple[str, ...]:
        """The sources that the story gives for some of its words."""
        return citations_for(reading.story, span)

    def read_as(self, event_id: str) -> Event | None:
        """An event as the program read it, before anything was put right."""
        return next((e for r in self._read_as for e in r.events if e.id == event_id), None)

    @property
    def reading(self) -> Reading | None:
        """The story the panel shows: that of the chosen event, else the first."""
        if self.chosen_id in self._events:
            return self._events[self.chosen_id][1]
        return self.readings[0] if self.readings else None

    def hue_of(self, reading: Reading, source: str) -> int:
        """The number of a source's colour, the same in chart, text, lists and card; -1 for none."""
        number = next((n for n, r in enumerate(self.readings) if r is reading), -1)
        return self._hues.get((number, source), -1)

    def event_of(self, event_id: str) -> Event | None:
        found = self._events.get(event_id)
        return found[0] if found else None

    def _read(self) -> None:
        self._read_as = tuple(self._read_one(story) for story in self._stories)
        self._correct()

    def _put_right(self) -> None:
        self._correct()
        self._rearranged()

    def _correct(self) -> None:
        made = self.corrections
        self.readings, made.lapsed = corrections.apply_all(self._read_as, made.all)
        self._hues = hues(self.readings)
        self.hits, self.hit = search(self.readings, self.hits.words, self.periods), -1
        self._events = {e.id: (e, r) for r in self.readings for e in r.events}
        self._arrange()

    def _rearranged(self) -> None:
        """The same stories, other events: keep what is chosen and shown as far as it is there."""
        if self.chosen_id not in self._events:
            self.choose("")
        if self.pointed_id not in self._events:
            self.point("")
        if self._fitted:
            self.fit()
        else:
            self._show(self.scale)
        self.arranged.emit()

    def _read_one(self, story: Story) -> Reading:
        if self._date.is_known and len(self._stories) > 1:
            own = events.read(story, periods=self.periods)
            if own.date.is_known:
                return own
        return events.read(story, date=self._date, periods=self.periods)

    def _arrange(self) -> None:
        shown = self.filter
        readings = self.readings
        if shown != ALL:
            readings = tuple(
                replace(r, events=tuple(e for e in r.events if shown.keeps(e, r))) for r in readings
            )
        self.timeline = arrange(readings, grouping=self.grouping)
        self._in_time = []
        # A story's events stay: searching them for garbage would hold a step up.
        gc.freeze()
        self._measured = 0.0
        self._measure_labels()

    def _measure_labels(self) -> None:
        # Labels follow the window's width in steps: measuring thousands of words takes time.
        width = max(self.scale.width // LABEL_STEP, 1) * LABEL_STEP
        if width != self._measured:
            self._measured = width
            self.labels = layout.prepare(self.timeline, self.measure, width)
            self._whole = None

    def group_by(self, grouping: Grouping) -> None:
        if grouping is self.grouping:
            return
        self.grouping = grouping
        self._arrange()
        self.scroll = 0.0
        if self._fitted:
            self.fit()
        self.arranged.emit()

    def show_only(self, shown: Filter) -> None:
        """Show the events on the timeline that a filter keeps; ALL shows every one."""
        if shown == self.filter:
            return
        self.filter = shown
        self._arrange()
        self.scroll = 0.0
        self._rearranged()

    def shows(self, event: Event, reading: Reading) -> bool:
        """Whether an event passes the filter."""
        return self.filter.keeps(event, reading)

    # ── looking for something ────────────────────────────────────────────────────────────────

    def search(self, words: str) -> None:
        """Look for words, a date or a source; "" for nothing."""
        if words != self.hits.words:
            self.hits, self.hit = search(self.readings, words, self.periods), -1
            self.found.emit()

    def step_hit(self, by: int) -> int:
        """Choose the next event that was found, or one before; answers its place, -1 for none."""
        events = self.hits.events
        if not events:
            return -1
        if self.hit < 0:
            self.hit = 0 if by > 0 else len(events) - 1
        else:
            self.hit = (self.hit + by) % len(events)
        self.choose(events[self.hit])
        return self.hit

    # ── the view ─────────────────────────────────────────────────────────────────────────────

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
        return layout.compose(self.placement, self.scale, self.height, scroll=self.scroll)

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

    def fit(self) -> None:
        """Show every event."""
        self._go(self._fit_scale(), 0.0)

    def fit_chosen(self) -> None:
        """Show the chosen event from its beginning to its end, with some of what is around it."""
        row = self.timeline.index_of(self.chosen_id) if self.chosen_id else -1
        if row < 0 or self.timeline.form[row] == Form.SHELF:
            return
        start, end = known_ends(self.timeline, np.array([row]))
        self.show_around(int(start[0]), int(end[0]))

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Closer by ``factor``; the moment under pixel ``at`` (the middle) stays where it is."""
        self.glide.stop()
        self._show(self.scale.zoomed(factor, self.scale.width / 2 if at is None else at))

    def pan(self, right: float, down: float = 0.0) -> None:
        """Move the view by pixels."""
        self.glide.stop()
        self._show(self._held(self.scale.panned(right)), self.scroll + down)

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

    def go_to(self, words: str) -> bool:
        """Show the time that words name, read as the story's own are; False where they name none.

        An open bound is shown from the one that is known.
        """
        when = self._understood(" ".join(words.split()))
        ends = [end for end in (when.earliest, when.latest) if end not in (PAST, FUTURE)]
        if not ends:
            return False
        self.show_around(ends[0], ends[-1] + 1)
        return True

    def _understood(self, words: str) -> When:
        """The time that words of a reader name; ANY for none."""
        anchor = self.reading.date if self.reading else ANY
        # A bare year or month is no time in prose, but here nothing else is meant.
        for text in (words, f"in {words}", f"on {words}"):
            for timex in dates.find(text, anchor=anchor, periods=self.periods):
                if timex.when.is_known:
                    return timex.when
        try:
            return parse(words)
        except ValueError:
            return dates.story_date(words)

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

    def hidden_in(self, cluster: layout.Cluster) -> list[Event]:
        """The events that a count stands for, by time."""
        rows = layout.members(self.placement, self.scale, cluster)
        return [self.timeline.events[row] for row in rows]

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

    # ── the chosen event ─────────────────────────────────────────────────────────────────────

    def choose(self, event_id: str) -> None:
        """Select an event, "" for none, and bring it into the view."""
        if event_id and event_id not in self._events:
            return
        if event_id != self.chosen_id:
            self.chosen_id = event_id
            self.chosen.emit(event_id)
        if event_id:
            self._bring(event_id)

    def let_go(self) -> None:
        """No event is chosen, nothing measured."""
        self.choose("")
        self.measure_between(None)

    def step(self, by: int) -> None:
        """Select the event that lies ``by`` places further on in time."""
        count = len(self.timeline.events)
        if not count:
            return
        if not self._in_time:
            self._in_time = np.argsort(first_known(self.timeline), kind="stable").tolist()
        chosen = self.timeline.index_of(self.chosen_id) if self.chosen_id else -1
        if chosen >= 0:
            at = (self._in_time.index(chosen) + by) % count
        else:
            at = 0 if by > 0 else count - 1
        self.choose(self.timeline.events[self._in_time[at]].id)

    def point(self, event_id: str) -> None:
        """The pointer rests on an event, "" for none."""
        if event_id != self.pointed_id:
            self.pointed_id = event_id
            self.pointed.emit(event_id)

    def _bring(self, event_id: str) -> None:
        row = self.timeline.index_of(event_id)
        if row < 0:
            return  # the filter leaves it out
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

    # ── looks ────────────────────────────────────────────────────────────────────────────────

    def restyle(self, name: str) -> None:
        """Take a theme by name; "system" follows the desktop."""
        self.theme_name = name
        theme = THEMES.get(name) or of_system()
        if theme != self.theme:
            self.theme = theme
            self.restyled.emit()
