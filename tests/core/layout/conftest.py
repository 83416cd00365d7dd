"""Readings made by hand, so that geometry is tested apart from reading English."""

from __future__ import annotations

import pytest

from viewer.core.dates import NamedPeriod, PeriodMention, Timex, TimexType
from viewer.core.events import Event, Kind, Reading, Shape, Status
from viewer.core.layout import Role
from viewer.core.story import Citation, Span, Story
from viewer.core.when import ANY, parse


class EvenMeasure:
    """Type in which every character is seven pixels wide."""

    def width(self, text: str, role: Role) -> float:
        return 7.0 * len(text)


class Build:
    """Collects events and gives the reading they make."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.periods: list[PeriodMention] = []
        self.date = parse("2024-07-01")

    def event(
        self,
        headline: str,
        edtf: str = "",
        shape: str = "within",
        *,
        status: str = "happened",
        kind: str = "",
        cited: tuple[str, ...] = ("aaaa1111",),
        words: str = "",
        paragraph: int = 0,
    ) -> Event:
        at = len(self.events) * 10
        when = parse(edtf) if edtf else ANY
        timexes = ()
        if words:
            timexes = (Timex(Span(at, at + 4), words, TimexType.DATE, edtf, when, "rule", "why"),)
        made = Event(
            id=f"{len(self.events):012x}",
            span=Span(at, at + 9),
            sentence=Span(at, at + 9),
            paragraph=paragraph,
            headline=headline,
            when=when,
            kind=Kind(kind or ("explicit" if edtf else "undated")),
            status=Status(status),
            shape=Shape(shape),
            because="because",
            citations=cited,
            timexes=timexes,
        )
        self.events.append(made)
        return made

    def period(self, name: str, edtf: str) -> None:
        row = NamedPeriod(name, parse(edtf), "a reference")
        self.periods.append(PeriodMention(Span(0, 1), row))

    def reading(self) -> Reading:
        ids = dict.fromkeys(i for e in self.events for i in e.citations)
        story = Story(
            "made.txt",
            "x" * (len(self.events) * 10 + 10),
            "00",
            title="A story made by hand",
            citations=tuple(Citation(i) for i in ids),
        )
        return Reading(story, self.date, (), tuple(self.events), tuple(self.periods), ())


@pytest.fixture
def build() -> Build:
    return Build()


@pytest.fixture(scope="session")
def measure() -> EvenMeasure:
    return EvenMeasure()
