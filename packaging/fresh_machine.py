"""Proves in bare Debian systems that the README's commands work on a fresh machine."""

from __future__ import annotations

import argparse
import ast
import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGES = "python3,python3-venv,git,ca-certificates"
PNG = b"\x89PNG\r\n\x1a\n"
# What a machine is told about the way to its package registries; no more comes in from the host.
PROXIES = ("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
DESCRIPTION = """\
Makes a bare Debian (debootstrap, minbase, with python3, venv, git and certificates only), copies
it once for root and once for a new user, clones this checkout into a path with a space, and runs
what the README says: the first start, the second, one after pyproject.toml changed, and the tests.
The user's machine lacks python3-venv too, must name the line that installs what is missing, and
works once root has run just that line. Where Xvfb and xdotool are at hand it opens the window.
Needs root. The bare system is kept for the next time; the machines made from it are removed.
Only what is committed is tried.
"""


def main() -> int:
    """Runs the proof; 0 when all of it held."""
    parser = argparse.ArgumentParser(
        description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--suite", default="bookworm", help="the Debian release (bookworm)")
    parser.add_argument("--mirror", default=host_mirror(), help="its mirror (this machine's own)")
    parser.add_argument("--reader", choices=["root", "user", "both"], default="both")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/story-timeline-fresh"))
    parser.add_argument("--screenshot", type=Path, help="where to write a picture of the window")
    options = parser.parse_args()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        parser.error("needs root and debootstrap (apt-get install debootstrap)")
    base = bare_system(options.folder, options.suite, options.mirror)
    if options.reader in ("root", "both"):
        with machine(base, options.folder / "root") as root:
            prove_as_root(root)
    if options.reader in ("user", "both"):
        with machine(base, options.folder / "user") as root:
            prove_as_user(root, options.screenshot)
    print("All of it held.")
    return 0


def host_mirror() -> str:
    """The mirror this machine takes its own Debian from; empty for debootstrap's own choice."""
    with contextlib.suppress(OSError):
        ask = ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)"]
        targets = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
        for suite, uri in map(str.split, targets.splitlines()):
            if "-" not in suite and uri.rstrip("/").endswith("/debian"):
                return uri
    return ""


def bare_system(folder: Path, suite: str, mirror: str) -> Path:
    """A bare Debian in `folder`, made now unless it is there."""
    base = folder / suite
    if not base.exists():
        folder.mkdir(parents=True, exist_ok=True)
        half = folder / f"{suite}.unfinished"
        if half.exists():
            shutil.rmtree(half)
        make = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", suite, str(half)]
        log = folder / f"{suite}.log"
        with timed(f"debootstrap {suite}: some minutes, told in {log}"), log.open("w") as told:
            subprocess.run([*make, mirror] if mirror else make, stdout=told, check=True)
        half.rename(base)
    return base


@contextlib.contextmanager
def machine(base: Path, root: Path) -> Iterator[Path]:
    """A copy of the bare system that can reach its registries, gone afterwards."""
    if root.exists():
        shutil.rmtree(root)
    subprocess.run(["cp", "-a", str(base), str(root)], check=True)
    try:
        for name in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc") / name, root / "etc" / name)
        ask = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, check=True)
        (root / "etc/apt/apt.conf.d/99host").write_bytes(ask.stdout)
        configure_pip(root)
        in_machine(root, "root", "useradd --create-home --shell /bin/bash reader")
        for home in ("root", "home/reader"):
            clone = root / home / "my copies" / "story timeline"
            subprocess.run(["git", "clone", "--quiet", str(CHECKOUT), str(clone)], check=True)
            (root / home / "papers").mkdir()
        in_machine(root, "root", "chown -R reader:reader /home/reader")
        yield root
    finally:
        shutil.rmtree(root)


def configure_pip(root: Path) -> None:
    """Gives the machine this machine's pip configuration, and the folders and certificates in it.

    The folders are only noted, in etc/host-folders, and shown by in_machine.
    """
    ask = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    settings, folders = {}, set()
    # What the environment says (":env:.name=…") prevails over the files ("global.name=…").
    for line in sorted(listed.splitlines(), key=lambda line: line.startswith(":env:")):
        key, _, quoted = line.partition("=")
        value = str(ast.literal_eval(quoted))
        settings[key.rpartition(".")[2]] = " ".join(value.split())
        for word in value.split():
            path = Path(word.removeprefix("file://"))
            if path.is_absolute() and path.is_dir():
                # An index of packages links to the files beside it.
                folders.add(path.parent if path.name == "simple" else path)
            elif path.is_absolute() and path.is_file():
                (root / path.relative_to("/")).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, root / path.relative_to("/"))
    lines = ["[global]", *(f"{name} = {value}" for name, value in settings.items())]
    (root / "etc/pip.conf").write_text("\n".join(lines) + "\n")
    (root / "etc/host-folders").write_text("\n".join(map(str, sorted(folders))))


