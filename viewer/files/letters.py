"""The characters that XML 1.0 and pages have a place for (2.2): others are not even escaped."""

from __future__ import annotations

import re

_NONE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(words: str) -> str:
    """Words with the replacement character for each that no XML may hold."""
    return _NONE.sub("\ufffd", words)
