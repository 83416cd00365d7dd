"""Stories that try to be more than words: in every format they are drawn whole, and do nothing."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from viewer.core.events import read
from viewer.core.timeline import Timeline, arrange
from viewer.files import StoryRefused, open_stories
from viewer.files.entries import entries
from viewer.ui.export import draw
from viewer.ui.pictures import PICTURES, Kind, Picture

KINDS = {kind.name: kind for kind in PICTURES}
PIXELS = [kind for kind in PICTURES if kind.pixels]
#: All that styles of a drawing may say: typefaces of letters that it brings along, and the colour
#: of what a link has led to.
STYLES = re.compile(
    r"\n(@font-face\{font-family:'[\w .-]+';font-weight:\d+;font-style:\w+;"
    r"src:url\(data:font/sfnt;base64,[A-Za-z0-9+/=]+\)\}\n)+"
    r"|:target text\{fill:#[0-9A-F]{6}\}a,g\{scroll-margin:2em\}"
)


@pytest.fixture(scope="module")
def timelines(injections: tuple[Path, ...]) -> list[Timeline]:
    """Each file of the kit's group that holds stories."""
    found = []
    for path in injections:
        try:
            stories = open_stories(path)
        except StoryRefused:
            assert path.suffix in (".csv", ".ics"), path
            continue
        found.append(arrange([read(story) for story in stories]))
    assert len(found) >= 20
    assert sum(len(line.events) for line in found) >= 30
    return found


def bare(words: str) -> str:
    return re.sub(r"[^\w]", "", words)


def headlines(line: Timeline) -> Iterator[str]:
    dated, undated = entries(line.readings)
    return (bare(entry.headline) for entry in (*dated, *undated))


@pytest.mark.parametrize("notes", [False, True])
def test_drawings_are_xml_without_a_deed(timelines: list[Timeline], notes: bool, qapp: Any) -> None:
    """An SVG holds no script, no image, no style of a story's, and links to its own notes alone;
    with them every headline stands in it in full."""
    for line in timelines:
        root = ElementTree.fromstring(draw(line, KINDS["svg"], Picture(notes=notes)).data)
        tags = {node.tag.rpartition("}")[2] for node in root.iter()}
        assert tags <= {"svg", "title", "desc", "style", "defs", "linearGradient", "stop", "g",
                        "path", "rect", "circle", "ellipse", "polyline", "polygon", "text",
                        "a"}  # fmt: skip
        assert all(
            STYLES.fullmatch(node.text or "") for node in root.iter() if node.tag.endswith("style")
        )
        for node in root.iter():
            names = {name.rpartition("}")[2]: value for name, value in node.attrib.items()}
            assert not [name for name in names if name.startswith("on") or name == "style"]
            assert re.fullmatch(r"|#(note|event)-\d+", names.get("href", ""))
            assert "url(" not in "".join(names.values()).replace("url(#gradient", "")
        words = bare("".join(root.itertext()))
        for headline in headlines(line):
            assert (headline if notes else headline[:12]) in words


def test_documents_do_nothing(timelines: list[Timeline], qapp: Any) -> None:
    """A PDF has no action, no script, no file inside and no link but to its own pages; its notes
    tell every event."""
    for line in timelines:
        reader = PdfReader(io.BytesIO(draw(line, KINDS["pdf"], Picture(notes=True)).data))
        catalog = reader.trailer["/Root"]
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(catalog)
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(catalog.get("/Names", {}))
        for page in reader.pages:
            assert "/AA" not in page
            for note in (one.get_object() for one in page.get("/Annots", ())):
                assert note["/Subtype"] == "/Link"
                assert not {"/A", "/AA", "/PA"} & set(note)
        words = bare("".join(page.extract_text() for page in reader.pages[1:]))
        for headline in headlines(line):
            assert headline[:12] in words


@pytest.mark.parametrize("kind", PIXELS, ids=lambda kind: kind.name)
def test_pictures_of_pixels_are_drawn(timelines: list[Timeline], kind: Kind, qapp: Any) -> None:
    """PNG, JPEG and WebP of each story can be read again, and show more than an empty sheet."""
    for line in timelines:
        image = QImage.fromData(draw(line, kind, Picture()).data)
        assert image.width() == 1600
        inks = {image.pixel(x, y) for x in range(0, 1600, 5) for y in range(0, image.height(), 3)}
        assert len(inks) > 8


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_pages_hold_the_words_and_no_tag_of_a_story(
    timelines: list[Timeline], browsing: Any, tmp_path: Path, qapp: Any
) -> None:
    """An HTML page has one script, which is ours, and links within itself or, to sources, into
    the web. A browser asks for nothing but the page, has nothing to say against it, and draws
    the events."""
    with browsing.Page(tmp_path / "profile") as tab:
        for number, line in enumerate(timelines):
            data = draw(line, KINDS["html"], Picture()).data
            page = Page()
            page.feed(data.decode("utf-8"))
            assert page.tags.count("script") == 1
            assert not {"img", "iframe", "object", "embed", "link", "base", "form", "foreignobject",
                        "video", "audio", "template"} & set(page.tags)  # fmt: skip
            names = {name for name, _ in page.attributes}
            assert not [name for name in names if name.startswith("on") or name == "src"]
            for link in (value for name, value in page.attributes if name == "href"):
                assert link.startswith(("#", "https://", "http://"))
            words = bare(page.words)
            assert all(headline in words for headline in headlines(line))
            path = tmp_path / f"{number}.html"
            path.write_bytes(data)
            tab.open(path)
            assert tab.run("document.querySelectorAll('li[data-form]').length") == len(line.events)
            assert tab.run("document.querySelectorAll('#chart g.event').length") == len(
                line.events
            ) - tab.run("document.querySelectorAll('li[data-form=shelf]').length")
        assert [one for one in tab.asked if not one.startswith("file:")] == []
        assert len(tab.asked) == len(timelines)
        assert tab.said == []
