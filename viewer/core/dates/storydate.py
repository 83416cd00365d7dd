"""The date that a story's date line states."""

from __future__ import annotations

import re
from typing import Final

from viewer.core.dates.model import TimexType
from viewer.core.dates.reader import find
from viewer.core.when import ANY, EdtfError, Precision, When, parse

_STAMP: Final = (
    r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)"
    r"(?:[T ]\s?([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]{1,9})?"
    r"\s?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?"
)
#: ISO 8601's basic form, only where nothing stands beside it: any number may have eight digits.
_BASIC: Final = r"\s*([12][0-9]{3})([0-9]{2})([0-9]{2})\s*"
_FIGURES: Final = r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?"


def story_date(words: str) -> When:
    """The date that the words of a date line state; ANY when they state none.

    ``2024-07-01 20:06:35.446000``, ``20240701``, ``1 July 2024``, ``July 1, 2024, 8:06 pm``, ISO
    8601 with a zone or an offset (the clock stays as written), all with words around them.
    """
    if not words.strip():
        return ANY
    if basic := re.fullmatch(_BASIC, words):
        words = "-".join(basic.groups())
    stamp = re.search(_STAMP, words)
    if stamp is not None:
        try:
            if stamp[1].startswith("0000"):
                return ANY
            return parse(stamp[1] + (f"T{stamp[2]}" if stamp[2] else ""))
        except EdtfError:
            return ANY
    if re.search(_FIGURES, words):
        return ANY
    dated = [
        t for t in find(words) if t.type in (TimexType.DATE, TimexType.TIME) and t.when.is_known
    ]
    if not dated:
        return ANY
    finest = max(dated, key=lambda t: t.when.precision).when
    if finest.precision is not Precision.DAY:
        return finest
    # "July 1, 2024, at 8:06 pm": the clock may be an expression of its own.
    clocks = [t for t in dated if t.type is TimexType.TIME and t.when.precision > Precision.DAY]
    return clocks[0].when if clocks else finest
