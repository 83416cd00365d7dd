"""The corrections file: what the reader put right is kept, whatever happens."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer import resources
from viewer.core import corrections as fix
from viewer.core.events import Shape, Status
from viewer.core.story import Span
from viewer.files import NotSaved
from viewer.files.corrections import Contents, Damaged, Newer, as_bytes, of_bytes
from viewer.files.sidecar import ENDING, Sidecar

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="a matter of POSIX systems")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "a bridge & more.txt"
    path.write_text("The bridge opened in 1901.\n", encoding="utf-8")
    return path


def correction(name: str, words: str = "A bridge opens") -> fix.Correction:
    place = fix.Place("d" * 64, Span(0, 25), "The bridge opened in 1901", "", "")
    return fix.Correction(name, fix.Target(place), fix.Rename(words))


def beside(story: Path) -> Path:
    return story.with_name(story.name + ENDING)


def names(found: tuple[fix.Correction, ...]) -> list[str]:
    return [one.id for one in found]


def test_what_is_kept_is_there_the_next_time(story: Path) -> None:
    """Saved beside the story, which stays untouched; nothing else is left in the folder."""
    text = story.read_bytes()
    one = Sidecar(story)
    assert one.load() == ()
    kept = one.save([correction("1"), correction("2")])
    assert names(kept) == ["1", "2"]
    assert Sidecar(story).load() == kept
    assert story.read_bytes() == text
    assert {p.name for p in story.parent.iterdir()} == {story.name, story.name + ENDING}
    document = json.loads(beside(story).read_text(encoding="utf-8"))
    assert (document["format"], document["version"]) == ("story-timeline corrections", 1)
    assert document["story"] == story.name


def test_nothing_said_leaves_no_file(story: Path) -> None:
    """A story that was only read has no file beside it."""
    one = Sidecar(story)
    one.load()
    assert one.save([]) == ()
    assert [p.name for p in story.parent.iterdir()] == [story.name]


def test_two_windows_keep_every_change_of_both(story: Path) -> None:
    """Each adds, one takes back: the other's stay, and what was taken back stays away."""
    one, two = Sidecar(story), Sidecar(story)
    one.save([correction("old")])
    one.load()
    two.load()
    assert names(one.save([correction("old"), correction("1")])) == ["old", "1"]
    assert names(two.save([correction("old"), correction("2")])) == ["old", "1", "2"]
    assert names(one.save([correction("1")])) == ["1", "2"]  # takes back the old one
    assert names(two.save([correction(n) for n in ("old", "1", "2")])) == ["1", "2"]
    assert names(Sidecar(story).load()) == ["1", "2"]


@POSIX
def test_two_processes_with_many_changes_keep_them_all(story: Path) -> None:
    """Sixty changes each, made at the same time: a hundred and twenty kept."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom viewer.core import corrections as fix\n"
        "from viewer.core.story import Span\nfrom viewer.files.sidecar import Sidecar\n"
        "place = fix.Place('d' * 64, Span(0, 3), 'The', '', '')\n"
        "side = Sidecar(Path(sys.argv[1]))\nkept = side.load()\n"
        "for n in range(60):\n"
        "    new = fix.Correction(f'{sys.argv[2]}{n}', fix.Target(place), fix.Hide())\n"
        "    kept = side.save([*kept, new])\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(story), name], cwd=ROOT)
        for name in "ab"
    ]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    kept = names(Sidecar(story).load())
    assert len(kept) == len(set(kept)) == 120


@POSIX
def test_killed_at_any_moment_at_most_the_last_change_is_lost(story: Path) -> None:
    """What was said to be saved is there, the file is whole, and no scraps pile up."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom viewer.core import corrections as fix\n"
        "from viewer.core.story import Span\nfrom viewer.files.sidecar import Sidecar\n"
        "place = fix.Place('d' * 64, Span(0, 3), 'The', 'x' * 3000, '')\n"
        "side = Sidecar(Path(sys.argv[1]))\nkept = side.load()\nprint('on', flush=True)\n"
        "for n in range(10_000):\n"
        "    new = fix.Correction(f'{sys.argv[2]}-{n}', fix.Target(place), fix.Hide())\n"
        "    kept = side.save([*kept, new])\n    print(new.id, flush=True)\n"
    )
    chance = random.Random(7)
    told: list[str] = []
    for run in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(story), str(run)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "on\n"
        time.sleep(chance.uniform(0.005, 0.12))
        process.send_signal(signal.SIGKILL)
        told += process.stdout.read().split()
        process.wait()
        process.stdout.close()
        kept = names(Sidecar(story).load())
        assert set(told) <= set(kept)
        assert len(kept) <= len(told) + run + 1
    assert told
    Sidecar(story).save([correction("last")])
    scraps = [p.name for p in story.parent.iterdir() if p.name.endswith(".tmp")]
    assert scraps == []


