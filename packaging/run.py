"""Sets the program up in .venv, from the standard library alone, and starts it or its tests."""

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HELP = """\
python3 packaging/run.py [STORY ...] [OPTION ...]   open a window on the stories (or on a sample)
python3 packaging/run.py COMMAND ...                events, dates, export or check: no window
python3 packaging/run.py --install-desktop          put it into your desktop's menu (Linux)
python3 packaging/run.py --test [PYTEST OPTION ...] run the tests; paths are those in the checkout
python3 packaging/run.py --help                     this page

Needs Python 3.11 or newer and, the first time, the network. Everything is installed into the
folder .venv of the checkout; the next start is quick, and a changed pyproject.toml installs again.
Where there is no display the timeline is written as a picture into the current folder.
"""

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = "story-timeline.json"
SAMPLE = ROOT / "resources" / "stories" / "harbour-bridge.txt"
OLDEST = (3, 11)
WITHOUT_QT = (
    ["events"], ["dates"], ["check"], ["--version"], ["--install-desktop"], ["--uninstall-desktop"],
)  # fmt: skip
WITHOUT_WINDOW = (*WITHOUT_QT, ["export"])


def old_python(here: str, executable: str, find: "Finder" = shutil.which) -> str:
    """The complaint about a Python that is too old, with one that would do where there is one."""
    newer = [name for name in map("python3.{}".format, range(20, OLDEST[1] - 1, -1)) if find(name)]
    advice = (
        f"run it with {newer[0]}, which is here."
        if newer
        else "install a newer one from your system's packages or from python.org."
    )
    needed = ".".join(map(str, OLDEST))
    return f"Story Timeline needs Python {needed} or newer, and {executable} is {here}: {advice}"


# Asked before anything below is read: its type hints alone would stop an older Python with a
# traceback, as would an import from __future__ that it does not know.
if sys.version_info < OLDEST:
    sys.exit(old_python(platform.python_version(), sys.executable))

Finder = Callable[[str], str | None]


class Library(NamedTuple):
    """A system library Qt is linked to, and the packages that bring it."""

    soname: str
    debian: str
    fedora: str


# What Qt asks of the system, read from the NEEDED entries of its libraries and tried in bare
# chroots; the wheels carry the rest, or these packages bring it. Qt itself names one missing
# library at a time, or the wrong one, or aborts: so we look beforehand and name all at once.
ALWAYS = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)
ON_X11 = (
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
)
ON_WAYLAND = (Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),)
# ensurepip stands for the part of Python that Debian ships apart; Fedora ships it with Python.
PYTHON_VENV = Library("Python's ensurepip", "python3-venv", "python3")


def say(text: str) -> None:
    """Tells the reader; on standard error, for a command's output belongs to the command."""
    print(text, file=sys.stderr, flush=True)


def has_display(env: dict[str, str], system: str = sys.platform) -> bool:
    """Whether a window can be shown: always on macOS and Windows, elsewhere where a server is."""
    return system in ("darwin", "win32") or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def loads(soname: str) -> bool:
    """Whether the dynamic linker finds the library."""
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(soname))
    return False


def missing_libraries(
    env: dict[str, str], window: bool, found: Callable[[str], bool] = loads
) -> list[Library]:
    """The libraries Qt would miss, for a window or (offscreen) without one."""

    def lacking(libraries: tuple[Library, ...]) -> list[Library]:
        return [library for library in libraries if not found(library.soname)]

    servers = [("WAYLAND_DISPLAY", ON_WAYLAND), ("DISPLAY", ON_X11)]
    choices = [lacking(needed) for variable, needed in servers if window and env.get(variable)]
    # With both an X and a Wayland server Qt tries both, so one complete set is enough.
    return lacking(ALWAYS) + min(choices, key=len, default=[])


def install_line(
    missing: list[Library], release: dict[str, str], which: Finder = shutil.which
) -> list[str]:
    """The command, as root, that installs the packages; empty where no such tool is known.

    `release` is /etc/os-release: since Debian 13 and Ubuntu 24.04 packages whose ABI has a
    64-bit time_t are named t64, which touches one of ours.
    """
    if which("apt-get"):
        names = [library.debian for library in missing]
        since = {"debian": 13.0, "ubuntu": 24.04}.get(release.get("ID", ""))
        # Debian's testing and unstable have no VERSION_ID: they are newer than any.
        if since and float(release.get("VERSION_ID", "inf")) >= since:
            names = [name + "t64" if name == "libglib2.0-0" else name for name in names]
        return ["apt-get", "install", "-y", "--no-install-recommends", *dict.fromkeys(names)]
    if which("dnf"):
        return ["dnf", "install", "-y", *dict.fromkeys(library.fedora for library in missing)]
    return []


def run(command: list[str], env: dict[str, str] | None = None) -> int:
    """Runs a step of the set-up in the checkout, its output on ours; its exit status."""
    # On standard error too, where pip still shows its progress bar if that is a terminal.
    return subprocess.run(command, cwd=ROOT, stdout=sys.stderr, env=env, check=False).returncode


def provide_system_packages(missing: list[Library]) -> None:
    """Installs what the system lacks when we are root, else names the line and stops."""
    try:
        line = install_line(missing, platform.freedesktop_os_release())
    except OSError:  # no /etc/os-release
        line = install_line(missing, {})
    say("This system lacks " + ", ".join(library.soname for library in missing) + ".")
    if not line:
        sys.exit("Install the packages that bring them, then run this again.")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        sys.exit("Install them with the line below, then run this again.\n  sudo " + " ".join(line))
    say("Installing as root: " + " ".join(line))
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if line[0] == "apt-get":
        run(["apt-get", "update"], quiet)
    if run(line, quiet) != 0:
        sys.exit("That failed (see above). Repair it, then run this again.")
    importlib.invalidate_caches()  # ensurepip may be among what came


