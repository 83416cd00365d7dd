"""Opening story files: a path becomes stories, or a refusal that says why and what to do.

Nothing that a story names is ever followed: no link, picture, side file or address.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from viewer.core.story import Diagnostic, Story, read_text
from viewer.files.decoding import NotText, decode, streamed

#: The largest story file opened, in bytes: some six thousand pages.
LIMIT = 32 << 20

_JSON = frozenset({".json", ".jsonl", ".ndjson"})
#: Timelines and tables, which are no prose; opening them is for another door.
_TIMELINES = {
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".ics": "a calendar (iCalendar)",
    ".xml": "an XML file",
    ".ged": "a family tree (GEDCOM)",
    ".timeline": "a timeline file",
}
_PROGRAMS = frozenset(
    ".exe .com .bat .cmd .scr .msi .dll .so .dylib .ps1 .vbs .lnk .app .jar".split()
)
_OPENS = "Story files are text (.txt), Markdown (.md), web pages (.html) and JSON (.json)."


class StoryRefused(Exception):
    """A file that could not be opened as a story.

    ``path`` is the file, ``reason`` a phrase, ``way_out`` a sentence or ""; str() is all three.
    """

    def __init__(self, path: Path, reason: str, way_out: str = "") -> None:
        self.path = path
        self.reason = reason
        self.way_out = way_out
        super().__init__(f"{shown(path)}: {reason}. {way_out}".strip())


def shown(path: Path) -> str:
    """A file's name as it may be shown: one line, valid Unicode, no control or bidi signs."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(
        char if char.isprintable() and char not in "\u202a\u202b\u202d\u202e" else "\ufffd"
        for char in name
    )


def open_story(path: Path) -> Story:
    """The story in a file; the first one where it holds several (a diagnostic says so).

    Raises StoryRefused.
    """
    stories = open_stories(path)
    if len(stories) == 1:
        return stories[0]
    note = Diagnostic(
        "first-of-several", f"The file holds {len(stories):,} stories; this is the first."
    )
    return stories[0]._replace(diagnostics=(note, *stories[0].diagnostics))


def open_stories(path: Path) -> tuple[Story, ...]:
    """All stories in a file, at least one, each with what had to be guessed or left out.

    Raises StoryRefused.
    """
    suffix = path.suffix.lower()
    if suffix in _PROGRAMS:
        raise StoryRefused(path, "it is named like a program", _OPENS)
    if suffix in _TIMELINES:
        with _opened(path):
            raise StoryRefused(path, f"{_TIMELINES[suffix]} cannot be opened yet", _OPENS)
    text, notes = _text(path)
    name = shown(Path(path.name))
    if suffix in _JSON:
        from viewer.files import recorded, site  # here, for plain text has no use for them

        if recorded.is_ours(text):
            try:
                return tuple(one.story for one in recorded.readings(text))
            except recorded.NoTimeline as error:
                raise StoryRefused(path, f"it is a timeline in JSON, but {error}") from None
        try:
            return site.read_stories(text, name=name, notes=notes, lines=suffix != ".json")
        except site.NoStory as error:
            raise StoryRefused(path, error.reason, error.way_out) from None
    if _is_web_page(text, suffix):
        from viewer.files import webpage  # here, for plain text has no use for it

        story = webpage.read_page(text, name=name)
        return (story._replace(diagnostics=(*notes, *story.diagnostics)),)
    if text.startswith("{\\rtf"):
        notes += (
            Diagnostic(
                "rtf-markup",
                "The file is Rich Text (RTF); its markup is shown as it stands. "
                "Save it as plain text to read it.",
            ),
        )
    story = read_text(text, name=name)
    return (story._replace(diagnostics=(*notes, *story.diagnostics)),)


def _is_web_page(text: str, suffix: str) -> bool:
    """Whether a text is a web page: named so, or opening as a whole one does."""
    if suffix in (".html", ".htm", ".xhtml"):
        return True
    opening = text[:2048].lstrip().lower()
    opens = opening.startswith(("<!doctype html", "<html", "<?xml", "<!--"))
    return opens and any(sign in opening for sign in ("<html", "<head", "<body", "<meta"))


def read_plain(path: Path) -> str:
    """The text of a file that is no story; damaged UTF-8 is replaced. Raises StoryRefused."""
    with _opened(path) as read:
        return read(LIMIT + 1).decode("utf-8-sig", "replace")


def _text(path: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file, and what had to be guessed or replaced. Raises StoryRefused."""
    with _opened(path) as read:
        text = streamed(read)
    if text is not None:
        return text, ()
    with _opened(path) as read:
        data = read(LIMIT + 1)
    try:
        return decode(data)
    except NotText as error:
        raise StoryRefused(path, str(error), _OPENS) from None


@contextmanager
def _opened(path: Path) -> Iterator[Callable[[int], bytes]]:
    """What reads so many bytes of a regular file of bounded size; never waits on a pipe or a
    device. Raises StoryRefused, at the end for what has been read."""
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as error:
        raise _unreadable(path, error) from None
    except ValueError:  # a zero character in the name
        raise StoryRefused(path, "no file can have this name") from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise StoryRefused(path, "it is a folder", "Name a file inside it.")
        if not stat.S_ISREG(status.st_mode):
            raise StoryRefused(path, "it is a device or a pipe, not a file", _OPENS)
        if status.st_size > LIMIT:
            raise _too_large(path)
        with open(descriptor, "rb", closefd=False) as file:
            yield lambda count: file.read(min(count, LIMIT + 1 - file.tell()))
            size = file.tell()
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        os.close(descriptor)
    if size > LIMIT:
        raise _too_large(path)
    if size and not status.st_size:
        raise StoryRefused(path, "it is a system file, not a story", _OPENS)


def _too_large(path: Path) -> StoryRefused:
    return StoryRefused(
        path,
        f"it is larger than {LIMIT >> 20} MB",
        "Split it: a timeline takes many files.",
    )


def _unreadable(path: Path, error: OSError) -> StoryRefused:
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return StoryRefused(path, "it is a link to a file that does not exist")
        return StoryRefused(path, "there is no such file", "Check the name and the folder.")
    if isinstance(error, IsADirectoryError):
        return StoryRefused(path, "it is a folder", "Name a file inside it.")
    if isinstance(error, PermissionError):
        if path.is_dir():  # Windows says so of folders
            return StoryRefused(path, "it is a folder", "Name a file inside it.")
        return StoryRefused(
            path, "you have no permission to read it", "Ask its owner, or copy it where you may."
        )
    return StoryRefused(path, f"it cannot be read ({error.strerror or error})")
