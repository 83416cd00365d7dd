"""The anatomy of a story: which words are title, date, paragraph, sentence, citation or disclaimer."""

from viewer.core.story.model import (
    Block,
    BlockKind,
    Citation,
    Diagnostic,
    Severity,
    Span,
    Story,
)

__all__ = [
    "Block",
    "BlockKind",
    "Citation",
    "Diagnostic",
    "Severity",
    "Span",
    "Story",
]
