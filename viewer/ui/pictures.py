"""What a picture may be: its formats, sizes and parts. No Qt: the command line reads it first."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.core.dates import USUAL, Manner
from viewer.core.when import FUTURE, PAST


@dataclass(frozen=True, slots=True)
class Kind:
    """A format that is drawn. ``name`` is what `--format` calls it, ``suffixes`` what a file's
    name may end in, the first of them the one given; ``words`` is what people call it. It may be
    made of ``pixels``, lie ``transparent`` on what is behind it, have ``pages``, be drawn with
    ``notes`` or without."""

    name: str
    suffixes: tuple[str, ...]
    words: str
    pixels: bool = False
    transparent: bool = False
    pages: bool = False
    notes: bool = False


PICTURES = (
    Kind("png", (".png",), "Picture (PNG)", pixels=True, transparent=True),
    Kind("svg", (".svg",), "Drawing (SVG)", transparent=True, notes=True),
    Kind("pdf", (".pdf",), "Document (PDF)", pages=True, notes=True),
    Kind("jpeg", (".jpg", ".jpeg"), "Picture (JPEG)", pixels=True),
    Kind("webp", (".webp",), "Picture (WebP)", pixels=True, transparent=True),
    Kind("html", (".html", ".htm"), "Page for a browser (HTML)"),
)


@dataclass(frozen=True, slots=True)
class Size:
    """A size people ask for by name. ``width`` and ``height`` in scene pixels, 1/96 inch on paper
    (``height`` 0: as tall as it needs); ``scale`` makes pictures of pixels sharp enough for it."""

    name: str
    words: str
    width: int
    height: int
    scale: float


#: 96 pixels an inch; paper is scaled to 300 dots an inch, a slide to 1920 by 1080.
_PRINT = 300 / 96
SIZES = (
    Size("slide", "Slide, 16:9", 1280, 720, 1.5),
    Size("a4", "A4, landscape", 1123, 794, _PRINT),
    Size("a4-portrait", "A4, portrait", 794, 1123, _PRINT),
    Size("letter", "US Letter, landscape", 1056, 816, _PRINT),
    Size("a3", "A3, landscape", 1587, 1123, _PRINT),
    Size("poster", "Poster, A1 landscape", 3179, 2245, _PRINT),
    Size("column", "Two columns of print, 183 mm", 692, 0, _PRINT),
)
#: Sizes of paper that a document's picture may be cut into.
PAPERS = ("a4", "a3", "letter")
#: What a lane may stand for (see `viewer.core.timeline.Grouping`).
GROUPINGS = ("source", "paragraph", "certainty", "story", "none")
THEMES = ("light", "dark", "print")


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw: size in scene pixels (``height`` 0: as tall as it needs), ``scale`` of a
    picture's pixels to scene pixels, theme by name, and the seconds to show (None: all of it).

    ``title``, ``legend``, ``story_date`` and ``source`` are the parts around the events; a
    ``transparent`` picture lies on what is behind it. ``notes`` numbers the events and puts each
    one's sentence and sources on pages behind the picture (PDF) or below it (SVG); a page for a
    browser has them in any case. ``paper`` is the size by name that the picture is cut into, ""
    for one page (PDF alone). Its axis tells time in the ``manner`` of its reader.
    """

    width: int = 1600
    height: int = 0
    scale: float = 1.0
    theme: str = "light"
    start: int | None = None
    end: int | None = None
    title: bool = True
    legend: bool = True
    story_date: bool = True
    source: bool = True
    transparent: bool = False
    notes: bool = False
    paper: str = ""
    manner: Manner = USUAL

    @property
    def first(self) -> int:
        """The first second that is shown, PAST for no such bound."""
        return PAST if self.start is None else self.start

    @property
    def last(self) -> int:
        """The last second that is shown, FUTURE for no such bound."""
        return FUTURE if self.end is None else self.end


def contradiction(kind: Kind | None, picture: Picture) -> str:
    """Why no such picture can be, "" where it can; ``kind`` is None for data."""
    if picture.first > picture.last:
        return "it would end before it starts: the first date comes after the last"
    if kind is None:
        return ""
    if picture.transparent and not kind.transparent:
        return f"{kind.name.upper()} has no transparent background: take PNG or SVG"
    if picture.notes and kind.pixels:
        return "notes with links and words to copy need a drawing: take PDF or SVG"
    if picture.paper and not kind.pages:
        return "a picture that is cut into pages of paper needs pages: take PDF"
    return ""


def size_named(name: str) -> Size | None:
    """The size of that name."""
    return next((size for size in SIZES if size.name == name), None)


def kind_named(name: str) -> Kind | None:
    """The format of that name."""
    return next((kind for kind in PICTURES if kind.name == name), None)


def kind_of_file(file_name: str) -> Kind | None:
    """The format that a file's name ends in."""
    return next((kind for kind in PICTURES if file_name.lower().endswith(kind.suffixes)), None)
