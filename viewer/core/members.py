"""Members of an enum that cost no more to name than any constant."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

__all__ = ["at_hand"]

_Named = TypeVar("_Named", bound=Enum)


def at_hand(named: type[_Named]) -> type[_Named]:
    """The enum with its members as plain attributes of the class.

    So Python 3.12 and later keep them. Python 3.11 runs a function for each look-up
    (`enum.property.__get__`), which takes ten times as long: rules that ask each word and each
    clause for its class ask half a million times for a megabyte of text.
    """
    for name, member in named.__members__.items():
        type.__setattr__(named, name, member)
    return named
