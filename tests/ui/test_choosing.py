"""Several events chosen at once: with the mouse, with keys, and what is done with them."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from viewer.core.corrections import Rename
from viewer.core.events import Event
from viewer.core.events.columns import Held
from viewer.core.finding import Filter, Support
from viewer.core.timeline import Form
from viewer.ui import store
from viewer.ui.window import MainWindow

from .conftest import SAMPLE  # type: ignore[import-untyped, unused-ignore]

CTRL = Qt.KeyboardModifier.ControlModifier


def viewport(window: MainWindow) -> Any:
    return window.canvas.view.viewport()


def status(window: MainWindow) -> str:
    return window.findChild(QLabel, "status").text()


def place(window: MainWindow, event: Event) -> QPointF:
    at = window.canvas.position_of(event.id)
    assert at is not None
    return at


@pytest.fixture
def dated(window: MainWindow) -> list[Event]:
    """The events of the sample that stand on the axis, by time."""
    line = window.session.timeline
    rows = [row for row in range(len(line.events)) if line.form[row] in (Form.DOT, Form.BAR)]
    return sorted((line.events[row] for row in rows), key=lambda e: e.when.earliest)


def test_ctrl_and_a_click_chooses_another_event_too(
    window: MainWindow, hands: Any, dated: list[Event]
) -> None:
    """The status tells how many and from when to when; a second such click lets one go; a plain
    click chooses one alone, Esc none."""
    session = window.session
    first, last = dated[0], dated[-1]
    hands.click(viewport(window), place(window, last))
    hands.click(viewport(window), place(window, first), CTRL)
    assert session.together == (last.id, first.id)
    assert session.chosen_id == first.id
    assert len(window.overview.chosen_at()) == 2
    session.point("")
    assert status(window).startswith("2 events · ")
    hands.click(viewport(window), place(window, first), CTRL)
    assert session.together == (last.id,)
    assert session.chosen_id == last.id
    hands.click(viewport(window), place(window, first), CTRL)
    hands.click(viewport(window), place(window, last))
    assert session.together == (last.id,)
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Escape)
    assert session.together == ()


def test_a_band_drawn_with_ctrl_chooses_what_it_touches(window: MainWindow, hands: Any) -> None:
    """The view stays, and every event whose mark the band touches is chosen, and no other."""
    session, scale = window.session, window.session.view.scale
    scene = window.canvas.scene_shown()
    start, end = QPointF(4, scene.rows.y + 2), QPointF(scale.width * 0.6, scene.rows.y + 200)
    hands.drag(viewport(window), start, end, 4, CTRL)
    touched = {
        session.timeline.events[mark.event].id
        for mark in scene.marks
        if mark.box.x <= end.x() and mark.box.y <= end.y() and mark.box.x + mark.box.w >= 4
    }
    assert len(touched) > 1
    assert set(session.together) == touched
    assert session.view.scale == scale


def test_shift_and_an_arrow_chooses_the_next_too(window: MainWindow) -> None:
    """Forward and back again through time, each event met is chosen beside the others."""
    session = window.session
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Period)
    for count in (2, 3):
        QTest.keyClick(window.canvas.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert len(session.together) == count
    last = session.chosen_id
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert len(session.together) == 3
    assert session.chosen_id == session.together[-1] != last


def test_what_is_chosen_is_fitted_and_copied(
    window: MainWindow, hands: Any, dated: list[Event]
) -> None:
    """Shift+F shows all of it from edge to edge; copied, each stands with its own citations, by
    time."""
    session = window.session
    first, last = dated[0], dated[-1]
    hands.click(viewport(window), place(window, last))
    hands.click(viewport(window), place(window, first), CTRL)
    QTest.keyClick(window.canvas.view, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    scale = session.view.scale
    assert 0 < scale.x(first.when.earliest) < scale.width * 0.25
    assert scale.width * 0.75 < scale.x(last.when.latest) < scale.width
    QTest.keyClick(window, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    copied = QGuiApplication.clipboard().text()
    assert 0 <= copied.index(first.headline) < copied.index(last.headline)
    for event in (first, last):
        assert all(f"[{source}]" in copied for source in event.citations)


def test_very_many_events_are_chosen_like_few(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that holds its events in columns steps, finds, filters, corrects and lists them."""
    monkeypatch.setattr(store, "MANY", 1)
    window, session = empty_window, empty_window.session
    assert window.open(SAMPLE)
    assert all(isinstance(reading.events, Held) for reading in session.own)
    ids = [event.id for event in session.timeline.events]
    met = []
    for _ in ids:
        QTest.keyClick(window.canvas.view, Qt.Key.Key_Period)
        met.append(session.chosen_id)
    assert sorted(met) == sorted(ids)
    event = session.event_of(met[0])
    assert event is not None
    assert session.timeline.events[session.chosen_rows[0]].id == session.chosen_id
    session.search(event.headline)
    assert event.id in session.hits.events
    session.corrections.make(Rename("Told anew"), session.target_of(event))
    told = [one.headline for one in session.timeline.events if one.id == event.id]
    assert told == ["Told anew"]
    session.show_only(Filter(Support.MANY))
    assert min(len(one.citations) for one in session.timeline.events) == 2
    session.choose_all(met)
    assert {one.id for one, _ in session.chosen_events()} == set(met)
