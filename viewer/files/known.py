"""The named periods this installation knows: the shipped table and the reader's own."""

from __future__ import annotations

from pathlib import Path

from viewer import resources
from viewer.core.dates import Periods
from viewer.core.story import Diagnostic
from viewer.files.folders import data_folder
from viewer.files.periods import PeriodsRefused, of_values, read_periods


def known_periods() -> tuple[Periods, tuple[Diagnostic, ...]]:
    """The shipped periods and then those of the reader's `periods.toml`, with what was refused.

    A row of the reader's replaces a shipped one of the same name. Never raises: a table of the
    reader's that cannot be read is told in a diagnostic and left out.
    """
    shipped = of_values(resources.path("data", "periods.jsonl").read_bytes())
    own = own_periods()
    if own is None or not own.is_file():
        return shipped, ()
    try:
        periods = {period.name: period for period in (*shipped, *read_periods(own))}
    except PeriodsRefused as error:
        return shipped, (Diagnostic("periods-refused", str(error)),)
    return Periods(tuple(periods.values())), ()


def own_periods() -> Path | None:
    """Where the reader's own table of periods is looked for, None where there is no such place."""
    folder = data_folder()
    return folder / "periods.toml" if folder is not None else None
