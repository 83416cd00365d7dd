"""Which files of a folder are stories."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from viewer.files.sidecar import ENDING

#: What a story file of a folder may end in.
STORIES: Final = (".txt", ".story", ".md", ".markdown", ".html", ".htm", ".json", ".jsonl")
#: Stories of one timeline; beyond that no one reads them together.
MOST: Final = 5_000
#: Folders looked into: one who opens the root of a disk by mistake gets an answer.
FOLDERS: Final = 2_000


class Gathered(NamedTuple):
    """Story files, a folder's own before those of folders in it, each by name; whether there are
    ``more`` than are taken; and the ``problems``, sentences."""

    paths: tuple[Path, ...]
    more: bool = False
    problems: tuple[str, ...] = ()


def stories_in(folder: Path, *, most: int = MOST) -> Gathered:
    """The story files in a folder and the folders in it.

    Links to folders are not followed, hidden names are left out. Never raises: a folder that
    cannot be read is told of.
    """
    found: list[Path] = []
    problems: list[str] = []
    waiting, seen = [folder], 0
    while waiting:
        here = waiting.pop(0)
        seen += 1
        try:
            with os.scandir(here) as entries:
                rows = sorted(entries, key=lambda entry: entry.name.casefold())
        except OSError as error:
            problems.append(f"{here.name} cannot be read ({error.strerror or error})")
            continue
        for entry in rows:
            if entry.name.startswith(".") or entry.name.endswith(ENDING):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            elif os.path.splitext(entry.name)[1].lower() in STORIES and entry.is_file():
                if len(found) >= most:
                    return Gathered(tuple(found), True, tuple(problems))
                found.append(Path(entry.path))
        if seen >= FOLDERS and waiting:
            return Gathered(tuple(found), True, tuple(problems))
    return Gathered(tuple(found), False, tuple(problems))
