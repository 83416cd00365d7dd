"""The values a story is made of; every one frozen, every offset a code point of one text."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.core.members import at_hand


class Span:
    """Half-open range ``[start, end)`` of code points in a story's text.

    Raises ValueError when it would start before the text or run backwards.
    """

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        self.start: Final = start
        self.end: Final = end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.start == other.start and self.end == other.end

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end})"

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@at_hand
class Severity(StrEnum):
    """A note informs; a warning means that something was guessed, replaced or left out."""

    NOTE = "note"
    WARNING = "warning"


class Diagnostic(NamedTuple):
    """One thing the reader should know about how a text was understood.

    ``code`` is stable and lower-case with hyphens (``no-story-date``); ``message`` is a sentence
    for people; ``span`` is where in the text, or None when it concerns the whole file.
    """

    code: str
    message: str
    severity: Severity = Severity.WARNING
    span: Span | None = None


class Citation(NamedTuple):
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


@at_hand
class BlockKind(StrEnum):
    """What a run of lines is. Only PARAGRAPH tells the story."""

    VERSION = "version"
    TITLE = "title"
    DATE = "date"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SOURCES = "sources"
    DISCLAIMER = "disclaimer"


#: By a name of its own: on Python 3.11 a member is slow to look up on its class, and each line of
#: a text asks for this one.
PARAGRAPH: Final = BlockKind.PARAGRAPH


class Block:
    """A run of text of one kind, without surrounding white space.

    ``divide`` finds the sentences of a PARAGRAPH by its span; what reads none pays for none.
    """

    __slots__ = ("_divide", "_sentences", "kind", "span")

    def __init__(
        self, kind: BlockKind, span: Span, divide: Callable[[Span], tuple[Span, ...]] | None = None
    ) -> None:
        self.kind: Final = kind
        self.span: Final = span
        self._divide = divide
        self._sentences: tuple[Span, ...] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Block) and (self.kind, self.span) == (other.kind, other.span)

    def __hash__(self) -> int:
        return hash((self.kind, self.span))

    def __repr__(self) -> str:
        return f"Block({self.kind!r}, {self.span!r})"

    @property
    def sentences(self) -> tuple[Span, ...]:
        """They divide a PARAGRAPH, in order, not overlapping; a citation mark belongs to the
        sentence it closes, even where it stands behind the full stop. Empty for other kinds.
        """
        if self._sentences is None:
            self._sentences = () if self._divide is None else self._divide(self.span)
        return self._sentences


class Story(NamedTuple):
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
        return tuple(b for b in self.blocks if b.kind is PARAGRAPH)
