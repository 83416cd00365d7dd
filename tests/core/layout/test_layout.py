"""Laws of the picture: nothing overlaps, nothing is lost, panning moves all alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.core import layout
from viewer.core.layout import Measure, Role, Sample, Scene
from viewer.core.story import Citation
from viewer.core.timeline import Form, Grouping, Timeline, arrange
from viewer.core.when import ANY, parse

EVENT_ROLES = (Role.LABEL, Role.NOTE)
dated = st.tuples(
    st.text("abc def", min_size=1, max_size=60),
    st.one_of(
        st.builds(lambda y, m: (f"{y}-{m:02}", "within"), st.integers(1900, 2030),
                  st.integers(1, 12)),
        st.builds(lambda y, d: (f"{y}-03-{d:02}", "moment"), st.integers(1990, 2025),
                  st.integers(1, 28)),
        st.builds(lambda y, n: (f"{y}/{y + n}", "span"), st.integers(1900, 2020),
                  st.integers(0, 30)),
        st.builds(lambda y: (f"../{y}", "open"), st.integers(1900, 2024)),
        st.builds(lambda y: (f"{y}/..", "open"), st.integers(1900, 2024)),
        st.just(("", "open")),
    ),
    st.sampled_from(["happened", "planned", "possible", "denied"]),
    st.sampled_from([("aaaa1111",), ("bbbb2222",), ()]),
)  # fmt: skip


def scene_of(
    line: Timeline, measure: Measure, *, width: float = 900.0, zoom: float = 1.0, pan: float = 0.0
) -> Scene:
    labels = layout.prepare(line, measure, width)
    scale = layout.fit(labels, width).zoomed(zoom, width / 2).panned(pan)
    placement = layout.choose(labels, scale.per_pixel, 600)
    height = layout.natural_height(placement)
    return layout.compose(placement, scale, height)


def parts(scene: Scene) -> list[tuple[int, layout.Box]]:
    """(event, box) of every mark and label."""
    boxes = [(m.event, m.box) for m in scene.marks]
    boxes += [(t.event, t.box) for t in scene.texts if t.event >= 0]
    return boxes


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(dated, max_size=40), zoom=st.floats(0.2, 2000), pan=st.floats(-900, 900))
def test_no_two_events_overlap(
    build: Any, measure: Measure, rows: list[Any], zoom: float, pan: float
) -> None:
    """No bar, mark or label of one event touches another's, at any zoom and pan."""
    build.events.clear()
    for headline, (edtf, shape), status, cited in rows:
        build.event(headline, edtf, shape, status=status, cited=cited, words="then")
    scene = scene_of(arrange([build.reading()]), measure, zoom=zoom, pan=pan)
    for (a, first), (b, second) in combinations(parts(scene), 2):
        assert a == b or not first.overlaps(second), (a, b)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(dated, max_size=30))
def test_a_fitted_picture_shows_every_event(build: Any, measure: Measure, rows: list[Any]) -> None:
    """Fitted, each event has a mark in the view or words on the shelf."""
    build.events.clear()
    for headline, (edtf, shape), status, cited in rows:
        build.event(headline, edtf, shape, status=status, cited=cited)
    line = arrange([build.reading()])
    scene = scene_of(line, measure)
    shown = {mark.event for mark in scene.marks} | {t.event for t in scene.texts}
    assert set(range(len(line.events))) <= shown


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(dated, min_size=1, max_size=30), zoom=st.floats(0.2, 200),
       pan=st.integers(-500, 500))  # fmt: skip
