"""Builds the Debian package: dist/story-timeline_VERSION_ARCH.deb, for Debian 12, Ubuntu 22.04 and
newer."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import freeze
import run

sys.path.insert(0, str(freeze.ROOT))
from viewer import APP_ID, __version__

NAME = "story-timeline"
MAINTAINER = "The Story Timeline authors <maintainers@story-timeline.invalid>"
#: What the program asks of the system beside the libraries that run.py knows: those of Qt's network
#: part, with which a second start reaches the first, and the type of plain text, ours being a kind.
ALSO = ("libbrotli1", "libgssapi-krb5-2", "libfreetype6", "libx11-xcb1", "libxcb-render0",
        "libxcb-shm0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-randr0", "libxcb-xkb1",
        "shared-mime-info", "hicolor-icon-theme")  # fmt: skip
#: Renamed where a time has 64 bits (Debian 13, Ubuntu 24.04).
RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
#: What lintian finds and we mean, each with its reason.
OVERRIDES = """\
# The package brings its own Python and Qt, for Debian 12 has no PySide6: they are their makers'
# binaries, as they were published.
story-timeline: embedded-library *
story-timeline: unstripped-binary-or-object *
story-timeline: custom-library-search-path *
story-timeline: shared-library-lacks-prerequisites *
story-timeline: library-not-linked-against-libc *
story-timeline: hardening-no-pie *
story-timeline: spelling-error-in-binary *
"""
DESCRIPTION = """\
Description: show when things happened in a story, and who says so
 Story Timeline reads prose that tells what happened, and puts every event on a
 timeline that zooms from ages to seconds. Beside it stands the text, each event
 tied to the exact words it comes from and to the sources that those words cite.
 .
 Where a text leaves a date open the timeline shows it open, and says why. The
 program works offline.
"""
#: When the version was made, for Debian's changelog.
MADE = "Mon, 23 Nov 2026 12:00:00 +0000"


def main() -> int:
    """Builds the package; 0 when it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--python",
        type=Path,
        help="a Python that has PyInstaller and what the program needs (without it: build/venv)",
    )
    parser.add_argument(
        "--frozen", type=Path, help="a one-folder program that freeze.py built, not to build again"
    )
    options = parser.parse_args()
    if not shutil.which("dpkg-deb"):
        parser.error("needs dpkg-deb, which Debian and Ubuntu have")
    folder = options.frozen or freeze.frozen(options.python)
    print(f"The package is {package(folder)}")
    return 0


def package(folder: Path) -> Path:
    """The .deb around a one-folder program. Raises CalledProcessError where dpkg fails."""
    root = freeze.BUILD / "deb"
    if root.exists():
        shutil.rmtree(root)
    arch = told(["dpkg", "--print-architecture"])
    lay_out(root, folder)
    size = sum(path.stat().st_size for path in root.rglob("*") if not path.is_symlink()) // 1024
    write(
        root / "DEBIAN" / "control",
        f"Package: {NAME}\nVersion: {__version__}\nArchitecture: {arch}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size}\nDepends: {depends()}\n"
        f"Recommends: {', '.join(one.debian for one in run.ON_WAYLAND)}\n"
        f"Section: text\nPriority: optional\n{DESCRIPTION}",
    )
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(root)}\n"
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.is_symlink() and root / "DEBIAN" not in path.parents
    ]
    write(root / "DEBIAN" / "md5sums", "".join(sums))
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path == root / "usr/lib" / NAME / NAME
            path.chmod(0o755 if runs else 0o644)
    made = freeze.ROOT / "dist" / f"{NAME}_{__version__}_{arch}.deb"
    told(["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(root), str(made)])
    return made


def lay_out(root: Path, folder: Path) -> None:
    """The files of the package where Debian's policy wants them."""
    usr, share = root / "usr", root / "usr" / "share"
    shutil.copytree(folder, usr / "lib" / NAME, symlinks=True)
    (usr / "bin").mkdir()
    (usr / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    shipped = freeze.ROOT / "resources" / "desktop"
    for path in shipped.glob("*.desktop"):
        copy(path, share / "applications" / path.name)
    copy(shipped / f"{APP_ID}.mime.xml", share / f"mime/packages/{APP_ID}.xml")
    metainfo = f"{APP_ID}.metainfo.xml"
    copy(shipped / metainfo, share / "metainfo" / metainfo)
    icons = freeze.ROOT / "resources" / "icons"
    for path in icons.glob("*.png"):
        size = path.stem.rpartition("-")[2]
        copy(path, share / f"icons/hicolor/{size}x{size}/apps/{APP_ID}.png")
    scalable = share / f"icons/hicolor/scalable/apps/{APP_ID}.svg"
    copy(icons / f"{NAME}.svg", scalable)
    pack(shipped / f"{NAME}.1", share / "man/man1" / f"{NAME}.1.gz")
    doc = share / "doc" / NAME
    write(
        doc / "copyright",
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        f"Upstream-Name: {NAME}\n\nFiles: *\nCopyright: 2026 The Story Timeline authors\n"
        f"License: Expat\n\n{licence('Expat', (freeze.ROOT / 'LICENSE').read_text('utf-8'))}",
    )
    news = doc / "changelog"
    write(
        news,
        f"{NAME} ({__version__}) stable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n"
        f" -- {MAINTAINER}  {MADE}\n",
    )
    pack(news, doc / "changelog.gz")
    news.unlink()
    write(share / "lintian" / "overrides" / NAME, OVERRIDES)


def licence(name: str, text: str) -> str:
    """A licence as a paragraph of a copyright file."""
    body = text[text.index("Permission is hereby") :].strip()
    lines = "\n".join(f" {line}" if line.strip() else " ." for line in body.splitlines())
    return f"License: {name}\n{lines}\n"


def depends() -> str:
    """The packages the program cannot start without."""
    names = dict.fromkeys([*(one.debian for one in (*run.ALWAYS, *run.ON_X11)), *ALSO])
    return ", ".join([f"libc6 (>= {glibc()})", *(RENAMED.get(name, name) for name in names)])


def glibc() -> str:
    """The C library that this machine links to, which what it builds will need."""
    found = re.search(r"(\d+\.\d+)$", told(["getconf", "GNU_LIBC_VERSION"]))
    return found[1] if found else "2.36"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def pack(source: Path, target: Path) -> None:
    """A file gzipped as the policy wants it: at its best, without name and time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(source.read_bytes(), compresslevel=9, mtime=0))


def told(command: Sequence[str]) -> str:
    """What a command prints; raises CalledProcessError where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
