"""What stands around the events: what lies in rows out of view is counted, today has a line."""

from __future__ import annotations

from typing import Any

import pytest

from viewer.core import layout
from viewer.core.layout import Measure, Scene
from viewer.core.timeline import Grouping, arrange
from viewer.core.when import DAY, parse

WIDTH = 900.0
TODAY = parse("2026-11-23").earliest


def scenes(
    build: Any, measure: Measure, height: float, *, lanes: int, grouping: Grouping
) -> list[tuple[Scene, int]]:
    """Views of many lanes from top to bottom, each with how many events its time holds."""
    for number in range(lanes):
        for year in (1999, 2004, 2011):
            build.event(f"The ferry {number} sailed", f"{year}-05-0{1 + number % 9}", "moment",
                        cited=(f"{number:04}",), paragraph=number)  # fmt: skip
    for number in range(12):
        build.event(f"The pier {number} was mended", "", "open", cited=("0000",))
    line = arrange([build.reading()], grouping=grouping)
    labels = layout.prepare(line, measure, WIDTH)
    whole = layout.fit(labels, WIDTH)
    placement = layout.choose(labels, whole.per_pixel, height)
    scale = layout.over(parse("2003").earliest, parse("2012").latest, WIDTH)
    return [
        (layout.compose(placement, scale, height, scroll=float(scroll)), 2 * lanes + 12)
        for scroll in range(0, int(placement.content), 97)
    ]


@pytest.mark.parametrize("lanes", [9, 150])
def test_what_is_above_and_below_is_counted(build: Any, measure: Measure, lanes: int) -> None:
    """However far one scrolls: what is in view with what is told of above and below is all that
    the view's time holds; at the top nothing is above."""
    views = scenes(build, measure, 420.0, lanes=lanes, grouping=Grouping.SOURCE)
    for number, (scene, held) in enumerate(views):
        seen = {m.event for m in scene.marks if m.box.x < WIDTH and m.box.x + m.box.w > 0}
        seen |= {t.event for t in scene.texts if t.event >= 0}
        counted = sum(
            c.count
            for c in scene.clusters
            if c.box.y + c.box.h > scene.rows.y and c.box.y < scene.rows.y + scene.rows.h
        )
        beyond = {b.down: b.count for b in scene.beyond}
        assert len(seen) + counted + sum(beyond.values()) == held, number
        if not number:
            assert beyond.keys() == {True}
    assert not [b for b in views[-1][0].beyond if b.down]


def test_what_is_told_under_the_rows_never_overlaps(build: Any, measure: Measure) -> None:
    """Counts of what is out of view and the names of days keep clear of each other."""
    for scene, _ in scenes(build, measure, 300.0, lanes=20, grouping=Grouping.PARAGRAPH):
        boxes = [*(p.box for p in scene.pills), *(b.text.box for b in scene.beyond)]
        assert all(not a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])
        assert all(box.x >= 0 and box.x + box.w <= WIDTH for box in boxes)


@pytest.mark.parametrize("days", [30, 3000])
def test_today_has_a_line_where_it_is_in_view(build: Any, measure: Measure, days: int) -> None:
    """A column as wide as the day, with its name; before and after it there is none, and no picture
    has one that was not told what day it is."""
    build.event("A ferry sails", "2026-11-20", "moment")
    line = arrange([build.reading()])
    labels = layout.prepare(line, measure, WIDTH)
    scale = layout.over(TODAY - days * DAY, TODAY + days * DAY, WIDTH)
    placement = layout.choose(labels, scale.per_pixel, 600.0)
    scene = layout.compose(placement, scale, 600.0, today=TODAY)
    assert scene.today is not None
    assert scene.today.x == pytest.approx(scale.x(TODAY))
    assert scene.today.w == pytest.approx(DAY / scale.per_pixel)
    assert [pill.text for pill in scene.pills if pill.text == "today"]
    assert layout.compose(placement, scale, 600.0).today is None
    for aside in (-2.0, 2.0):
        away = layout.compose(placement, scale.panned(aside * WIDTH), 600.0, today=TODAY)
        assert away.today is None
        assert not [pill.text for pill in away.pills if pill.text == "today"]


def test_events_chosen_together_are_told_in_words(build: Any) -> None:
    """How many, from the first to the last, and how far that is, no finer than they are dated."""
    march = build.event("A mill opened", "1999-03-04", "moment")
    again = build.event("It was seen", "1999-03-04", "moment")
    april = build.event("It burned", "2001-04-06", "moment")
    month = build.event("It was cleared", "2001-06", "within")
    year = build.event("It was built again", "2004", "within")
    never = build.event("It is missed", "", "open")
    told = layout.gathered
    assert told([april, march]) == (
        "2 events · 4 March 1999 … 6 April 2001 · 2 years, 1 month, 2 days"
    )
    assert told([march, month]) == "2 events · 4 March 1999 … June 2001 · about 2 years, 3 months"
    assert told([march, year]) == "2 events · 4 March 1999 … 2004 · about 5 years"
    assert told([month, year, never]).endswith("about 3 years · 1 without a date")
    assert told([march, again]) == "2 events · 4 March 1999"
    assert told([never, never]) == "2 events, none with a date"
