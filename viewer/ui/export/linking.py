"""What a PDF tells beside its pages: author, language, an outline, links from page to page.

Qt's writer knows none of these; pypdf adds them to what it has written.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

#: English is what the program reads, and writes (BCP 47).
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its number from 0, and points from its lower edge; None for all of it."""

    page: int
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page (left, bottom, right, top in points) that leads to a place; a voice
    reads its ``name``, of plain letters and digits."""

    page: int
    rect: tuple[float, float, float, float]
    to: Place
    name: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be told of a document: ``lanes`` are headings of the picture with their places,
    ``notes`` where those begin."""

    name: str
    author: str
    subject: str
    lanes: tuple[tuple[str, Place], ...]
    notes: Place | None
    links: tuple[Link, ...]


def linked(data: bytes, contents: Contents) -> bytes:
    """A PDF with its contents told."""
    # Imported when a PDF is written: nothing else waits for it.
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, Fit, NameObject, TextStringObject

    class Written(DictionaryObject):
        """An object that is written as it stands: pypdf puts twenty thousand links together, entry
        by entry, in the time that all else of the document takes."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self._words = words.encode("ascii")

        def write_to_stream(self, stream: Any, encryption_key: object = None) -> None:
            stream.write(self._words)

    writer = PdfWriter(clone_from=BytesIO(data))

    def fit(place: Place) -> Fit:
        return Fit.xyz(left=0, top=place.top) if place.top is not None else Fit.fit()

    first = writer.add_outline_item(title=_line(contents.name), page_number=0)
    for name, place in contents.lanes:
        writer.add_outline_item(
            title=_line(name), page_number=place.page, parent=first, fit=fit(place)
        )
    if contents.notes is not None:
        writer.add_outline_item(title="Notes", page_number=contents.notes.page)
    pages = list(writer.pages)
    numbers = [page.indirect_reference.idnum for page in pages if page.indirect_reference]
    for link in contents.links:
        writer.add_annotation(pages[link.page], Written(_annotation(link, numbers[link.to.page])))
    writer.add_metadata({"/Author": _line(contents.author), "/Subject": _line(contents.subject)})
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    shows = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/ViewerPreferences")] = shows
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _annotation(link: Link, page: int) -> str:
    """A link to a page, by the number of that object (ISO 32000-1, 12.5.6.5)."""
    rect = " ".join(f"{side:.2f}" for side in link.rect)
    place = "/Fit" if link.to.top is None else f"/XYZ 0 {link.to.top:.2f} 0"
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [ {rect} ] /Border [ 0 0 0 ] "
        f"/Contents ({link.name}) /Dest [ {page} 0 R {place} ] >>"
    )


def _line(words: str) -> str:
    """Words on one line; what is no letter of any script is left out."""
    plain = " ".join(words.split())
    return "".join(c for c in plain if c.isprintable()).encode("utf-8", "ignore").decode() or "–"
