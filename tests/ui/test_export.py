"""Pictures in files: complete, valid, and the same picture in every format."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from viewer.core.events import read
from viewer.core.story import read_text
from viewer.core.timeline import Timeline, arrange
from viewer.core.when import parse
from viewer.files.entries import entries
from viewer.files.known import known_periods
from viewer.files.reading import open_story
from viewer.ui.export import draw, write_picture
from viewer.ui.export.document import tiles_of
from viewer.ui.pictures import PICTURES, SIZES, Picture, Size
from viewer.ui.sheet import ExportFailed, lay_out, within

from .conftest import SAMPLE  # type: ignore[import-untyped, unused-ignore]

KINDS = {kind.name: kind for kind in PICTURES}


@cache
def harbour() -> Timeline:
    periods, _ = known_periods()
    return arrange([read(open_story(SAMPLE), periods=periods)])


@pytest.fixture
def line(qapp: Any) -> Timeline:
    return harbour()


def test_png_has_the_size_asked_for(line: Timeline, tmp_path: Path) -> None:
    """Width times scale, and a height that holds every row."""
    path = tmp_path / "a.png"
    write_picture(line, path, Picture(width=1000, scale=2.0))
    image = QImage(str(path))
    assert image.width() == 2000
    assert image.height() > 600
    colours = {image.pixel(x, y) for x in range(0, 2000, 40) for y in range(0, 600, 30)}
    assert len(colours) > 5


def test_svg_holds_every_headline_as_text(line: Timeline, tmp_path: Path) -> None:
    """Valid XML with real words: title, sources, headlines."""
    path = tmp_path / "a.svg"
    write_picture(line, path, Picture(width=1800))
    root = ElementTree.parse(path).getroot()
    words = " ".join("".join(node.itertext()) for node in root.iter() if node.text)
    assert "Haoxing Harbour Bridge" in words
    assert "3fa91c07" in words
    # Labels are shortened to fit: at least their first fifteen letters are there.
    for event in line.events:
        assert event.headline[:15] in words
    assert not [n for n in root.iter() if n.tag.rpartition("}")[2] in ("script", "foreignObject")]


def test_svg_and_png_are_the_same_picture(line: Timeline, tmp_path: Path) -> None:
    """The SVG, rasterised, differs from the PNG only by smoothing."""
    write_picture(line, tmp_path / "a.png", Picture(width=1000))
    write_picture(line, tmp_path / "a.svg", Picture(width=1000))
    png = QImage(str(tmp_path / "a.png")).convertToFormat(QImage.Format.Format_RGB32)
    drawn = QImage(png.size(), QImage.Format.Format_RGB32)
    drawn.fill(0xFFFFFFFF)
    painter = QPainter(drawn)
    QSvgRenderer(str(tmp_path / "a.svg")).render(painter)
    painter.end()
    assert _far_apart(png, drawn) < 0.04


def test_pdf_is_one_whole_page(line: Timeline, tmp_path: Path) -> None:
    """A PDF with one page of the picture's size, and its fonts inside."""
    path = tmp_path / "a.pdf"
    write_picture(line, path, Picture(width=960))
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    (page,) = pages_of(path)
    assert float(page.mediabox.width) == pytest.approx(720, abs=2)  # 960 px at 96 dpi
    assert b"/FontFile2" in data or b"/FontFile3" in data


def test_a_page_is_never_longer_than_readers_open(line: Timeline, tmp_path: Path) -> None:
    """A timeline of 20,000 pixels fits on the longest page that PDF allows."""
    path = tmp_path / "a.pdf"
    write_picture(line, path, Picture(width=1000, height=20_000))
    (page,) = pages_of(path)
    assert 14_000 < page.mediabox.height <= 14_400
    assert float(page.mediabox.width) == pytest.approx(page.mediabox.height / 20, rel=0.01)


def test_control_characters_leave_the_svg_valid(tmp_path: Path, qapp: Any) -> None:
    """Whatever a story holds, the picture is well-formed XML without it."""
    title = "Fire <script> & \x1b[31m\x0b\ufffe ]]>"
    reading = read(read_text("The mill \x07burned on 3 May 1901.\n", name="x", title=title))
    path = tmp_path / "a.svg"
    write_picture(arrange([reading]), path, Picture())
    words = "".join(ElementTree.parse(path).getroot().itertext())
    assert "<script>" in words


def test_a_picture_of_nothing_is_a_picture(tmp_path: Path, qapp: Any) -> None:
    """A story without events exports an empty timeline, not an error."""
    path = tmp_path / "a.png"
    write_picture(arrange([read(read_text("Nothing.", name="x"))]), path, Picture())
    assert QImage(str(path)).width() == 1600


