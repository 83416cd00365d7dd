"""What a Linux desktop is told of the program: menu entry, file type, icons; and untold again."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import appdirs

from viewer import APP_ID, resources
from viewer.files.saving import NotSaved, write_whole

__all__ = ["NotInstalled", "install", "program", "uninstall"]

_ICONS = (16, 22, 24, 32, 48, 64, 128, 256, 512)
#: What the desktop's own tools make of the files of all programs.
_OF_MIME = (
    "XMLnamespaces", "aliases", "generic-icons", "globs", "globs2", "icons", "magic", "mime.cache",
    "subclasses", "treemagic", "types", "version",
)  # fmt: skip
_OF_APPLICATIONS = ("mimeinfo.cache",)


class NotInstalled(Exception):
    """The desktop could not be told; str() says why, and what helps."""


def program() -> Path:
    """The command that a double click is to run: this program's, wherever it was started from.

    Raises NotInstalled where it runs from a checkout that has no command.
    """
    started = Path(sys.argv[0])
    if getattr(sys, "frozen", False):
        found: Path | None = Path(sys.executable)
    elif started.name == "story-timeline" and started.is_file():
        found = started
    else:
        beside = Path(sys.executable).parent / "story-timeline"
        found = beside if beside.is_file() else None
    if found is None:
        raise NotInstalled(
            "it runs from a folder without the command story-timeline. "
            "Install it first, for example with: pipx install ."
        )
    # A link, such as pipx makes, is kept: what it leads to may change with the next version.
    return Path(os.path.abspath(found))


def install(command: Path, data: Path | None = None) -> tuple[Path, ...]:
    """Tell this user's desktop of the program; answers the files written, first the menu entry.

    ``command`` is run with the stories as its arguments; ``data`` is the folder of the user's
    data (`$XDG_DATA_HOME`, else `~/.local/share`). What stood there of an earlier version is
    written over. Raises NotInstalled.

    Sources: the Desktop Entry, Shared MIME-info and Icon Theme specifications of freedesktop.org.
    """
    home = _home(data)
    files = dict(_files(home, command))
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
    except (NotSaved, OSError) as error:
        raise NotInstalled(str(error)) from error
    _refresh(home)
    return tuple(files)


def uninstall(data: Path | None = None) -> tuple[Path, ...]:
    """Take back all that `install` wrote, and the folders that are then empty; answers what was
    removed. Raises NotInstalled."""
    home = _home(data)
    removed = []
    try:
        for path, _ in _files(home, Path("story-timeline")):
            if path.is_file() or path.is_symlink():
                path.unlink()
                removed.append(path)
        if removed:
            _refresh(home)
            _sweep(home)
    except OSError as error:
        raise NotInstalled(str(error)) from error
    return tuple(removed)


def _home(data: Path | None) -> Path:
    if not sys.platform.startswith("linux"):
        raise NotInstalled("this is for Linux desktops; on this system the installer does it")
    return Path(appdirs.user_data_dir()) if data is None else data


def _files(home: Path, command: Path) -> Iterator[tuple[Path, bytes]]:
    """Each file's place and content, the menu entry first."""
    for name in (f"{APP_ID}.desktop", f"{APP_ID}.OpenWith.desktop"):
        entry = resources.path("desktop", name).read_text(encoding="utf-8")
        yield home / "applications" / name, _entry(entry, command).encode()
    mime = resources.path("desktop", f"{APP_ID}.mime.xml")
    yield home / "mime" / "packages" / f"{APP_ID}.xml", mime.read_bytes()
    icons = home / "icons" / "hicolor"
    for size in _ICONS:
        icon = resources.path("icons", f"story-timeline-{size}.png")
        yield icons / f"{size}x{size}" / "apps" / f"{APP_ID}.png", icon.read_bytes()
    icon = resources.path("icons", "story-timeline.svg")
    yield icons / "scalable" / "apps" / f"{APP_ID}.svg", icon.read_bytes()


def _entry(text: str, command: Path) -> str:
    """A .desktop file whose commands run the program at a path.

    In Exec a word is quoted, four signs in it escaped, a % doubled; then a backslash once more,
    as in every value. A line break would end the value.
    """
    path = str(command)
    if any(ord(sign) < 32 for sign in path):
        raise NotInstalled(f"{path!r} cannot be told to a desktop")
    value = path.replace("\\", "\\\\")
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in path).replace("%", "%%")
    quoted = quoted.replace("\\", "\\\\")
    # GLib looks for a command's first word as it is written, with its doubled %.
    first = "env " if "%" in path else ""
    lines = []
    for line in text.splitlines():
        key, _, rest = line.partition("=")
        if key == "Exec":
            line = f'Exec={first}"{quoted}"{rest.removeprefix("story-timeline")}'
        elif key == "TryExec":
            line = f"TryExec={value}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def _refresh(home: Path) -> None:
    """Let the desktop's tools read what changed; a desktop without them reads the files itself."""
    for tool, folder in (
        ("update-mime-database", home / "mime"),
        ("update-desktop-database", home / "applications"),
    ):
        found = shutil.which(tool)
        if found and folder.is_dir():
            with contextlib.suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run([found, str(folder)], capture_output=True, check=False, timeout=60)
    # Running desktops look at the theme's folder for whether there are new icons.
    with contextlib.suppress(OSError):
        os.utime(home / "icons" / "hicolor")


def _sweep(home: Path) -> None:
    """Remove the folders of `install` that are empty, and what tools made of nothing.

    A folder in which another program has a file is left as it is.
    """
    icons = home / "icons" / "hicolor"
    for size in (*(f"{size}x{size}" for size in _ICONS), "scalable"):
        _drop(icons / size / "apps")
        _drop(icons / size)
    _drop(icons)
    _drop(home / "icons")
    _drop(home / "mime" / "packages")
    if not (home / "mime" / "packages").exists():
        for name in _OF_MIME:
            (home / "mime" / name).unlink(missing_ok=True)
        _drop(home / "mime" / "text")
        _drop(home / "mime")
    if not any((home / "applications").glob("**/*.desktop")):
        for name in _OF_APPLICATIONS:
            (home / "applications" / name).unlink(missing_ok=True)
        _drop(home / "applications")


def _drop(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
