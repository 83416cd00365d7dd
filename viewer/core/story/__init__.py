"""The anatomy of a story: what is title, date, paragraph, sentence, citation or disclaimer."""

from viewer.core.story.anatomy import read_text
from viewer.core.story.masks import mark_spans
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
from viewer.core.story.support import citations_for, supporting

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