@pytest.mark.parametrize(
    ("name", "picture"),
    [("a.gif", Picture()), ("a.png", Picture(width=50)), ("a.png", Picture(start=100, end=50)),
     ("a.png", Picture(height=800, scale=500.0))],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    line: Timeline, tmp_path: Path, name: str, picture: Picture
) -> None:
    """No file is written, and the message says what to change."""
    with pytest.raises(ExportFailed, match=r"\w+ \w+"):
        write_picture(line, tmp_path / name, picture)
    assert list(tmp_path.iterdir()) == []


def test_a_chosen_stretch_is_drawn(line: Timeline, tmp_path: Path) -> None:
    """--from and --to: the axis holds those years and no others."""
    start, end = parse("2021").earliest, parse("2022").latest
    write_picture(line, tmp_path / "a.svg", Picture(start=start, end=end))
    words = "".join(ElementTree.parse(tmp_path / "a.svg").getroot().itertext())
    assert "2021" in words
    assert "2019" not in words


def many(count: int, sources: int = 1) -> Timeline:
    """Events of one source, or several in turn, a few a year."""
    lines = (
        f"Ferry {n} left on {n % 28 + 1} May {1700 + n % 300} [{7 + n % sources}]."
        for n in range(count)
    )
    return arrange([read(read_text("\n\n".join(lines), name="ferries.txt"))])


def test_what_finds_no_room_is_counted_and_said(qapp: Any) -> None:
    """A slide of 900 events names those that can be read and counts the others, on the slide and
    in a sentence; a picture as tall as it needs names all."""
    line = many(900)
    drawn = draw(line, KINDS["png"], Picture(width=1280, height=720))
    sheet = lay_out(line, Picture(width=1280, height=720))
    assert 0 < sum(cluster.count for cluster in sheet.scene.clusters) == sheet.counted < 900
    assert f"{sheet.counted} of 900 events" in drawn.lost[0]
    assert draw(line, KINDS["svg"], Picture()).lost == ()


def test_pixels_are_never_too_many_where_the_height_is_free(qapp: Any) -> None:
    """A picture of pixels that would be taller than programs open counts some events instead."""
    drawn = draw(many(240), KINDS["png"], Picture(width=220, scale=8.0))
    image = QImage.fromData(drawn.data)
    assert image.width() == 1760
    assert image.height() <= 32_767
    assert "of 240 events have no room" in drawn.lost[0]


@pytest.mark.parametrize(("name", "longest"), [("webp", 16_383), ("jpeg", 32_767)])
def test_what_is_too_tall_for_a_format_is_drawn_less_sharp(
    name: str, longest: int, qapp: Any
) -> None:
    """Where a format cannot hold a tall timeline as sharp as was asked for, it names every event
    at the sharpness it can hold, and says so; in a size of its own it is refused."""
    line = many(300, sources=40)
    picture = Picture(width=220, scale=longest / 2500)
    drawn = draw(line, KINDS[name], picture)
    image = QImage.fromData(drawn.data)
    assert 0.99 * longest < image.height() <= longest
    (told,) = drawn.lost
    sharp = re.match(r"drawn ([\d.]+) times as sharp as a screen, not [\d.]+ times: a file", told)
    assert sharp
    assert image.width() == round(220 * float(sharp[1]))
    with pytest.raises(ExportFailed, match="take a smaller scale"):
        draw(line, KINDS[name], replace(picture, height=20_000))


def test_a_picture_of_a_stretch_has_its_events_alone(line: Timeline) -> None:
    """What lies outside takes no rows: the picture of two years is lower than that of all."""
    start, end = parse("2021").earliest, parse("2022").latest
    part, whole = (lay_out(within(line, p), p) for p in (Picture(start=start, end=end), Picture()))
    assert part.height < whole.height
    assert part.counted == 0
    shown = {
        entry.headline for entry in entries(within(line, Picture(start=start, end=end)).readings)[0]
    }
    assert shown
    assert len(shown) < len(line.events)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
def test_a_size_by_name_holds_every_event(line: Timeline, tmp_path: Path, size: Size) -> None:
    """Slide, paper and column have exactly their size, and no event falls off the sheet."""
    picture = Picture(width=size.width, height=size.height, scale=1.0)
    sheet = lay_out(line, picture)
    assert sheet.width == size.width
    assert not size.height or sheet.height == size.height
    rows = sheet.scene.rows
    drawn = {mark.event for mark in sheet.scene.marks}
    assert len(drawn) == len(line.events)
    for mark in sheet.scene.marks:
        assert rows.y <= mark.box.y
        assert mark.box.y + mark.box.h <= rows.y + rows.h
    write_picture(line, tmp_path / "a.png", picture)
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (sheet.width, sheet.height)


