"""The settings file: what a reader set is there tomorrow, whatever happens to the file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.files.settings import (
    NAME,
    RECENT,
    VERSION,
    Preferences,
    Settings,
    SettingsFile,
    View,
    as_bytes,
    of_bytes,
)

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX systems")


def dark(now: Settings) -> Settings:
    return replace(now, preferences=replace(now.preferences, theme="dark"))


def test_what_was_set_is_there_at_the_next_start(tmp_path: Path) -> None:
    """Preferences, recent stories with their pins, views and the window come back as they were."""
    file = SettingsFile(tmp_path)
    file.update(dark)
    file.update(lambda now: now.with_recent("/a/one.txt", "One").with_pin("/a/one.txt", True))
    file.update(lambda now: now.with_view("/a/one.txt", View(-5, 9, 2.5, "abc", "events")))
    file.update(lambda now: replace(now, window={"geometry": "AdnQ"}))
    again = SettingsFile(tmp_path)
    assert again.now == file.now
    assert again.now.preferences.theme == "dark"
    assert again.now.recent[0].pinned
    assert again.now.views["/a/one.txt"].scroll == 2.5
    assert not again.problems


def test_a_start_writes_nothing(tmp_path: Path) -> None:
    """Looking at settings leaves no file, and a change of nothing does not write."""
    file = SettingsFile(tmp_path / "new")
    file.update(lambda now: now)
    assert list(tmp_path.rglob(NAME)) == []


def test_two_programs_lose_nothing_of_each_other(tmp_path: Path) -> None:
    """Changes made side by side, 60 by each of four, are all kept."""
    files = [SettingsFile(tmp_path) for _ in range(4)]

    def work(number: int) -> None:
        for i in range(60):
            path = f"/{number}-{i}"
            files[number].update(
                lambda now, path=path: now.with_recent(path, "").with_pin(path, True)
            )

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.path for one in SettingsFile(tmp_path).now.recent}) == 240


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "damaged"),
        (b"[1, 2]", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"story-timeline-settings": true}', "damaged"),
        (json.dumps({"story-timeline-settings": VERSION + 1}).encode(), "newer"),
    ],
)
def test_a_file_that_is_not_understood_is_kept_aside(tmp_path: Path, data: bytes, why: str) -> None:
    """The usual settings hold, that is said, and the old file lies beside the new one."""
    (tmp_path / NAME).write_bytes(data)
    file = SettingsFile(tmp_path)
    assert file.now == Settings()
    assert why in file.problems[0]
    assert (tmp_path / NAME).read_bytes() == data, "looking at it changes nothing"
    file.update(dark)
    assert (tmp_path / f"{NAME}.{why}").read_bytes() == data
    assert f"{NAME}.{why}" in file.problems[1]
    assert SettingsFile(tmp_path).now.preferences.theme == "dark"


def test_values_of_no_sense_are_left_out(tmp_path: Path) -> None:
    """A value of another kind falls back alone; what another version keeps here stays."""
    values = {
        "story-timeline-settings": VERSION,
        "preferences": {"theme": 7, "text_size": 31, "grouping": "story", "resume": "yes"},
        "recent": [{"path": "/x", "pinned": 1}, {"title": "no path"}, 3, {"path": ""}],
        "views": {"/x": {"start": 1.5, "scroll": 3, "end": True}, "/y": None},
        "window": {"geometry": 3},
        "last": [["/x", 4], "/y"],
        "running": "none",
        "of-tomorrow": [1],
    }
    found = of_bytes(json.dumps(values).encode())
    assert found.preferences == Preferences(grouping="story")
    assert [(one.path, one.pinned) for one in found.recent] == [("/x", False)]
    assert found.views == {"/x": View(scroll=3.0)}
    assert found.window == {}
    assert found.last == (("/x",),)
    assert found.running == {}
    assert json.loads(as_bytes(found))["of-tomorrow"] == [1]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="a matter of POSIX systems")
def test_settings_that_cannot_be_written_hold_and_are_kept_later(tmp_path: Path) -> None:
    """It is said once; what was set holds in this program, and is written when that works again."""
    folder = tmp_path / "settings"
    folder.write_text("a file where the folder should be")
    file = SettingsFile(folder)
    file.update(dark)
    file.update(lambda now: now.with_recent("/a", "A"))
    assert file.now.preferences.theme == "dark"
    assert file.now.recent[0].path == "/a"
    assert ["not kept" in words for words in file.problems].count(True) == 1
    folder.unlink()
    file.update(lambda now: now.with_recent("/b", "B"))
    again = SettingsFile(folder).now
    assert again.preferences.theme == "dark"
    assert [one.path for one in again.recent] == ["/b", "/a"]


def test_the_list_of_stories_is_bounded_and_pins_stay() -> None:
    """The last opened comes first; pinned stories never fall off; clearing leaves those alone."""
    now = Settings().with_recent("/pinned", "").with_pin("/pinned", True)
    for i in range(RECENT + 9):
        now = now.with_recent(f"/{i}", "")
    assert now.recent[0].path == f"/{RECENT + 8}"
    assert len(now.recent) == RECENT + 1
    assert "/pinned" in [one.path for one in now.recent]
    now = now.with_recent("/pinned", "Title")
    assert (now.recent[0].path, now.recent[0].pinned) == ("/pinned", True)
    now = now.with_view("/pinned", View(1, 2)).with_view("/3", View(3, 4)).cleared()
    assert [one.path for one in now.recent] == ["/pinned"]
    assert list(now.views) == ["/pinned"]


PROGRAM = """
import sys, time
from pathlib import Path
from viewer.files.settings import SettingsFile
file = SettingsFile(Path(sys.argv[1]))
file.run((("/a.txt", "/b.txt"), ("/c.txt",)))
print("running", flush=True)
sys.stdin.read()
file.end((("/a.txt",),))
"""


def start(folder: Path) -> subprocess.Popen[bytes]:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"running\n"
    return program


@POSIX
def test_what_a_killed_program_had_open_is_told_once(tmp_path: Path) -> None:
    """Not while it runs; after kill -9, to the first who asks; its lock leaves no file."""
    program = start(tmp_path)
    assert SettingsFile(tmp_path).ended() == ()
    program.send_signal(signal.SIGKILL)
    program.communicate()
    assert SettingsFile(tmp_path).ended() == (("/a.txt", "/b.txt"), ("/c.txt",))
    assert SettingsFile(tmp_path).ended() == ()
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_a_program_that_ends_as_it_should_is_not_missed(tmp_path: Path) -> None:
    """What was open at its end is kept as the last, and nothing is offered."""
    start(tmp_path).communicate()
    file = SettingsFile(tmp_path)
    assert file.ended() == ()
    assert file.now.last == (("/a.txt",),)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@settings(max_examples=60, deadline=None)
@given(
    st.binary()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda more: (
            st.lists(more, max_size=3)
            | st.dictionaries(
                st.sampled_from("recent views window preferences last running path x".split()),
                more,
                max_size=4,
            )
        ),
    ).map(
        lambda value: json.dumps(
            {"story-timeline-settings": 1, **(value if isinstance(value, dict) else {"x": value})}
        ).encode()
    )
)
def test_any_bytes_are_settings_or_refused(data: bytes) -> None:
    """Reading never fails otherwise than by ValueError, and what was read is written and read."""
    try:
        found = of_bytes(data)
    except ValueError:
        return
    # NaN is no equal of itself: compare what is written.
    assert as_bytes(of_bytes(as_bytes(found))) == as_bytes(found)
