"""What the reader is doing: the open stories, what of them is shown, the chosen event."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from viewer.core import corrections, dates, events
from viewer.core.dates import NamedPeriod
from viewer.core.difference import difference
from viewer.core.events import Event, Reading
from viewer.core.finding import ALL, Filter, Hits, search
from viewer.core.story import Span, Story, citations_for
from viewer.core.timeline import Grouping, Timeline, arrange, first_known, hues
from viewer.core.when import ANY, FUTURE, PAST, When, parse
from viewer.files import StoryRefused, open_stories, shown
from viewer.ui.corrections import Corrections
from viewer.ui.theme import LIGHT, THEMES, Theme, of_system
from viewer.ui.view import View
from viewer.ui.watching import Watch


class Session(QObject):
    """The one mutable object. Widgets read it and call its methods; it tells them what changed.

    ``readings`` are the open stories as the program read them and the reader put them right,
    ``view`` is what of their timeline is seen.

    Signals: ``opened`` other stories are open; ``arranged`` the same events in other lanes, read
    with another date, or put right; ``chosen`` another event is selected (its id, "" for none);
    ``pointed`` the pointer rests on another event (its id); ``restyled`` another theme; ``found``
    other places hold what is looked for; ``refused`` a file could not be opened, ``noticed``
    something happened to it (a message).
    """

    opened = Signal()
    arranged = Signal()
    chosen = Signal(str)
    pointed = Signal(str)
    restyled = Signal()
    found = Signal()
    refused = Signal(str)
    noticed = Signal(str)

    def __init__(self, periods: Sequence[NamedPeriod] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = View(self)
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
        self.chosen_id = ""
        self.pointed_id = ""
        self.theme: Theme = LIGHT
        self.theme_name = "system"
        self._hues: dict[tuple[int, str], int] = {}
        self._events: dict[str, tuple[Event, Reading]] = {}
        self._in_time: list[int] = []  # rows of the timeline, earliest first

    @property
    def timeline(self) -> Timeline:
        """The events that are shown, in their lanes."""
        return self.view.timeline

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
        self._read()
        self._watch.watch((path, *self.corrections.files))
        self.view.begin()
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
        self.view.keep()
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
        timeline = arrange(readings, grouping=self.grouping)
        self._in_time = []
        # A story's events stay: searching them for garbage would hold a step up.
        gc.freeze()
        self.view.take(timeline)

    def group_by(self, grouping: Grouping) -> None:
        if grouping is self.grouping:
            return
        self.grouping = grouping
        self._arrange()
        self.view.to_top()
        self.view.keep()
        self.arranged.emit()

    def show_only(self, shown: Filter) -> None:
        """Show the events on the timeline that a filter keeps; ALL shows every one."""
        if shown == self.filter:
            return
        self.filter = shown
        self._arrange()
        self.view.to_top()
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

    def fit_chosen(self) -> None:
        """Show the chosen event from its beginning to its end, with some of what is around it."""
        if self.chosen_id:
            self.view.fit_row(self.timeline.index_of(self.chosen_id))

    def go_to(self, words: str) -> bool:
        """Show the time that words name, read as the story's own are; False where they name none.

        An open bound is shown from the one that is known.
        """
        when = self._understood(" ".join(words.split()))
        ends = [end for end in (when.earliest, when.latest) if end not in (PAST, FUTURE)]
        if not ends:
            return False
        self.view.show_around(ends[0], ends[-1] + 1)
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

    # ── the chosen event ─────────────────────────────────────────────────────────────────────

    def choose(self, event_id: str) -> None:
        """Select an event, "" for none, and bring it into the view."""
        if event_id and event_id not in self._events:
            return
        if event_id != self.chosen_id:
            self.chosen_id = event_id
            self.chosen.emit(event_id)
        row = self.timeline.index_of(event_id) if event_id else -1
        if row >= 0:  # the filter may leave it out
            self.view.bring(row)

    def let_go(self) -> None:
        """No event is chosen, nothing measured."""
        self.choose("")
        self.view.measure_between(None)

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

    # ── looks ────────────────────────────────────────────────────────────────────────────────

    def restyle(self, name: str) -> None:
        """Take a theme by name; "system" follows the desktop."""
        self.theme_name = name
        theme = THEMES.get(name) or of_system()
        if theme != self.theme:
            self.theme = theme
            self.restyled.emit()
