"""The anatomy of a story: what is title, date, paragraph, sentence, citation or disclaimer."""

from viewer.core.story.anatomy import read_text
from viewer.core.story.marks import citations_for, mark_spans, supporting
from viewer.core.story.model import (
    Block,
    BlockKind,
    Citation,
    Diagnostic,
    Severity,
    Span,
    Story,
)
from viewer.core.story.sources import SOURCE_HEADINGS

__all__ = [
    "SOURCE_HEADINGS",
    "Block",
    "BlockKind",
    "Citation",
    "Diagnostic",
    "Severity",
    "Span",
    "Story",
    "citations_for",
    "mark_spans",
    "read_text",
    "supporting",
]