@POSIX
def test_a_full_disk_is_said_and_loses_nothing(story: Path) -> None:
    """No room in either place: refused by name, and the old file is whole."""
    Sidecar(story).save([correction("old")])
    before = beside(story).read_bytes()
    program = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from viewer.core import corrections as fix\nfrom viewer.core.story import Span\n"
        "from viewer.files import NotSaved\nfrom viewer.files.sidecar import Sidecar\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))\n"
        "place = fix.Place('d' * 64, Span(0, 3), 'The', 'x' * 4000, '')\n"
        "side = Sidecar(Path(sys.argv[1]))\nkept = side.load()\n"
        "try:\n    side.save([*kept, fix.Correction('new', fix.Target(place), fix.Hide())])\n"
        "except NotSaved as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(story)],
        capture_output=True, text=True, timeout=60, cwd=ROOT, check=True,
    )  # fmt: skip
    assert f"{story.name}{ENDING}: it cannot be written" in done.stdout
    assert beside(story).read_bytes() == before
    assert {p.name for p in story.parent.iterdir()} == {story.name, beside(story).name}


@pytest.fixture
def shut() -> Iterator[Path]:
    """A story with a correction, in a folder that nobody may write to but root."""
    folder = Path(tempfile.mkdtemp(prefix="shut-"))
    story = folder / "story.txt"
    story.write_text("The bridge opened in 1901.\n", encoding="utf-8")
    Sidecar(story).save([correction("old"), correction("older")])
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    yield story
    folder.chmod(0o755)
    shutil.rmtree(folder)


@POSIX
def test_a_read_only_folder_keeps_them_in_the_data_folder(shut: Path, home: Path) -> None:
    """They are read together with those beside the story, and one of those can be taken back;
    when the folder opens again all of them go there."""
    own = Path(tempfile.mkdtemp(prefix="data-"))
    own.chmod(0o777)
    (own / "other.txt").write_text("The bridge closed in 1902.\n", encoding="utf-8")
    program = (
        # What is imported late must be there before: the other user may not read where it lies.
        "import appdirs, fcntl, os, sys\nfrom pathlib import Path\n"
        "from viewer.core import corrections as fix\n"
        "from viewer.core.story import Span\nfrom viewer.files.sidecar import Sidecar\n"
        "Sidecar(Path(sys.argv[2])).save(Sidecar(Path(sys.argv[2])).load())\n"
        "if os.getuid() == 0:\n    os.setgid(65534)\n    os.setuid(65534)\n"
        "place = fix.Place('d' * 64, Span(0, 3), 'The', '', '')\n"
        "new = fix.Correction('new', fix.Target(place), fix.Hide())\n"
        "side = Sidecar(Path(sys.argv[1]))\nkept = [c for c in side.load() if c.id != 'old']\n"
        "side.save([*kept, new])\nprint(side.path)\n"
        "print(*(c.id for c in Sidecar(Path(sys.argv[1])).load()))\n"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(own), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, str(shut), str(own / "other.txt")], env=environment,
            capture_output=True, text=True, timeout=60, cwd=ROOT,
        )  # fmt: skip
        if "Permission denied" in done.stderr and "import" in done.stderr:
            pytest.skip("another user may not read this checkout")
        assert done.returncode == 0, done.stderr
        where, kept = done.stdout.splitlines()
        assert Path(where).is_relative_to(own)
        assert kept.split() == ["older", "new"]
        for path in [shut.parent, *shut.parent.iterdir()]:
            path.chmod(0o755)
        environment_data = os.environ["XDG_DATA_HOME"]
        os.environ["XDG_DATA_HOME"] = str(own)
        side = Sidecar(shut)
        assert names(side.save(side.load())) == ["older", "new"]
        assert side.path == beside(shut)
        assert not Path(where).exists()
        os.environ["XDG_DATA_HOME"] = environment_data
    finally:
        shutil.rmtree(own)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b"[1, 2]",
        b"[" * 100_000,
        b'{"format": "another thing"}',
        b'{"format": "story-timeline corrections"}',
        b'{"format": "story-timeline corrections", "version": true, "corrections": []}',
        b'{"format": "story-timeline corrections", "version": 1, "corrections": {}}',
        b"9" * 100_000,
    ],
)
def test_a_damaged_file_is_said_and_kept(story: Path, damage: bytes) -> None:
    """It is not written over: it is renamed when something new is to be kept."""
    beside(story).write_bytes(damage)
    one = Sidecar(story)
    assert one.load() == ()
    assert len(one.problems) == 1
    assert "cannot be read" in one.problems[0]
    assert beside(story).read_bytes() == damage
    assert names(one.save([correction("1")])) == ["1"]
    assert beside(story).with_name(beside(story).name + ".damaged").read_bytes() == damage
    assert names(Sidecar(story).load()) == ["1"]
    beside(story).write_bytes(b"again")
    one.save([correction("1"), correction("2")])
    assert beside(story).with_name(beside(story).name + ".damaged-2").read_bytes() == b"again"
    assert names(Sidecar(story).load()) == ["1", "2"]


