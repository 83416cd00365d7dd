"""Ways through the timeline, walked as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from viewer.core.layout import TimeScale
from viewer.core.timeline import Form
from viewer.core.when import parse
from viewer.ui.moving import between
from viewer.ui.window import MainWindow


def viewport(window: MainWindow) -> Any:
    return window.canvas.view.viewport()


def key(window: MainWindow, *args: Any) -> None:
    QTest.keyClick(window.canvas.view, *args)
    QApplication.processEvents()


@pytest.fixture
def crowd(empty_window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window on a story of six hundred days' events, all of one source."""
    story = tmp_path / "crowd.txt"
    lines = [
        f"On {day} {month} {year} the ferry Osprey & crew sank off Merrow [1]."
        for year in range(1990, 2015)
        for month in ("March", "June", "October")
        for day in range(3, 11)
    ]
    story.write_text("\n\n".join(lines), encoding="utf-8")
    assert empty_window.open(story)
    QApplication.processEvents()
    assert len(empty_window.session.timeline.events) == 600
    return empty_window


def test_the_strip_below_has_keys(window: MainWindow) -> None:
    """With the keyboard on the overview the arrows and pages move what the timeline shows, Home
    and End go to where the story begins and ends; a ring shows where the keyboard is."""
    session, strip = window.session, window.overview
    session.view.zoom(8)
    bare = strip.grab().toImage()
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert strip.grab().toImage() != bare
    places = [strip.frame().x]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_PageUp):
        QTest.keyClick(strip, key)
        places.append(strip.frame().x)
    assert places[0] < places[1] < places[2] > places[3] > places[4]
    assert places[4] == places[0]
    wide = strip.frame().w
    QTest.keyClick(strip, Qt.Key.Key_Minus)
    assert strip.frame().w > wide
    QTest.keyClick(strip, Qt.Key.Key_Home)
    first = strip.frame().x
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.frame().x > first


def test_a_double_click_goes_to_the_event(window: MainWindow, hands: Any) -> None:
    """It fills the middle third of the view, and Shift+F brings it back there."""
    event = next(e for e in window.session.timeline.events if e.when.edtf.count("-") == 0)
    at = window.canvas.position_of(event.id)
    assert at is not None
    hands.click(viewport(window), at)
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        hands.mouse(viewport(window), kind, at, Qt.MouseButton.LeftButton)
    scale = window.session.view.scale
    third = scale.width / 3
    assert scale.x(event.when.earliest) == pytest.approx(third, abs=2)
    assert scale.x(event.when.latest) == pytest.approx(2 * third, abs=2)
    key(window, Qt.Key.Key_F)
    assert window.session.view.scale != scale
    key(window, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert window.session.view.scale == scale


def test_a_count_zooms_in_and_lists_its_events(crowd: MainWindow, hands: Any) -> None:
    """A click on "+38" shows where they are, and names them as they are told; a name chosen there
    is the chosen event, in view."""
    session = crowd.session
    cluster = crowd.canvas.scene_shown().clusters[1]
    before = session.view.scale
    box = cluster.box
    hands.click(viewport(crowd), QPointF(box.x + box.w / 2, box.y + box.h / 2))
    assert session.view.scale.per_pixel < before.per_pixel
    assert session.view.scale.start <= cluster.start < cluster.end <= session.view.scale.end + 1
    (menu,) = crowd.findChildren(QMenu, "clusterList")
    names = [action.text() for action in menu.actions()]
    assert "Osprey && crew" in names[0]
    assert len(names) == min(cluster.count, 25) + (cluster.count > 25)
    menu.actions()[0].trigger()
    QApplication.processEvents()
    assert crowd.canvas.position_of(session.chosen_id) is not None
    menu.close()


def test_brackets_go_back_and_forward(window: MainWindow, hands: Any) -> None:
    """As in a browser: back to where one was, forward again, and a new way forgets the old."""
    session = window.session
    start = session.view.scale
    hands.wheel(viewport(window), QPointF(400, 300), 6)
    near = session.view.scale
    key(window, Qt.Key.Key_BracketLeft)
    assert session.view.scale == start
    key(window, Qt.Key.Key_BracketLeft)
    assert session.view.scale == start
    key(window, Qt.Key.Key_BracketRight)
    assert session.view.scale.per_pixel == pytest.approx(near.per_pixel, rel=0.9)
    key(window, Qt.Key.Key_BracketLeft)
    session.go_to("1850")
    key(window, Qt.Key.Key_BracketRight)
    assert session.view.scale.x(parse("1850").earliest) == pytest.approx(
        session.view.scale.width / 3, abs=2
    )


def test_shift_and_drag_measures(window: MainWindow, hands: Any) -> None:
    """Two years, three months and some days are told as such, nothing moves, a click ends it."""
    session = window.session
    session.view.show_span(parse("2020").earliest, parse("2025").earliest)
    before = session.view.scale
    x0 = session.view.scale.x(parse("2021-02-01").earliest)
    x1 = session.view.scale.x(parse("2023-05-15").earliest)
    view = viewport(window)
    for kind, x, button in (
        (QEvent.Type.MouseMove, x0, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonPress, x0, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, (x0 + x1) / 2, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseMove, x1, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, x1, Qt.MouseButton.LeftButton),
    ):
        at = QPointF(x, 400)
        moves = kind is QEvent.Type.MouseMove
        held = button if kind is not QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, at, view.mapToGlobal(at),
                            Qt.MouseButton.NoButton if moves else button, held,
                            Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
        QTest.qWait(12)
        QApplication.sendEvent(view, event)
    QApplication.processEvents()
    assert session.view.scale == before
    assert window.canvas.measured_words().startswith("2 years, 3 months")
    hands.click(view, QPointF(session.view.scale.width - 20, 60))
    assert window.canvas.measured_words() == ""


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("4 July 1976", "1976-07-04"),
        ("1969", "1969"),
        ("the 1990s", "199X"),
        ("last month", "2025-04"),
        ("2019-03", "2019-03"),
        ("March 44 BC", "-0043-03"),
    ],
)
def test_go_to_a_date_in_words(window: MainWindow, words: str, edtf: str) -> None:
    """It understands what the stories do, from the story's date (12 May 2025), and shows it."""
    assert window.viewing.go_to(words)
    scale, when = window.session.view.scale, parse(edtf)
    assert scale.x(when.earliest) == pytest.approx(scale.width / 3, abs=2)
    assert scale.x(when.latest) == pytest.approx(2 * scale.width / 3, abs=2)


