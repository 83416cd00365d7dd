"""The export command: which stories go into which file, in which format."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.files import NotSaved, shown, write_whole
from viewer.files.entries import between
from viewer.files.formats import FORMATS, Format, Written, named, of_file
from viewer.files.gathering import STORIES
from viewer.files.names import safe_name
from viewer.ui.pictures import PICTURES, Kind, Picture, contradiction, kind_named, kind_of_file

if TYPE_CHECKING:
    from viewer.core.events import Reading

#: What gives the stories of a file, None after saying why not.
Read = Callable[[Path], "Sequence[Reading] | None"]
Say = Callable[[str], None]
Place = tuple[int, int]  # of a file: its device and its number there

STDOUT = Path("-")
NAMES = tuple(kind.name for kind in PICTURES) + tuple(one.name for one in FORMATS)


class WrongUsage(Exception):
    """An order that cannot be meant; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written. ``output`` is a file, STDOUT, or, with ``folder``, the folder for a
    file of each story's own; ``format`` one of NAMES, "" for what the file's name ends in;
    ``force`` replaces files without asking; ``mark`` puts the mark of UTF-8 before tables,
    ``grouping`` is what lanes of a picture stand for."""

    inputs: tuple[Path, ...]
    output: Path
    picture: Picture
    folder: bool = False
    format: str = ""
    force: bool = False
    mark: bool = True
    grouping: str = "source"


def export(order: Order, read: Read, say: Say) -> bool:
    """Carry out an order; whether all of it was done. Raises WrongUsage."""
    form = _format(order)
    if why := contradiction(form if isinstance(form, Kind) else None, order.picture):
        raise WrongUsage(why)
    sources, complete = _sources(order.inputs, say)
    stories = frozenset(map(_place, sources)) - {None}
    if not order.folder:
        readings: list[Reading] = []
        for path in sources:
            found = read(path)
            complete = complete and found is not None
            readings += found or ()
        # A part of what was asked for is better than nothing, and is said to be one.
        done = bool(readings) and _write(order, form, readings, order.output, stories, say)
        return done and complete
    if not order.output.is_dir():
        say(f"{shown(order.output)}: the folder does not exist")
        return False
    for path, target in _targets(sources, order.output, form):
        found = read(path)
        done = found is not None and _write(order, form, found, target, stories, say)
        complete = complete and done
    return complete


def _format(order: Order) -> Kind | Format:
    name = order.format
    form = kind_named(name) or named(name)
    if form is not None:
        return form
    if order.folder or order.output == STDOUT:
        raise WrongUsage(f"say what to write: --format {', '.join(NAMES)}")
    form = kind_of_file(order.output.name) or of_file(order.output.name)
    if form is None:
        endings = [s for one in (*PICTURES, *FORMATS) for s in one.suffixes]
        raise WrongUsage(f"{shown(order.output)}: the ending must be one of {', '.join(endings)}")
    return form


def _sources(inputs: Sequence[Path], say: Say) -> tuple[list[Path], bool]:
    """The files meant, a folder's story files by name; whether every folder held one."""
    found: list[Path] = []
    complete = True
    for path in inputs:
        if not path.is_dir():
            found.append(path)
            continue
        try:
            inside = sorted(
                child
                for child in path.iterdir()
                if child.suffix.lower() in STORIES
                and not child.name.startswith(".")
                and not child.is_dir()
            )
        except OSError as error:
            say(f"{shown(path)}: the folder cannot be read ({error.strerror or error})")
            inside = []
        else:
            if not inside:
                say(f"{shown(path)}: the folder holds no story file ({', '.join(STORIES)})")
        complete = complete and bool(inside)
        found += inside
    return found, complete


def _targets(
    sources: Sequence[Path], folder: Path, form: Kind | Format
) -> Iterator[tuple[Path, Path]]:
    """Each file with the file it becomes: its own name, counted on where that is taken."""
    taken: set[str] = set()
    for path in sources:
        stem = name = safe_name(path.stem)
        number = 1
        # Some file systems take "A" and "a" for one name.
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        yield path, folder / f"{name}{form.suffixes[0]}"


def _write(
    order: Order,
    form: Kind | Format,
    readings: Sequence[Reading],
    target: Path,
    stories: frozenset[Place | None],
    say: Say,
) -> bool:
    """Write one file; whether that was done. ``stories`` are files that nothing replaces."""
    if target != STDOUT:
        if _place(target) in stories:
            say(f"{shown(target)}: it is a story itself, and is left as it is")
            return False
        if not order.force and not _may_replace(target, say):
            return False
    written = _written(order, form, readings, say)
    if written is None:
        return False
    if target == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(written.data)
        sys.stdout.buffer.flush()
    else:
        try:
            write_whole(target, written.data)
        except NotSaved as error:
            say(str(error))
            return False
    name = form.name if target == STDOUT else shown(target)
    for sentence in written.lost:
        say(f"{name}: note: {sentence}")
    return True


def _place(path: Path) -> Place | None:
    """Which file of the disk a path is, by whatever name or link; None for none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def _may_replace(target: Path, say: Say) -> bool:
    """Whether a file may be written: it is new, or nobody is there to ask, or they say so."""
    if not target.is_file() or not (sys.stdin and sys.stdin.isatty()):
        return True
    sys.stderr.write(f"{shown(target)} is there already. Replace it? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    say(f"{shown(target)}: left as it is")
    return False


def _written(
    order: Order, form: Kind | Format, readings: Sequence[Reading], say: Say
) -> Written | None:
    """What is to stand in the file, None after saying why it cannot be."""
    picture = order.picture
    if isinstance(form, Format):
        return form.file(between(readings, picture.first, picture.last), mark=order.mark)
    try:
        from viewer.core.timeline import Grouping, arrange
        from viewer.ui.export import draw
        from viewer.ui.sheet import ExportFailed
    except ImportError as error:
        if form.name != "html":
            say(f"a picture needs Qt, which is not installed here ({error.name or error})")
            return None
        from viewer.files.page import page

        # The page is whole without it.
        say("Qt is not installed here: the page is written without a picture")
        words = page(*between(readings, picture.first, picture.last))
        return Written(words.encode("utf-8", "replace"))
    try:
        return draw(arrange(readings, grouping=Grouping(order.grouping)), form, picture)
    except ExportFailed as error:
        say(str(error))
        return None
