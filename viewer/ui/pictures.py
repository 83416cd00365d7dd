"""What a picture may be: its formats, sizes and parts. No Qt: the command line reads it first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A format that is drawn. ``name`` is what `--format` calls it, ``suffixes`` what a file's
    name may end in, the first of them the one given; ``words`` is what people call it."""

    name: str
    suffixes: tuple[str, ...]
    words: str


PICTURES = (
    Kind("png", (".png",), "Picture (PNG)"),
    Kind("svg", (".svg",), "Drawing (SVG)"),
    Kind("pdf", (".pdf",), "Document (PDF)"),
    Kind("html", (".html", ".htm"), "Page for a browser (HTML)"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw: size in scene pixels (``height`` 0: as tall as it needs), ``scale`` of PNG
    pixels to scene pixels, theme by name, and the seconds to show (None: all of it)."""

    width: int = 1600
    height: int = 0
    scale: float = 1.0
    theme: str = "light"
    start: int | None = None
    end: int | None = None


def kind_named(name: str) -> Kind | None:
    """The format of that name."""
    return next((kind for kind in PICTURES if kind.name == name), None)


def kind_of_file(file_name: str) -> Kind | None:
    """The format that a file's name ends in."""
    return next((kind for kind in PICTURES if file_name.lower().endswith(kind.suffixes)), None)
