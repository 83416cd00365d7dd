"""Proves a double click for real: a file manager on a screen of its own, a pointer, two clicks."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import fresh_machine

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "resources" / "stories" / "harbour-bridge.txt"
PACKAGE = "story-timeline"
TITLE = "Story Timeline"
NAME = "été in Haoxing.story"
WIDTH, HEIGHT = 1280, 800
MANAGERS = ("thunar", "pcmanfm")
TOOLS = ("Xvfb", "openbox", "dbus-run-session", "xdotool", "gio", *MANAGERS)
PACKAGES = "xvfb openbox dbus dbus-x11 xdotool libglib2.0-bin fonts-dejavu-core thunar pcmanfm"
PATIENCE = 120.0  # seconds for a window to come on a busy machine, in so many tries
TRIES = 3
#: Pixels (of one in four) in the brown of a source's events that a drawn timeline has at least; no
#: file manager, no window's frame and no icon has as many.
DRAWN = 250
#: Pixels on a side of the squares that screens are compared by; an icon has fewer than so many.
CELL, LARGEST = 16, 10
DESCRIPTION = """\
Shows a folder with one story in thunar and in pcmanfm, on an X server without a screen; finds the
story's icon by what changes on the screen as the file appears, double clicks it, and waits for the
window that has the story's name and draws its timeline. With a .deb it installs that first and
purges it afterwards, which must leave nothing (as root; it changes this system). With --clean it
does so in a bare Debian made for it. Without either it tries what this user's desktop knows of.
"""


class Screen(NamedTuple):
    """What is on the screen: rows of pixels, four bytes each (blue, green, red, nothing)."""

    width: int
    height: int
    stride: int
    pixels: bytes

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        at = y * self.stride + 4 * x
        blue, green, red = self.pixels[at : at + 3]
        return red, green, blue

    def png(self) -> bytes:
        """The picture as a file."""
        rows = bytearray()
        for y in range(self.height):
            row = self.pixels[y * self.stride : y * self.stride + 4 * self.width]
            line = bytearray(3 * self.width)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + line

        def chunk(kind: bytes, data: bytes) -> bytes:
            whole = kind + data
            return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        body = chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def main() -> int:
    """Runs the proof; 0 when all of it held."""
    parser = argparse.ArgumentParser(
        description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("deb", nargs="?", type=Path, help="the package to install and purge")
    parser.add_argument("--clean", metavar="SUITE", help="in a bare Debian, such as bookworm")
    parser.add_argument("--screenshots", type=Path, help="the folder for a picture of each window")
    options = parser.parse_args()
    if options.clean:
        if options.deb is None or os.geteuid() != 0 or not shutil.which("debootstrap"):
            parser.error("--clean needs a .deb, root and debootstrap")
        prove_in_clean(options.clean, options.deb, options.screenshots)
        print("All of it held.")
        return 0
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if lacking:
        parser.error(f"needs {', '.join(lacking)}: apt-get install {PACKAGES}")
    with installed(options.deb) if options.deb else contextlib.nullcontext():
        for manager in MANAGERS:
            prove(manager, options.screenshots)
    print("All of it held.")
    return 0


@contextlib.contextmanager
def installed(deb: Path) -> Iterator[None]:
    """The package on this system, and nothing of it afterwards."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with fresh_machine.timed(f"installing {deb.name}"):
        install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", str(deb.resolve())]
        subprocess.run(install, env=quiet, stdout=subprocess.DEVNULL, check=True)
    listed = told("dpkg", "-L", PACKAGE).splitlines()
    files = [Path(line) for line in listed if not Path(line).is_dir()]
    fresh_machine.hold(len(files) > 100, f"{deb} brings {len(files)} files")
    try:
        yield
    finally:
        purge = ["apt-get", "purge", "-qq", "-y", PACKAGE]
        subprocess.run(purge, env=quiet, stdout=subprocess.DEVNULL, check=True)
    left = [path for path in files if path.exists() or path.is_symlink()]
    for folder in ("/usr", "/etc", "/var/lib/dpkg/info", "/opt"):
        found = told("find", folder, "-xdev", "-iname", "*story*timeline*").splitlines()
        left += [Path(line) for line in found if "/site-packages/" not in line]
    fresh_machine.hold(not left, f"purging leaves {', '.join(map(str, left[:5]))}")
    print("== purged without a trace")


