"""Laws of zooming and panning: nothing touches, nothing jumps, nothing is lost on coming nearer."""

from __future__ import annotations

import gc
import random
import weakref
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from viewer.core import layout
from viewer.core.layout import Measure, Placement, Scene, TimeScale
from viewer.core.timeline import Form, arrange
from viewer.core.when import FUTURE, PAST

WIDTH = 1000.0
paths = st.lists(
    st.tuples(st.floats(0.3, 8.0), st.floats(0, WIDTH), st.floats(-900, 900)), max_size=6
)


def made_up(build: Any, count: int, seed: int) -> None:
    """Events of all forms, in two lanes, thick in some years and thin in others."""
    chance = random.Random(seed)
    for number in range(count):
        year = 1900 + int(120 * chance.random() ** 2)
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        edtf, shape = chance.choice(
            [
                (f"{year}-{month:02}-{day:02}", "moment"),
                (f"{year}-{month:02}", "within"),
                (f"{year}/{year + chance.randint(0, 30)}", "span"),
                (f"../{year}", "open"),
                (f"{year}/..", "open"),
                (f"../{year}", "within"),
            ]
        )
        words = " ".join(["the mill"] * chance.randint(1, 6))
        cited = ("aaaa1111",) if chance.random() < 0.8 else ("bbbb2222",)
        status = chance.choice(["happened"] * 4 + ["planned", "denied"])
        build.event(f"{words} {number}", edtf, shape, cited=cited, status=status, words="then")


def placed(build: Any, measure: Measure, height: float = 700.0) -> tuple[Placement, TimeScale]:
    labels = layout.prepare(arrange([build.reading()]), measure, WIDTH)
    scale = layout.fit(labels, WIDTH)
    return layout.choose(labels, scale.per_pixel, height), scale


def known(placement: Placement) -> tuple[Any, Any]:
    """What is known of each event's ends."""
    line = placement.labels.timeline
    return (
        np.where(line.start == PAST, line.end, line.start),
        np.where(line.end == FUTURE, line.start, line.end),
    )


def whole(placement: Placement, scale: TimeScale) -> Scene:
    return layout.compose(placement, scale, layout.natural_height(placement))


def touching(scene: Scene) -> list[tuple[int, int]]:
    """Pairs of events, and counts (below -1), of which some boxes overlap."""
    boxes = [(*m.box, m.event) for m in scene.marks]
    boxes += [(*t.box, t.event) for t in scene.texts if t.event >= 0]
    boxes += [(*c.box, -2 - n) for n, c in enumerate(scene.clusters)]
    found = []
    table = np.array(boxes, dtype=np.float64).reshape(-1, 5)
    for x, y, w, h, event in table:
        hit = (table[:, 0] < x + w - 1e-6) & (x < table[:, 0] + table[:, 2] - 1e-6)
        hit &= (table[:, 1] < y + h - 1e-6) & (y < table[:, 1] + table[:, 3] - 1e-6)
        found += [(int(event), int(other)) for other in table[hit, 4] if other != event]
    return found


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(count=st.sampled_from([3, 40, 240, 400, 1500]), seed=st.integers(0, 999), path=paths)
@example(count=1500, seed=0, path=[(0.3, 500.0, 0.0), (0.3, 500.0, 300.0)])
def test_wherever_one_goes_nothing_touches_and_all_is_counted(
    build: Any, measure: Measure, count: int, seed: int, path: list[tuple[float, float, float]]
) -> None:
    """However many events: boxes keep apart, and marks and counts together are what is in view."""
    build.events.clear()
    made_up(build, count, seed)
    placement, scale = placed(build, measure)
    line = placement.labels.timeline
    start, end = known(placement)
    for factor, at, pan in [(1.0, 0.0, 0.0), *path]:
        scale = scale.zoomed(factor, at).panned(pan)
        scene = whole(placement, scale)
        assert touching(scene) == []
        seen = (line.form != Form.SHELF) & (end >= scale.start) & (start <= scale.end)
        drawn = sum(bool(seen[mark.event]) for mark in scene.marks)
        assert drawn + sum(c.count for c in scene.clusters) == int(seen.sum())


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(count=st.sampled_from([40, 240, 400, 1500]), seed=st.integers(0, 999),
       factor=st.floats(1.0, 60.0), at=st.floats(0, WIDTH))  # fmt: skip
