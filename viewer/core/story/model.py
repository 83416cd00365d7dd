"""The values a story is made of; every one frozen, every offset a code point of one text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``[start, end)`` of code points in a story's text.

    Raises ValueError when it would start before the text or run backwards.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Severity(StrEnum):
    """A note informs; a warning means that something was guessed, replaced or left out."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing the reader should know about how a text was understood.

    ``code`` is stable and lower-case with hyphens (``no-story-date``); ``message`` is a sentence
    for people; ``span`` is where in the text, or None when it concerns the whole file.
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One source a story leans on, and every mark in the text that names it.

    ``id`` is what the mark says (``077fc887``, ``3``); ``marks`` are the spans of those marks,
    brackets included, in text order, empty for a source that is listed but never cited.
    The rest is what the file tells about the source, empty where it is silent.
    """

    id: str
    marks: tuple[Span, ...] = ()
    title: str = ""
    outlet: str = ""
    date: str = ""
    link: str = ""


class BlockKind(StrEnum):
    """What a run of lines is. Only PARAGRAPH tells the story."""

    VERSION = "version"
    TITLE = "title"
    DATE = "date"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SOURCES = "sources"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text of one kind, without surrounding white space.

    ``sentences`` divide a PARAGRAPH, in order, not overlapping; a citation mark belongs to the
    sentence it closes, even where it stands behind the full stop. Empty for other kinds.
    """

    kind: BlockKind
    span: Span
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as its file tells it; what the file lacks is empty, never guessed.

    ``text`` is the one decoded text all spans point into; ``digest`` its SHA-256 in hex.
    ``date_text`` holds the words that say when the story was written or last updated,
    as they stand ("2024-07-01 20:06:35.446000"); `viewer.core.dates.story_date` reads them.
    ``citations`` are in order of first mention.
    """

    name: str
    text: str
    digest: str
    title: str = ""
    version: str = ""
    date_text: str = ""
    blocks: tuple[Block, ...] = ()
    citations: tuple[Citation, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        return tuple(b for b in self.blocks if b.kind is BlockKind.PARAGRAPH)
