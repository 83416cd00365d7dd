"""What the reader is doing: the open stories, what of them is shown, the chosen event."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from viewer.core import corrections, dates
from viewer.core.dates import Manner, NamedPeriod
from viewer.core.difference import OTHER, Changed, Comparison, difference
from viewer.core.events import Event, Reading
from viewer.core.finding import ALL, Filter, Hits, narrowed, search
from viewer.core.story import Span, citations_for
from viewer.core.timeline import Grouping, Timeline, arrange, first_known, known_start
from viewer.core.when import ANY, FUTURE, PAST, When, parse
from viewer.files import StoryRefused
from viewer.files.sidecar import Sidecar
from viewer.files.worker import read_file, read_story
from viewer.ui.against import Against, is_later
from viewer.ui.corrections import Corrections
from viewer.ui.store import Opened, Store
from viewer.ui.theme import LIGHT, THEMES, Theme, of_system
from viewer.ui.view import View
from viewer.ui.watching import Watch

#: Stories that are given a lane each when they are opened together.
LANES = 60


class Session(QObject):
    """The one mutable object. Widgets read it and call its methods; it tells them what changed.

    ``own`` are the open stories as the program read them and the reader put them right, ``paths``
    the files they lie in, ``hidden`` the digests of those that are left out of the timeline.
    ``readings`` are those on the timeline: the same, and while they are compared with another
    version (``comparison``) what only that one tells, too. ``view`` is what of it all is seen.

    Signals: ``opened`` other stories are open; ``arranged`` the same stories and perhaps more, in
    other lanes, read with another date, or put right; ``chosen`` another event is selected (its id,
    "" for none), ``gathered`` others are selected together with it; ``pointed`` the pointer rests
    on another event (its id); ``restyled`` another theme, size of text or manner of
    dates; ``found`` other places hold what is
    looked for; ``refused`` a file could not be opened, ``noticed`` something happened to it (a
    message).
    """

    opened = Signal()
    arranged = Signal()
    chosen = Signal(str)
    gathered = Signal()
    pointed = Signal(str)
    restyled = Signal()
    found = Signal()
    refused = Signal(str)
    noticed = Signal(str)

    def __init__(self, periods: Sequence[NamedPeriod] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = View(self)
        self.periods = periods
        self._store = Store()
        self._date = ANY
        self.hidden: frozenset[str] = frozenset()
        self._looked = ""  # the digest of the story whose text the reader asked for
        self._grouped = Grouping.SOURCE  # before the comparison
        self.corrections = Corrections(self)
        self.corrections.changed.connect(self._put_right)
        self._watch = Watch(self)
        self._watch.altered.connect(self._altered)
        self._watch.gone.connect(self._gone)
        self.corrections.kept.connect(self._watch.seen)
        self.grouping = Grouping.SOURCE
        self.filter: Filter = ALL
        self.hits = Hits()
        self.hit = -1  # which of the hits was stepped to last
        self.chosen_id = ""
        self.together: tuple[str, ...] = ()  # the chosen event, and those chosen before it
        self._rows: tuple[Timeline, tuple[str, ...], tuple[int, ...]] | None = None
        self.pointed_id = ""
        self.theme: Theme = LIGHT
        self.theme_name = "system"
        self.text_size = 100  # percent of the usual
        self._in_time: NDArray[np.intp] | None = None  # rows of the timeline, earliest first

    @property
    def timeline(self) -> Timeline:
        """The events that are shown, in their lanes."""
        return self.view.timeline

    @property
    def exported(self) -> Timeline:
        """What goes out of the window: the open stories alone, without the version they are
        compared with, whose events would pass for theirs."""
        if self.comparison is None:
            return self.timeline
        return arrange(narrowed(self._unhidden(self.own), self.filter), grouping=self._grouped)

    @property
    def own(self) -> tuple[Reading, ...]:
        return self._store.own

    @property
    def readings(self) -> tuple[Reading, ...]:
        return self._store.readings

    @property
    def comparison(self) -> Comparison | None:
        return self._store.comparison

    # ── stories ──────────────────────────────────────────────────────────────────────────────

    @property
    def _files(self) -> tuple[Opened, ...]:
        return self._store.files

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of the open stories."""
        return tuple(file.path for file in self._files)

    @property
    def path(self) -> Path | None:
        """The first of them; None where nothing is open."""
        return self._files[0].path if self._files else None

    @property
    def date(self) -> When:
        """The story's date that the reader gave; ANY for none."""
        return self._date

    def open(self, path: Path, *, date: When = ANY) -> bool:
        """Read a story file; on failure say why and keep what is open."""
        file = self._opened(path, date, many=False)
        if file is None:
            return False
        self.show([file], date=date)
        return True

    def show(self, files: Sequence[Opened], *, date: When = ANY) -> None:
        """Show these files' stories, read already, and no others; ``date`` as they were read."""
        self.choose("")
        self.point("")
        self._store.keep(files)
        self._leave_comparison()
        self._date = date
        self.filter, self.hits, self.hidden = ALL, Hits(), frozenset()
        self._keep_corrections()
        self._watch_files()
        if self._store.many:
            self._group_stories()
        elif self.grouping is Grouping.STORY:
            self.grouping = Grouping.SOURCE  # one story is one lane
        self._correct()
        self.view.begin()
        self.opened.emit()

    def add(self, files: Sequence[Opened], *, order: Callable[[Path], int] | None = None) -> None:
        """Show these files' stories beside those that are open; all in an order, if given."""
        if not self._files:
            self.show(files)
            return
        alone = len(self._files) == 1
        self._store.keep((*self._files, *files), order=order)
        self._leave_comparison()
        if alone or (len(self._files) > LANES and self.grouping is Grouping.STORY):
            self._group_stories()
        self._keep_corrections()
        self._watch_files()
        self._put_right()

    def _group_stories(self) -> None:
        """A lane for each of several stories; of so many that no one reads their lanes, all in
        few."""
        if len(self._files) > 1:
            self.grouping = Grouping.STORY if len(self._files) <= LANES else Grouping.CERTAINTY

    def hide(self, digests: frozenset[str]) -> None:
        """Leave these stories, by their digests, out of the timeline and the lists of events."""
        if digests != self.hidden:
            self.hidden = digests
            self._arrange()
            self._rearranged()

    def _keep_corrections(self) -> None:
        self.corrections.open(
            {file.path: frozenset(r.story.digest for r in file.readings) for file in self._files}
        )

    def _watch_files(self) -> None:
        self._watch.watch((*self.paths, *self.corrections.files))

    def _opened(self, path: Path, date: When, *, many: bool) -> Opened | None:
        """A file as the program reads it; None after saying why not."""
        try:
            return Opened(path, read_file(path, date=date, periods=self.periods, many=many))
        except StoryRefused as error:
            self.refused.emit(str(error))
            return None

    # ── the file changes ─────────────────────────────────────────────────────────────────────

    def reload(self) -> None:
        """Read the files again and say what new versions tell otherwise."""
        for path in self.paths:
            self._renew(path)

    def _renew(self, path: Path) -> None:
        before = next(file for file in self._files if file.path == path)
        now = self._opened(path, self._date, many=len(self._files) > 1)
        if now is None or now.digests == before.digests:
            return
        self._store.is_later = True  # the exchange turns it round
        said = self._take(tuple(now if file is before else file for file in self._files))
        self.noticed.emit(f"The story changed on disk: {said}.")

    @property
    def can_go_back(self) -> bool:
        """Whether an earlier version of the story is kept."""
        return bool(self._store.earlier)

    def go_back(self) -> None:
        """Show the version from before the file changed, or from then back to that."""
        if self._store.earlier:
            said = self._take(self._store.earlier)
            self.noticed.emit(f"The other version of the story is shown: {said}.")

    def _take(self, files: tuple[Opened, ...]) -> str:
        """Show another version, with what is chosen as far as it is there; says what differs."""
        against = self._store.against
        if against is not None and against.is_version:
            self.end_comparison()  # it was with the version that is shown next
        before, chosen = self.own, self.chosen_id
        self._store.exchange(files)
        self._keep_corrections()
        self._correct()
        found = difference(before, self.own)
        if chosen in found.same:
            self.chosen_id = found.same[chosen]
            self.together = tuple(found.same.get(one, one) for one in self.together)
        self._rearranged()
        self.chosen.emit(self.chosen_id)
        return found.words

    def _altered(self, path: Path) -> None:
        if path in self.paths:
            self._renew(path)
        else:
            self.corrections.renew()

    def _gone(self, path: Path) -> None:
        if path in self.paths:
            self.noticed.emit("The story's file is gone. What is shown here stays open.")

    # ── two versions side by side ────────────────────────────────────────────────────────────

    def compare_with(self, path: Path) -> bool:
        """Show the open stories beside another file's; on failure say why and change nothing."""
        other = self._opened(path, self._date, many=False) if self.own else None
        if other is None:
            return False
        alike = any(mine.name == path.name for mine in self.paths)
        sidecar = Sidecar(path)
        self._compare(
            Against(
                f"{path.name} in {path.parent.name}" if alike else path.name,
                other.readings,
                sidecar.load(),
                is_later(other.readings, self.own),
            )
        )
        for problem in sidecar.problems:
            self.noticed.emit(problem)
        return True

    def compare_versions(self) -> None:
        """Show the open stories beside their version from before a file changed."""
        earlier, later = self._store.earlier, self._store.is_later
        if earlier:
            name = "the version on disk" if later else "the version before it changed"
            readings = tuple(r for file in earlier for r in file.readings)
            self._compare(Against(name, readings, None, later))

    @property
    def compared_with(self) -> str:
        """What the version is called that the open story is compared with; "" for none."""
        return self._store.against.name if self._store.against else ""

    def end_comparison(self) -> None:
        """Show the open stories alone."""
        if self._store.against is None:
            return
        line = self.change_of(self.chosen_id)
        if line is not None and not self.is_own(self.chosen_id):
            kept = next((e.id for e in (line.before, line.after) if e and self.is_own(e.id)), "")
            self.choose(kept)
        self._leave_comparison()
        self.view.to_top()
        self._put_right()
        self.view.fit()

    def change_of(self, event_id: str) -> Changed | None:
        """How an event differs between the versions compared; None where it does not."""
        return self.comparison.line_of.get(event_id) if self.comparison else None

    def is_own(self, event_id: str) -> bool:
        """Whether an event is of the open stories, and can be put right."""
        return not event_id.endswith(OTHER)

    def step_change(self, by: int) -> None:
        """Choose the next event, by time, that the versions tell differently, or one before."""
        lines = self.comparison.changed if self.comparison else ()
        if not lines:
            return
        now = self.change_of(self.chosen_id)
        at = next((n for n, line in enumerate(lines) if line is now), -1 if by > 0 else 0)
        self.choose(lines[(at + by) % len(lines)].event.id)

    def _compare(self, against: Against) -> None:
        if self.grouping is not Grouping.CHANGE:
            self._grouped, self.grouping = self.grouping, Grouping.CHANGE
        self._store.against = against
        self.filter, self.hidden = ALL, frozenset()
        self.view.to_top()
        self._put_right()
        self.view.fit()

    def _leave_comparison(self) -> None:
        self._store.against = None
        if self.grouping is Grouping.CHANGE:
            self.grouping = self._grouped

    # ── what the stories tell ────────────────────────────────────────────────────────────────

    def know(self, periods: Sequence[NamedPeriod]) -> None:
        """Read the open stories with other named periods."""
        self.periods = periods
        self._read_again(lambda reading: True)

    def set_story_date(self, date: When) -> None:
        """Read the open stories as if written on ``date``; ANY goes back to their own.

        Of several stories only those without a date of their own take it.
        """
        if date == self._date:
            return
        # What was read without a date given has its own.
        own = self._store.many and not self._date.is_known
        self._date = date
        self._read_again(lambda reading: not (own and reading.date.is_known))

    def _read_again(self, wanted: Callable[[Reading], bool]) -> None:
        def again(reading: Reading) -> Reading:
            if not wanted(reading):
                return reading
            many = self._store.many
            return read_story(reading.story, date=self._date, periods=self.periods, many=many)

        if self._files:
            self._store.read_again(again)
            self._put_right()

    def target_of(self, event: Event) -> corrections.Target:
        """What a correction of an event is tied to."""
        found = self._store.event(event.id)
        assert found is not None  # only what is shown is put right
        was = self.read_as(event.id) or event  # a part may have been split off its words
        place = corrections.place_of(found[1].story, was.span)
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
        for reading in self._store.read_as:
            found = corrections.Places(reading).event(target.place)
            if found is not None:
                return self.event_of(found.id)
        return None

    def sources_for(self, reading: Reading, span: Span) -> tuple[str, ...]:
        """The sources that the story gives for some of its words."""
        return citations_for(reading.story, span)

    def read_as(self, event_id: str) -> Event | None:
        """An event as the program read it, before anything was put right."""
        return self._store.as_read(event_id)

    @property
    def reading(self) -> Reading | None:
        """The story the panel shows: that of the chosen event, else the one that the reader looks
        at, else the first."""
        chosen = self._store.event(self.chosen_id)
        if chosen is not None:
            return chosen[1]
        looked = (r for r in self.readings if r.story.digest == self._looked)
        return next(looked, self.readings[0] if self.readings else None)

    def look_at(self, digest: str) -> None:
        """Show the text of an open story, by its digest."""
        self.choose("")
        if digest != self._looked:
            self._looked = digest
            self.arranged.emit()

    def hue_of(self, reading: Reading, source: str) -> int:
        """The number of a source's colour, the same in chart, text, lists and card; -1 for none."""
        return self._store.hue_of(reading, source)

    def event_of(self, event_id: str) -> Event | None:
        found = self._store.event(event_id)
        return found[0] if found else None

    def _put_right(self) -> None:
        self._correct()
        self._rearranged()

    def _correct(self) -> None:
        self.corrections.lapsed = self._store.put_right(self.corrections.all)
        self.hits, self.hit = search(self.readings, self.hits.words, self.periods), -1
        self._arrange()

    def _rearranged(self) -> None:
        """The same stories, other events: keep what is chosen and shown as far as it is there."""
        kept = {event.id for event, _ in self._store.events((*self.together, self.pointed_id))}
        if self.chosen_id not in kept:
            self.choose("")
        self._gather(one for one in self.together if one in kept)
        if self.pointed_id not in kept:
            self.point("")
        self.view.keep()
        self.arranged.emit()

    def _unhidden(self, readings: Sequence[Reading]) -> list[Reading]:
        return [r for r in readings if r.story.digest not in self.hidden]

    def _arrange(self) -> None:
        readings = narrowed(self._unhidden(self.readings), self.filter)
        changes = self.comparison.changes if self.comparison else None
        timeline = arrange(readings, grouping=self.grouping, changes=changes)
        self._in_time = None
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
        """Whether an event passes the filter, and its story is not hidden."""
        return reading.story.digest not in self.hidden and self.filter.keeps(event, reading)

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
        """Show what is chosen from its beginning to its end, with some of what is around it."""
        self.view.fit_rows(self.chosen_rows)

    def go_to(self, words: str) -> bool:
        """Show the time that words name, read as the story's own are; False where they name none.

        An open bound is shown from the one that is known.
        """
        when = self.understood(" ".join(words.split()))
        ends = [end for end in (when.earliest, when.latest) if end not in (PAST, FUTURE)]
        if not ends:
            return False
        self.view.show_around(ends[0], ends[-1] + 1)
        return True

    def understood(self, words: str) -> When:
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
        """Select an event and no other, "" for none, and bring it into the view."""
        if event_id and self._store.event(event_id) is None:
            return
        self._gather((event_id,) if event_id else ())
        self._bring(event_id)

    def choose_too(self, event_id: str) -> None:
        """Select an event beside those that are, or leave it out of them."""
        if self._store.event(event_id) is None:
            return
        others = tuple(one for one in self.together if one != event_id)
        self._gather(others if event_id in self.together else (*others, event_id))
        self._bring(self.chosen_id)

    def choose_all(self, event_ids: Iterable[str]) -> None:
        """Select events beside those that are."""
        self._gather(dict.fromkeys((*self.together, *event_ids)))

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """The rows of the timeline of what is chosen, as far as it is shown."""
        made = self._rows
        if made is None or made[0] is not self.timeline or made[1] != self.together:
            found = tuple(self.timeline.rows_of(set(self.together)) if self.together else ())
            made = self._rows = (self.timeline, self.together, found)
        return made[2]

    def chosen_events(self) -> list[tuple[Event, Reading]]:
        """What is chosen, each event with its story, by time."""
        found = self._store.events(self.together)
        return sorted(found, key=lambda pair: known_start(pair[0].when))

    def _gather(self, event_ids: Iterable[str]) -> None:
        """These events are chosen, the last of them above all."""
        together = tuple(event_ids)
        chosen_id = together[-1] if together else ""
        changed = together != self.together, chosen_id != self.chosen_id
        self.together, self.chosen_id = together, chosen_id
        if changed[1]:
            self.chosen.emit(chosen_id)
        if changed[0]:
            self.gathered.emit()

    def _bring(self, event_id: str) -> None:
        row = self.timeline.index_of(event_id) if event_id else -1
        if row >= 0:  # the filter may leave it out
            self.view.bring(row)

    def let_go(self) -> None:
        """No event is chosen, nothing measured."""
        self.choose("")
        self.view.measure_between(None)

    def step(self, by: int, *, too: bool = False) -> None:
        """Select the event that lies ``by`` places further on in time, and no other, or ``too``."""
        count = len(self.timeline.events)
        if not count:
            return
        if self._in_time is None:
            self._in_time = np.argsort(first_known(self.timeline), kind="stable")
        chosen = self.timeline.index_of(self.chosen_id) if self.chosen_id else -1
        if chosen >= 0:
            at = (int(np.flatnonzero(self._in_time == chosen)[0]) + by) % count
        else:
            at = 0 if by > 0 else count - 1
        event_id = self.timeline.events[int(self._in_time[at])].id
        if too:
            self._gather((*(one for one in self.together if one != event_id), event_id))
            self._bring(event_id)
        else:
            self.choose(event_id)

    def point(self, event_id: str) -> None:
        """The pointer rests on an event, "" for none."""
        if event_id != self.pointed_id:
            self.pointed_id = event_id
            self.pointed.emit(event_id)

    # ── looks ────────────────────────────────────────────────────────────────────────────────

    def restyle(self, name: str, text_size: int = 0, manner: Manner | None = None) -> None:
        """Take a theme by name, "system" follows the desktop; a size of text in percent; and the
        manner in which the reader likes time told."""
        theme = THEMES.get(name) or of_system()
        now = (theme, name, text_size or self.text_size, manner or self.manner)
        before = (self.theme, self.theme_name, self.text_size, self.manner)
        self.theme, self.theme_name, self.text_size, self.view.manner = now
        if now != before:
            self.restyled.emit()

    @property
    def manner(self) -> Manner:
        """How the reader likes time told."""
        return self.view.manner

    def when(self, when: When) -> str:
        """A date in words, as the reader likes it written."""
        return self.in_style(dates.words(when))

    def in_style(self, words: str) -> str:
        """Words of ours with their dates as the reader likes them written."""
        return dates.restyled(words, self.manner.style)
