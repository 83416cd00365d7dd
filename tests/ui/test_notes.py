"""Numbered notes to a picture: what they say, where they stand, and the links both ways."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QFontMetricsF, QImage

from viewer.core.events import read
from viewer.core.story import read_text
from viewer.core.timeline import Timeline, arrange
from viewer.files.entries import Entry, entries
from viewer.files.reading import open_story
from viewer.ui.export import draw, write_picture
from viewer.ui.export.below import below
from viewer.ui.export.notes import Note, letters, numbered, set_in_type
from viewer.ui.export.paged import HEIGHT, pieces
from viewer.ui.pictures import PICTURES, Picture
from viewer.ui.sheet import ExportFailed, lay_out

from .conftest import SAMPLE  # type: ignore[import-untyped, unused-ignore]

KINDS = {kind.name: kind for kind in PICTURES}
SVG = "{http://www.w3.org/2000/svg}"
LONG, WIDE = "A" + "bcdefghij" * 30, "火事で工場が焼けた町の人々は" * 3
TOLD = f"""The Kiln & the <Canal>

2024-07-01

The kiln of Ødegård & Sons burned on 3 May 1999, and the canal was closed two days later [3]. \
{LONG} was opened in 2003 [4]. The "{WIDE}" burned in 2004. \
It may close after 2030.

Sources
3. A. Brandt, The Day the Kiln Burned, https://example.org/kiln
4. B. Strand, Canals
"""


@cache
def harbour() -> Timeline:
    return arrange([read(open_story(SAMPLE))])


@cache
def kiln() -> Timeline:
    return arrange([read(read_text(TOLD, name="kiln.txt"))])


@pytest.fixture
def line(qapp: Any) -> Timeline:
    return harbour()


def told(line: Timeline) -> tuple[Entry, ...]:
    """The events in the order of their numbers."""
    dated, undated = entries(line.readings)
    return (*dated, *undated)


def bare(words: str) -> str:
    """Words without what a reader of PDF may lose at the end of a line."""
    return re.sub(r"[\s-]", "", words)


def drawing(line: Timeline, picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(draw(line, KINDS["svg"], picture).data)


def words_of(node: ElementTree.Element) -> str:
    return " ".join(text.text or "" for text in node.iter(f"{SVG}text"))


def by_id(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    named = [node for node in root.iter() if node.get("id")]
    found = {str(node.get("id")): node for node in named}
    assert len(found) == len(named), "an id stands for one place"
    return found


# ── documents ────────────────────────────────────────────────────────────────────────────────


def test_notes_tell_every_event_with_its_sentence_and_sources(
    line: Timeline, tmp_path: Path
) -> None:
    """The events are numbered, and behind the picture each number has its whole sentence and its
    sources, once, as text that can be selected."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not on this machine")
    path = tmp_path / "a.pdf"
    write_picture(line, path, Picture(notes=True))
    run = ["pdftotext", str(path), "-"]
    pages = subprocess.run(
        run, capture_output=True, encoding="utf-8", check=True
    ).stdout.split("\f")  # fmt: skip
    picture, notes = " ".join(pages[0].split()), bare(" ".join(pages[1:]))
    for number, entry in enumerate(told(line), 1):
        assert re.search(rf"\b{number} {re.escape(entry.headline[:15])}", picture)
        assert notes.count(bare(f"{number} {entry.headline} · {entry.dated_status}")) == 1
        assert bare(f"“{entry.sentence}”") in notes
        for name in entry.event.citations:
            assert name in notes


