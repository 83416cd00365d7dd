"""Four pictures as text: a change of the layout shows in them line by line.

``python tests/ui/test_pictures.py`` writes them anew; look at what changed before keeping it.
Their type is even, seven pixels a letter, so that they are the same on every machine.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from viewer.core import layout
from viewer.core.events import read
from viewer.core.layout import Role, Scene
from viewer.core.story import Span, read_text
from viewer.core.timeline import Form, arrange
from viewer.core.when import parse

PICTURES = Path(__file__).parent / "pictures"
SIZES = (10, 100, 1000, 10_000)
WORDS = "orchard kiln causeway granted leased flooded granary warden charter ferry toll".split()


class EvenMeasure:
    """Type in which every character is seven pixels wide."""

    def width(self, text: str, role: Role) -> float:
        return 7.0 * len(text)


def scene_of(count: int) -> Scene:
    """Events of four sources and all forms, thick in some years, as a window fitted to them."""
    chance = random.Random(count)
    reading = read(read_text("The kiln burnt on 4 May 1820 [a1a1a1a1].", name="made"))
    (pattern,) = reading.events
    (source,) = reading.story.citations
    sources = tuple(source._replace(id=f"{number:08x}") for number in range(4))
    events = []
    for number in range(count):
        year = 1800 + int(90 * chance.random() ** 2)
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        edtf, shape = chance.choice(
            [
                (f"{year}-{month:02}-{day:02}", "moment"),
                (f"{year}-{month:02}", "within"),
                (f"{year}/{year + chance.randint(1, 12)}", "span"),
                (f"../{year}", "open"),
            ]
        )
        events.append(
            replace(
                pattern,
                id=f"{number:012x}",
                span=Span(number, number + 1),
                headline=" ".join(chance.choices(WORDS, k=chance.randint(2, 6))).capitalize(),
                when=parse(edtf),
                shape=type(pattern.shape)(shape),
                citations=(f"{chance.randrange(4):08x}",),
            )
        )
    told = replace(
        reading,
        story=reading.story._replace(citations=sources),
        date=parse("1895-03-02"),
        events=tuple(events),
    )
    labels = layout.prepare(arrange([told]), EvenMeasure(), 1200.0)
    scale = layout.fit(labels, 1200.0)
    placement = layout.choose(labels, scale.per_pixel, 700.0)
    return layout.compose(placement, scale, 700.0)


def written(scene: Scene) -> str:
    """A scene line by line, from top to bottom, in whole pixels."""
    lines = [
        (m.box.y + m.box.h / 2, m.box.x,
         f"{Form(m.form).name.lower():12} {m.box.w:5.0f} wide, {m.box.h:.0f} high")
        for m in scene.marks
    ]  # fmt: skip
    texts = [*scene.axis_texts, *scene.texts, *scene.pills, *(item.text for item in scene.legend)]
    lines += [(t.box.y + t.box.h / 2, t.box.x, f"{t.role:12} {t.text}") for t in texts]
    lines += [(c.foot, 0.0, f"{'crowding':12} {len(c.x)} columns") for c in scene.crowding]
    return "".join(f"{y:4.0f} {x:5.0f}  {words}\n" for y, x, words in sorted(lines))


@pytest.mark.parametrize("count", SIZES)
def test_a_picture_is_as_it_was_looked_at(count: int) -> None:
    """From ten events to ten thousand, every mark and word stands where it stood."""
    kept = (PICTURES / f"{count}.txt").read_text(encoding="utf-8")
    assert written(scene_of(count)).splitlines() == kept.splitlines()


if __name__ == "__main__":
    for size in SIZES:
        (PICTURES / f"{size}.txt").write_text(written(scene_of(size)), encoding="utf-8")