def test_panning_moves_every_box_alike(
    build: Any, measure: Measure, rows: list[Any], zoom: float, pan: int
) -> None:
    """Panned by some pixels, every mark, the words that stand with one, and every line of the grid
    move by so many, and all that stays in view is still there, in its row."""
    build.events.clear()
    for headline, (edtf, shape), status, cited in rows:
        build.event(headline, edtf, shape, status=status, cited=cited)
    line = arrange([build.reading()])
    first = scene_of(line, measure, zoom=zoom)
    second = scene_of(line, measure, zoom=zoom, pan=pan)
    marks = {m.event: m.box for m in first.marks}
    moved = {m.event: m.box for m in second.marks}
    for event in marks.keys() & moved.keys():
        assert marks[event].x - moved[event].x == pytest.approx(pan, abs=1e-3)
        assert marks[event].y == moved[event].y
    for event, box in marks.items():
        if box.x - pan >= 0 and box.x + box.w - pan <= first.width:
            assert event in moved
    # Words stick to the view while their mark runs out of it, and stand with the mark else.
    words, seen = ({(t.event, t.text, t.role): t.box for t in scene.texts
                    if t.event in marks and not t.cleared and whole(marks[t.event], scene.width)
                    and t.event in moved and whole(moved[t.event], scene.width)}
                   for scene in (first, second))  # fmt: skip
    for key in words.keys() & seen.keys():
        assert words[key].x - seen[key].x == pytest.approx(pan, abs=1e-3)
    ticks = [tick.x - pan for tick in first.ticks if 1 < tick.x - pan < first.width - 1]
    for x in ticks:
        assert min(abs(tick.x - x) for tick in second.ticks) < 1e-3


def whole(box: layout.Box, width: float) -> bool:
    """Whether a box lies in a view from edge to edge."""
    return box.x >= 0 and box.x + box.w <= width


def test_ten_thousand_on_one_day_are_all_accounted_for(build: Any, measure: Measure) -> None:
    """What finds no row is counted, not dropped."""
    for i in range(10_000):
        build.event(f"Event {i}", "2020-05-04", "moment")
    line = arrange([build.reading()])
    scene = scene_of(line, measure)
    assert len(scene.marks) + sum(c.count for c in scene.clusters) == 10_000
    assert [t.text for t in scene.texts if t.role is Role.CLUSTER] == ["+9.9k"]


def test_words_on_a_long_bar_stay_in_view(build: Any, measure: Measure) -> None:
    """Zoomed into the middle of a bar, its headline is still readable."""
    build.event("The long war", "1900/2000", "span")
    scene = scene_of(arrange([build.reading()]), measure, zoom=30)
    (label,) = [t for t in scene.texts if t.role is Role.LABEL_ON_BAR]
    assert label.text == "The long war"
    assert label.box.x >= 0
    assert label.box.x + label.box.w <= scene.width


def test_words_come_along_into_a_wide_whisker(build: Any, measure: Measure) -> None:
    """Zoomed into a year within which something happened, one can still read what."""
    build.date = parse("2020-06-30")
    build.event("Something happened", "2020", "within")
    scene = scene_of(arrange([build.reading()]), measure, zoom=60, pan=3000)
    assert [t.text for t in scene.texts if t.cleared] == ["Something happened"]


def test_names_on_the_axis_never_overlap(build: Any, measure: Measure) -> None:
    """No two names of one row of the axis touch, at any zoom."""
    build.event("From", "1066", "within")
    build.event("To", "2024-03-05", "moment")
    line = arrange([build.reading()])
    for power in range(40):
        scene = scene_of(line, measure, zoom=1.7**power)
        for a, b in combinations(scene.axis_texts, 2):
            assert not a.box.overlaps(b.box), (a, b)


def test_the_legend_shows_only_what_is_used(build: Any, measure: Measure) -> None:
    """A timeline of one exact day explains dots, and nothing else."""
    build.event("Opened", "2020-05-04", "moment")
    scene = scene_of(arrange([build.reading()]), measure)
    assert [item.sample for item in scene.legend] == [Sample.DOT]


def test_an_unknown_date_has_no_place_on_the_axis(build: Any, measure: Measure) -> None:
    """Nothing known: on the shelf, in the order of telling, and nowhere else."""
    build.event("Known", "2020")
    build.event("Second told")
    build.event("Third told")
    line = arrange([build.reading()])
    scene = scene_of(line, measure)
    shelf = [i for i, form in enumerate(line.form) if form == Form.SHELF]
    assert not {m.event for m in scene.marks} & set(shelf)
    words = [t.text for t in scene.texts if t.event in shelf]
    assert words == ["Second told", "no date in the text", "Third told", "no date in the text"]
    assert [lane.count for lane in line.lanes] == [1]


