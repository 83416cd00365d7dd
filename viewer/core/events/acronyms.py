"""Short names that a text itself gives to long ones: "World Health Organization (WHO)"."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["acronyms", "shortened"]

_GIVEN = re.compile(r" \(([A-Z]{2,8})\)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(("of", "for", "and", "the", "in", "on", "to"))
#: Code points before the bracket in which the long name must begin.
_REACH = 120
#: A label with more letters than this is worth shortening.
_LONG = 60


def acronyms(text: str) -> dict[str, str]:
    """Long names with their acronyms, where each letter is a capitalised word's initial."""
    found = {}
    for match in _GIVEN.finditer(text):
        letters = match[1]
        floor = max(match.start() - _REACH, 0)
        words = list(_WORD.finditer(text, floor, match.start()))
        left = len(letters)
        start = -1
        for word in reversed(words):
            if word[0][0] == letters[left - 1]:
                left -= 1
                start = word.start()
            elif word[0] not in _SMALL:
                break
            if not left:
                found[" ".join(text[start : match.start()].split())] = letters
                break
    return found


def shortened(label: str, names: Mapping[str, str]) -> str:
    """A long label with the acronyms the text gives in place of the names it spells out."""
    if len(label) <= _LONG:
        return label
    for name, letters in names.items():
        for spelled in (f"the {name}", name):
            label = label.replace(spelled, letters)
        label = label.replace(f"The {name}", letters)
    return label
