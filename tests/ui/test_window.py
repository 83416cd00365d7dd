"""The window as a reader uses it, from opening a story to closing it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from viewer.core.timeline import Grouping
from viewer.ui.window import MainWindow

MIDDLE = QPointF(400, 300)


def told(window: MainWindow, words: str) -> Any:
    """The event whose headline holds some words."""
    found = [e for r in window.session.readings for e in r.events if words in e.headline]
    assert found, [e.headline for r in window.session.readings for e in r.events]
    return found[0]


def viewport(window: MainWindow) -> Any:
    return window.canvas.view.viewport()


def test_a_story_opens_fitted(window: MainWindow) -> None:
    """Every event is on screen, in the timeline or on the shelf, and the header says what it is."""
    session = window.session
    scene = window.canvas.scene_shown()
    shown = {m.event for m in scene.marks} | {t.event for t in scene.texts}
    assert set(range(len(session.timeline.events))) <= shown
    assert len(session.timeline.events) >= 8
    assert "Haoxing Harbour Bridge" in window.findChild(QLabel, "title").whole()
    summary = window.findChild(QLabel, "summary").text()
    assert "Story dated 12 May 2025" in summary
    assert "version 0.31" in summary
    assert "3 sources" in summary
    assert window.windowTitle() == "harbour-bridge.txt — Story Timeline"


def test_the_wheel_zooms_at_the_pointer(window: MainWindow, hands: Any) -> None:
    """The moment under the pointer stays there while everything else spreads."""
    scale = window.session.view.scale
    moment = scale.second(MIDDLE.x())
    hands.wheel(viewport(window), MIDDLE, 3)
    assert window.session.view.scale.per_pixel < scale.per_pixel / 1.5
    assert window.session.view.scale.x(moment) == pytest.approx(MIDDLE.x(), abs=1)


def test_a_drag_pans_and_f_fits(window: MainWindow, hands: Any, qtbot: Any) -> None:
    """Dragged by 200 pixels, each moment moves by 200 pixels; F brings everything back."""
    before = window.session.view.scale
    moment = before.second(500)
    hands.drag(viewport(window), QPointF(500, 400), QPointF(300, 400))
    assert window.session.view.scale.x(moment) == pytest.approx(before.x(moment) - 200, abs=2)
    assert window.session.view.scale.per_pixel == before.per_pixel
    qtbot.keyClick(window.canvas.view, Qt.Key.Key_F)
    assert window.session.view.scale == before


def test_one_step_paints_once(window: MainWindow, hands: Any) -> None:
    """A turn of the wheel paints the picture one time, not twice."""
    from viewer.ui import plane

    painted = []
    original = plane.paint

    def counting(*args: Any, **kwargs: Any) -> None:
        painted.append(1)
        original(*args, **kwargs)

    plane.paint = counting
    try:
        for _ in range(5):
            hands.wheel(viewport(window), MIDDLE, 1)
            QTest.qWait(20)
    finally:
        plane.paint = original
    assert len(painted) == 5


def test_a_click_on_an_event_leads_to_its_sentence(window: MainWindow, hands: Any) -> None:
    """The panel scrolls to the words, the card says what they were read as."""
    event = told(window, "promised to pay")  # in the last paragraph
    position = window.canvas.position_of(event.id)
    assert position is not None
    hands.click(viewport(window), position)
    assert window.session.chosen_id == event.id
    source = window.panel.source
    cursor = QTextCursor(source.document())
    cursor.setPosition(source._offsets.unit(event.span.start))
    assert 0 <= source.cursorRect(cursor).top() <= source.viewport().height()
    card = {label.text() for label in window.panel.card.findChildren(QLabel)}
    assert event.headline in card
    assert event.because in card


def test_a_click_on_a_sentence_leads_to_its_event(window: MainWindow, hands: Any) -> None:
    """The event is chosen and brought into the timeline's view, wherever that was."""
    event = told(window, "barge struck")
    window.session.view.show_span(0, 86_400)  # 1970: far from the story
    source = window.panel.source
    cursor = QTextCursor(source.document())
    cursor.setPosition(source._offsets.unit(event.span.start + 12))
    source.setTextCursor(cursor)
    source.ensureCursorVisible()
    at = QPointF(source.cursorRect(cursor).center())
    hands.click(source.viewport(), at)
    assert window.session.chosen_id == event.id
    assert window.canvas.position_of(event.id) is not None


