"""Writes the shipped table of named periods as the values that the program starts from.

usage: python packaging/periods.py

Run it after a change of `resources/data/periods.toml`; a test holds the two files together.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from viewer import resources
from viewer.files.periods import as_values, read_periods

if __name__ == "__main__":
    periods = read_periods(resources.path("data", "periods.toml"))
    resources.path("data", "periods.jsonl").write_text(as_values(periods), encoding="utf-8")
