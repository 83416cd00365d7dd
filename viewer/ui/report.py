"""What a bug report needs: the versions at work, and a file that keeps what went wrong."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import numpy
import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from viewer import __version__
from viewer.files import write_whole
from viewer.files.folders import data_folder

#: Reports that are kept, the last.
KEPT = 20


def versions() -> str:
    """Program, system and libraries, a line each; nothing of the reader's."""
    import pyqtgraph  # late: it takes long, and all else does without the whole of it

    screen = QGuiApplication.primaryScreen()
    size = screen.size() if screen else None
    rows = (
        ("Story Timeline", __version__),
        ("Python", platform.python_version() + (" (frozen)" if hasattr(sys, "frozen") else "")),
        ("Qt", f"{qVersion()}, PySide6 {PySide6.__version__}"),
        ("pyqtgraph", pyqtgraph.__version__),
        ("NumPy", numpy.__version__),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Windows by", QGuiApplication.platformName()),
        ("Screen", f"{size.width()} × {size.height()} at {screen.devicePixelRatio():g}" if size
                   else "none"),
    )  # fmt: skip
    return "\n".join(f"{name}: {words}" for name, words in rows)


def keep_report(details: str) -> Path | None:
    """Write what went wrong into the reader's data folder; None where that cannot be done.

    It holds the versions and where in the program it was, no words of a story. It is sent nowhere.
    """
    folder = data_folder()
    if folder is None:
        return None
    folder /= "reports"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        numbers = sorted(
            int(path.stem.removeprefix("report-"))
            for path in folder.glob("report-*.txt")
            if path.stem.removeprefix("report-").isdecimal()
        )
        path = folder / f"report-{numbers[-1] + 1 if numbers else 1}.txt"
        write_whole(path, f"{versions()}\n\n{details}".encode("utf-8", "replace"))
        for number in numbers[: max(len(numbers) + 1 - KEPT, 0)]:
            (folder / f"report-{number}.txt").unlink(missing_ok=True)
    except OSError:
        return None
    return path