@settings(max_examples=15, deadline=None)
@given(st.integers(200, 3000), st.integers(200, 3000))
def test_a_sheet_shows_all_or_says_that_it_cannot(qapp: Any, width: int, height: int) -> None:
    """Whatever the size asked for: every event is on the sheet or counted there, or nothing is
    drawn and the message says which height it would take. Nothing is ever cut off in silence."""
    try:
        sheet = lay_out(harbour(), Picture(width=width, height=height))
    except ExportFailed:
        with pytest.raises(ExportFailed, match="they need a height of"):
            lay_out(harbour(), Picture(width=width, height=height))
        return
    assert sheet.scene.content <= sheet.scene.rows.h + 1
    assert sheet.counted == sum(cluster.count for cluster in sheet.scene.clusters)
    assert (sheet.width, sheet.height) == (width, height)
    assert abs(sheet.scene.width * sheet.share - width) < 1
    assert abs(sheet.scene.height * sheet.share - height) < 1


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("title", "Haoxing Harbour Bridge Nears"),
        ("legend", "bound not known"),
        ("story_date", "story written"),
        ("source", "from harbour-bridge.txt"),
    ],
)
def test_parts_around_the_events_can_be_left_out(
    line: Timeline, tmp_path: Path, part: str, words: str
) -> None:
    """Title, legend, story's date and source line are there, each until it is not wanted; no
    event goes with them."""
    shown = {}
    for wanted in (True, False):
        path = tmp_path / "a.svg"
        write_picture(line, path, replace(Picture(), **{part: wanted}))  # type: ignore[arg-type]
        shown[wanted] = "".join(ElementTree.parse(path).getroot().itertext())
    assert words in shown[True]
    # The document's own title stays whatever is drawn.
    assert shown[False].count(words) == shown[True].count(words) - 1
    for event in line.events:
        assert event.headline[:15] in shown[False]


def test_a_transparent_picture_lies_on_what_is_behind_it(line: Timeline, tmp_path: Path) -> None:
    """Where nothing is drawn nothing covers; formats that cannot say so refuse."""
    for name in ("a.png", "a.webp"):
        write_picture(line, tmp_path / name, Picture(transparent=True))
        image = QImage(str(tmp_path / name))
        assert image.pixelColor(3, image.height() - 3).alpha() == 0
        assert any(image.pixelColor(x, 300).alpha() == 255 for x in range(image.width()))
    for name in ("a.jpg", "a.pdf"):
        with pytest.raises(ExportFailed, match="no transparent background"):
            write_picture(line, tmp_path / name, Picture(transparent=True))


@pytest.mark.parametrize("name", ["a.jpg", "a.jpeg", "a.webp"])
def test_formats_of_pixels_show_the_same_picture(line: Timeline, tmp_path: Path, name: str) -> None:
    """JPEG and WebP have the size and, but for the smoothing of JPEG, the colours of the PNG."""
    write_picture(line, tmp_path / "a.png", Picture(width=900))
    write_picture(line, tmp_path / name, Picture(width=900))
    png, other = (QImage(str(tmp_path / file)) for file in ("a.png", name))
    assert other.size() == png.size()
    small = QSize(png.width() // 8, png.height() // 8)
    smooth = Qt.TransformationMode.SmoothTransformation
    a, b = (image.scaled(small, mode=smooth) for image in (png, other))
    away = max(
        abs(a.pixelColor(x, y).lightness() - b.pixelColor(x, y).lightness())
        for x in range(small.width())
        for y in range(small.height())
    )
    assert away < 16


def _bare(words: str) -> str:
    return re.sub(r"[\s-]", "", words)


def pages_of(path: Path) -> list[Any]:
    from pypdf import PdfReader

    return list(PdfReader(path).pages)


def test_a_document_says_what_it_is(line: Timeline, tmp_path: Path) -> None:
    """Title, author, subject and language stand in the PDF."""
    from pypdf import PdfReader

    path = tmp_path / "a.pdf"
    write_picture(line, path, Picture())
    reader = PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == line.readings[0].story.title
    assert reader.metadata.author == "Story Timeline, from harbour-bridge.txt"
    assert "sources" in str(reader.metadata.subject)
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_a_poster_is_cut_into_pages_of_paper(line: Timeline, tmp_path: Path) -> None:
    """The tiles are of one paper, few as can be, cover all of the sheet and overlap nowhere; all
    words of the picture stand on them, and each says which one it is."""
    picture = Picture(width=1600, paper="a4")
    sheet = lay_out(line, picture)
    tiles = list(tiles_of(sheet, "a4"))
    assert sum(t.part.width() * t.part.height() for t in tiles) == pytest.approx(
        sheet.width * sheet.height
    )
    for i, one in enumerate(tiles):
        assert not any(one.part.intersects(other.part) for other in tiles[i + 1 :])
    path = tmp_path / "a.pdf"
    write_picture(line, path, picture)
    pages = pages_of(path)
    assert len(pages) == len(tiles) > 1
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} <= {
        (596, 842), (842, 596),
    }  # fmt: skip
    words = [page.extract_text() for page in pages]
    assert all("column" in text for text in words)
    for event in line.events:
        assert any(_bare(event.headline[:10]) in _bare(text) for text in words), words
    with pytest.raises(ExportFailed, match="needs pages"):
        write_picture(line, tmp_path / "a.svg", picture)