def test_a_click_beside_everything_chooses_nothing(window: MainWindow, hands: Any) -> None:
    """Empty ground lets go of the chosen event, and so does Esc."""
    window.session.step(1)
    assert window.session.chosen_id
    scene = window.canvas.scene_shown()
    hands.click(viewport(window), QPointF(scene.width - 8, scene.rows.y + scene.rows.h - 6))
    assert window.session.chosen_id == ""
    window.session.step(1)
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Escape)
    assert window.session.chosen_id == ""


def test_full_stop_and_comma_walk_through_time(window: MainWindow) -> None:
    """Next goes forward in time, previous back."""
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Period)
    first = window.session.chosen_id
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Period)
    second = window.session.chosen_id
    QTest.keyClick(window.canvas.view, Qt.Key.Key_Comma)
    assert window.session.chosen_id == first != second


def test_lanes_by_paragraph_and_certainty(window: MainWindow, hands: Any) -> None:
    """The buttons and the menu regroup the same events."""
    button = next(b for b in window.findChildren(QPushButton, "groupCertainty"))
    hands.click(button, QPointF(button.rect().center()))
    assert window.session.grouping is Grouping.CERTAINTY
    assert "Dated in the text" in {lane.title for lane in window.session.timeline.lanes}
    window.menus["actionGroupParagraph"].trigger()
    assert window.session.timeline.lanes[0].title == "Paragraph 1"
    assert not button.isChecked()


def test_the_tables_hold_every_event_and_source(window: MainWindow) -> None:
    """The twin of the timeline: as many rows as events; choosing a row chooses the event."""
    table = window.panel.events
    window.panel.tabs.setCurrentWidget(window.panel.events_page)
    model = table.model()
    events = window.session.readings[0].events
    assert model.rowCount() == len(events)
    assert [model.index(i, 1).data() for i in range(len(events))] == [e.headline for e in events]
    table.setFocus()
    table.selectRow(2)
    assert window.session.chosen_id == events[2].id
    window.panel.tabs.setCurrentWidget(window.panel.sources_page)
    citations = window.panel.citations.model()
    assert [citations.index(i, 0).data() for i in range(citations.rowCount())] == [
        c.id for c in window.session.readings[0].story.citations
    ]


def test_opening_through_the_menu(empty_window: MainWindow, hands: Any, tmp_path: Path) -> None:
    """File ▸ Open… shows a dialog; the file chosen there opens."""
    story = tmp_path / "a short story.txt"
    story.write_text("The mill opened on 3 May 1901 [1].\n", encoding="utf-8")
    hands.answer_file_dialog(story)
    empty_window.menus["actionOpen"].trigger()
    assert empty_window.windowTitle() == "a short story.txt — Story Timeline"
    assert len(empty_window.session.timeline.events) == 1


def drop(window: MainWindow, path: Path, on: QWidget | None = None) -> None:
    """Drop a file on the window, or on a part of it."""
    target = on or window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(MIDDLE.toPoint(), actions, data, buttons, keys)
    QApplication.sendEvent(target, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(
        target, QDropEvent(MIDDLE, actions, data, buttons, keys, QEvent.Type.Drop)
    )
    QApplication.processEvents()


def test_a_dropped_file_opens(empty_window: MainWindow, tmp_path: Path) -> None:
    """Drag and drop of a story file."""
    story = tmp_path / "mill.txt"
    story.write_text("The mill opened on 3 May 1901.\n", encoding="utf-8")
    drop(empty_window, story)
    assert empty_window.session.path == story


def test_a_file_dropped_on_the_timeline_opens(window: MainWindow, tmp_path: Path) -> None:
    """The timeline takes no drops for itself: another story takes the place of the one shown."""
    story = tmp_path / "mill.txt"
    story.write_text("The mill opened on 3 May 1901.\n", encoding="utf-8")
    drop(window, story, viewport(window))
    assert window.session.path == story


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "picture"])
def test_what_cannot_be_read_is_named_and_nothing_is_lost(
    window: MainWindow, hands: Any, tmp_path: Path, kind: str
) -> None:
    """A message names the file; the story that was open stays open and usable."""
    bad = tmp_path / f"bad-{kind}.txt"
    if kind == "folder":
        bad.mkdir()
    elif kind == "empty":
        bad.write_bytes(b"")
    elif kind == "picture":
        bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    events = window.session.timeline.events
    assert not window.open(bad)
    assert bad.name in hands.message_shown(window)
    assert window.session.timeline.events == events
    assert window.windowTitle().startswith("harbour-bridge.txt")
    hands.wheel(viewport(window), MIDDLE, 1)


