"""Saving: whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.files import NotSaved, write_whole

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX files")


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """The new bytes stand there alone; nothing else is left in the folder."""
    path = tmp_path / "out.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


@POSIX
def test_links_and_modes_are_kept(tmp_path: Path) -> None:
    """Saving through a link writes its target, with the rights it had."""
    target = tmp_path / "target.txt"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_long_name_can_be_saved(tmp_path: Path) -> None:
    """The temporary file needs no longer a name than the file itself."""
    path = tmp_path / ("a" * 251 + ".txt")
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_failure_names_file_and_reason(tmp_path: Path) -> None:
    """A folder, a folder that is not there: said in words."""
    with pytest.raises(NotSaved, match=r"it is a folder"):
        write_whole(tmp_path, b"x")
    with pytest.raises(NotSaved, match=r"absent.*the folder does not exist"):
        write_whole(tmp_path / "absent" / "a.txt", b"x")


@POSIX
def test_a_device_is_written_to_not_replaced() -> None:
    """/dev/null stays a device; a full device is an error."""
    write_whole(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    if Path("/dev/full").exists():
        with pytest.raises(NotSaved, match="cannot be written"):
            write_whole(Path("/dev/full"), b"x")


@POSIX
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """When the new bytes do not fit, the old ones stay and no scrap is left behind."""
    path = tmp_path / "out.json"
    path.write_bytes(b"old")
    program = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from viewer.files import NotSaved, write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    write_whole(Path(sys.argv[1]), bytes(100_000))\n"
        "except NotSaved as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2], check=True,
    )  # fmt: skip
    assert "cannot be written" in done.stdout
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]