def test_each_event_of_a_document_leads_to_its_note_and_back(
    line: Timeline, tmp_path: Path
) -> None:
    """Every event is a link to the line of the notes that begins with its number, and that line
    one to the event; the outline names the picture, its lanes and the notes."""
    path = tmp_path / "a.pdf"
    write_picture(line, path, Picture(notes=True))
    reader = PdfReader(path)
    there: dict[int, Any] = {}
    back: dict[int, Any] = {}
    for page in reader.pages:
        for note in (one.get_object() for one in page["/Annots"]):
            assert note["/Subtype"] == "/Link"
            name = str(note["/Contents"])
            (number,) = map(int, re.findall(r"\d+", name))
            to = reader.get_page_number(note["/Dest"][0].get_object())
            rect, top = [float(side) for side in note["/Rect"]], float(note["/Dest"][3])
            leads = there if name.startswith("Note") else back
            leads[number] = page.page_number, rect, to, top
    every = range(1, len(line.events) + 1)
    assert sorted(there) == sorted(back) == [*every]
    for number in every:
        event_page, event, note_page, note_top = there[number]
        from_page, note, to_page, event_top = back[number]
        assert (event_page, from_page, to_page) == (0, note_page, 0)
        assert note_page >= 1
        # Each leads to where the other stands.
        assert note[3] == pytest.approx(note_top, abs=1)
        assert event[3] <= event_top <= event[3] + 72
    # The lower on its page a note stands, the later it comes.
    placed = [(there[number][2], -there[number][3]) for number in every]
    assert placed == sorted(set(placed))
    title, lanes, notes = reader.outline
    assert title["/Title"] == line.readings[0].story.title
    assert [lane["/Title"].split(" · ")[0] for lane in lanes] == [
        lane.title for lane in line.lanes if lane.count
    ]
    assert reader.get_destination_page_number(notes) == 1


def test_no_line_of_a_note_falls_off_its_page(qapp: Any) -> None:
    """Notes follow one another over the pages, each line once and on the paper; a short one is
    not divided."""
    lines = "\n\n".join(f"Mill {n} opened on {n % 28 + 1} May {1800 + n}." for n in range(150))
    notes = set_in_type(numbered(arrange([read(read_text(lines, name="mills"))])), 500.0)
    placed = list(pieces(notes, 60.0))
    assert [piece.note.number for piece in placed] == [*range(1, 151)]
    for before, after in pairwise(placed):
        if after.page == before.page:
            assert after.top > before.top + (before.last - before.first) * notes.line
        else:
            assert (after.page, after.top) == (before.page + 1, 0.0)
    assert all(p.top + (p.last - p.first) * notes.line <= HEIGHT for p in placed)
    assert placed[-1].page > 2


# ── drawings ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "picture", [Picture(), Picture(width=1280, height=720), Picture(width=400)], ids=str
)
@pytest.mark.parametrize("made", [harbour, kiln])
def test_each_event_of_a_drawing_leads_to_its_note_and_back(
    made: Any, picture: Picture, qapp: Any
) -> None:
    """In every size: what is drawn of an event is a link with its words, its note is there once
    with date, sentence and sources, and leads back; nothing else is a link."""
    line = made()
    root = drawing(line, replace(picture, notes=True))
    named = by_id(root)
    for number, entry in enumerate(told(line), 1):
        event, note = named[f"event-{number}"], named[f"note-{number}"]
        assert event.tag == note[0].tag == f"{SVG}a"
        assert event.get("href") == f"#note-{number}"
        # Qt puts words of each script apart.
        links = [a for a in root.iter(f"{SVG}a") if a.get("href") == f"#note-{number}"]
        drawn = bare("".join(map(words_of, links)))
        assert drawn.startswith(bare(f"{number}{entry.headline[:6]}"))
        assert note[0].get("href") == f"#event-{number}"
        said = bare(words_of(note))
        assert said.startswith(bare(f"{number}{entry.headline} · {entry.dated_status}“"))
        assert bare(f"“{entry.sentence}”") in said
        for source in entry.sources:
            assert bare(f"Source {source.id}") in said
    targets = [str(node.get("href")) for node in root.iter(f"{SVG}a")]
    assert {target[1:] for target in targets} <= set(named)
    # One stop for each event and each note to who goes through them by keys.
    stops = [node for node in root.iter(f"{SVG}a") if node.get("tabindex") != "-1"]
    assert len(stops) == 2 * len(line.events)
    assert root.get("role") == "graphics-document document"


def test_a_note_has_its_whole_width_and_no_more(qapp: Any) -> None:
    """In whatever script, and however long its words are: no line is longer than its column, no
    letter is lost, and lines and notes stand below one another."""
    notes = numbered(kiln())
    for width in (160.0, 440.0, 1600.0):
        under = below(notes, width)
        first = min(x for x, _ in under.places)
        room = min((x for x, _ in under.places if x > first), default=width) - first
        for note in under.notes.notes:
            for run in (row[-1] for row in note.lines):
                wide = QFontMetricsF(letters(run.tone)).horizontalAdvance(run.words)
                assert run.x + wide <= room - 24
            assert _lines_are_apart(note)
        columns: dict[float, list[tuple[float, Note]]] = {}
        for note, (x, y) in zip(under.notes.notes, under.places, strict=True):
            columns.setdefault(x, []).append((y, note))
        for stacked in columns.values():
            for (top, note), (below_it, _) in pairwise(stacked):
                assert top + note.height <= below_it + 0.01
        assert max(y + n.height for s in columns.values() for y, n in s) <= under.height
        said = bare("".join(r.words for n in under.notes.notes for row in n.lines for r in row))
        for entry in notes.entries:
            assert bare(entry.sentence) in said


