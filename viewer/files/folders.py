"""Where this program keeps what is the reader's: the one place that asks the platform."""

from __future__ import annotations

from pathlib import Path


def data_folder() -> Path | None:
    """The reader's data folder of this program, which need not exist; None for an account without
    a home."""
    from appdirs import user_data_dir

    try:
        return Path(user_data_dir("story-timeline", appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
