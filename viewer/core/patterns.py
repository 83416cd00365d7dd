"""Regular expressions that are compiled when they are first used.

One story needs a third of what the rooms know by pattern, and compiling all of them would be a
fifth of the time that a command takes to start.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The compiled pattern, as soon as somebody asks it for anything.

    Never raises: what is no regular expression raises re.error where it is first used.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """Stands for a pattern; keeps each method of it that was asked for, so that none is looked
    up twice."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._made_of = (pattern, flags)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._made_of)

    def __getattr__(self, name: str) -> object:
        # Only what is not kept yet comes here.
        asked: object = getattr(self._compiled, name)
        self.__dict__[name] = asked
        return asked