def test_the_shelf_says_what_is_only_planned(build: Any, measure: Measure) -> None:
    """A plan without a date is not shown as if it had happened."""
    build.event("The council will build a bridge", status="planned")
    scene = scene_of(arrange([build.reading()]), measure)
    assert "planned · no date in the text" in [t.text for t in scene.texts]


@pytest.mark.parametrize("width", [300.0, 1600.0, 4000.0])
def test_zooming_and_panning_without_end_breaks_nothing(
    build: Any, measure: Measure, width: float
) -> None:
    """The widest and the finest view, wherever one moves, still make a scene."""
    build.event("Long ago", "Y-13000000000")
    build.event("Lately", "2024-05-06", "moment")
    labels = layout.prepare(arrange([build.reading()]), measure, width)
    for factor in (0.5, 3.0):
        scale = layout.fit(labels, width)
        for _ in range(200):
            scale = scale.zoomed(factor, width * 0.9)
        for pan in (-1e5, 0.0, 1e5):
            for _ in range(5):
                scale = scale.panned(pan)
            placement = layout.choose(labels, scale.per_pixel, 600)
            scene = layout.compose(placement, scale, 600)
            assert scene.axis_texts or factor > 1


def test_what_is_hidden_is_counted_in_every_view(build: Any, measure: Measure) -> None:
    """Marks and counts together are the events that reach into the view, wherever it is."""
    for i in range(300):
        build.event(f"The long affair {i}", "1900/2000", "span")
    line = arrange([build.reading()])
    for zoom, pan in ((1.0, 0.0), (6.0, 0.0), (40.0, 100.0)):
        scene = scene_of(line, measure, zoom=zoom, pan=pan)
        assert len(scene.marks) + sum(c.count for c in scene.clusters) == 300


def test_a_hundred_events_on_one_day_all_have_a_row(build: Any, measure: Measure) -> None:
    """A lane that a reader can scroll through is never cut short."""
    for i in range(100):
        build.event(f"Event {i}", "2020-05-04", "moment")
    scene = scene_of(arrange([build.reading()]), measure)
    assert len(scene.marks) == 100
    assert scene.clusters == ()


def test_a_day_is_as_long_as_a_day_from_near(build: Any, measure: Measure) -> None:
    """Zoomed to hours, an exact day covers all of its hours, not noon."""
    build.date = parse("2024-05-06")
    build.event("It opened", "2024-05-04", "moment")
    labels = layout.prepare(arrange([build.reading()]), measure, 900.0)
    day = parse("2024-05-04")
    scale = layout.over(day.earliest + 3600, day.earliest + 8 * 3600, 900.0)
    placement = layout.choose(labels, scale.per_pixel, 600)
    (mark,) = layout.compose(placement, scale, 600).marks
    assert mark.box.x <= 0
    assert mark.box.x + mark.box.w >= 900


def test_a_story_dated_to_the_month_is_a_column(build: Any, measure: Measure) -> None:
    """ "July 2024" is no first of July: the story's date is as wide as it is vague."""
    build.date = parse("2024-07")
    build.event("It opened", "2024-05-04", "moment")
    (column,) = scene_of(arrange([build.reading()]), measure).story_dates
    assert column.w > 100


def test_rows_come_before_the_legend(build: Any, measure: Measure) -> None:
    """Where a window is so low that periods and legend would leave few rows, the legend goes."""
    for i in range(12):
        build.event(f"Event number {i}", f"{1990 + i}-05-04", "moment")
    heights = []
    for period in ("", "The Long Plan", "The Second Plan"):
        if period:
            build.period(period, "1991/1999")
        labels = layout.prepare(arrange([build.reading()]), measure, 700.0)
        scale = layout.fit(labels, 700.0)
        explained = [
            height
            for height in range(200, 500, 5)
            if layout.compose(layout.choose(labels, scale.per_pixel, height), scale, height).legend
        ]
        heights.append(min(explained))
    assert heights == sorted(set(heights))