def test_a_story_without_a_date_asks_for_one(
    empty_window: MainWindow, hands: Any, tmp_path: Path
) -> None:
    """Relative dates stay open until the reader says when it was written."""
    story = tmp_path / "undated.txt"
    story.write_text("The factory closed in March of this year.\n", encoding="utf-8")
    window = empty_window
    assert window.open(story)
    assert "Story without a date" in window.findChild(QLabel, "summary").text()
    assert window.findChild(QPushButton, "giveDate").isVisible()
    assert not any(e.when.edtf == "2031-03" for e in window.session.timeline.events)
    assert window.arranging.take_date("1 July 2031")
    assert [e.when.edtf for e in window.session.timeline.events] == ["2031-03"]
    assert not window.findChild(QPushButton, "giveDate").isVisible()
    assert not window.arranging.take_date("the day after never")
    assert "the day after never" in hands.message_shown(window)


def test_no_button_is_cut_in_the_smallest_window(empty_window: MainWindow, tmp_path: Path) -> None:
    """However small the window, each button of the header shows all of its words."""
    story = tmp_path / "undated.txt"
    story.write_text("The factory closed in March of this year.\n", encoding="utf-8")
    assert empty_window.open(story)
    empty_window.resize(empty_window.minimumSize())
    QApplication.processEvents()
    buttons = [b for b in empty_window.findChildren(QPushButton) if b.isVisible()]
    assert len(buttons) >= 4
    for button in buttons:
        assert button.width() >= button.sizeHint().width(), button.text()


def test_the_event_is_copied_with_its_citation(window: MainWindow) -> None:
    """What is pasted names the words and the source."""
    event = told(window, "barge struck")
    window.session.choose(event.id)
    window.menus["actionCopyEvent"].trigger()
    pasted = QGuiApplication.clipboard().text()
    assert "[5c7e1a94]" in pasted
    assert "harbour-bridge.txt" in pasted


def test_markup_in_a_story_is_shown_as_it_stands(empty_window: MainWindow, tmp_path: Path) -> None:
    """A title that is HTML is read as letters, everywhere."""
    hostile = "<img src='file:///etc/passwd'><b>Fire</b> & flood"
    story = tmp_path / "x.txt"
    story.write_text(
        f"v0.1\n\n{hostile}\n\n2024-07-01 20:06:35\n\nThe <i>mill</i> opened on 3 May 1901 [1].\n",
        encoding="utf-8",
    )
    window = empty_window
    assert window.open(story)
    title = window.findChild(QLabel, "title")
    assert title.whole() == hostile
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in window.findChildren(QLabel)
        if label.text()
    )
    assert hostile in window.panel.source.toPlainText()