@pytest.mark.parametrize("picture", [Picture(), Picture(notes=True), Picture(paper="a3")])
def test_other_programs_find_no_fault_in_the_pdf(
    line: Timeline, tmp_path: Path, picture: Picture
) -> None:
    """qpdf reads it to the end without an error or a warning; every font is inside."""
    if not (shutil.which("qpdf") and shutil.which("pdffonts")):
        pytest.skip("qpdf or pdffonts is not on this machine")
    path = tmp_path / "a.pdf"
    write_picture(line, path, picture)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    told = subprocess.run(
        ["pdffonts", str(path)], check=True, capture_output=True, encoding="utf-8"
    ).stdout.splitlines()[2:]
    assert told
    assert all(re.search(r"\byes +\w+ +yes\b", row) for row in told)


def test_pdf_and_png_are_the_same_picture(line: Timeline, tmp_path: Path) -> None:
    """The PDF, drawn by poppler, differs from the PNG only by smoothing."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not on this machine")
    write_picture(line, tmp_path / "a.png", Picture(width=1000))
    write_picture(line, tmp_path / "a.pdf", Picture(width=1000))
    subprocess.run(
        ["pdftoppm", "-r", "96", "-png", "-singlefile", str(tmp_path / "a.pdf"),
         str(tmp_path / "drawn")], check=True,
    )  # fmt: skip
    png, drawn = QImage(str(tmp_path / "a.png")), QImage(str(tmp_path / "drawn.png"))
    assert abs(drawn.width() - png.width()) <= 2
    assert abs(drawn.height() - png.height()) <= 2
    assert _far_apart(png, drawn) < 0.04


def _far_apart(one: QImage, other: QImage) -> float:
    """The share of two pictures that differs, at a tenth of the size: letters' edges may, marks
    and blocks may not."""
    small = QSize(one.width() // 10, one.height() // 10)
    a, b = (
        image.scaled(small, mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        for image in (one, other)
    )
    wrong = sum(
        abs(a.pixelColor(x, y).lightness() - b.pixelColor(x, y).lightness()) > 60
        for x in range(small.width())
        for y in range(small.height())
    )
    return wrong / (small.width() * small.height())


def test_other_programs_draw_the_svg(line: Timeline, tmp_path: Path) -> None:
    """rsvg-convert, which knows nothing of Qt, draws the picture in the size it says."""
    if not shutil.which("rsvg-convert"):
        pytest.skip("rsvg-convert is not on this machine")
    write_picture(line, tmp_path / "a.svg", Picture(width=900))
    subprocess.run(
        ["rsvg-convert", str(tmp_path / "a.svg"), "-o", str(tmp_path / "r.png")], check=True
    )
    write_picture(line, tmp_path / "a.png", Picture(width=900))
    drawn, png = QImage(str(tmp_path / "r.png")), QImage(str(tmp_path / "a.png"))
    assert drawn.width() == pytest.approx(png.width(), abs=2)
    assert drawn.height() == pytest.approx(png.height(), abs=2)


def test_a_drawing_says_what_it_is(line: Timeline, tmp_path: Path) -> None:
    """A voice reads the SVG as one picture, with its title and a description."""
    write_picture(line, tmp_path / "a.svg", Picture())
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    assert root.get("role") == "img"
    told = {node.tag.rpartition("}")[2]: node.text for node in root}
    assert told["title"] == line.readings[0].story.title
    assert told["desc"]