def test_what_has_come_into_sight_stays_in_its_row(
    build: Any, measure: Measure, count: int, seed: int, factor: float, at: float
) -> None:
    """Zooming in: no lane moves, no mark changes its row, and none that is still in view goes."""
    build.events.clear()
    made_up(build, count, seed)
    placement, scale = placed(build, measure)
    near = scale.zoomed(factor, at)
    before, after = whole(placement, scale), whole(placement, near)
    assert [s.header.y for s in before.lanes] == [s.header.y for s in after.lanes]
    rows = {m.event: m.box.y + m.box.h / 2 for m in after.marks}
    for mark in before.marks:
        middle = mark.box.y + mark.box.h / 2
        if mark.event in rows:
            assert rows[mark.event] == pytest.approx(middle)
        else:
            start, end = known(placement)
            assert start[mark.event] > near.end or end[mark.event] < near.start


def test_a_view_looks_the_same_however_it_was_reached(build: Any, measure: Measure) -> None:
    """There and back again: the same marks, the same words."""
    made_up(build, 1500, 4)
    placement, scale = placed(build, measure)
    first = whole(placement, scale)
    there = scale.zoomed(8.0, 300.0).panned(250.0)
    whole(placement, there)
    back = there.panned(-250.0).zoomed(1 / 8.0, 300.0)
    again = whole(placement, back)
    assert [m.event for m in again.marks] == [m.event for m in first.marks]


def test_panning_moves_all_of_a_crowd_alike(build: Any, measure: Measure) -> None:
    """Panned by 30 pixels, every mark of fifteen hundred stands 30 further left, in its row."""
    made_up(build, 1500, 7)
    placement, scale = placed(build, measure)
    near = scale.zoomed(5.0, 400.0)
    before = {m.event: m.box for m in whole(placement, near).marks}
    after = {m.event: m.box for m in whole(placement, near.panned(30.0)).marks}
    both = before.keys() & after.keys()
    assert len(both) > 20
    assert {round(before[e].x - after[e].x, 3) for e in both} == {30.0}
    assert all(before[e].y == after[e].y for e in both)


def test_an_age_does_not_hide_the_days_in_it(build: Any, measure: Measure) -> None:
    """Beside a war of a century, its days come into sight in rows of their own."""
    build.event("The long war", "1900/2000", "span")
    for i in range(600):
        build.event(f"Battle {i}", f"{1900 + i % 100}-{i % 12 + 1:02}-{i % 28 + 1:02}", "moment")
    placement, scale = placed(build, measure)
    shown = whole(placement, scale.zoomed(40.0, 500.0)).marks
    forms = [m.form for m in shown]
    assert forms.count(Form.BAR) == 1
    assert forms.count(Form.DOT) > 8


def test_a_taller_window_gives_a_crowd_more_rows(build: Any, measure: Measure) -> None:
    """Rows of a crowd fill the window, and its rows are found once for each number of them."""
    made_up(build, 1500, 2)
    low, _ = placed(build, measure, 500.0)
    tall, scale = placed(build, measure, 1400.0)
    assert len(whole(tall, scale).marks) > len(whole(low, scale).marks)
    again = layout.choose(tall.labels, tall.root, 1405.0, before=tall)
    assert all(a is b for a, b in zip(again.lanes, tall.lanes, strict=True) if a and a.crowded)


def test_a_tall_picture_has_a_row_for_each_of_three_hundred(build: Any, measure: Measure) -> None:
    """What cannot be zoomed, a picture in a file, shows all that fits on a long page; a window
    shows all lanes instead, and counts."""
    made_up(build, 300, 3)
    line = arrange([build.reading()])
    for tall in (True, False):
        labels = layout.prepare(line, measure, WIDTH, few=250 if tall else None)
        scale = layout.fit(labels, WIDTH)
        scene = whole(layout.choose(labels, scale.per_pixel, 700.0), scale)
        assert (scene.clusters == ()) is tall


def test_a_closed_story_leaves_no_words_behind(build: Any, measure: Measure) -> None:
    """Labels are let go of at once, without a search for cycles of references."""
    made_up(build, 50, 1)
    labels = layout.prepare(arrange([build.reading()]), measure, WIDTH)
    left = weakref.ref(labels.words)
    gc.disable()
    try:
        del labels
        assert left() is None
    finally:
        gc.enable()
