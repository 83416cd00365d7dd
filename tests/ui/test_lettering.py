"""Words: as wide as they are told to be, in any script, and drawn alike on screen and in files."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.core.layout import Box, Role, Text
from viewer.core.layout.words import Ruler
from viewer.ui.lettering import SIGHTS, Lettering
from viewer.ui.theme import FontMeasure

TEXTS = (
    "AVATAR Type To: WAVE, fjord & office — “Tea”",
    "Łódź, Žďár, Ångström, Ðà Nẵng",
    "Ποταμός και Москва-река",
    "נמל חיפה נפתח לספינות",
    "افتتح الملك الميناء القديم اليوم",
    "+1.7k 2,431 1899–1914",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("role", [Role.LABEL, Role.NOTE, Role.CLUSTER])
def test_no_text_is_wider_than_told(qapp: Any, text: str, role: Role) -> None:
    """What layout adds up letter by letter is room enough, and not a tenth too much."""
    true = FontMeasure().width(text, role)
    told = Ruler(FontMeasure()).width(text, role)
    assert true - 0.5 <= told <= 1.1 * true + 2


@pytest.mark.parametrize("room", [30.0, 90.0, 150.0, 400.0])
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_cut_fits(qapp: Any, text: str, room: float) -> None:
    """A shortened text is its beginning and "…", no wider than its room."""
    ruler = Ruler(FontMeasure())
    cut, width = ruler.shortened(text, room, Role.LABEL)
    assert width <= room
    assert FontMeasure().width(cut, Role.LABEL) <= room + 2
    assert cut == text or text.startswith(cut.removesuffix("…"))


def test_kept_words_look_as_words_drawn_once(qapp: Any) -> None:
    """Shaped and kept or drawn afresh: the same ink in the same place, within a pixel."""
    text = Text("The ferry sank off Merrow", Box(20, 10, 200, 20), Role.LABEL)
    inked = []
    for lettering in (Lettering(), Lettering(10)):
        image = QImage(260, 40, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        for _ in range(SIGHTS):
            lettering.write(painter, [text], Role.LABEL, QColor("#000000"))
        painter.end()
        dark = [(x, y) for x in range(260) for y in range(40)
                if image.pixelColor(x, y).lightness() < 128]  # fmt: skip
        xs, ys = zip(*dark, strict=True)
        inked.append((min(xs), max(xs), min(ys), max(ys)))
    assert all(abs(a - b) <= 1 for a, b in zip(*inked, strict=True))


@pytest.mark.parametrize("doubled", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("text", TEXTS)
def test_words_stand_still_while_they_are_drawn_again(qapp: Any, text: str, doubled: float) -> None:
    """At first sight, and when they are shaped and kept: the very same pixels, wherever a step
    leaves the words."""
    for role in (Role.LABEL, Role.NOTE, Role.CLUSTER, Role.AXIS_MAJOR):
        lettering, seen = Lettering(10), []
        words = Text(text, Box(20.6, 9.3, 400, 20), role)
        for _ in range(SIGHTS + 1):
            image = QImage(round(460 * doubled), round(50 * doubled), QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(doubled)
            image.fill(0xFFFFFFFF)
            painter = QPainter(image)
            lettering.write(painter, [words], role, QColor("#000000"))
            painter.end()
            seen.append(image)
        assert all(image == seen[0] for image in seen)


def test_only_so_many_words_are_kept(qapp: Any) -> None:
    """Those drawn last; the store does not grow with the story."""
    lettering = Lettering(5)
    image = QImage(50, 20, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for number in range(100):
        text = Text(f"event {number}", Box(0, 0, 50, 20), Role.NOTE)
        for _ in range(SIGHTS):
            lettering.write(painter, [text], Role.NOTE, QColor("#000000"))
    painter.end()
    assert 4 <= len(lettering) <= 6