def test_dark_and_light_can_be_chosen(window: MainWindow) -> None:
    """View ▸ Theme ▸ Dark darkens the timeline and the text, Light brings them back."""

    def ground() -> int:
        picture = viewport(window).grab().toImage()
        return int(picture.pixelColor(picture.width() - 5, picture.height() // 2).lightness())

    assert ground() > 200
    window.menus["actionThemeDark"].trigger()
    QApplication.processEvents()
    assert ground() < 60
    window.menus["actionThemeLight"].trigger()
    QApplication.processEvents()
    assert ground() > 200


def test_the_overview_moves_the_view(window: MainWindow, hands: Any) -> None:
    """A drag of the frame moves the view, a drag of its edge stretches it."""
    hands.wheel(viewport(window), MIDDLE, 6)
    before = window.session.view.scale
    frame = window.overview.frame()
    middle = QPointF(frame.x + frame.w / 2, 30)
    hands.drag(window.overview, middle, middle + QPointF(40, 0))
    assert window.session.view.scale.start > before.start
    assert window.session.view.scale.per_pixel == before.per_pixel
    frame = window.overview.frame()
    edge = QPointF(frame.x + frame.w, 30)
    hands.drag(window.overview, edge, edge + QPointF(60, 0))
    assert window.session.view.scale.per_pixel > before.per_pixel


def test_every_action_has_words_and_a_name(window: MainWindow) -> None:
    """Each menu entry can be found by name, and no two share a key."""
    actions = [a for a in window.findChildren(type(window.menus["actionFit"])) if a.objectName()]
    names = [a.objectName() for a in actions]
    for name in ("actionOpen", "actionExport", "actionFit", "actionQuit", "actionAbout"):
        assert name in names
    keys = [s.toString() for a in actions for s in a.shortcuts()]
    assert len(keys) == len(set(keys)), sorted(keys)
    menus = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert menus == ["File", "Edit", "View", "Timeline", "Help"]


def test_a_row_can_be_chosen_again_after_esc(window: MainWindow, hands: Any) -> None:
    """Click a row of the table, let go with Esc, click the same row."""
    table = window.panel.events
    window.panel.tabs.setCurrentWidget(window.panel.events_page)
    QApplication.processEvents()
    at = QPointF(table.visualRect(table.model().index(1, 1)).center())
    table.setFocus()
    hands.click(table.viewport(), at)
    chosen = window.session.chosen_id
    assert chosen == window.session.readings[0].events[1].id
    window.menus["actionDeselect"].trigger()
    assert window.session.chosen_id == ""
    hands.click(table.viewport(), at)
    assert window.session.chosen_id == chosen


def three_stories(folder: Path) -> Path:
    """A file of three stories, the last without a date."""
    path = folder / "three.json"
    path.write_text(
        json.dumps(
            [
                {"title": "A", "story": "The mill closed last year [aaaa1111].",
                 "last_updated": "2020-02-03T10:00:00", "refs": ["aaaa1111"]},
                {"title": "B", "story": "The dam burst last year [bbbb2222].",
                 "last_updated": "2010-02-03T10:00:00", "refs": ["bbbb2222"]},
                {"title": "C", "story": "The port opened last year [aaaa1111].",
                 "refs": ["aaaa1111"]},
            ]
        ),
        encoding="utf-8",
    )  # fmt: skip
    return path


def test_a_date_is_given_only_to_the_story_that_has_none(
    empty_window: MainWindow, tmp_path: Path
) -> None:
    """Of several stories in one file, those with a date of their own keep it."""
    window = empty_window
    assert window.open(three_stories(tmp_path))
    assert window.arranging.take_date("1 July 2031")
    dates = {e.headline.split()[1]: e.when.edtf for e in window.session.timeline.events}
    assert dates == {"mill": "2019", "dam": "2009", "port": "2030"}


def test_a_source_leads_to_its_own_story(empty_window: MainWindow, tmp_path: Path) -> None:
    """Two stories may use one id for two sources: each row leads to its own story's event."""
    window = empty_window
    assert window.open(three_stories(tmp_path))
    window.arranging.take_date("1 July 2031")
    window.panel.tabs.setCurrentWidget(window.panel.sources_page)
    listed = window.panel.citations
    listed.clicked.emit(listed.model().index(2, 0))
    assert "port" in window.session.event_of(window.session.chosen_id).headline
    assert window.session.reading is window.session.readings[2]
    assert window.findChild(QPushButton, "groupStory").isVisible()


def test_a_signal_is_heard_once_and_only_on_change(window: MainWindow) -> None:
    """Fitting what is fitted, and scrolling where nothing scrolls, tell nobody anything."""
    heard: list[str] = []
    window.session.view.moved.connect(lambda: heard.append("moved"))
    window.session.view.fit()
    window.session.view.pan(0, -50)
    assert heard == []
    window.session.view.zoom(2.0)
    assert heard == ["moved"]


def test_regrouping_keeps_the_place_in_the_text(empty_window: MainWindow, tmp_path: Path) -> None:
    """Other lanes are no other text: the reader goes on where they were."""
    story = tmp_path / "long.txt"
    story.write_text("The mill opened on 3 May 1901. It rained.\n\n" * 300, encoding="utf-8")
    window = empty_window
    assert window.open(story)
    source = window.panel.source
    source.show_span(window.session.readings[0].story.paragraphs[200].span)
    place = source.verticalScrollBar().value()
    assert place > 2000
    window.menus["actionGroupCertainty"].trigger()
    QApplication.processEvents()
    assert source.verticalScrollBar().value() == place


def test_keys_held_with_others_do_not_move_the_view(window: MainWindow) -> None:
    """Ctrl+A is not A."""
    before = window.session.view.scale
    QTest.keyClick(window.canvas.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert window.session.view.scale == before
    QTest.keyClick(window.canvas.view, Qt.Key.Key_A)
    assert window.session.view.scale.start < before.start
