"""What each way to be in time looks like, to the pixel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.core import layout
from viewer.core.events import Event, Reading, Status, read
from viewer.core.layout import Mark, Role, Scene
from viewer.core.story import read_text
from viewer.core.timeline import arrange
from viewer.core.when import parse
from viewer.ui.painter import paint
from viewer.ui.theme import LIGHT, FontMeasure

WIDTH = 900.0
Shown = Callable[..., tuple[QImage, Scene]]


@pytest.fixture
def shown(qapp: Any) -> Shown:
    """Draw one event as the story "It opened." would tell it, changed as asked."""
    reading = read(read_text("The mill opened on 4 May 2020 [aaaa1111].", name="x"))
    (event,) = reading.events

    def draw(edtf: str, shape: str, *, chosen: bool = False, **changes: Any) -> Any:
        changed: Event = replace(event, when=parse(edtf), shape=type(event.shape)(shape), **changes)
        told: Reading = replace(reading, events=(changed,), date=parse("2024-07-01"))
        measure = FontMeasure()
        labels = layout.prepare(arrange([told]), measure, WIDTH)
        scale = layout.over(parse("2018").earliest, parse("2026").latest, WIDTH)
        placement = layout.choose(labels, scale.per_pixel, 400)
        scene = layout.compose(placement, scale, 400)
        image = QImage(int(WIDTH), 400, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint(painter, scene, LIGHT, chosen=(0,) if chosen else ())
        painter.end()
        return image, scene

    return draw


def near(a: QColor, b: QColor | str, tolerance: int = 24) -> bool:
    b = QColor(b)
    return (
        abs(a.red() - b.red()) <= tolerance
        and abs(a.green() - b.green()) <= tolerance
        and abs(a.blue() - b.blue()) <= tolerance
    )


def at(image: QImage, mark: Mark, share: float, down: float = 0.5) -> QColor:
    """The colour at a share of a mark's width and height."""
    box = mark.box
    return image.pixelColor(round(box.x + share * box.w), round(box.y + down * box.h))


HUE = LIGHT.hues[0]


def test_what_lasts_is_a_solid_bar(shown: Shown) -> None:
    """Full of the source's colour near its beginning and at its end."""
    image, scene = shown("2020/2022", "span")
    (mark,) = scene.marks
    assert near(at(image, mark, 0.01, 0.5), HUE)
    assert near(at(image, mark, 0.97, 0.2), HUE)


def test_once_within_is_a_whisker_with_a_mark(shown: Shown) -> None:
    """A thin line over the year with capped ends, and a diamond in its middle."""
    image, scene = shown("2021", "within")
    (mark,) = scene.marks
    middle = round(mark.box.y + mark.box.h / 2)
    assert near(image.pixelColor(round(mark.at), middle - 4), HUE)  # the diamond is thick
    quarter = round(mark.box.x + mark.box.w / 4)
    assert near(image.pixelColor(quarter, middle), HUE, 60)  # the line is there
    assert near(image.pixelColor(quarter, middle - 4), LIGHT.paper)  # and thin


def test_an_exact_day_is_a_dot(shown: Shown) -> None:
    """Round: full in the middle, empty at the corners of its box."""
    image, scene = shown("2020-05-04", "moment")
    (mark,) = scene.marks
    middle = round(mark.box.y + mark.box.h / 2)
    assert near(image.pixelColor(round(mark.at), middle), HUE)
    assert near(image.pixelColor(round(mark.at) + 5, middle - 5), LIGHT.paper)


@pytest.mark.parametrize(
    ("edtf", "gone", "full"), [("../2022", 0.02, 0.97), ("2022/..", 0.98, 0.03)]
)
def test_an_unknown_bound_fades_out(shown: Shown, edtf: str, gone: float, full: float) -> None:
    """Full at the bound that is known, nothing at the one that is not."""
    image, scene = shown(edtf, "open")
    (mark,) = scene.marks
    assert near(at(image, mark, full), HUE, 50)
    assert near(at(image, mark, gone), LIGHT.paper, 20)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.POSSIBLE, Status.DENIED])
@pytest.mark.parametrize(
    ("edtf", "shape"),
    [("2020/2022", "span"), ("2021", "within"), ("2020-05-04", "moment"), ("2022/..", "open")],
)
def test_what_did_not_happen_is_never_filled(
    shown: Shown, status: Status, edtf: str, shape: str
) -> None:
    """Planned, possible and denied are outlines, in every form: paper inside, ink around."""
    image, scene = shown(edtf, shape, status=status)
    (mark,) = scene.marks
    box = mark.box
    if shape in ("within", "moment") and not (mark.dashed and shape == "within"):
        assert near(image.pixelColor(round(mark.at), round(box.y + box.h / 2)), LIGHT.paper)
    else:
        assert near(at(image, mark, 0.3), LIGHT.paper)
    seen = [
        image.pixelColor(x, y)
        for x in range(round(box.x) - 2, round(box.x + box.w) + 3)
        for y in range(round(box.y) - 1, round(box.y + box.h) + 2)
    ]
    assert any(near(colour, HUE, 60) for colour in seen)


def test_an_open_plan_has_no_end(shown: Shown) -> None:
    """Planned from 2022 on: the outline is closed on the left, and open on the right."""
    image, scene = shown("2022/..", "open", status=Status.PLANNED)
    (mark,) = scene.marks
    box = mark.box
    middle = round(box.y + box.h / 2)
    assert near(image.pixelColor(round(box.x), middle), HUE, 90)
    for x in range(round(box.x + 0.9 * box.w), round(box.x + box.w) + 3):
        assert near(image.pixelColor(x, middle), LIGHT.paper)


def test_the_chosen_event_wears_a_ring(shown: Shown) -> None:
    """A ring of ink around the mark, and none around the others."""
    for chosen in (True, False):
        image, scene = shown("2020/2022", "span", chosen=chosen)
        (mark,) = scene.marks
        ring = image.pixelColor(round(mark.box.x + mark.box.w / 2), round(mark.box.y - 2))
        assert near(ring, LIGHT.ink, 110) is chosen


def test_labels_are_painted_where_the_scene_says(shown: Shown) -> None:
    """Each text's box holds ink, and the strip just before it none."""
    image, scene = shown("2020-05-04", "moment")
    (label,) = [t for t in scene.texts if t.role is Role.LABEL]
    box = label.box
    dark = [
        image.pixelColor(x, y).lightness() < 110
        for x in range(round(box.x), round(box.x + box.w))
        for y in range(round(box.y), round(box.y + box.h))
    ]
    assert sum(dark) > 80