def test_what_is_no_date_is_said_to_be_none(window: MainWindow, hands: Any) -> None:
    """The view stays, and a message names the words."""
    before = window.session.view.scale
    assert not window.viewing.go_to("the mill")
    assert "the mill" in hands.message_shown(window)
    assert window.session.view.scale == before


def test_a_pointed_event_tells_its_date_and_source(crowd: MainWindow, hands: Any) -> None:
    """The tip under the pointer holds headline, date and source, as text and never as markup."""
    event = crowd.session.timeline.events[0]
    at = crowd.canvas.position_of(event.id)
    assert at is not None
    hands.mouse(viewport(crowd), QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton)
    tip = crowd.canvas.tip()
    for words in ("Osprey &amp; crew", "3 March 1990", "[1]"):
        assert words in tip


def test_a_leap_glides_unless_the_system_asks_for_rest(window: MainWindow, qtbot: Any) -> None:
    """Smoothly within 200 ms where motion is welcome, ending exactly there; at once elsewhere."""
    session = window.session
    fitted = session.view.scale
    session.go_to("1969")
    there = session.view.scale
    session.view.glide.pace = 150
    session.view.fit()
    assert session.view.scale == there
    qtbot.waitUntil(lambda: there != session.view.scale != fitted, timeout=2000)
    qtbot.waitUntil(lambda: session.view.scale == fitted, timeout=2000)
    session.view.zoom(4.0)
    session.view.fit()
    session.view.pan(10)  # a hand on the timeline stops it
    stopped = session.view.scale
    QTest.qWait(200)
    assert session.view.scale == stopped


def test_the_moment_that_stands_still_stands_still() -> None:
    """On the way from a view to one zoomed at a pixel, the moment under it does not move."""
    start = TimeScale(0, 86_400.0, 1000.0)
    end = start.zoomed(16.0, 300.0)
    still = start.second(300.0)
    for share in (0.2, 0.5, 0.9):
        assert between(start, end, share).x(still) == pytest.approx(300.0, abs=0.1)


def test_the_overview_has_a_tick_at_the_chosen_event(window: MainWindow) -> None:
    """It stands where the event begins, and goes with the choice."""
    assert window.overview.chosen_at() == []
    key(window, Qt.Key.Key_Period)
    (first,) = window.overview.chosen_at()
    for _ in range(6):
        key(window, Qt.Key.Key_Period)
    (later,) = window.overview.chosen_at()
    assert 0 <= first < later <= window.overview.width()
    shown = window.overview.grab().toImage()
    foot = window.overview.frame().y + window.overview.frame().h
    colour = shown.pixelColor(round(later), round(foot) - 3)
    assert colour == QColor(window.session.theme.ink)


def test_what_lies_below_is_one_click_away(window: MainWindow, hands: Any) -> None:
    """A low window tells how many events are in rows below; a click scrolls there, and then tells
    of those above."""
    window.resize(1000, 520)
    heights = [-1, -2]
    while heights[-1] != heights[-2]:  # the header takes its lines, then the view what is left
        QTest.qWait(40)
        heights.append(viewport(window).height())
    (below,) = window.canvas.scene_shown().beyond
    assert below.down
    assert "below" in below.text.text
    box = below.text.box
    hands.click(viewport(window), QPointF(box.x + box.w / 2, box.y + box.h / 2))
    assert window.session.view.scroll > 0
    above = window.canvas.scene_shown().beyond[0]
    assert not above.down
    assert above.count > 0


