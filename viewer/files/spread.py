"""JSON that people can read and programs write fast: a field a line, a record a line.

The library's own line breaks are made by its slow writer; its fast one, in C, makes none. So the
lines are broken here, as deep as records go, and each record is given to the fast one whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONEncoder

_encode = JSONEncoder(ensure_ascii=False).encode


def spread(value: object) -> str:
    """A value as JSON, ending in a line break. Each field of an object stands on a line of its own,
    as does each item of a list in it; a list of several such objects is one of these beneath the
    other."""
    return f"{''.join(_pieces(value, 1))}\n"


def _pieces(value: object, depth: int) -> Iterator[str]:
    inner, outer = "\n" + " " * depth, "\n" + " " * (depth - 1)
    if isinstance(value, dict) and value:
        between = "{"
        for name, field in value.items():
            yield f"{between}{inner}{_encode(name)}: "
            yield from _pieces(field, depth + 1)
            between = ","
        yield f"{outer}}}"
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        between = "["
        for item in value:
            yield f"{between}{inner}"
            if depth == 1:
                yield from _pieces(item, depth + 1)
            else:
                yield _encode(item)
            between = ","
        yield f"{outer}]"
    else:
        yield _encode(value)
