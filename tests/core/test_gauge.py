"""The gauge: what a change does to the events of real stories."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORY = """The old mill burned down in 1931. It was sold in 1940. The owner died in 1950.

The new mill opened in 1962.
"""


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_change_shows_in_the_gauge(tmp_path: Path) -> None:
    """An event that a change drops is printed under its story with its date; the rest is not."""
    for part in ("viewer", "resources/data"):
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "ui")
        )
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "gauge.py", tmp_path / "tests")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "before"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, env=clean)
    lexicon = tmp_path / "viewer" / "core" / "events" / "lexicon.py"
    source = lexicon.read_text(encoding="utf-8")
    as_state = source.replace('STATES = _words(\n    "', 'STATES = _words(\n    "burn ')
    lexicon.write_text(as_state, encoding="utf-8")
    story = tmp_path / "mill.txt"
    story.write_text(STORY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.gauge", "HEAD", str(story)],
        cwd=tmp_path, env=clean, capture_output=True, text=True, check=True,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert lines[0] == "mill.txt: 3 events, 4 before: +0 -1 ~0"
    assert lines[1].split() == "- 1931 happened The old mill burned down".split()
    assert lines[2] == "1 stories, 1 changed: +0 -1 ~0"
