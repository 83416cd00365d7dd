"""The typefaces a drawing brings along: the letters it uses, of fonts that allow it.

A browser then shows the drawing as it was laid out, whatever fonts its machine has (CSS Fonts 4,
`@font-face`). Programs that know no such rule take the font by its name, or the next of the list.
HarfBuzz, which browsers themselves shape text with, takes the letters out of the font.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from PySide6.QtGui import QFont, QRawFont

from viewer.ui.theme import Type

#: The opening tag of words as Qt's writer ends it, and the words.
_WORDS: Final = re.compile(
    r'font-family="(?P<families>[^"]*)" font-size="[^"]*" font-weight="(?P<weight>[0-9]+)" '
    r'font-style="(?P<style>\w+)"\s*>(?P<words>[^<]*)</text>'
)
#: Tables of a font that show its letters (OpenType 1.9); others are about hinting, or editing.
_TABLES: Final = (
    "head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "CFF ", "CFF2", "GDEF",
    "GPOS", "GSUB", "name", "post", "fvar", "avar", "gvar", "HVAR", "MVAR", "STAT",
)  # fmt: skip
#: What is done with the letters, as the program's own painter does: no ligatures.
_FEATURES: Final = ("kern", "mark", "mkmk", "ccmp", "locl", "init", "medi", "fina", "rlig")
#: A name that can stand in a style without meaning anything else there.
_NAME: Final = re.compile(r"[\w .-]+")
#: Names that stand for a kind of font, and for none in quotes (CSS Fonts 4, 2.1.2).
_GENERIC: Final = ("serif", "sans-serif", "monospace")
#: Of OS/2, fsType: what the font's makers allow a document to do with it.
_EDITABLE, _WHOLE_ONLY, _BITMAPS_ONLY = 0x0008, 0x0100, 0x0200


@dataclass(frozen=True, slots=True)
class Face:
    """A font as it is asked for: names in order of preference, weight and style of CSS."""

    families: str
    weight: str
    style: str

    @property
    def listed(self) -> str:
        """Its names for a drawing: first that of the font this machine has for it."""
        return _listed(self.families, self.font.familyName())

    @property
    def font(self) -> QRawFont:
        """What this machine has for it."""
        asked = QFont()
        asked.setFamilies(self.families.split(","))
        asked.setWeight(QFont.Weight(int(self.weight)))
        asked.setItalic(self.style == "italic")
        return QRawFont.fromFont(asked)


def with_typefaces(
    svg: str, more: Mapping[Face, Iterable[str]] | None = None
) -> tuple[str, tuple[str, ...]]:
    """A drawing of Qt's writer with its typefaces in it, named first where they are used; and the
    names of those that may not be taken along. ``more`` are letters of words in it that are not
    of that writer."""
    used = {face: set(letters) for face, letters in (more or {}).items()}
    for found in _WORDS.finditer(svg):
        face = Face(found["families"], found["weight"], found["style"])
        used.setdefault(face, set()).update(unescape(found["words"]))
    rules, names, refused = [], {}, []
    for face, letters in used.items():
        font = face.font
        name = font.familyName()
        if not _NAME.fullmatch(name):
            continue
        names[face] = name
        if (data := _letters(font, letters, int(face.weight))) is None:
            refused.append(name)
            continue
        rules.append(
            f"@font-face{{font-family:'{name}';font-weight:{face.weight};font-style:{face.style};"
            f"src:url(data:font/sfnt;base64,{b64encode(data).decode('ascii')})}}\n"
        )

    def named(found: re.Match[str]) -> str:
        name = names.get(Face(found["families"], found["weight"], found["style"]))
        if not name:
            return found[0]
        return found[0].replace(found["families"], _listed(found["families"], name), 1)

    style = f"<style>\n{''.join(rules)}</style>\n" if rules else ""
    made = _WORDS.sub(named, svg).replace("<defs>", f"{style}<defs>", 1)
    return made, tuple(dict.fromkeys(refused))


def kept_back(types: Iterable[Type]) -> tuple[str, ...]:
    """The names of the fonts this machine has for these that may not be taken along."""
    refused = []
    for one in types:
        face = Face(",".join(one.families), str(int(one.weight)), "normal")
        if not _allowed(bytes(face.font.fontTable("OS/2").data())):
            refused.append(face.font.familyName())
    return tuple(dict.fromkeys(refused))


def told_of(missing: Iterable[str]) -> tuple[str, ...]:
    """What a drawing without these typefaces cannot promise, in sentences."""
    return tuple(
        f"the typeface {name} may not be embedded: where it is not installed another one stands in"
        for name in missing
    )


def _allowed(table: bytes) -> bool:
    """Whether a font whose table OS/2 this is may be in a document, in parts and to be changed."""
    allowed = int.from_bytes(table[8:10], "big")
    usage = allowed & 0x000F
    if not table or allowed & (_WHOLE_ONLY | _BITMAPS_ONLY):
        return False
    return not usage or bool(usage & _EDITABLE)


def _listed(families: str, name: str) -> str:
    """Names of a font as CSS has them, ``name`` first."""
    known = dict.fromkeys(
        (name, *families.split(",")) if _NAME.fullmatch(name) else families.split(",")
    )
    # In quotes: a name may hold what is a sign to CSS ("Source Serif 4").
    return ",".join(one if one in _GENERIC else f"'{one}'" for one in known)


def _letters(font: QRawFont, letters: set[str], weight: int) -> bytes | None:
    """A font of these letters alone; None where its makers do not allow that."""
    # Imported when a drawing is written: nothing else waits for it.
    import uharfbuzz as harfbuzz

    tables = {name: data for name in _TABLES if (data := bytes(font.fontTable(name).data()))}
    if not _allowed(tables.get("OS/2", b"")):
        return None
    face = harfbuzz.Face.create_for_tables(lambda _face, name, _: tables.get(name, b""), None)
    face.set_get_table_tags_func(lambda _face, _: list(tables), None)
    wanted = harfbuzz.SubsetInput()
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(map(ord, letters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(
        int.from_bytes(name.encode("ascii"), "big") for name in _FEATURES
    )
    if "fvar" in tables:  # one weight of a font that has all of them
        for axis in face.axis_infos:
            if axis.tag == "wght":
                least, most = axis.min_value, axis.max_value
                wanted.pin_axis_location(face, "wght", min(max(weight, least), most))
            else:
                wanted.pin_axis_to_default(face, axis.tag)
    try:
        return bytes(harfbuzz.subset(face, wanted).blob.data)
    except RuntimeError:  # a font it cannot read; the drawing names it all the same
        return None