def in_machine(
    root: Path, reader: str, script: str, env: dict[str, str] | None = None
) -> tuple[int, str]:
    """Runs a shell script in the machine as this reader; its exit status and all it printed."""
    home = Path("/root" if reader == "root" else f"/home/{reader}")
    shown = [Path(line) for line in (root / "etc/host-folders").read_text().splitlines()]
    if env and "DISPLAY" in env:
        shown.append(Path("/tmp/.X11-unix"))
    mounts = [f"mount -t proc proc {root}/proc", f"mount -t tmpfs tmpfs {root}/dev/shm"]
    for folder in shown:
        inside = root / folder.relative_to("/")
        inside.mkdir(parents=True, exist_ok=True)
        mounts.append(f"mount --bind {shlex.quote(str(folder))} {shlex.quote(str(inside))}")
    known = {name: os.environ[name] for name in PROXIES if name in os.environ}
    known |= {"HOME": str(home), "USER": reader, "LANG": "C.UTF-8", **(env or {})}
    known["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    command = ["chroot", f"--userspec={reader}", str(root), "/usr/bin/env", "-i"]
    command += [f"{name}={value}" for name, value in known.items()]
    command += ["/bin/sh", "-c", f"cd {home}/papers 2>/dev/null || cd /; {script}"]
    # Mounts and processes of the machine end with it: they are in namespaces of their own.
    setting = " && ".join([*mounts, "exec " + shlex.join(command)])
    outer = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "/bin/sh", "-c", setting]
    said = []
    with subprocess.Popen(
        outer, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        assert running.stdout
        for line in running.stdout:
            print("   |", line, end="", flush=True)
            said.append(line)
    return running.returncode, "".join(said)


@contextlib.contextmanager
def timed(title: str) -> Iterator[None]:
    """Says what is done and how long it took."""
    print(f"== {title}", flush=True)
    began = time.monotonic()
    yield
    print(f"== {time.monotonic() - began:.1f} s: {title}", flush=True)


def start(root: Path, reader: str, arguments: str = "", status: int = 0) -> str:
    """Runs the script as the README has it, from another folder; all it printed."""
    with timed(f"as {reader}: run.py {arguments}"):
        script = f'python3 ~/"my copies/story timeline/packaging/run.py" {arguments}'
        code, said = in_machine(root, reader, script)
    hold(code == status, f"exit status {code}, not {status}")
    return said


def hold(condition: bool, otherwise: str) -> None:
    """Stops the proof where something does not hold."""
    if not condition:
        sys.exit(f"It does not hold: {otherwise}")


def hold_starts(root: Path, reader: str, home: str) -> None:
    """The starts and the tests, on a machine that has what it needs."""
    said = start(root, reader)
    hold("No display" in said and "harbour-bridge.png" in said, "it does not say what it drew")
    picture = root / home / "papers" / "harbour-bridge.png"
    hold(picture.read_bytes()[:8] == PNG, f"{picture} is no picture")
    hold(picture.stat().st_size > 20_000, f"{picture} is nearly empty")
    hold("Installing" not in start(root, reader), "the second start installs again")
    with (root / home / "my copies/story timeline/pyproject.toml").open("a") as project:
        project.write("\n# changed\n")
    said = start(root, reader, "--version")
    hold("Installing" in said, "a changed pyproject.toml is not installed")
    said = start(root, reader, "--test")
    hold(re.search(r"^[0-9]+ passed", said, re.MULTILINE) is not None, "no test passed")


def prove_as_root(root: Path) -> None:
    """Root's machine repairs itself."""
    hold_starts(root, "root", "root")


def prove_as_user(root: Path, screenshot: Path | None) -> None:
    """A user's machine names the line, twice: without a display, and with one."""
    in_machine(root, "root", "dpkg --purge python3-venv python3.11-venv python3.13-venv")
    run_named_line(root, start(root, "reader", status=1))
    hold_starts(root, "reader", "home/reader")
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        print("== not tried: the window, for Xvfb or xdotool is not at hand")
        return
    with display((1600, 1000)) as name:
        env = {"DISPLAY": name}
        script = 'python3 ~/"my copies/story timeline/packaging/run.py"'
        code, said = in_machine(root, "reader", script, env)
        hold(code == 1, "with a display it does not name the libraries for it")
        run_named_line(root, said)
        with timed("as reader: the window"):
            # In the machine `timeout` ends it; out here we wait until it is to be seen.
            looking = subprocess.Popen(
                [sys.executable, "-c", LOOK, name, str(screenshot or "")], stdout=subprocess.PIPE
            )
            code, said = in_machine(root, "reader", f"timeout 25 {script}", env)
            seen = (looking.communicate()[0] or b"").decode().strip()
        hold(code == 124, f"the window did not stay open: exit status {code}")
        hold("Story Timeline" in seen, "no window with the sample's name appeared")
        print(f"== the window's title: {seen}")


def run_named_line(root: Path, said: str) -> None:
    """Has root run the line that the reader was told, and nothing else."""
    named = re.search(r"^  sudo (apt-get install .*)$", said, re.MULTILINE)
    hold(named is not None, "no line was named")
    assert named
    with timed(f"as root: {named[1]}"):
        code, _ = in_machine(root, "root", f"apt-get -qq update && {named[1]}")
    hold(code == 0, "the named line fails")


# Waits in a process of its own for the window that names the sample, and takes its picture.
LOOK = """
import os, subprocess, sys, time
os.environ["DISPLAY"] = sys.argv[1]
name = "[Hh]arbour.*Story Timeline"
def ask(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout.strip()
for _ in range(100):
    time.sleep(0.2)
    windows = ask("xdotool", "search", "--onlyvisible", "--name", name).split()
    if windows:
        time.sleep(4)
        if sys.argv[2]:
            ask("import", "-window", "root", sys.argv[2])
        print(ask("xdotool", "getwindowname", windows[0]))
        break
"""


@contextlib.contextmanager
def display(size: tuple[int, int], *options: str) -> Iterator[str]:
    """An X server without a screen, of a size in pixels; the value for DISPLAY."""
    reading, writing = os.pipe()
    width, height = size
    server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"]
    server += ["-nolisten", "tcp", "-ac", *options]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(server, pass_fds=[writing], stdout=quiet, stderr=quiet) as running:
        try:
            os.close(writing)
            with os.fdopen(reading) as answer:
                yield f":{answer.readline().strip()}"
        finally:
            running.terminate()


if __name__ == "__main__":
    sys.exit(main())