def stamp(root: Path, extras: set[str]) -> dict[str, Any]:
    """What an environment must have been made from to be fit for use as it is."""
    return {
        "pyproject": hashlib.sha256((root / "pyproject.toml").read_bytes()).hexdigest(),
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "checkout": str(root),  # an editable install points there: a moved checkout installs again
        "extras": sorted(extras),
    }


def read_stamp(venv: Path) -> dict[str, Any]:
    """What this script noted in the environment; empty where it did not, or half way."""
    try:
        noted = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def set_up(extras: set[str]) -> None:
    """Makes .venv with the project and these extras in it, unless it is there.

    An environment of ours that is half made, or of another Python, is made anew. One that
    somebody else made is only added to.
    """
    noted = read_stamp(VENV)
    extras = extras | set(noted.get("extras", []))
    wanted = stamp(ROOT, extras) | {"ours": noted.get("ours", not VENV.exists())}
    if noted == wanted and PYTHON.exists():
        return
    began = time.monotonic()
    ours = bool(wanted["ours"])
    if ours and VENV.exists() and (noted.get("python") != wanted["python"] or not PYTHON.exists()):
        say("Removing .venv: it was left half made, or made by another Python.")
        shutil.rmtree(VENV)
    if not ours and not PYTHON.exists():
        sys.exit(f"{VENV} was made by something else and does not work. Remove it, then run again.")
    VENV.mkdir(exist_ok=True)
    (VENV / STAMP).write_text(json.dumps({"ours": ours}), encoding="utf-8")
    say("Installing Story Timeline into .venv (about 100 MB to download the first time) ...")
    for number, commands in enumerate(installers(ours, extras)):
        if number:
            say("uv could not do it; trying again with pip.")
        if all(run(command) == 0 for command in commands):
            break
    else:
        sys.exit("The installation failed (see above). Run this again when that is repaired.")
    (VENV / STAMP).write_text(json.dumps(wanted, indent=1), encoding="utf-8")
    say(f"Installed in {time.monotonic() - began:.0f} s.")


def installers(ours: bool, extras: set[str]) -> list[list[list[str]]]:
    """The ways to fill the environment, best first, each a row of commands."""
    project = f".[{','.join(sorted(extras))}]" if extras else "."
    make = [sys.executable, "-m", "venv", str(VENV)]
    ways = []
    uv = shutil.which("uv")
    if uv:
        fill = [uv, "pip", "install", "--python", str(PYTHON), "-e", project]
        ways.append([[*make, "--without-pip"], fill] if ours else [fill])
    if importlib.util.find_spec("ensurepip"):
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-e", project]
        ways.append([make if ours else [str(PYTHON), "-m", "ensurepip"], pip])
    return ways


def viewer_arguments(arguments: list[str], display: bool) -> tuple[list[str], str]:
    """What to hand to the program, and the picture it writes where no window can be shown."""
    if arguments[:1] in WITHOUT_WINDOW:
        return arguments, ""
    # The word after an option may be its value (--date 2024-07-01), unless it names a file.
    pairs = zip(["", *arguments], arguments, strict=False)
    words = [word for before, word in pairs if before[:1] != "-" or Path(word).is_file()]
    stories = [word for word in words if word[:1] != "-"]
    if not stories:
        stories = [str(SAMPLE)]
        arguments = stories + arguments
    if display:
        return arguments, ""
    picture = Path(stories[0]).stem + ".png"
    return ["export", *arguments, "-o", picture], picture


def hand_over(command: list[str], env: dict[str, str]) -> int:
    """Runs the program in our place, so that signals and its exit status are its own."""
    if os.name == "nt":  # where exec returns to the prompt before the program is done
        return subprocess.run(command, env=env, check=False).returncode
    return os.execve(command[0], command, env)


def main(arguments: list[str]) -> int:
    """Does what HELP says; the exit status."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(HELP, end="")
        return 0
    testing = arguments[:1] == ["--test"]
    windowed = not testing and arguments[:1] not in WITHOUT_WINDOW
    display = windowed and has_display(dict(os.environ))
    can_install = VENV.exists() or shutil.which("uv") or importlib.util.find_spec("ensurepip")
    missing = [] if can_install else [PYTHON_VENV]
    if sys.platform == "linux" and arguments[:1] not in WITHOUT_QT:
        missing.extend(missing_libraries(dict(os.environ), display))
    if missing:
        provide_system_packages(missing)
    env = dict(os.environ) if display else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if testing:
        set_up({"test"})
        say("Running the tests ...")
        os.chdir(ROOT)
        return hand_over([str(PYTHON), "-m", "pytest", *arguments[1:]], env)
    set_up(set())
    arguments, picture = viewer_arguments(arguments, display)
    # -P: a folder named "viewer" where the reader stands is not the program.
    command = [str(PYTHON), "-P", "-m", "viewer", *arguments]
    if not picture:
        return hand_over(command, env)
    say("No display here (neither DISPLAY nor WAYLAND_DISPLAY is set): drawing a picture instead.")
    status = subprocess.run(command, env=env, check=False).returncode
    if status == 0:
        say(f"The timeline is in {Path.cwd() / picture}")
    return status


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nInterrupted. Run it again: what was left half made is made anew.")
        sys.exit(130)
    except OSError as error:
        sys.exit(f"packaging/run.py: {error}")
