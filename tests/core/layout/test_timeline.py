"""Which lane an event stands in, and how it is drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from viewer.core.summary import note, summary
from viewer.core.timeline import UNCITED, Form, Grouping, arrange


@pytest.mark.parametrize(
    ("edtf", "shape", "form"),
    [
        ("2021/2024-07-01", "span", Form.BAR),
        ("2024-09", "within", Form.WHISKER),
        ("../2023-12-31", "within", Form.WHISKER),
        ("2022-03-05", "moment", Form.DOT),
        ("../2024-07-01", "open", Form.FADE_PAST),
        ("2024-07-01/..", "open", Form.FADE_FUTURE),
        ("", "open", Form.SHELF),
    ],
)
def test_each_way_to_be_in_time_has_one_form(build: Any, edtf: str, shape: str, form: Form) -> None:
    """The table of the design: lasting, within, exact, one bound open, nothing known."""
    build.event("It happened", edtf, shape)
    assert list(arrange([build.reading()]).form) == [form]


def test_in_one_lane_stand_all_events_by_time(build: Any) -> None:
    """Whoever tells them and wherever they are told, each in its source's colour."""
    build.event("Later", "2021", cited=("b7f0df05",), paragraph=0)
    build.event("First", "2019", cited=("077fc887",), paragraph=1)
    build.event("No one says", "2020", cited=(), paragraph=2)
    line = arrange([build.reading()], grouping=Grouping.NONE)
    assert [(lane.title, lane.count, lane.hue) for lane in line.lanes] == [("All events", 3, -1)]
    assert [event.headline for event in line.events] == ["First", "No one says", "Later"]
    assert line.hue.tolist() == [1, -1, 0]


def test_lanes_by_source_stand_in_order_of_mention_and_the_uncited_last(build: Any) -> None:
    """Sources first mentioned come first; what nobody is cited for has a lane of its own."""
    build.event("No one says", "2020", cited=())
    build.event("First", "2021", cited=("b7f0df05", "077fc887"))
    build.event("Second", "2019", cited=("077fc887",))
    line = arrange([build.reading()])
    assert [lane.title for lane in line.lanes] == ["b7f0df05", "077fc887", UNCITED]
    assert [lane.count for lane in line.lanes] == [1, 1, 1]


def test_every_grouping_keeps_every_event(build: Any) -> None:
    """Lanes change, the set of events does not."""
    for i in range(30):
        build.event(f"Event {i}", f"{1990 + i}", paragraph=i // 7, cited=(f"{i % 3:08x}",))
    build.event("Planned", "2025", status="planned")
    build.event("Undated")
    reading = build.reading()
    for grouping in Grouping:
        line = arrange([reading], grouping=grouping)
        assert sorted(e.id for e in line.events) == sorted(e.id for e in reading.events)
        on_axis = sum(lane.count for lane in line.lanes)
        assert on_axis == len(reading.events) - 1  # the undated one is on the shelf


def test_columns_cannot_be_written(build: Any) -> None:
    """What travels between rooms is never changed after it was made."""
    build.event("Once", "2020")
    line = arrange([build.reading()])
    with pytest.raises(ValueError, match="read-only"):
        line.start[0] = 0
    assert line.start.dtype == np.int64


def test_named_periods_stand_behind_and_do_not_stretch_the_view(build: Any) -> None:
    """A programme begun in 1908 is background; the view still starts with the events."""
    build.event("Opened", "2021-05-03", "moment")
    build.period("The Programme", "1908/..")
    line = arrange([build.reading()])
    assert [b.name for b in line.background] == ["The Programme"]
    assert line.extent[0] >= line.start[0]


def test_the_note_says_why_there_is_no_date(build: Any) -> None:
    """An undated event says so, with what bounds it; a planned one says planned."""
    undated = build.event("Signed", "../2024-07-01", "open", kind="undated")
    planned = build.event("Opens", "2024-09", status="planned", words="September  of\nthis year")
    assert note(undated) == "no date in the text — before the story"
    assert note(planned) == "planned · “September of this year”"


def test_the_summary_counts_what_is_dated_and_what_is_not(build: Any) -> None:
    """The header's line: story date, sources, events dated, bounded and loose."""
    build.event("One", "2020")
    build.event("Two", "../2024-07-01", "open", kind="undated")
    build.event("Three")
    words = summary([build.reading()])
    assert "Story dated 1 July 2024" in words
    assert "1 source" in words
    assert "3 events, 1 dated in the text, 1 bounded, 1 without any date" in words


def test_no_events_and_no_stories_still_make_a_timeline(build: Any) -> None:
    """Nothing to show is a timeline too."""
    assert list(arrange([]).events) == []
    assert "no events found" in summary([build.reading()])