def test_words_that_are_cut_end_before_the_scroll_bar(build: Any, measure: Measure) -> None:
    """In a crowd a label has what room there is, up to 20 pixels before the view's edge."""
    for i in range(400):
        build.event("A headline of many words " * 4, f"{1700 + i}", "moment")
    scene = scene_of(arrange([build.reading()]), measure, zoom=6.0)
    ends = [t.box.x + t.box.w for t in scene.texts if t.event >= 0 and t.text.endswith("…")]
    starts = [t.box.x for t in scene.texts if t.event >= 0 and t.text.endswith("…")]
    assert max(ends) > 700
    for start, end in zip(starts, ends, strict=True):
        assert end <= 880 or end - start <= 150


def test_counts_keep_clear_of_the_scroll_bar(build: Any, measure: Measure) -> None:
    """Wherever a view ends, its last count is seen whole."""
    for i in range(400):
        build.event("A headline", f"{1700 + i}", "moment")
    line = arrange([build.reading()])
    ends = [
        cluster.box.x + cluster.box.w
        for pan in range(0, 512, 8)
        for cluster in scene_of(line, measure, zoom=6.0, pan=pan).clusters
    ]
    assert max(ends) == 880


def test_the_legend_explains_all_that_is_drawn(build: Any, measure: Measure) -> None:
    """However narrow the view, no sample is dropped; it takes another row instead."""
    build.event("Bar", "2001/2005", "span")
    build.event("Whisker", "2001")
    build.event("Dot", "2001-02-03", "moment")
    build.event("Fade", "../2004", "open")
    build.event("Planned", "2025", status="planned")
    build.event("Denied", "2003", status="denied")
    build.period("The Programme", "1999/2010")
    scene = scene_of(arrange([build.reading()]), measure, width=360.0)
    assert {item.sample for item in scene.legend} == set(Sample)
    for a, b in combinations([item.text.box for item in scene.legend], 2):
        assert not a.overlaps(b)


def test_a_story_without_events_says_so(build: Any, measure: Measure) -> None:
    """No axis of a year nobody named: one sentence instead."""
    build.date = ANY
    scene = scene_of(arrange([build.reading()]), measure)
    assert scene.message is not None
    assert scene.message.text == "No events found"
    assert scene.axis_texts == ()


@pytest.mark.parametrize("grouping", list(Grouping))
def test_a_point_on_a_label_or_mark_finds_its_event(
    build: Any, measure: Measure, grouping: Grouping
) -> None:
    """Clicking what is seen of an event means that event."""
    for i in range(12):
        build.event(f"Event {i}", f"{1990 + 2 * i}-05", cited=(f"{i % 3:08x}",))
    scene = scene_of(arrange([build.reading()], grouping=grouping), measure)
    seen = 0
    for event, box in parts(scene):
        x, y = box.x + box.w / 2, box.y + box.h / 2
        if scene.rows.contains(x, y):
            seen += 1
            assert scene.event_at(x, y) == event
    assert seen >= 12


def test_the_overview_counts_each_event_where_it_lies(build: Any, measure: Measure) -> None:
    """Three events in one year stand three times as high as one in another."""
    for edtf in ("2001-02", "2001-05", "2001-09", "2009-01"):
        build.event("It happened", edtf)
    made = layout.overview(arrange([build.reading()]), 600, 72, measure)
    heights = sorted({round(c.h) for c in made.columns})
    assert heights[-1] == pytest.approx(3 * heights[0], abs=2)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(dated, min_size=1, max_size=20), width=st.integers(700, 2400))
def test_fitted_labels_lie_in_the_view(
    build: Any, measure: Measure, rows: list[Any], width: int
) -> None:
    """Where labels leave room, a fitted picture cuts none of them off at its edges."""
    build.events.clear()
    for headline, (edtf, shape), status, cited in rows:
        build.event(headline[:20], edtf, shape, status=status, cited=cited)
    scene = scene_of(arrange([build.reading()]), measure, width=float(width))
    for event, box in parts(scene):
        assert box.x >= -1, event
        assert box.x + box.w <= width + 1, event


