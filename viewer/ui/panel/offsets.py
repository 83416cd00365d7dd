"""Two ways to count in one text: code points in the story, UTF-16 units in Qt.

A story's spans count code points of the decoded text. A QTextDocument counts UTF-16 units, ends
lines with one unit whatever the file used, and gives some characters a meaning of its own. This is
the one place where the two meet.
"""

from __future__ import annotations

import re
from bisect import bisect_right

# Outside the basic plane a character takes two units; of CR LF only the LF is shown.
_SHIFTS = re.compile("\r\n|[\U00010000-\U0010ffff]")
# Qt takes these as frame borders, objects or line ends of its own; each stays one character wide.
_SHOWN_AS = {
    0x0: "\ufffd",
    0x0B: " ",
    0x0C: " ",
    0x0D: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0xFDD0: "\ufffd",
    0xFDD1: "\ufffd",
    0xFFFC: "\ufffd",
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_ODD = re.compile(f"[{''.join(map(chr, _SHOWN_AS))}]")


class Offsets:
    """The text as Qt is to show it, and both directions between the two counts."""

    def __init__(self, text: str) -> None:
        shown = text.replace("\r\n", "\n")
        # Hardly any text has one, and looking is quicker by far than translating.
        self.shown = shown.translate(_SHOWN_AS) if _ODD.search(shown) else shown
        self._points = [0]  # code points from which a shift holds
        self._units = [0]  # the same places in UTF-16 units
        self._shift = [0]
        shift = 0
        for found in _SHIFTS.finditer(text):
            shift += -1 if found.group() == "\r\n" else 1
            self._points.append(found.start() + 1)
            self._units.append(found.start() + 1 + shift)
            self._shift.append(shift)

    def unit(self, point: int) -> int:
        """UTF-16 position of a code point."""
        return point + self._shift[bisect_right(self._points, point) - 1]

    def point(self, unit: int) -> int:
        """Code point at a UTF-16 position."""
        return unit - self._shift[bisect_right(self._units, unit) - 1]
