"""The formats a timeline is written in: how each is called, who writes it, what it cannot say.

The command line and the window offer what stands here. Pictures are formats too, but drawn, and
drawing needs Qt: `viewer.ui.export` knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from viewer.core.events import Reading


@dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, and sentences about what they do not hold."""

    data: bytes
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format of data. ``name`` is what `--format` calls it, ``suffixes`` what a file's name may
    end in, the first of them the one given; ``words`` is what people call it. ``module`` is the
    room that writes it, by the function ``door``; if it cannot say all, its `lost` says what.
    """

    name: str
    suffixes: tuple[str, ...]
    words: str
    module: str
    door: str
    complete: bool = False
    mark: bool = False  # of UTF-8, which spreadsheets ask for

    def write(self, readings: Sequence[Reading]) -> str:
        """The stories in this format, as text."""
        # Imported when asked for: eight writers would make every start slower.
        write: Callable[..., str] = getattr(import_module(f"viewer.files.{self.module}"), self.door)
        return write(*readings)

    def file(self, readings: Sequence[Reading], *, mark: bool = True) -> Written:
        """A file of it, with the mark of UTF-8 where the format has one."""
        words = ("\ufeff" if self.mark and mark else "") + self.write(readings)
        return Written(words.encode("utf-8", "replace"), self.lost(readings))

    def lost(self, readings: Sequence[Reading]) -> tuple[str, ...]:
        """What it cannot say of these stories, and where that stands instead."""
        if self.complete:
            return ()
        lost: Callable[..., tuple[str, ...]] = import_module(f"viewer.files.{self.module}").lost
        return lost(*readings)


FORMATS = (
    Format("json", (".json",), "Data (JSON)", "records", "timeline_json", complete=True),
    Format("csv", (".csv",), "Table (CSV)", "table", "table", complete=True, mark=True),
    Format("ics", (".ics",), "Calendar (iCalendar)", "agenda", "agenda"),
    Format(
        "timelinejs", (".timelinejs.json",), "TimelineJS (JSON)", "timelinejs", "timelinejs"
    ),
    Format("markwhen", (".mw", ".markwhen"), "markwhen", "markwhen", "markwhen"),
    Format(
        "markdown", (".md", ".markdown"), "Chronology with footnotes (Markdown)", "markdown",
        "markdown", complete=True,
    ),
    Format("text", (".txt",), "Chronology (text)", "chronicle", "chronicle", complete=True),
    Format("timeml", (".tml", ".timeml", ".xml"), "TimeML (XML)", "timeml", "timeml"),
)  # fmt: skip


def named(name: str) -> Format | None:
    """The format of that name."""
    return next((one for one in FORMATS if one.name == name), None)


def of_file(file_name: str) -> Format | None:
    """The format that a file's name ends in; ".timelinejs.json" is no ".json"."""
    lower = file_name.lower()
    fitting = [one for one in FORMATS if lower.endswith(one.suffixes)]
    return max(fitting, key=lambda one: len(one.suffixes[0]), default=None)
