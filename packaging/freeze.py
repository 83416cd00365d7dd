"""Builds the one-folder program, which needs no Python: dist/story-timeline."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PYINSTALLER = "pyinstaller>=6.11,<7"
SAMPLE = ROOT / "resources" / "stories" / "harbour-bridge.txt"
WINDOWS = sys.platform == "win32"


def main() -> int:
    """Builds and tries the program; 0 when it works."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--python",
        type=Path,
        help="a Python that has PyInstaller and what the program needs (without it: build/venv)",
    )
    options = parser.parse_args()
    print(f"The program is in {frozen(options.python)}")
    return 0


def frozen(python: Path | None = None) -> Path:
    """Builds the program with a Python, else with one made for it; its folder.

    Raises CalledProcessError where a step fails.
    """
    began = time.monotonic()
    python = python or environment()
    BUILD.mkdir(exist_ok=True)
    if sys.platform in ("win32", "darwin"):
        icon = BUILD / ("icon.ico" if WINDOWS else "icon.icns")
        run([python, ROOT / "packaging" / "icons.py", "--to", icon])
    command: list[str | Path] = [python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", ROOT / "dist", "--workpath", BUILD / "pyinstaller"]
    run([*command, ROOT / "packaging" / "story-timeline.spec"])
    folder = ROOT / "dist" / "story-timeline"
    try_out(folder / ("story-timeline-cli.exe" if WINDOWS else "story-timeline"))
    size = sum(path.stat().st_size for path in folder.rglob("*") if not path.is_symlink())
    print(f"{size / 1e6:.0f} MB in {time.monotonic() - began:.0f} s")
    return folder


def environment() -> Path:
    """A Python with the program and PyInstaller, in build/venv."""
    venv = BUILD / "venv"
    python = venv / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not python.exists():
        run([sys.executable, "-m", "venv", venv])
    run([python, "-m", "pip", "install", "--quiet", ROOT, PYINSTALLER])
    # What is built is the checkout, never a copy that lies among the packages.
    run([python, "-m", "pip", "uninstall", "--quiet", "--yes", "story-timeline"])
    return python


def try_out(program: Path) -> None:
    """A build can succeed and the program not start: it must read a story, and draw it."""
    alone = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TEMP") if key in os.environ}
    alone |= {"QT_QPA_PLATFORM": "offscreen", "HOME": str(BUILD)}
    run([program, "check", SAMPLE], alone)
    for name, begin in (("tried.png", b"\x89PNG"), ("tried.jpeg", b"\xff\xd8\xff")):
        picture = BUILD / name
        picture.unlink(missing_ok=True)
        run([program, "export", SAMPLE, "-o", picture], alone)
        if not picture.read_bytes().startswith(begin):
            raise SystemExit(f"{program} drew no picture {name}")


def run(command: list[str | Path], env: dict[str, str] | None = None) -> None:
    """Runs a step; raises CalledProcessError where it fails."""
    subprocess.run([str(word) for word in command], cwd=ROOT, env=env, check=True)


if __name__ == "__main__":
    sys.exit(main())