def _lines_are_apart(note: Note) -> bool:
    bases = [row[0].base for row in note.lines]
    return all(b - a > 13 for a, b in pairwise(bases))


def test_an_item_of_a_list_is_quoted_without_its_sign(qapp: Any) -> None:
    """The bullet before a sentence is none of its words."""
    item = "- The kiln burned in late 1999, but the shed stood until May 2001 [1]."
    text = f"The kiln\n\n2024-07-01\n\n**Fires:**\n{item}\n- It was sold in 2002.\n"
    timeline = arrange([read(read_text(text, name="list.txt"))])
    words = words_of(drawing(timeline, Picture(notes=True)))
    assert "“The kiln burned" in words
    assert "“-" not in words


def test_other_programs_draw_the_notes(tmp_path: Path, qapp: Any) -> None:
    """rsvg-convert draws picture and notes in the height that the drawing says, with letters in
    every note and none beyond the edges."""
    if not shutil.which("rsvg-convert"):
        pytest.skip("rsvg-convert is not on this machine")
    picture = Picture(width=900, notes=True, theme="print")
    write_picture(kiln(), tmp_path / "a.svg", picture)
    subprocess.run(
        ["rsvg-convert", str(tmp_path / "a.svg"), "-o", str(tmp_path / "r.png")], check=True
    )
    drawn = QImage(str(tmp_path / "r.png"))
    notes = numbered(kiln())
    sheet, under = lay_out(notes.timeline, picture), below(notes, 900)
    assert drawn.width() == pytest.approx(900, abs=2)
    assert drawn.height() == pytest.approx(sheet.height + under.height, abs=2)

    def dark(x: float, y: float, w: float, h: float) -> int:
        return sum(
            drawn.pixelColor(i, j).lightness() < 120
            for i in range(round(x), round(x + w))
            for j in range(round(y), min(round(y + h), drawn.height()))
        )

    for note, (x, y) in zip(under.notes.notes, under.places, strict=True):
        assert dark(x, sheet.height + y, 400, note.height) > 200
    assert dark(880, sheet.height, 19, under.height) == 0


def test_keys_lead_to_the_note_and_back_in_a_browser(
    browsing: Any, tmp_path: Path, qapp: Any
) -> None:
    """Tab, Enter: the note is in view; Tab, Enter: the event is again. Nothing is asked of the
    network, and the browser has nothing to say against the drawing."""
    path = tmp_path / "a.svg"
    write_picture(harbour(), path, Picture(notes=True))
    seen = (
        "(({top, bottom}) => top >= 0 && bottom <= innerHeight)"
        "(document.getElementById(location.hash.slice(1)).getBoundingClientRect())"
    )
    with browsing.Page(tmp_path / "profile") as tab:
        tab.call("Emulation.setDeviceMetricsOverride", width=1700, height=500,
                 deviceScaleFactor=1, mobile=False)  # fmt: skip
        tab.open(path)
        tab.key("Tab")
        name = tab.run("document.activeElement.id")
        assert re.fullmatch(r"event-\d+", name)
        tab.key("Enter")
        assert tab.run("location.hash") == f"#note-{name[6:]}"
        assert tab.run(seen)
        assert tab.run("scrollY") > 0
        tab.key("Tab")
        tab.key("Enter")
        assert tab.run("location.hash") == f"#{name}"
        assert tab.run(seen)
        assert [one for one in tab.asked if not one.startswith(("file:", "data:"))] == []
        assert tab.said == []


@pytest.mark.parametrize("name", ["png", "jpeg", "webp"])
def test_a_picture_of_pixels_has_no_notes(line: Timeline, name: str) -> None:
    """It could hold neither links nor words to copy, and says what can."""
    with pytest.raises(ExportFailed, match="take PDF or SVG"):
        draw(line, KINDS[name], Picture(notes=True))