def test_a_fit_that_wavers_between_two_levels_settles(build: Any, measure: Measure) -> None:
    """A label that changes sides with the level once made the fitted view too narrow for it."""
    build.event("a", "1900-01")
    build.event("a", "2018/2024", "span")
    build.event("a", "../1928", "open", status="denied")
    scene = scene_of(arrange([build.reading()]), measure, width=700.0)
    assert min(box.x for _, box in parts(scene)) >= -1


def test_names_of_periods_never_overlap(build: Any, measure: Measure) -> None:
    """Named periods share rows where they can, and no name touches another, at any zoom."""
    periods = {
        "First plan": "1985/1990",
        "Second plan": "1998/2002",
        "A long crisis of many names": "1994/1997",
        "The union": "1980/..",
    }
    for name, edtf in periods.items():
        build.period(name, edtf)
    build.event("It began", "1991-03-04", "moment")
    build.event("It ended", "2003-03-04", "moment")
    line = arrange([build.reading()])
    for power in range(12):
        scene = scene_of(line, measure, zoom=1.5**power)
        names = [t for t in scene.texts if t.role is Role.BACKGROUND]
        for a, b in combinations(names, 2):
            assert not a.box.overlaps(b.box), (a, b)
    assert len({s.line.y for s in scene_of(line, measure).strips}) < 4


@pytest.mark.parametrize("level", [32, 33, 34, 35, 36])
def test_a_crowd_does_not_overlap(build: Any, measure: Measure, level: int) -> None:
    """Two hundred events in four years, at the scale where rows are set tightest: none touch."""
    for i in range(200):
        year, month, day = 2001 + i * 7 % 4, i * 5 % 12 + 1, i * 11 % 28 + 1
        build.event("a bridge " * (i * 3 % 6 + 1), f"{year}-{month:02}-{day:02}", "moment")
    labels = layout.prepare(arrange([build.reading()]), measure, 1500.0)
    scale = layout.TimeScale(parse("2001").earliest, 2.0 ** (level / 2), 1500.0)
    placement = layout.choose(labels, scale.per_pixel, 600)
    scene = layout.compose(placement, scale, layout.natural_height(placement))
    rows: dict[float, list[tuple[float, float]]] = {}
    for mark in scene.marks:
        mine = [box for event, box in parts(scene) if event == mark.event]
        reach = min(box.x for box in mine), max(box.x + box.w for box in mine)
        rows.setdefault(round(mark.box.y + mark.box.h / 2), []).append(reach)
    gaps = [
        left - right for row in rows.values() for (_, right), (left, _) in pairwise(sorted(row))
    ]
    assert 0 < min(gaps) < 35, "they touch, or it is no crowd"


def test_a_source_is_told_beside_its_id_where_there_is_room(build: Any, measure: Measure) -> None:
    """Title and outlet stand between id and count; a narrow lane drops them, never the count."""
    build.event("It opened", "2021", cited=("3",))
    made = build.reading()
    source = Citation("3", (), "Ice on the Lark", "County Gazette")
    line = arrange([replace(made, story=made.story._replace(citations=(source,)))])
    said = "Ice on the Lark · County Gazette · 1 event"
    for width, expected in ((900.0, said), (150.0, "1 event")):
        assert expected in {text.text for text in scene_of(line, measure, width=width).texts}


@pytest.mark.parametrize(("edtf", "shape", "form"), [
    ("2024-09-03", "moment", Form.DOT), ("2024-09", "within", Form.WHISKER),
    ("2025/2026", "span", Form.BAR)])  # fmt: skip
def test_the_legend_shows_what_is_planned_as_the_chart_does(
    build: Any, measure: Measure, edtf: str, shape: str, form: Form
) -> None:
    """A planned day is explained by a ring, a planned stretch by an outline: as most are drawn."""
    build.event("The council meets", edtf, shape, status="planned")
    build.event("The ferry sails again", edtf, shape, status="planned")
    build.event("A mayor is chosen", "2027", "span", status="planned")
    build.event("A bridge is opened", "2027-03-02", "moment")
    scene = scene_of(arrange([build.reading()]), measure)
    assert [(i.sample, i.form) for i in scene.legend if i.sample is Sample.PLANNED] == [
        (Sample.PLANNED, form)
    ]
