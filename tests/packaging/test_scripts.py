"""The scripts that build and prove the program: what they ask of a machine to begin with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.mark.parametrize("name", ["deb", "double_click", "freeze", "fresh_machine"])
def test_a_script_begins_with_python_alone(name: str) -> None:
    """From a fresh checkout, with no library installed, a script tells what it does and takes."""
    done = subprocess.run(
        [sys.executable, "-S", str(PACKAGING / f"{name}.py"), "--help"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout
