"""Tables of named periods: how one is written in TOML, and what makes a row unfit.

The shipped table is also kept as values, in JSON Lines: reading a thousand rows of TOML and their
dates would take longer than all else when a command starts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar, overload

from viewer.core.dates import NamedPeriod, Periods, Phrase, index_of, names_of
from viewer.core.when import EdtfError, Precision, When, parse

__all__ = ["PeriodsRefused", "as_values", "of_text", "of_values", "read_periods"]

_KEYS: Final = frozenset(
    ("name", "edtf", "source", "aliases", "region", "cues", "background", "unless")
)


class PeriodsRefused(ValueError):
    """A table of periods that cannot be used; the message says which file, row and reason."""


def read_periods(path: Path) -> tuple[NamedPeriod, ...]:
    """The periods of a table, in its order.

    Each ``[[period]]`` has ``name``, ``edtf`` and ``source``, and may have ``aliases``,
    ``region``, ``cues``, ``unless`` and ``background``. Raises PeriodsRefused for a file that
    cannot be read, a row that lacks something or states what no calendar has, and a name given
    twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PeriodsRefused(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise PeriodsRefused(f"{path}: not a text in UTF-8") from error
    return of_text(text, str(path))


def of_text(text: str, path: str) -> tuple[NamedPeriod, ...]:
    """The same from the text of a table, which messages call ``path``. Raises PeriodsRefused."""
    import tomllib  # not for those who have no table of their own

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise PeriodsRefused(f"{path}: not TOML ({error})") from error
    rows = table.pop("period", [])
    if table or not isinstance(rows, list):
        raise PeriodsRefused(f"{path}: a table of periods holds [[period]] rows and nothing else")
    periods: dict[str, NamedPeriod] = {}
    for number, row in enumerate(rows, start=1):
        try:
            period = _period(row)
            if period.name in periods:
                raise _Unfit("the name stands in the table already")
        except _Unfit as error:
            name = row.get("name", "") if isinstance(row, dict) else ""
            named = f" ({name})" if isinstance(name, str) and name else ""
            raise PeriodsRefused(f"{path}: row {number}{named}: {error}") from error
        periods[period.name] = period
    return tuple(periods.values())


def as_values(periods: Sequence[NamedPeriod]) -> str:
    """Periods in JSON Lines: how many there are and the words by which their names are looked up;
    a line for each, its fields in order and its date with the bounds; a line for each name."""
    names = names_of(periods)
    head = {"periods": len(periods), "index": index_of(name for name, *_ in names)}
    lines = (head, *periods, *names)
    return "".join(
        json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines
    )


def of_values(values: bytes) -> Periods:
    """The periods that `as_values` wrote, in UTF-8."""
    first, *lines = values.split(b"\n")
    head = json.loads(first)
    count = head["periods"]
    return Periods(
        _Kept(lines[:count], _of_fields), _Kept(lines[count:-1], _of_name), head["index"]
    )


_Row = TypeVar("_Row")
#: What reads a line of ours: `json.loads` would guess its encoding, and look for white space.
_read = json.JSONDecoder().raw_decode


class _Kept(Sequence[_Row]):
    """Lines of `as_values`, each read when it is first asked for: a story names few periods."""

    def __init__(self, lines: list[bytes], made_of: Callable[[list[Any]], _Row]) -> None:
        self._lines = lines
        self._made_of = made_of
        self._made: dict[int, _Row] = {}

    @overload
    def __getitem__(self, place: int) -> _Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Row]: ...
    def __getitem__(self, place: int | slice) -> _Row | Sequence[_Row]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self._made_of(_read(str(self._lines[place], "utf-8"))[0])
        return made

    def __len__(self) -> int:
        return len(self._lines)


def _of_name(fields: list[Any]) -> Phrase:
    words, letter, bearers = fields
    return words, letter, bearers


def _of_fields(fields: list[Any]) -> NamedPeriod:
    name, when, source, aliases, region, cues, background, unless = fields
    edtf, first, second, third, fourth, precision, *marks = when
    return NamedPeriod(
        name,
        When(edtf, first, second, third, fourth, Precision(precision), *marks),
        source,
        tuple(aliases),
        region,
        tuple(cues),
        background,
        tuple(unless),
    )


class _Unfit(ValueError):
    """What is wrong with one row."""


def _period(row: object) -> NamedPeriod:
    if not isinstance(row, dict):
        raise _Unfit("a row is a table, written [[period]]")
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise _Unfit(f"no such key: {', '.join(unknown)} (there are {', '.join(sorted(_KEYS))})")
    text: dict[str, str] = {}
    for key in ("name", "edtf", "source", "region"):
        value = row.get(key, "")
        if not isinstance(value, str):
            raise _Unfit(f"{key} must be a text in quotes")
        if not value.strip() and key != "region":
            raise _Unfit(f"{key} is missing")
        text[key] = value
    lists: dict[str, tuple[str, ...]] = {}
    for key in ("aliases", "cues", "unless"):
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise _Unfit(f"{key} must be a list of texts in quotes")
        lists[key] = tuple(value)
    background = row.get("background", False)
    if not isinstance(background, bool):
        raise _Unfit("background is true or false")
    try:
        when = parse(text["edtf"])
    except EdtfError as error:
        raise _Unfit(f"edtf: {error}") from error
    if not when.is_known:
        raise _Unfit("edtf: a period starts or ends at some time")
    return NamedPeriod(
        name=text["name"],
        when=when,
        source=text["source"],
        aliases=lists["aliases"],
        region=text["region"],
        cues=lists["cues"],
        background=background,
        unless=lists["unless"],
    )