def prove(manager: str, screenshots: Path | None) -> None:
    """One double click in one file manager."""
    with (
        # A file manager that was just ended may still write its settings there.
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        fresh_machine.timed(f"a double click in {manager}"),
    ):
        home, frame = Path(scratch) / "home", Path(scratch) / "frame"
        papers = home / "My papers & notes"
        papers.mkdir(parents=True)
        frame.mkdir()
        env = {"PATH": os.environ["PATH"]}
        # A throw-away home that knows the menu entries of the user's own.
        env["XDG_DATA_HOME"] = os.environ.get("XDG_DATA_HOME") or str(
            Path.home() / ".local" / "share"
        )
        env |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LANG": "C.UTF-8"}
        home.chmod(0o700)
        keep = ["-fbdir", str(frame)]  # the server keeps its screen in a file
        with fresh_machine.display((WIDTH, HEIGHT), *keep) as name:
            env["DISPLAY"] = name
            with session(env, manager, papers):
                try:
                    x, y = place_story(env, frame / "Xvfb_screen0", papers)
                    shown = False
                    for _ in range(TRIES):
                        # On a busy machine a file manager may take a double click for two.
                        shown = shown or double_click(env, frame / "Xvfb_screen0", x, y)
                    fresh_machine.hold(shown, "no window shows the story")
                finally:
                    if screenshots is not None:
                        screenshots.mkdir(parents=True, exist_ok=True)
                        seen = grabbed(frame / "Xvfb_screen0").png()
                        (screenshots / f"double-click-{manager}.png").write_bytes(seen)


@contextlib.contextmanager
def session(env: dict[str, str], manager: str, folder: Path) -> Iterator[None]:
    """A window manager, and a file manager on a folder; all of it ends together."""
    # A window that comes before its manager is shown without a frame, and moved later.
    script = 'openbox & until xdotool get_desktop; do sleep 0.2; done; "$0" "$1" & wait'
    command = ["dbus-run-session", "--", "sh", "-c", script, manager, str(folder)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, env=env, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, 15)


def place_story(env: dict[str, str], frame: Path, folder: Path) -> tuple[int, int]:
    """Let a story appear in the shown folder; where it is on the screen."""
    window = wait_for_window(env, "--name", "My papers")
    xdotool(env, "windowsize", "--sync", window, "900", "600")
    xdotool(env, "windowmove", window, "100", "60")
    xdotool(env, "mousemove", str(WIDTH - 5), str(HEIGHT - 5))
    before = still(frame)
    # Renamed into place: a file manager looks at it once, and whole.
    half = folder.parent / "half"
    shutil.copyfile(STORY, half)
    half.rename(folder / NAME)
    began = time.monotonic()
    while (found := changed(before, still(frame))) is None:
        if time.monotonic() - began > PATIENCE:
            sys.exit("It does not hold: the file did not appear in the file manager")
        # In a chroot file managers are not told of new files.
        xdotool(env, "key", "F5")
    return found


def double_click(env: dict[str, str], frame: Path, x: int, y: int) -> bool:
    """Whether a double click brings a window with the story's name that draws its timeline."""
    xdotool(env, "mousemove", str(x), str(y))
    time.sleep(0.5)
    xdotool(env, "click", "--repeat", "2", "--delay", "90", "1")
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE / TRIES:
        windows = xdotool(env, "search", "--onlyvisible", "--class", PACKAGE).split()
        titles = [xdotool(env, "getwindowname", window) for window in windows]
        for window in windows:
            # In front of the file manager, as a person would have it.
            xdotool(env, "windowraise", window)
        picture = grabbed(frame)
        brown = 0
        for y in range(0, picture.height, 2):
            for x in range(0, picture.width, 2):
                red, green, blue = picture.colour(x, y)
                brown += red - green > 50 and red - blue > 90
        named = any(title.startswith(NAME) and TITLE in title for title in titles)
        if named and brown > DRAWN:
            print(f"== {time.monotonic() - began:.1f} s after the click: {NAME} is shown")
            return True
        time.sleep(0.3)
    return False


