"""What a reader carries in mind at one place of a text: which dates were spoken of, and from
where the telling goes on.

The *discourse* is the date of the story, the date last spoken of, and whether the text is a
report, told from the day it was written, or a narrative, which carries its own year forward.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final, NamedTuple

from viewer.core.dates.model import Timex
from viewer.core.dates.scene import Scene
from viewer.core.dates.seasons import Season
from viewer.core.dates.standing import (
    ASIDE,
    BEFORE,
    OPENS,
    PASSING,
    SCENE,
    STATE,
    TOLD,
    Standing,
)
from viewer.core.dates.values import (
    STORY_DATE,
    Meaning,
    Point,
    Unknown,
    day_number,
    of_point,
)
from viewer.core.dates.wording import words
from viewer.core.patterns import late
from viewer.core.when import ANY, FUTURE, PAST, Precision, When, civil, interval

#: Years before the story's from which on a date that opens a sentence is of another time.
_LONG_AGO: Final = 2
#: Seasons of a year that is not known.
_SOME_SEASON: Final = frozenset(f"XXXX-{season}" for season in ("SP", "SU", "FA", "WI"))
#: Years before the story's beyond which a telling does not run on into its news.
_HISTORY: Final = 10
#: Days up to the story's in which the news of a report happened.
_NEWS_DAYS: Final = 7


#: Times among which that of a happening told before is sought.
_HEARD: Final = 64

#: The periods that figures are given for.
_REPORTED: Final = late(r"(?:FY)?[0-9]{4}-[QH][0-9]\Z|FY[0-9]{4}\Z")


#: What is counted by a unit counts from a date that is known as finely as this.
_GRAINS: Final = {
    "day": Precision.DAY,
    "week": Precision.WEEK,
    "fortnight": Precision.WEEK,
    "weekend": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "semester": Precision.HALF,
}
#: The longest that a date of a grain can be, in seconds, the finest first.
_LENGTHS: Final = (
    (86_400, Precision.DAY),
    (7 * 86_400, Precision.WEEK),
    (31 * 86_400, Precision.MONTH),
    (93 * 86_400, Precision.QUARTER),
    (184 * 86_400, Precision.HALF),
    (366 * 86_400, Precision.YEAR),
)


#: By names of their own, as `kinds` has its members.
_HOUR: Final = Precision.HOUR
_WEEK: Final = Precision.WEEK
_LONGER: Final = Precision.DECADE


def grain(when: When) -> Precision:
    """How finely a date is known, by its own length: a stretch of seven days is a week."""
    length = when.latest - when.earliest + 1
    for longest, fine in _LENGTHS:
        if length <= longest:
            return fine
    return _LONGER


def is_evening(meaning: Meaning) -> bool:
    return meaning.value.endswith(("TNI", "TEV"))


class _Frame(NamedTuple):
    """Where a telling stands."""

    last: Point | None
    grain: Precision
    last_day: Point | None
    carried: Point | None


def precedes(a: Point, b: Point) -> bool:
    """One date lies before another, as far as both are known."""
    known = [(x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None]
    return [x for x, _ in known] < [y for _, y in known]


class Discourse:
    """The dates a reader has in mind at one place of a text."""

    def __init__(
        self,
        anchor: When,
        *,
        narrative: bool,
        distant: bool,
        newsy: bool = False,
        of_year: tuple[int, int, int] | None = None,
        season: Season | None = None,
    ) -> None:
        """``distant``: none of the years told is near the story's, so even "this year" in it
        is the year of what is told. ``newsy``: told from the day of its writing, though nobody
        says which that is.
        ``of_year``: the last day of the year that the text says at its head it reports on.
        ``season``: the season or term that it says there it is about.
        """
        self.narrative = narrative
        self.distant = distant
        self.newsy = newsy
        self.of_year = of_year
        self.season = season
        self.scene = Scene()
        self.story: Point | None = None
        self.story_words = ""
        self.dated = ""  # why what is told from the story's day is of that day
        if anchor.earliest_start != PAST and anchor.latest_end != FUTURE:
            y, m, d, *_ = civil(anchor.earliest)
            fine = anchor.precision
            self.story = (
                y,
                m if fine >= Precision.MONTH else None,
                d if fine >= Precision.DAY else None,
            )
            self.story_words = words(of_point(self.story))
            self.dated = f"the story is dated {self.story_words}"
        self.heard: deque[Timex] = deque(maxlen=_HEARD)  # the times told last, in text order
        self.last: Point | None = None
        self.last_told: Point | None = None  # the same, but for "since August" in passing
        self.last_month: Point | None = None  # the day or month that a clause told last
        self.grain = Precision.NONE  # how finely the date last spoken of is known
        self.main: tuple[Point, Precision] | None = None  # when this sentence happened, its grain
        self.beside: tuple[Point, Precision] | None = None  # the same, of a sentence that went on
        # to speak in passing of an earlier time: "burned, the worst fire since 1912"
        self.told_day: tuple[Point, Precision] | None = None  # the day that a clause last told
        self.kept: tuple[Point, Precision] | None = None  # the same, while a report has only named
        # an earlier date since: "On Friday they met. The pact of 4 May is void."
        self.keeps: tuple[Point, Precision] | None = None  # what this sentence makes of it
        self.age: Meaning | None = None  # spoken of since: a decade, a century, an unknown year
        self.last_day: Point | None = None
        self.news_day: Point | None = None  # of a report: the day on which its news happened
        self.carried: Point | None = None
        self.passage: Point | None = None  # opened a sentence of this paragraph with its year
        self.section: Point | None = None  # the date in the heading above
        self.stretch = ANY  # all the time it names
        self.whole = ANY  # the days or year that the title gives the whole
        self.announced = ANY  # the days that are announced, in a story without a date
        self.telling = False  # some clause has happened in a year
        self.sure = False  # the year carried is where the telling stands, not a remark
        self.told: Point | None = None  # the year in which a clause of this paragraph happened
        self.planned: Point | None = None  # a date still to come that this paragraph last told
        self.here: Point | None = None  # the same, of this sentence
        self.stood: Point | None = None  # what the text told last, not in passing
        self.opened: Point | None = None  # what the text told first, not in passing
        self.news = False  # something of the year before the story, or to come, has been told
        self.old_told = 0  # dates of old that have been told
        self.entries = False  # a diary, or letters: told from the day above each
        self.entry: Point | None = None  # the date that opened the line before, as in a list
        self.thread: Point | None = None  # what this paragraph told last, not in passing
        self.day_here = False
        self.told_here = False  # this sentence has told a date, if only in passing
        self.day_lost = False  # a day was told since that nobody can name
        self.year_lost = False  # and a year: "some years later, in August"
        self.nameless = False  # the heading above is such a day
        self.now_here = False  # the date last spoken of was counted from the story's
        self.fresh = True
        self.unsure_here = False  # this paragraph has told a day whose year nobody can tell
        self.interrupted: _Frame | None = None  # where the telling stood before it looked back
        self.aside: _Frame | None = None  # the same, before it looked back by some days
        self.aside_here = False  # it does so in this sentence
        self.seen_from: Point | None = None  # where it stood before it looked back at all
        self.lead: Point | None = None  # the day that the text opens with
        self.headed = False  # nothing has been dated since the heading above
        self.reported: Meaning | None = None  # the quarter, half or fiscal year told of
        self.of_period = False  # no other month or year has been spoken of since
        self.last_clock: tuple[int, str] | None = None  # second and zone, by the clock as told
        self.year_ends: int | None = None  # the month in which this paragraph's fiscal year ends

    # --- what to count from -------------------------------------------------------------------

    def base(
        self, ref: str, step: int = 0, unit: str = "", *, over: bool = False
    ) -> tuple[Point, str]:
        """The date an expression counts from, by that unit, and words for it. Raises Unknown.

        Two days after "the first week of May" is no day that anybody could name, nor is two years
        after "the 1950s" a year: nothing is counted in a unit finer than what it counts from.
        What is ``over`` and came before was not before a date still to come, but before the story;
        so was "a day earlier" in a paragraph of a report that has told no date yet.
        """
        if ref == "event":
            raise Unknown  # a happening has no date here
        last, fine = self.beside if self.beside and step else (self.last, self.grain)
        if unit == "day" and step and self.kept and not self.beside:
            last, fine = self.kept
        coarse = fine < _GRAINS.get(unit, Precision.NONE)
        if over and (self.to_come(last) or (coarse and self.fresh and not self.narrative)):
            ref = "story"
        if ref == "text" and self.age is not None and not self.told_here:
            return self._from_age(self.age, unit)
        if ref == "text" and last is not None:
            if coarse:
                raise Unknown
            return last, f"the text last spoke of {words(of_point(last))}"
        days = self.announced
        if ref == "story" and unit == "year" and days.is_known:
            return (civil(days.earliest)[0], None, None), f"the story announces {words(days)}"
        if ref == "story" and self.story is None and self.entry_day is not None:
            return self.entry_day, f"it stands under {words(of_point(self.entry_day))}"
        # Nothing told of yet that "a week later" or "that day" could mean: it is not the story's.
        if self.story is None or (
            ref == "text" and (self.narrative or self.elsewhere or step >= 0)
        ):
            raise Unknown
        if self.narrative and self.distant and self.elsewhere:
            # "this year" in a passage of old may be the writer's year or that of the telling
            raise Unknown
        return self.story, self.dated

    @property
    def is_chronological(self) -> bool:
        """A report opens in old times, has told on from there, and not yet come to its own."""
        opened = self.opened is not None and self.opened[1] is not None
        return opened and self._is_old(self.opened) and self.old_told > 1 and not self.news

    @property
    def entry_day(self) -> Point | None:
        """The day over what is told, as in a diary or above a letter: that of its writing."""
        return self.section if self.section is not None and self.section[2] is not None else None

    def to_come(self, point: Point | None) -> bool:
        """A report speaks of it before it is there."""
        if point is None or self.story is None or self.narrative:
            return False
        return precedes(self.story, point)

    def _from_age(self, age: Meaning, unit: str) -> tuple[Point, str]:
        """The decade after the 1950s, two centuries after the third. Raises Unknown."""
        fine = age.when.precision
        if not (unit == "century" and fine >= Precision.CENTURY) and not (
            unit == "decade" and fine >= Precision.DECADE
        ):
            raise Unknown
        y = civil(age.when.earliest)[0]
        return (y, None, None), f"the text last spoke of {words(age.when)}"

    @property
    def elsewhere(self) -> bool:
        """The telling stands long before the story: a sentence of the paragraph opened with such
        a year, or a clause of this very sentence happened in one."""
        return self._is_old(self.passage) or self._is_old(self.here)

    def _is_old(self, point: Point | None) -> bool:
        return (
            point is not None and self.story is not None and point[0] <= self.story[0] - _LONG_AGO
        )

    @property
    def old_day(self) -> Point | None:
        """The day that a report told last, in whatever paragraph, where it is none of its news."""
        if self.told_day is None or self.story is None:
            return None
        day = self.told_day[0]
        ago = day_number(self.story) - day_number(day)
        return day if ago >= _NEWS_DAYS else None

    @property
    def _is_history(self) -> bool:
        """What is told lies so far back that nothing in it may be news."""
        return self.distant or (
            self.carried is not None
            and self.story is not None
            and self.carried[0] < self.story[0] - _HISTORY
        )

    @property
    def near(self) -> bool:
        """The date last spoken of lies about the story's own."""
        return (
            self.last is not None
            and self.story is not None
            and abs(self.last[0] - self.story[0]) < _LONG_AGO
        )

    def remember(
        self, meaning: Meaning, standing: Standing = OPENS, *, compared: bool = False
    ) -> None:
        """The date just read is the one last spoken of.

        What is only ``compared`` with is not what the text reports on. What is said in passing
        ("the law of 1976") does not carry the telling off, nor does what a narrative says of its
        writer's days.
        """
        point = meaning.point
        if point is None:
            self.lose(meaning, standing)
            return
        self.year_lost &= meaning.relative and not meaning.anchor.startswith(STORY_DATE)
        pluperfect = standing in (SCENE, BEFORE)
        lasted, aside = standing is STATE, standing in (ASIDE, STATE)
        standing = self._looks_back(meaning, point, PASSING if aside else standing)
        passing = standing is PASSING
        if not passing or self.age is None or point[0] > civil(self.age.when.earliest)[0]:
            self.age = None
        self.day_lost = False
        self.told_here = True
        self.grain = grain(meaning.when)
        self.news |= not self._is_old(point)
        if not passing:
            self.thread = self.stood = point
            self.opened = self.opened or point
            self.old_told += self._is_old(point)
            self.last_month = point if point[1] is not None else self.last_month
            self.main, self.beside = (point, self.grain), None
            self.told_day = self.main if point[2] is not None else self.told_day
            self.kept = self.keeps = None
        else:
            day = None if self.narrative else self.told_day
            self.keeps = day if day is not None and precedes(point, day[0]) else None
            earlier = self.main is not None and precedes(point, self.main[0])
            self.beside = self.main if earlier else None
        if not (passing and meaning.relative and point[2] is None):
            self.last_told = point
        self.now_here = meaning.anchor.startswith(STORY_DATE)
        steps_out = self.narrative and self.now_here
        carries = not passing or ((self.carried is None or self.fresh) and not aside)
        borrowed = passing and (meaning.relative or self._is_before(point))
        borrowed |= passing and not self.narrative and self._is_behind(point, BEFORE)
        if (carries or (point[1] is not None and not borrowed)) and not steps_out:
            self.carried = point
        if not meaning.relative:
            if standing is OPENS:
                self.passage = point
            if standing is not PASSING:
                # One year at the end of one sentence may be all the history there is.
                first = self.told is None and not self.sure
                self.telling = True
                self.sure |= standing is OPENS or not first or point[1] is not None
                self.told = self.here = point
                if self.passage is not None and self.passage[0] < point[0]:
                    # "When they built in 2019 ... It was sold in May 2023."
                    self.passage = point if point[1] is not None else None
        elif self.now_here and standing is OPENS and not self.narrative:
            self.here, self.passage, self.told = point, None, None
        elif self.now_here:
            self.here = None  # "Last year they came on 9 May, and this spring on the 2nd"
        self.planned = point if self.to_come(point) and not meaning.relative else None
        self.fresh = self.headed = self.unsure_here = False
        if lasted and self.thread is not None:
            # "A museum, planned since 1997, opens that autumn": the autumn of what is told.
            self.last, self.grain, self.beside = self.thread, grain(of_point(self.thread)), None
            return
        self.last = point
        if _REPORTED.match(meaning.value):
            self.report(meaning, compared=compared)
        elif point[2] is None:
            self.of_period = False
        told = meaning.when.precision >= _HOUR and not meaning.when.is_interval
        zone = "Z" if meaning.value.endswith("Z") else ""
        if told:
            self.last_clock = (meaning.when.earliest, zone)
        elif self.last_clock and point[2] and civil(self.last_clock[0])[:3] != point:
            self.last_clock = None  # "at 5 p.m. on 3 May" names the day after its clock
        if self.news_day is None and point[2] is not None and standing is not PASSING:
            self.news_day = self._news_of(point)
        if self.grain is _WEEK:
            self.last_day = None  # some day of it
        elif point[2] is not None:
            self.last_day = point
            self.day_here = True
            if told:
                # Hours told in the pluperfect leave the scene where it was.
                if not pluperfect:
                    self.scene.tell_clock(day_number(point), meaning.when.earliest % 86_400)
            else:
                opens = standing is OPENS
                self.scene.tell_day(day_number(point), evening=is_evening(meaning), opens=opens)

    def lose(self, meaning: Meaning, standing: Standing) -> None:
        """What was told is no date that the next could be counted from: an age, or a time that
        nobody can name. Where only its day or month is unknown, its year goes on."""
        self.year_lost |= meaning.value in _SOME_SEASON
        if standing in (PASSING, ASIDE, STATE) or meaning.value.startswith("XXXX-XX-XXTX"):
            return  # "minutes later" is of the day told
        self.main = self.beside = None
        self.unsure_here |= meaning.value.startswith("XXXX-") and meaning.value[5:7].isdigit()
        if meaning.when.is_known and meaning.value.startswith("XXXX"):
            self.age = meaning  # "six months later", behind a mere year
        elif meaning.value.startswith(("XXXX-XX", "XXXX-WXX")):
            self.day_lost = True
            self.grain = min(self.grain, Precision.YEAR)
        else:
            self.age = meaning

    def skip_years(self) -> None:
        """The telling goes on some years later or before, and nobody says how many."""
        self.year_lost = True

    def _is_before(self, point: Point) -> bool:
        """It lies in a year before the one in which the narrative surely stands."""
        carried = self.carried
        return self.narrative and self.sure and carried is not None and point[0] < carried[0]

    def _is_behind(self, point: Point, standing: Standing) -> bool:
        """A report looks back in the pluperfect from what its paragraph has told, or from what the
        text has, where the date stands inside its sentence."""
        told = self.thread if standing is SCENE else self.thread or self.carried
        return not self.narrative and told is not None and point[0] < told[0]

    def _looks_back(self, meaning: Meaning, point: Point, standing: Standing) -> Standing:
        """What a date is to the telling, where the pluperfect may look back from it.

        A look back that goes on in the past tense becomes the telling; else it ends with its
        paragraph, and its date with its sentence.
        """
        if standing in (SCENE, BEFORE):
            self.seen_from = self.seen_from or self.last
        elif standing is not PASSING:
            self.seen_from = None
        if meaning.relative:
            if standing in (SCENE, BEFORE) and self._is_day_before(point):
                # "The heating had failed on the Saturday": the telling stays where it was.
                self.aside = self.aside or self._frame()
                self.aside_here = True
            elif standing in (OPENS, TOLD) and not self._is_aside(point):
                self.aside = None
            if standing in (SCENE, BEFORE) and self._is_year_before(point):
                # "A year earlier they had refused": so, too.
                self.interrupted = self.interrupted or self._frame()
            if standing is SCENE:
                return OPENS
            return TOLD if standing is BEFORE else standing
        if self.lead is None and point[2] is not None and self.carried is None:
            self.lead = point
        back = self._is_before(point) and self.last is not None
        if standing is PASSING:
            return standing
        if standing in (OPENS, TOLD):
            self.interrupted = self.aside = None
            return standing
        if back and self.interrupted is None:
            self.interrupted = self._frame()
        if self._is_behind(point, standing):
            return PASSING
        if standing is SCENE:
            return OPENS
        if back:
            self.here = point
        return PASSING if back else TOLD

    def _is_year_before(self, point: Point) -> bool:
        """It is a year of its own before the one in which a narrative stands."""
        carried = self.carried
        return self.narrative and carried is not None and point[0] < carried[0] and not point[1]

    def _is_day_before(self, point: Point) -> bool:
        """It is a day before the one last told."""
        day = self.last_day
        return day is not None and point[2] is not None and day_number(point) < day_number(day)

    def _is_aside(self, point: Point) -> bool:
        """It is a day before the one that the telling looked back from."""
        day = self.aside.last_day if self.aside is not None else None
        return day is not None and point[2] is not None and day_number(point) < day_number(day)

    def _frame(self) -> _Frame:
        return _Frame(self.last, self.grain, self.last_day, self.carried)

    def _stand(self, frame: _Frame) -> None:
        self.last, self.grain, self.last_day, self.carried = frame
        self.last_told = self.last

    def come_back(self) -> None:
        """What was told in the pluperfect of some days before ends, and the telling goes on."""
        if self.aside is not None:
            self._stand(self.aside)
            self.aside = None

    def _news_of(self, point: Point) -> Point | None:
        """A day that a report tells of, if it lies in the week up to the story's."""
        if self.story is None or self.story[2] is None or self.narrative:
            return None
        ago = day_number(self.story) - day_number(point)
        return point if 0 <= ago < _NEWS_DAYS else None

    def report(self, meaning: Meaning, *, compared: bool) -> None:
        """The text tells of the figures of this period, or compares them with it."""
        self.of_period = True
        if not compared or self.reported is None:
            self.reported = meaning

    def turn_to(self, counted: Timex, *, compared: bool = False) -> None:
        """What the text now speaks of was counted from the date last spoken of."""
        when = counted.when
        y, m, d, *_ = civil(when.earliest)
        fine = when.precision
        self.last = (
            y,
            m if fine >= Precision.MONTH else None,
            d if fine >= Precision.DAY else None,
        )
        self.last_told = self.last
        self.grain, self.age = grain(when), None
        self.main, self.beside = (self.last, self.grain), None
        self.of_period = False
        if when.is_interval and when.earliest_start > PAST and when.latest_end < FUTURE:
            stretch = Meaning(counted.type, counted.value, when, "", point=self.last)
            self.report(stretch, compared=compared)
        if self.grain >= Precision.DAY:
            self.last_day = self.last

    def tell_both(self, first: Timex, second: Meaning) -> None:
        """Two dates were the ends of a range: of a night, maybe."""
        of_days = second.point is not None and second.point[2] is not None
        if of_days and first.value.endswith("TNI"):
            assert second.point is not None
            self.scene.tell_night(first.when.earliest // 86_400, day_number(second.point))

    def new_sentence(self) -> None:
        """What a clause told in passing of another time ends with its sentence."""
        self.here = self.main = None
        self.told_here = False
        self.kept = self.keeps
        self.aside_here = False
        self.scene.new_sentence()

    def tell_of(self, whole: When) -> None:
        """The title names the time of the whole: where the story has no date, the telling starts
        there."""
        self.whole = whole
        if whole.is_known and self.story is None:
            self.last = self.last_told = self.carried = (civil(whole.earliest)[0], None, None)
            self.grain = Precision.YEAR
            self.sure = self.telling = True

    def write_on(self, day: Point) -> None:
        """An entry of a diary or a letter begins, written on a day; one of a month or a year tells
        that the text is neither."""
        if self.entries and day[2] is None and self.section != day:
            self.entries, self.narrative, self.story = False, True, None
        if self.entries and day[2] is not None:
            self.story, self.story_words = day, words(of_point(day))
            self.dated = f"it was written on {self.story_words}"
            self.narrative = False

    def new_section(self, heading: Sequence[Meaning] | None) -> None:
        """What stands under a heading with a date, or the two of a night, is told from there;
        another heading ends it. Under a day that nobody can name (None) no hour has a day."""
        self.nameless = heading is None
        self.entry = None
        if heading is None:
            heading, self.last_day = (), None
        points = [meaning.point for meaning in heading if meaning.point is not None]
        self.section = points[0] if points else None
        self.stretch = ANY
        if self.section is not None:
            first, last = heading[0].when, heading[-1].when
            ordered = len(heading) > 1 and first.earliest < last.earliest
            self.stretch = interval(first, last) if ordered else first
        self.headed = True
        self.scene = Scene()
        if self.section is not None:
            self.last = self.last_told = self.carried = self.section
            self.grain = grain(heading[0].when)
            self.last_day = None
            self.write_on(self.section)
            if self.section[2] is not None:
                self.last_day = points[-1]
                self.scene.tell_day(day_number(points[0]), evening=is_evening(heading[0]))
                if len(points) > 1 and points[1][2] is not None and is_evening(heading[0]):
                    self.scene.tell_night(day_number(points[0]), day_number(points[1]))
            self.age = self.beside = self.told_day = self.kept = self.keeps = None
            self.aside = self.interrupted = None
            self.day_lost = self.year_lost = False
            self.sure = self.telling = True

    def new_paragraph(self) -> None:
        """What was said of a day does not carry into the next paragraph of a report, and each
        paragraph under the heading of a year begins there."""
        self.fresh = True
        self.unsure_here = False
        self.come_back()
        if self.interrupted is not None:
            self._stand(self.interrupted)
            self.interrupted = self.age = self.beside = None
        self.passage = self.told = self.section
        self.here = self.main = self.planned = self.thread = None
        self.told_here = False
        self.kept = self.keeps
        self.aside_here = False
        self.scene.new_paragraph()
        self.last_clock = None
        self.year_ends = None
        self.day_here = self.section is not None and self.section[2] is not None
        self.now_here = False
        if not self.narrative:
            self.year_lost = False
            under_day = self.section is not None and self.section[2] is not None
            self.last_day = self.last_day if under_day else None
            self.day_lost = self.nameless
