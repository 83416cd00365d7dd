"""Where the shipped files are: beside a checkout, in a wheel, in a frozen program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

__all__ = ["path"]


def path(*parts: str) -> Path:
    """The path of a shipped file, named from the top of `resources/`; it need not exist."""
    return _root(getattr(sys, "_MEIPASS", None)).joinpath(*parts)


@cache
def _root(frozen: str | None) -> Path:
    """The folder, which stays where it is while the program runs; ``frozen`` a frozen one's own.

    A wheel carries it as `viewer/_shipped`, a frozen app as `viewer/_shipped` or `resources` in
    its own folder, a checkout has it beside the package.
    """
    package = Path(__file__).resolve().parent
    roots = [package / "_shipped", package.parent / "resources"]
    if frozen is not None:
        roots.insert(0, Path(frozen) / "resources")
    return next((root for root in roots if root.is_dir()), roots[-1])