@pytest.mark.parametrize(
    ("pressed", "moved"),
    [
        (Qt.Key.Key_Left, -0.15), (Qt.Key.Key_A, -0.15), (Qt.Key.Key_Right, 0.15),
        (Qt.Key.Key_D, 0.15),
    ],
)  # fmt: skip
def test_arrows_and_letters_move_through_time(
    window: MainWindow, pressed: Qt.Key, moved: float
) -> None:
    """By a seventh of what is in view, and no further at one touch."""
    before = window.session.view.scale
    key(window, pressed)
    after = window.session.view.scale
    assert after.per_pixel == before.per_pixel
    assert before.x(after.origin) == pytest.approx(moved * before.width, abs=1)


def test_plus_and_minus_zoom_in_the_middle(window: MainWindow) -> None:
    """The moment in the middle stays there, closer and back again."""
    view = window.session.view
    before, middle = view.scale, view.scale.width / 2
    key(window, Qt.Key.Key_Plus)
    assert view.scale.per_pixel < before.per_pixel
    assert view.scale.x(before.second(middle)) == pytest.approx(middle, abs=1)
    key(window, Qt.Key.Key_Minus)
    assert view.scale.per_pixel == pytest.approx(before.per_pixel)


def test_home_and_end_show_the_first_and_the_last(window: MainWindow) -> None:
    """The timeline's ends stand in the middle, at the zoom that was."""
    view = window.session.view
    view.zoom(8.0)
    near = view.scale.per_pixel
    for pressed, end in zip((Qt.Key.Key_Home, Qt.Key.Key_End), window.session.timeline.extent,
                            strict=True):  # fmt: skip
        key(window, pressed)
        assert view.scale.x(end) == pytest.approx(view.scale.width / 2, abs=1)
        assert view.scale.per_pixel == near


def test_keys_scroll_the_lanes_until_all_were_seen(window: MainWindow) -> None:
    """Line by line and page by page down to the last row, and up to the first again."""
    window.resize(1000, 460)
    QTest.qWait(80)
    view, seen = window.session.view, set[int]()

    def rows() -> set[int]:
        return {mark.event for mark in window.canvas.scene_shown().marks}

    for down, up in (
        (Qt.Key.Key_Down, Qt.Key.Key_Up),
        (Qt.Key.Key_S, Qt.Key.Key_W),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
    ):
        assert view.scroll == 0
        seen = rows()
        steps = 0
        while (before := view.scroll) is not None and steps < 60:
            key(window, down)
            seen |= rows()
            if view.scroll == before:
                break
            steps += 1
        assert steps > 0
        shown = window.session.timeline.form != Form.SHELF
        assert len(seen) == int(shown.sum())
        for _ in range(steps):
            key(window, up)


def test_the_wheel_held_with_shift_or_turned_sideways_scrolls(
    window: MainWindow, hands: Any
) -> None:
    """Shift scrolls the lanes and a sideways wheel time; neither zooms."""
    window.resize(1000, 460)
    QTest.qWait(80)
    view, at = window.session.view, QPointF(300, 120)
    before = view.scale
    hands.wheel(viewport(window), at, -1, Qt.KeyboardModifier.ShiftModifier)
    assert view.scroll > 0
    assert view.scale == before
    scroll = view.scroll
    sideways = QWheelEvent(
        at, viewport(window).mapToGlobal(at), QPoint(0, 0), QPoint(-120, 0),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(viewport(window), sideways)
    assert view.scale.per_pixel == before.per_pixel
    assert before.x(view.scale.origin) == pytest.approx(60, abs=1)
    assert view.scroll == scroll


def test_two_fingers_on_a_touchpad_zoom_where_they_are(window: MainWindow) -> None:
    """The moment between them stays there; fingers that meet as fast take it back."""
    view, at = window.session.view, QPointF(300, 200)
    before, moment = view.scale, view.scale.second(300)
    for value in (0.25, -0.2):
        touch = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
            at, at, viewport(window).mapToGlobal(at), value, QPointF(),
        )  # fmt: skip
        QApplication.sendEvent(viewport(window), touch)
        assert view.scale.x(moment) == pytest.approx(300, abs=1)
        if value > 0:
            assert view.scale.per_pixel == pytest.approx(before.per_pixel / 1.25)
    assert view.scale.per_pixel == pytest.approx(before.per_pixel)


def test_two_fingers_on_a_screen_zoom_and_move(window: MainWindow) -> None:
    """Fingers that part to twice their distance show half the time."""
    view, screen = window.session.view, viewport(window)
    device = QTest.createTouchDevice()
    before = view.scale
    touch = QTest.touchEvent(screen, device)
    touch.press(0, QPoint(300, 200), screen).press(1, QPoint(400, 200), screen).commit()
    for step in range(1, 11):
        touch = QTest.touchEvent(screen, device)
        touch.move(0, QPoint(300 - 5 * step, 200), screen)
        touch.move(1, QPoint(400 + 5 * step, 200), screen).commit()
    touch = QTest.touchEvent(screen, device)
    touch.release(0, QPoint(250, 200), screen).release(1, QPoint(450, 200), screen).commit()
    assert view.scale.per_pixel == pytest.approx(before.per_pixel / 2, rel=0.15)
