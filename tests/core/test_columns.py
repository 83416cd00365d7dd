"""Very many events in columns: they are what they were as objects."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.events import Event, Kind, Own, Reading, Shape, Status, columns, read
from viewer.core.events.columns import Held, held, hold, many
from viewer.core.story import Span, read_text
from viewer.core.timeline import Grouping, Timeline, arrange
from viewer.core.when import parse

STORY = """Dated 1 July 2024

The mill at Dunford was built in 1871 [3]. It burnt down on 4 May 1902 [4]. Work on a new one began
in 1903 and ended two years later [3].

The council plans to open a museum there next September [4]. It has not sold the land. Until 1960
the mill had ground flour for the whole valley 🌾 [3]."""


def a_reading() -> Reading:
    return read(read_text(STORY, name="mill"), date=parse("2024-07-01"))


SPANS = st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1)).map(
    lambda pair: Span(min(pair), max(pair))
)
DATES = st.sampled_from(
    ["../..", "2024-09", "1950S2", "../2024-07-01", "2021~/2024?", "-0043-03-15", "Y-13800000000"]
).map(parse)
EVENTS = st.builds(
    Event,
    id=st.text(),
    span=SPANS,
    sentence=SPANS,
    paragraph=st.integers(0, 10**6),
    headline=st.text(),
    when=DATES,
    kind=st.sampled_from(Kind),
    status=st.sampled_from(Status),
    shape=st.sampled_from(Shape),
    because=st.text(),
    citations=st.lists(st.text(max_size=3), max_size=3).map(tuple),
    timexes=st.lists(st.sampled_from(a_reading().timexes), max_size=3).map(tuple),
    again=st.lists(SPANS, max_size=2).map(tuple),
    own=st.lists(st.sampled_from(Own), max_size=2).map(tuple),
    note=st.text(),
    follows=st.lists(st.sampled_from(a_reading().timexes), max_size=2).map(tuple),
)


@given(st.lists(EVENTS, max_size=6))
def test_what_goes_into_columns_comes_out_again(events: list[Event]) -> None:
    """Any events at all: each field is what it was, one by one, as a slice and on a journey."""
    inside = held(events)
    assert len(inside) == len(events)
    assert list(inside) == events
    assert [inside[place] for place in range(-len(events), 0)] == events
    assert list(inside[1:4]) == events[1:4]
    assert list(pickle.loads(pickle.dumps(inside))) == events
    with pytest.raises(IndexError):
        inside[len(events)]


@given(st.lists(EVENTS, max_size=6), st.sets(st.text(), max_size=3))
def test_events_are_found_by_their_ids(events: list[Event], others: set[str]) -> None:
    """Those that are there, in their order, and no others."""
    wanted = others | {event.id for event in events[::2]}
    places = [place for place, event in enumerate(events) if event.id in wanted]
    assert held(events).places("id", wanted) == places


def test_ids_with_one_check_sum_are_told_apart() -> None:
    """The sums of these two words are the same, the events are not."""
    one, other = (replace(a_reading().events[0], id=name) for name in ("plumless", "buckeroo"))
    inside = held([one, other])
    assert inside.places("id", {"buckeroo"}) == [1]
    assert inside.places("id", {"plumless"}) == [0]


def rows(line: Timeline) -> list[object]:
    told = (line.story, line.start, line.end, line.form, line.status, line.lane, line.hue)
    return [line.lanes, line.extent, *line.events, *(column.tolist() for column in told)]


@pytest.mark.parametrize("grouping", Grouping)
def test_a_timeline_is_the_same_of_columns(grouping: Grouping) -> None:
    """Lanes, order, colours and forms do not know how events are held; nor do an event's row."""
    reading = a_reading()
    second = read(read_text("In 1911 the bridge at Dunford was opened [9].", name="bridge"))
    assert {Status.HAPPENED, Status.PLANNED} <= {event.status for event in reading.events}
    objects = arrange([reading, second], grouping=grouping)
    inside = arrange([hold(reading), second], grouping=grouping)
    assert rows(inside) == rows(objects)
    assert list(inside.events[1:3]) == list(objects.events[1:3])
    for row, event in enumerate(objects.events):
        assert inside.index_of(event.id) == row
    assert inside.index_of("nowhere") == -1


def test_a_reading_in_columns_is_the_same_reading() -> None:
    """Its time expressions, too; and what is in columns stays as it is."""
    reading = a_reading()
    inside = hold(reading)
    assert isinstance(inside.events, Held)
    assert list(inside.events) == list(reading.events)
    assert list(inside.timexes) == list(reading.timexes)
    assert hold(inside) is inside


def test_few_events_are_objects_and_many_are_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the line is drawn nothing is lost."""
    monkeypatch.setattr(columns, "MANY", 10)
    event = a_reading().events[0]
    few, inside = many([event] * 9), many(iter([event] * 10))
    assert isinstance(few, tuple)
    assert isinstance(inside, Held)
    assert list(few) == [event] * 9
    assert list(inside) == [event] * 10
