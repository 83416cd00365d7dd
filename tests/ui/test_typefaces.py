"""The typefaces in a drawing: it looks the same where they are not installed."""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase

from viewer.core.events import read
from viewer.core.layout import Role
from viewer.core.story import read_text
from viewer.core.timeline import arrange
from viewer.ui.export import draw
from viewer.ui.export.preview import preview
from viewer.ui.export.typefaces import with_typefaces
from viewer.ui.pictures import PICTURES, Picture
from viewer.ui.theme import TYPE, Type

SVG = next(kind for kind in PICTURES if kind.name == "svg")
STORY = """The Zoë & Brother’s Affair

2024-07-01

The office of Žižek & Co. burned on 3 May 1999 [3]. Fifty offices (“fluffy” ones) were sold in \
1,5 days in 2003, AVATAR-like [4]. The 火 fire of 2004 spared the waffle factory [3].
"""
FACE = re.compile(
    r"@font-face\{font-family:'([^']+)';font-weight:(\d+);font-style:\w+;"
    r"src:url\(data:font/sfnt;base64,([A-Za-z0-9+/=]+)\)\}\n"
)
WORDS = re.compile(r"<text [^>]*font-family=\"'([^']+)',[^>]* font-weight=\"(\d+)\"[^>]*>([^<]*)<")


@pytest.fixture
def drawing(qapp: Any) -> str:
    line = arrange([read(read_text(STORY, name="affair.txt"))])
    return draw(line, SVG, Picture(width=1200)).data.decode("utf-8")


def test_every_letter_is_in_a_typeface_of_the_drawing(drawing: str) -> None:
    """Each face named by words is there, with every letter of theirs that the font has, and with
    few others: signs and names a reader never sees do not weigh on the file."""
    faces = {
        (name, weight): set(uharfbuzz.Face(uharfbuzz.Blob(b64decode(data))).unicodes)
        for name, weight, data in FACE.findall(drawing)
    }
    said = WORDS.findall(drawing)
    assert len(said) == drawing.count("<text ")
    missing = {
        letter
        for name, weight, words in said
        for letter in unescape(words)
        if ord(letter) not in faces[name, weight]
    }
    assert missing <= {"火"}
    assert all(len(letters) < 100 for letters in faces.values())


def test_a_browser_without_the_fonts_shows_the_same(
    drawing: str, browsing: Any, tmp_path: Path
) -> None:
    """Under names that no machine has installed, and with no other to fall back on, each word is as
    wide as before; without the typefaces it is not, so that it was they that were shown."""
    strange = re.sub(r"(font-family=\"'[^']+'),[^\"]*\"", r'\1,monospace"', drawing)
    for name in {name for name, _, _ in FACE.findall(drawing)}:
        strange = strange.replace(f"'{name}'", f"'Nobody’s {name}'")
    with browsing.Page(tmp_path / "profile") as tab:
        wide = []
        for number, made in enumerate((drawing, strange, re.sub(FACE, "", strange))):
            path = tmp_path / f"{number}.svg"
            path.write_text(made, encoding="utf-8")
            tab.open(path)
            tab.run("document.fonts.ready.then(() => 1)")
            wide.append(
                tab.run(
                    "[...document.querySelectorAll('text')]"
                    ".filter((words) => !words.textContent.includes('火'))"
                    ".map((words) => words.getComputedTextLength())"
                )
            )
        assert tab.said == []
    assert len(wide[0]) > 20
    assert wide[1] == pytest.approx(wide[0], abs=0.1)
    # Numbers are as wide in many a font; sentences are not in one whose letters are all alike.
    assert all(abs(a - b) > 2 for a, b in zip(wide[0], wide[2], strict=True) if a > 150)


@pytest.mark.parametrize(
    ("allowed", "taken"), [(0x0, True), (0x8, True), (0x2, False), (0x4, False), (0x108, False)]
)
def test_a_font_is_taken_along_only_where_its_makers_allow_it(
    drawing: str, allowed: int, taken: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Free and editable fonts are embedded; one that is not to be, or not in parts, is named in the
    drawing, and said not to be in it."""
    name, _, data = FACE.findall(drawing)[0]
    own = f"Kept{allowed:02x}"[: len(name.split()[0])]
    font = bytearray(b64decode(data))
    for code in ("utf-16-be", "ascii"):
        font = font.replace(name.split()[0].encode(code), own.ljust(6, "x").encode(code))
    tables = {
        bytes(font[at : at + 4]): int.from_bytes(font[at + 8 : at + 12], "big")
        for at in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16)
    }
    at = tables[b"OS/2"] + 8
    font[at : at + 2] = allowed.to_bytes(2, "big")
    number = QFontDatabase.addApplicationFontFromData(bytes(font))
    (family,) = QFontDatabase.applicationFontFamilies(number)
    assert family.startswith("Kept")
    asked = (
        f'<svg><defs></defs><text font-family="{family},serif" font-size="12" font-weight="400" '
        'font-style="normal" >The fire</text></svg>'
    )
    made, refused = with_typefaces(asked)
    assert f"font-family=\"'{family}',serif\"" in made
    assert ("@font-face" in made) is taken
    assert refused == (() if taken else (family,))
    # The dialog says so before the drawing is written.
    monkeypatch.setitem(TYPE, Role.LEGEND, Type((family,), 11))
    line, room = arrange([read(read_text(STORY, name="affair.txt"))]), QSize(800, 600)
    shown = preview(line, SVG, Picture(), room, 1.0, lambda _share: None)
    assert [family in one for one in shown.lost] == ([] if taken else [True])
    png = next(kind for kind in PICTURES if kind.name == "png")
    assert preview(line, png, Picture(), room, 1.0, lambda _share: None).lost == ()
    QFontDatabase.removeApplicationFont(number)
