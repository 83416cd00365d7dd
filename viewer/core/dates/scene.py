"""The days and hours that a passage tells one after the other, by weekday and by the clock.

A telling goes on: "on Tuesday" after a Monday is the next day, 00:07 after 23:53 is past midnight.
But it goes on by little: a weekday that would lie most of a week ahead may as well be one before,
and one that has been named comes back as the same day. The pluperfect looks back. Where these do
not say which day is meant, none is (`Unknown`).

Days are counted as `values.day_number` counts them, times of day in seconds.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates.values import Unknown

_HOUR: Final = 3600
#: From this time on it is evening, and an early hour told next is past midnight.
_EVENING: Final = 18 * _HOUR
_NOON: Final = 12 * _HOUR
#: Before this time "the next hour told" of a night needs no word that says so.
_SMALL_HOURS: Final = 6 * _HOUR
#: Days that a bare weekday goes on, or comes back to one that was named.
_ON: Final = 3
_BACK: Final = 2
#: Clock times from which on a day is told by the hour.
_BY_THE_HOUR: Final = 3
#: Hours within which a telling by the hour that was left goes on.
_SOON: Final = 3 * _HOUR


class Scene:
    """What a passage has told of its days and hours."""

    def __init__(self) -> None:
        self._weekdays: dict[int, int] = {}  # weekday → the day so called in this paragraph
        self._evening: int | None = None  # the day whose evening was told last
        self._night: int | None = None  # the first day of a night that both its days name
        self._clock: tuple[int, int] | None = None  # day and second told last by the clock
        self._told = 0  # clock times told one after the other
        self._just = False  # it was told last, in this sentence
        self._left = False  # another day has been told since, in the same paragraph

    def new_sentence(self) -> None:
        self._just = False

    def new_paragraph(self) -> None:
        self._weekdays.clear()
        self._just = False

    def tell_day(self, day: int, *, evening: bool, opens: bool = False) -> None:
        """A day was told, or its evening or night; ``opens``: the telling goes on from there."""
        self._weekdays[(day + 3) % 7 + 1] = day
        if self._clock is None or self._clock[0] != day:
            self._left = True
            self._told = 0 if opens else self._told
        if not (self._just and self._evening == day):
            # But for "at 11 p.m. on 4 May", which names the day after its clock.
            self._evening = day if evening else None
        if self._night is not None and day not in (self._night, self._night + 1):
            self._night = None

    def tell_clock(self, day: int, second: int) -> None:
        """A time of a day was told by the clock."""
        self._told = self._told + 1 if self._clock and 0 <= day - self._clock[0] <= 1 else 1
        self._clock, self._just, self._left = (day, second), True, False
        self._weekdays[(day + 3) % 7 + 1] = day
        self._evening = day if second >= _EVENING else None

    def tell_night(self, first: int, last: int) -> None:
        """The night of 4 to 5 May was told."""
        if last == first + 1:
            self._night = first

    def named(self, weekday: int) -> int | None:
        """The day of that name that this paragraph has told."""
        return self._weekdays.get(weekday)

    def weekday(self, weekday: int, day: int, *, back: bool, definite: bool) -> int:
        """The day of a weekday told after a day.

        ``back``: in the pluperfect; ``definite``: "on the Saturday", which goes on within a week.
        Raises Unknown.
        """
        forth, ago = (weekday - 1 - (day + 3)) % 7, ((day + 3) - (weekday - 1)) % 7
        if back:
            return day - (ago or 7)
        named = self._weekdays.get(weekday)
        if named is not None and 0 <= day - named <= _BACK:
            return named
        same_week = (day + 4) % 7 + forth < 7  # weeks begin on Sunday: "on 3 June ... on Friday"
        if forth <= _ON or ((definite or same_week) and named is None):
            return day + forth
        raise Unknown

    def clock(self, day: int, second: int, *, opens: bool) -> int:
        """The day of a time of day told after a day.

        ``opens``: it begins its sentence, and so goes on from what was told. Raises Unknown.
        """
        if self._night is not None and day == self._night + 1 and second >= _NOON:
            return self._night
        if self._evening != day or second >= _NOON:
            return day
        if second < _SMALL_HOURS or opens:
            return day + 1
        raise Unknown

    def resumed(self, second: int) -> int | None:
        """The day to which a time of day comes back in a new paragraph, where the one before told
        a day by the hour, and another in passing; None where it did not. Raises Unknown where it
        may be either.
        """
        told, self._told = self._told, 0
        if not self._left or told < _BY_THE_HOUR or self._clock is None:
            return None
        if not 0 <= second - self._clock[1] <= _SOON:
            raise Unknown
        return self._clock[0]

    def by_clock(self, day: int) -> bool:
        """Whether the hours told last were those of a day."""
        return self._clock is not None and self._clock[0] == day

    def goes_on(self, day: int, second: int) -> bool:
        """Whether a time of day in a new paragraph goes on from the hours told of a day."""
        told = self._clock
        return told is not None and self.by_clock(day) and 0 <= second - told[1] <= _SOON