def wait_for_window(env: dict[str, str], *which: str) -> str:
    """The id of a visible window, as soon as there is one."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        found = xdotool(env, "search", "--onlyvisible", *which).split()
        if found:
            return found[-1]
        time.sleep(0.1)
    sys.exit(f"It does not hold: no window came ({' '.join(which)})")


def still(frame: Path) -> Screen:
    """The screen when it has not changed for a while."""
    last = grabbed(frame)
    for _ in range(40):
        time.sleep(0.5)
        now = grabbed(frame)
        if now == last:
            break
        last = now
    return last


def changed(before: Screen, after: Screen) -> tuple[int, int] | None:
    """The middle of the squarest large patch that differs between two screens; None for none."""
    cell = CELL
    differ = {
        (x // cell, y // cell)
        for y in range(after.height)
        if before.pixels[y * after.stride : (y + 1) * after.stride]
        != after.pixels[y * after.stride : (y + 1) * after.stride]
        for x in range(after.width)
        if before.colour(x, y) != after.colour(x, y)
    }
    best, middle = 1, None
    while differ:
        patch, edge = set(), [differ.pop()]
        while edge:
            x, y = edge.pop()
            patch.add((x, y))
            for near in ((x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
                if near in differ:
                    differ.remove(near)
                    edge.append(near)
        xs, ys = [x for x, _ in patch], [y for _, y in patch]
        # An icon is as high as it is wide; a line of the status bar is not, and a window that was
        # drawn anew is too large.
        side = min(max(xs) - min(xs), max(ys) - min(ys)) + 1
        if side > best and max(max(xs) - min(xs), max(ys) - min(ys)) < LARGEST:
            best = side
            middle = (min(xs) + max(xs) + 1) * cell // 2, (min(ys) + max(ys) + 1) * cell // 2
    return middle


def grabbed(frame: Path) -> Screen:
    """The screen now. Xvfb keeps it as an X window dump: a header of big-endian numbers, colours,
    then rows of pixels."""
    dump = frame.read_bytes()
    head = struct.unpack(">25I", dump[:100])
    width, height, stride, colours = head[4], head[5], head[12], head[19]
    start = head[0] + 12 * colours
    return Screen(width, height, stride, dump[start : start + stride * height])


def prove_in_clean(suite: str, deb: Path, screenshots: Path | None) -> None:
    """The same in a bare Debian, of which nothing stays."""
    folder = Path("/var/tmp/story-timeline-fresh")
    base = fresh_machine.bare_system(folder, suite, fresh_machine.host_mirror())
    with fresh_machine.machine(base, folder / "double-click") as root:
        shutil.copy(deb, root / "root" / "papers" / deb.name)
        with fresh_machine.timed("installing a desktop"):
            code, _ = fresh_machine.in_machine(
                root, "root",
                "export DEBIAN_FRONTEND=noninteractive; apt-get -qq update && "
                f"apt-get -qq -y install --no-install-recommends {PACKAGES} > /dev/null",
            )  # fmt: skip
        fresh_machine.hold(code == 0, "the desktop cannot be installed")
        here = '"/root/my copies/story timeline/packaging/double_click.py"'
        code, _ = fresh_machine.in_machine(
            root, "root", f"python3 {here} {deb.name} --screenshots /root/papers/seen"
        )
        if screenshots is not None:
            shutil.copytree(root / "root/papers/seen", screenshots, dirs_exist_ok=True)
        fresh_machine.hold(code == 0, f"exit status {code} in the bare {suite}")


def xdotool(env: dict[str, str], *words: str) -> str:
    """What xdotool prints."""
    done = subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def told(*command: str) -> str:
    """What a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    sys.exit(main())
