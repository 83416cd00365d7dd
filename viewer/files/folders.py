"""Where this program keeps what is the reader's: the one place that asks the platform."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def data_folder() -> Path | None:
    """The reader's data folder of this program, which need not exist; None for an account without
    a home."""
    from appdirs import user_data_dir

    return _folder(user_data_dir)


def settings_folder() -> Path | None:
    """The reader's folder for settings of this program, likewise."""
    from appdirs import user_config_dir

    return _folder(user_config_dir)


def _folder(ask: Callable[..., str]) -> Path | None:
    try:
        return Path(ask("story-timeline", appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