def test_a_file_of_a_newer_program_is_said_and_kept(story: Path) -> None:
    """What this version cannot know it does not touch."""
    newer = b'{"format": "story-timeline corrections", "version": 2, "corrections": [1]}'
    beside(story).write_bytes(newer)
    one = Sidecar(story)
    assert one.load() == ()
    assert "newer Story Timeline" in one.problems[0]
    one.save([correction("1")])
    assert beside(story).with_name(beside(story).name + ".newer").read_bytes() == newer


def test_an_entry_that_cannot_be_read_is_kept(story: Path) -> None:
    """One garbled entry costs no other, and is written back as it stands."""
    Sidecar(story).save([correction("1"), correction("2")])
    document = json.loads(beside(story).read_text(encoding="utf-8"))
    document["corrections"][0]["change"] = "a thing to come"
    odd = {"id": "\ud800"}
    document["corrections"].append(odd)
    beside(story).write_text(json.dumps(document), encoding="utf-8")
    one = Sidecar(story)
    assert names(one.load()) == ["2"]
    assert "2 of the corrections" in one.problems[0]
    one.save([correction("2"), correction("3")])
    document = json.loads(beside(story).read_text(encoding="utf-8"))
    assert [entry["id"] for entry in document["corrections"]] == ["2", "3", "1", "\ud800"]


def test_a_file_that_went_away_takes_nothing_with_it(story: Path) -> None:
    """Deleted behind the window's back: the next save writes all of it again."""
    one = Sidecar(story)
    one.save([correction("1")])
    beside(story).unlink()
    assert names(one.save([correction("1"), correction("2")])) == ["1", "2"]


def test_a_name_too_long_for_a_neighbour_goes_to_the_data_folder(tmp_path: Path) -> None:
    """And so does what is said of the program's own stories."""
    long = tmp_path / ("n" * 250 + ".txt")
    for path in (long, resources.path("stories", "harbour-bridge.txt")):
        one = Sidecar(path)
        one.save([correction("1")])
        assert one.path is not None
        assert one.path.parent.name == "corrections"
        assert names(Sidecar(path).load()) == ["1"]
        assert not [p for p in path.parent.iterdir() if p.name.endswith(ENDING)]


def test_no_folder_at_all_is_said(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story whose folder is gone, in an account without a home."""
    monkeypatch.setattr("viewer.files.sidecar.data_folder", lambda: None)
    with pytest.raises(NotSaved, match=r"absent"):
        Sidecar(story.parent / "absent" / "x.txt").save([correction("1")])


LETTERS = 'ab"\\{é北🌳'
WORDS = st.text(LETTERS, min_size=1, max_size=8)
SPANS = st.tuples(st.integers(0, 10**9), st.integers(0, 500)).map(lambda p: Span(p[0], p[0] + p[1]))
TEXTS = st.text(LETTERS, max_size=8)
PLACES = st.builds(fix.Place, TEXTS, SPANS, TEXTS, TEXTS, TEXTS)
TARGETS = st.builds(fix.Target, PLACES, TEXTS)
DATES = st.sampled_from(["2024-09", "../..", "2009/2018", "-0044-03-15", "1850~", "2024?"])
CHANGES = st.one_of(
    st.builds(fix.Redate, DATES, st.sampled_from(Shape), TEXTS),
    st.builds(fix.Rename, WORDS),
    st.builds(fix.Restate, st.sampled_from(Status)),
    st.builds(fix.Recite, st.lists(WORDS, max_size=3).map(tuple)),
    st.just(fix.Hide()),
    st.builds(fix.Merge, st.lists(TARGETS, min_size=1, max_size=3).map(tuple)),
    st.builds(fix.Split, PLACES, WORDS),
    st.builds(fix.Add, WORDS, DATES, st.sampled_from(Shape), st.sampled_from(Status)),
    st.builds(fix.Remark, WORDS),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(fix.Correction, WORDS, TARGETS, CHANGES), unique_by=lambda c: c.id, max_size=4
    )
)
def test_the_format_round_trips(corrections: list[fix.Correction]) -> None:
    """What is written is read back, to the letter."""
    contents = Contents(tuple(corrections), frozenset({"x"}))
    assert of_bytes(as_bytes("story.txt", contents)) == contents


@settings(deadline=None)
@given(st.lists(JSON, max_size=4), st.binary(max_size=40))
def test_nothing_in_a_file_makes_reading_fail(entries: list[object], noise: bytes) -> None:
    """Any JSON as entries, any bytes as a file: read, kept, or refused by name."""
    document = {"format": "story-timeline corrections", "version": 1, "corrections": entries}
    contents = of_bytes(json.dumps(document).encode())
    assert len(contents.corrections) + len(contents.unread) == len(entries)
    as_bytes("x", contents)
    with contextlib.suppress(Damaged, Newer):
        of_bytes(noise)
