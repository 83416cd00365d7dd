"""Several stories on one timeline, and reading them while the window lives on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer.core.corrections import Rename
from viewer.core.timeline import Grouping
from viewer.core.when import DAY, seconds
from viewer.files import known_periods
from viewer.files.sidecar import ENDING, Sidecar
from viewer.ui import opening
from viewer.ui.opening import SMALL, Opening
from viewer.ui.session import LANES, Session
from viewer.ui.store import Opened
from viewer.ui.window import MainWindow

MINE = "The old mine\n\n2 May 2011\n\nThe mine opened on 4 June 1902. It closed in 1957.\n"
MILL = "The mill\n\n2 May 2011\n\nThe mill burned down on 9 March 1911. It was rebuilt in 1913.\n"
ROAD = "The road\n\nThe road was opened on 1 July 1931.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three stories; the third has no date."""
    for name, text in (("mine", MINE), ("mill", MILL), ("road", ROAD)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def session(qapp: Any) -> Session:
    periods, _ = known_periods()
    return Session(periods)


def read(session: Session, *paths: Path) -> list[Opened]:
    """The files as a window reads them, in its process or another."""
    opening = Opening(paths, periods=session.periods)
    got: list[Opened] = []
    opening.read.connect(got.append)
    opening.start()
    while opening.running:
        QTest.qWait(5)
    return sorted(got, key=lambda file: paths.index(file.path))


def names(session: Session) -> list[str]:
    return [reading.story.title for reading in session.readings]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that shows how far it is at once, however quick the machine."""
    monkeypatch.setattr("viewer.ui.stories.PATIENCE", 0)


@pytest.fixture
def undated(tmp_path: Path) -> Path:
    """A long story without a date, which tells one thing by the date it lacks."""
    path = tmp_path / "undated.txt"
    prose = "The mill of the lower valley stood for years beside the old weir. " * 40
    told = [
        f"In {1800 + n} the mill was sold again. {prose}" for n in range(SMALL // len(prose) + 9)
    ]
    told += ["The weir was repaired last month."]
    path.write_text("The weir\n\n" + "\n\n".join(told) + "\n", encoding="utf-8")
    return path


def test_a_long_story_is_read_by_another_date_while_the_window_lives_on(
    impatient: None, empty_window: MainWindow, undated: Path, qtbot: Any
) -> None:
    """Given its date, it is read in a worker with progress; what is chosen and seen stays."""
    window, session = empty_window, empty_window.session
    with qtbot.waitSignal(window.stories.came, timeout=60_000):
        window.stories.open([undated])
    sold = next(e for e in session.timeline.events if e.when.edtf == "1807")
    session.choose(sold.id)
    QApplication.processEvents()  # the timeline takes its place in the window
    session.view.show_span(seconds(1800), seconds(1815))
    shown = session.view.scale.start // DAY, session.view.scale.end // DAY
    with qtbot.waitSignal(window.stories.came, timeout=60_000):
        assert window.arranging.take_date("1 July 2024")
        assert window.stories.busy
        assert "2024-06" not in [e.when.edtf for e in session.timeline.events]
        qtbot.waitUntil(window.stories.bar.isVisible, timeout=30_000)
    assert "2024-06" in [e.when.edtf for e in session.timeline.events]
    assert session.chosen_id == sold.id
    assert (session.view.scale.start // DAY, session.view.scale.end // DAY) == shown
    with qtbot.waitSignal(window.stories.came, timeout=60_000):
        assert window.arranging.take_date("")
    assert "2024-06" not in [e.when.edtf for e in session.timeline.events]


def test_what_is_heavy_is_unpacked_beside_the_window(
    session: Session, undated: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    """An answer of many events comes as any other does, in its turn; stopped, none comes."""
    monkeypatch.setattr(opening, "LIGHT", 0)
    monkeypatch.setattr(opening, "TURN", 200)
    paths = [undated, *(folder / f"{name}.txt" for name in ("mine", "mill"))]
    got = read(session, *paths)
    assert [file.path for file in got] == paths
    assert len(got[0].readings[0].events) > 20
    # Now and then an answer is unpacked before anybody looks: then it is not caught at it.
    tries = (_stopped_while_unpacking(session, undated, qtbot) for _ in range(20))
    assert next(came for came in tries if came is not None) == []


def _stopped_while_unpacking(session: Session, path: Path, qtbot: Any) -> list[Opened] | None:
    """What came of a file that was stopped while its answer was being unpacked; None where it was
    unpacked too soon to be stopped."""
    came: list[Opened] = []
    reading = Opening([path], periods=session.periods)
    reading.read.connect(came.append)
    reading.start()

    def unpacks() -> bool:
        return any(worker._heavy for worker in reading._workers)

    qtbot.waitUntil(lambda: unpacks() or bool(came), timeout=60_000)
    if came:
        return None
    reading.stop()
    QTest.qWait(300)
    return came


def test_reading_by_another_date_can_be_stopped(
    impatient: None, empty_window: MainWindow, undated: Path, qtbot: Any
) -> None:
    """Stop leaves the story as it was read before."""
    window, session = empty_window, empty_window.session
    with qtbot.waitSignal(window.stories.came, timeout=60_000):
        window.stories.open([undated])
    before = [e.when.edtf for e in session.timeline.events]
    window.arranging.take_date("1 July 2024")
    qtbot.waitUntil(window.stories.bar.isVisible, timeout=30_000)
    QTest.mouseClick(window.stories.bar.stop, Qt.MouseButton.LeftButton)
    assert not window.stories.busy
    assert [e.when.edtf for e in session.timeline.events] == before
    assert not session.date.is_known
    assert "undated.txt" in window.windowTitle()


def test_files_together_have_a_lane_each(session: Session, folder: Path) -> None:
    """Lanes by story, all events on one timeline; the same text in two files is one story."""
    (folder / "copy.txt").write_text(MINE, encoding="utf-8")
    paths = [folder / f"{name}.txt" for name in ("mine", "mill", "road", "copy")]
    session.show(read(session, *paths))
    assert session.grouping is Grouping.STORY
    assert names(session) == ["The old mine", "The mill", "The road"]
    assert len(session.timeline.lanes) == 3
    assert session.paths == tuple(paths[:3])


def test_a_story_is_added_beside_the_one_that_is_open(session: Session, folder: Path) -> None:
    """What was chosen stays chosen."""
    assert session.open(folder / "mine.txt")
    chosen = session.readings[0].events[0].id
    session.choose(chosen)
    session.add(read(session, folder / "mill.txt"))
    assert names(session) == ["The old mine", "The mill"]
    assert session.chosen_id == chosen
    assert session.grouping is Grouping.STORY


def test_a_hidden_story_is_out_of_the_timeline(session: Session, folder: Path) -> None:
    """Its events are neither drawn nor listed; shown again, they are back."""
    session.show(read(session, folder / "mine.txt", folder / "mill.txt"))
    whole = len(session.timeline.events)
    mill = session.readings[1]
    session.choose(mill.events[0].id)
    session.hide(frozenset({mill.story.digest}))
    assert len(session.timeline.events) == whole - len(mill.events)
    assert not any(session.shows(event, mill) for event in mill.events)
    session.hide(frozenset())
    assert len(session.timeline.events) == whole


def test_each_story_keeps_its_own_corrections(session: Session, folder: Path) -> None:
    """A correction lies beside the story it is of; undone, it is gone from there; together or
    alone, a story has the same corrections."""
    paths = [folder / "mine.txt", folder / "mill.txt"]
    session.show(read(session, *paths))
    for reading, words in zip(session.readings, ("A mine opens", "A fire"), strict=True):
        session.corrections.make(Rename(words), session.target_of(reading.events[0]))
    mine, mill = (path.with_name(path.name + ENDING) for path in paths)
    assert "A mine opens" in mine.read_text()
    assert "A fire" not in mine.read_text()
    assert "A fire" in mill.read_text()
    session.corrections.stack.undo()
    assert "A fire" not in mill.read_text()
    assert Sidecar(paths[0]).load() == session.corrections.all
    session.corrections.stack.redo()
    again = Session(session.periods)
    assert again.open(paths[1])
    assert again.readings[0].events[0].headline == "A fire"


def test_undo_survives_another_story_being_added(session: Session, folder: Path) -> None:
    """Adding a story forgets nothing that was done."""
    session.open(folder / "mine.txt")
    before = session.readings[0].events[0].headline
    session.corrections.make(Rename("X"), session.target_of(session.readings[0].events[0]))
    session.add(read(session, folder / "mill.txt"))
    assert session.readings[0].events[0].headline == "X"
    session.corrections.stack.undo()
    assert session.readings[0].events[0].headline == before


def test_a_date_given_is_for_stories_without_one(session: Session, folder: Path) -> None:
    """Two of three have their own date and keep it."""
    from viewer.core.when import ANY, parse

    paths = [folder / f"{name}.txt" for name in ("mine", "mill", "road")]
    session.show(read(session, *paths))
    session.set_story_date(parse("1999-01-02"))
    assert [r.date.edtf for r in session.readings] == ["2011-05-02", "2011-05-02", "1999-01-02"]
    session.set_story_date(ANY)
    assert not session.readings[2].date.is_known


def test_one_of_several_files_changes_on_disk(session: Session, folder: Path) -> None:
    """It alone is read again, and said."""
    paths = [folder / "mine.txt", folder / "mill.txt"]
    session.show(read(session, *paths))
    said: list[str] = []
    session.noticed.connect(said.append)
    paths[1].write_text(MILL + "\nIt closed on 3 April 1960.\n", encoding="utf-8")
    session.reload()
    assert len(session.readings[1].events) == 3
    assert names(session) == ["The old mine", "The mill"]
    assert "new" in said[0]


@pytest.fixture
def big(folder: Path) -> Path:
    """A story that takes seconds to read."""
    path = folder / "long.txt"
    lines = (f"On {1 + i % 28} May {1500 + i % 500} the ship number {i} sank." for i in range(4000))
    path.write_text("Ships\n\n" + "\n\n".join(lines), encoding="utf-8")
    assert path.stat().st_size > SMALL
    return path


def test_a_worker_reads_as_the_window_would(session: Session, folder: Path, big: Path) -> None:
    """The same stories and events, whichever process read them; what is no story is refused."""
    (folder / "broken.json").write_text("{", encoding="utf-8")
    paths = [big, folder / "mine.txt", folder / "broken.json", folder / "none.txt"]
    opening = Opening(paths, periods=session.periods)
    assert not opening.is_small
    got: dict[str, Opened] = {}
    refused: dict[str, str] = {}
    steps: list[tuple[int, int]] = []
    opening.read.connect(lambda file: got.update({file.path.name: file}))
    opening.refused.connect(lambda path, words: refused.update({path.name: words}))
    opening.stepped.connect(lambda *step: steps.append(step))
    opening.start()
    assert opening.running
    assert not got
    for _ in range(6000):
        if not opening.running:
            break
        QTest.qWait(10)
    assert steps == [(n, 4) for n in (1, 2, 3, 4)]
    assert set(got) == {"long.txt", "mine.txt"}
    assert "no such file" in refused["none.txt"]
    here = session._opened(folder / "mine.txt", session.date, many=False)
    assert here is not None
    assert got["mine.txt"].readings == here.readings


def workers(opening: Opening) -> list[int]:
    return [worker._process.processId() for worker in opening._workers]


def test_reading_is_stopped_at_once(session: Session, big: Path, qtbot: Any) -> None:
    """The workers are ended, and nothing they read arrives."""
    opening = Opening([big], periods=session.periods)
    got: list[object] = []
    opening.read.connect(got.append)
    opening.start()
    qtbot.waitUntil(lambda: all(workers(opening)), timeout=20_000)
    process = workers(opening)[0]
    opening.stop()
    assert not opening.running
    qtbot.waitUntil(lambda: not _lives(process), timeout=20_000)
    assert got == []


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX systems")
def test_a_worker_that_is_killed_is_said(
    session: Session, folder: Path, big: Path, qtbot: Any
) -> None:
    """The file it had in hand is refused; those after it are read by another worker."""
    opening = Opening([big, folder / "mine.txt"], periods=session.periods)
    got: list[str] = []
    refused: list[str] = []
    opening.read.connect(lambda file: got.append(file.path.name))
    opening.refused.connect(lambda path, words: refused.append(path.name))
    opening.start()
    qtbot.waitUntil(lambda: all(workers(opening)), timeout=20_000)
    busy = next(w for w in opening._workers if w._jobs[0] == 0)
    os.kill(busy._process.processId(), signal.SIGKILL)
    qtbot.waitUntil(lambda: not opening.running, timeout=60_000)
    assert refused == ["long.txt"]
    assert got == ["mine.txt"]


def _lives(process: int) -> bool:
    QApplication.processEvents()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_very_many_stories_share_lanes(session: Session, tmp_path: Path) -> None:
    """A lane for each of hundreds is read by no one: they stand by what is known of the events;
    a reader who wants a lane each still gets it."""
    paths = []
    for number in range(LANES + 1):
        path = tmp_path / f"{number:03}.txt"
        path.write_text(f"Mill {number} burned down in {1800 + number}.", encoding="utf-8")
        paths.append(path)
    session.show(read(session, *paths[:LANES]))
    assert len(session.timeline.lanes) == LANES
    session.add(read(session, paths[LANES]))
    assert session.grouping is Grouping.CERTAINTY
    assert len(session.timeline.lanes) < 5
    session.group_by(Grouping.STORY)
    assert len(session.timeline.lanes) == LANES + 1
