"""Putting right what the program read, as the reader does it in the window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
)

from viewer.core.events import Event, Kind, Status
from viewer.core.when import parse
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

STORY = """v0.2

A ropeworks in Elmsford

2021-03-09 08:00:00

The ropeworks opened in May 1897 [aa11bb22]. It burned down on 4 August 1911, and the owners
rebuilt it by 1913 [cc33dd44]. In 1961 the council bought the site, and a school opened there.

Twelve houses were lost in the flood. The river rose in 1953 [cc33dd44].
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "ropeworks.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def desk(empty_window: MainWindow, story: Path) -> MainWindow:
    """A window on the story, a file of its own."""
    assert empty_window.open(story)
    QApplication.processEvents()
    return empty_window


def told(window: MainWindow, words: str) -> Event:
    reading = window.session.readings[0]
    found = [e for e in reading.events if words in e.span.of(reading.story.text)]
    assert found, [e.span.of(reading.story.text) for e in reading.events]
    return min(found, key=lambda e: len(e.span))


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def do(window: MainWindow, name: str) -> None:
    assert action(window, name).isEnabled()
    action(window, name).trigger()
    QApplication.processEvents()


def dialog(window: MainWindow, name: str) -> QDialog:
    found = [d for d in window.findChildren(QDialog, name) if d.isVisible()]
    assert len(found) == 1, [d.objectName() for d in window.findChildren(QDialog)]
    return found[0]


def ok(box: QDialog) -> QPushButton:
    return box.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)


def press_ok(box: QDialog) -> None:
    QTest.mouseClick(ok(box), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def choose(window: MainWindow, words: str) -> Event:
    event = told(window, words)
    window.session.choose(event.id)
    return event


def select(window: MainWindow, words: str) -> None:
    source = window.panel.source
    start = STORY.index(words)
    cursor = QTextCursor(source.document())
    cursor.setPosition(source._offsets.unit(start))
    end = source._offsets.unit(start + len(words))
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    source.setTextCursor(cursor)


def redate(window: MainWindow, words: str, date: str) -> None:
    choose(window, words)
    do(window, "actionChangeDate")
    box = dialog(window, "askDate")
    box.findChild(QLineEdit, "dateField").setText(date)
    press_ok(box)


def card(window: MainWindow) -> str:
    QApplication.processEvents()
    labels = window.panel.card.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if not label.isHidden())


def test_a_date_is_checked_as_it_is_typed(desk: MainWindow) -> None:
    """What is no date cannot be taken; what is one is said in words and as EDTF before it is."""
    event = choose(desk, "burned down")
    do(desk, "actionChangeDate")
    box = dialog(desk, "askDate")
    field, read = box.findChild(QLineEdit, "dateField"), box.findChild(QLabel, "dateRead")
    assert field.text() == "4 August 1911"
    field.clear()
    QTest.keyClicks(field, "5 August at the mill")
    assert "not read as a date" in read.text()
    assert not ok(box).isEnabled()
    field.clear()
    QTest.keyClicks(field, "5 August 1911")
    assert "5 August 1911 (1911-08-05)" in read.text()
    press_ok(box)
    now = desk.session.event_of(event.id)
    assert now is not None
    assert (now.when.edtf, now.kind) == ("1911-08-05", Kind.READER)
    assert "The reader gave the date 5 August 1911" in card(desk)
    row = next(i for i, e in enumerate(desk.session.readings[0].events) if e.id == event.id)
    desk.panel.tabs.setCurrentWidget(desk.panel.events_page)
    assert "5 August 1911" in desk.panel.events.model().index(row, 0).data()


def test_undo_and_redo_name_what_they_do(desk: MainWindow) -> None:
    """Each step back and forth is seen on the timeline, and the menu says which it is."""
    was = told(desk, "burned down")
    redate(desk, "burned down", "1912")
    assert action(desk, "actionUndo").text() == "&Undo Date: 1912"
    do(desk, "actionUndo")
    assert told(desk, "burned down") == was
    assert not action(desk, "actionUndo").isEnabled()
    do(desk, "actionRedo")
    assert told(desk, "burned down").when.edtf == "1912"


def test_corrections_last(desk: MainWindow, story: Path, qtbot: Any) -> None:
    """Saved by themselves beside the story, which stays as it was; there again in a new window."""
    redate(desk, "burned down", "1912")
    choose(desk, "rebuilt it")
    do(desk, "actionRename")
    box = dialog(desk, "askLine")
    box.findChild(QLineEdit, "lineField").setText("The works rise again")
    press_ok(box)
    assert story.read_text(encoding="utf-8") == STORY
    kept = json.loads(story.with_name("ropeworks.txt.timeline.json").read_text(encoding="utf-8"))
    assert [entry["change"] for entry in kept["corrections"]] == ["date", "headline"]
    other = MainWindow(Session())
    qtbot.addWidget(other)
    assert other.open(story)
    assert told(other, "burned down").when.edtf == "1912"
    assert told(other, "rebuilt it").headline == "The works rise again"
    other.close()


def test_a_new_version_keeps_what_applies_and_lists_what_does_not(
    desk: MainWindow, story: Path
) -> None:
    """One sentence moves, another is rewritten: the first keeps its date, the second is listed."""
    redate(desk, "burned down", "1912")
    redate(desk, "river rose", "1954")
    text = STORY.replace("The ropeworks opened", "Elm was small.\n\nThe ropeworks opened")
    text = text.replace("The river rose in 1953", "The lake froze in 1963")
    story.write_text(text, encoding="utf-8")
    assert desk.open(story)
    assert told(desk, "burned down").when.edtf == "1912"
    assert told(desk, "lake froze").when.edtf == "1963"
    desk.session.choose("")
    assert "1 correction does not apply" in card(desk)
    do(desk, "actionCorrections")
    listed = dialog(desk, "corrections").findChild(QListWidget, "correctionList")
    lines = [listed.item(row).text() for row in range(listed.count())]
    assert ["Does not apply" in line for line in lines] == [False, True]
    assert "“The river rose in 1953”" in lines[1]


def test_status_hide_and_note(desk: MainWindow) -> None:
    """Each from the menu; a hidden event is on no list, and comes back."""
    event = choose(desk, "rebuilt it")
    do(desk, "actionStatusPossible")
    assert told(desk, "rebuilt it").status is Status.POSSIBLE
    assert action(desk, "actionStatusPossible").isChecked()
    do(desk, "actionNote")
    box = dialog(desk, "askNote")
    box.findChild(QPlainTextEdit, "noteField").setPlainText("<b>See</b> the parish book")
    press_ok(box)
    assert "<b>See</b> the parish book" in card(desk)
    do(desk, "actionHide")
    assert desk.session.event_of(event.id) is None
    assert desk.session.chosen_id == ""
    assert event.id not in {e.id for e in desk.session.timeline.events}
    do(desk, "actionUndo")
    assert told(desk, "rebuilt it").note == "<b>See</b> the parish book"


def test_sources_are_ticked(desk: MainWindow) -> None:
    """An event rests on the sources that are ticked."""
    choose(desk, "burned down")
    do(desk, "actionSources")
    box = dialog(desk, "askSome")
    choices = box.findChild(QListWidget, "choices")
    for row in range(choices.count()):
        choices.item(row).setCheckState(
            Qt.CheckState.Checked if "aa11bb22" in choices.item(row).text()
            else Qt.CheckState.Unchecked
        )  # fmt: skip
    press_ok(box)
    assert told(desk, "burned down").citations == ("aa11bb22",)


def test_events_are_merged(desk: MainWindow) -> None:
    """The one chosen stays, with the sources of both."""
    event, other = choose(desk, "The ropeworks opened"), told(desk, "burned down")
    do(desk, "actionMerge")
    box = dialog(desk, "askSome")
    choices = box.findChild(QListWidget, "choices")
    assert not ok(box).isEnabled()
    row = next(r for r in range(choices.count()) if other.headline in choices.item(r).text())
    choices.item(row).setCheckState(Qt.CheckState.Checked)
    press_ok(box)
    merged = desk.session.event_of(event.id)
    assert merged is not None
    assert set(merged.citations) == {"aa11bb22", "cc33dd44"}
    assert desk.session.event_of(other.id) is None


def test_an_event_is_added_from_selected_words(desk: MainWindow) -> None:
    """Its headline is offered from the words; it is chosen, and marked as the reader's."""
    before = len(desk.session.readings[0].events)
    select(desk, "Twelve houses were lost in the flood")
    do(desk, "actionAddEvent")
    box = dialog(desk, "askEvent")
    assert (
        box.findChild(QLineEdit, "headlineField").text() == "Twelve houses were lost in the flood"
    )
    box.findChild(QLineEdit, "dateField").setText("1953")
    press_ok(box)
    assert len(desk.session.readings[0].events) == before + 1
    added = desk.session.event_of(desk.session.chosen_id)
    assert added is not None
    assert added.span.of(STORY) == "Twelve houses were lost in the flood"
    assert added.when.edtf == "1953"
    assert "The reader added this event" in card(desk)


def test_adding_without_a_selection_says_what_to_do(desk: MainWindow, hands: Any) -> None:
    """No event out of nothing."""
    do(desk, "actionAddEvent")
    assert "Select the words" in hands.message_shown(desk)


def test_a_part_is_split_off(desk: MainWindow) -> None:
    """The selected part of the chosen event's words is an event of its own."""
    event = choose(desk, "the owners")
    words = event.span.of(STORY)
    part = " ".join(words.split(" ")[-2:])
    before = len(desk.session.readings[0].events)
    select(desk, part)
    do(desk, "actionSplit")
    box = dialog(desk, "askLine")
    box.findChild(QLineEdit, "lineField").setText("Done by 1913")
    press_ok(box)
    assert len(desk.session.readings[0].events) == before + 1
    new = desk.session.event_of(desk.session.chosen_id)
    assert new is not None
    assert (new.headline, new.span.of(STORY)) == ("Done by 1913", part)


def test_one_click_takes_another_date_and_one_takes_it_back(desk: MainWindow) -> None:
    """The card offers what the program passed over; what was taken is marked, and can go back."""
    event = choose(desk, "council bought")
    offered = desk.panel.card.findChildren(QPushButton, "takeAlternative")
    before = next(b for b in offered if "no date" in b.text())
    QTest.mouseClick(before, Qt.MouseButton.LeftButton)
    now = desk.session.event_of(event.id)
    assert now is not None
    assert now.kind is Kind.UNDATED
    assert "By the reader\nthe date" in card(desk)
    back = desk.panel.card.findChild(QPushButton, "takeEventBack")
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert desk.session.event_of(event.id) == event
    assert "By the reader" not in card(desk)


def test_each_correction_can_be_taken_back_alone(desk: MainWindow, story: Path) -> None:
    """The first of two is taken back in the list; the second stays, and undo brings it back."""
    redate(desk, "burned down", "1912")
    redate(desk, "river rose", "1954")
    do(desk, "actionCorrections")
    box = dialog(desk, "corrections")
    listed = box.findChild(QListWidget, "correctionList")
    listed.setCurrentRow(0)
    QTest.mouseClick(box.findChild(QPushButton, "takeBack"), Qt.MouseButton.LeftButton)
    assert listed.count() == 1
    assert told(desk, "burned down").when.edtf == "1911-08-04"
    assert told(desk, "river rose").when.edtf == "1954"
    do(desk, "actionUndo")
    assert told(desk, "burned down").when.edtf == "1912"


def test_two_windows_keep_the_changes_of_both(desk: MainWindow, story: Path, qtbot: Any) -> None:
    """What the other window said shows here at the next change, and both are in the file."""
    other = MainWindow(Session())
    qtbot.addWidget(other)
    assert other.open(story)
    redate(desk, "burned down", "1912")
    redate(other, "river rose", "1954")
    assert told(other, "burned down").when.edtf == "1912"
    redate(desk, "rebuilt it", "1914")
    for window in (desk, other):
        assert told(window, "river rose").when.edtf == "1954"
    kept = json.loads(story.with_name("ropeworks.txt.timeline.json").read_text(encoding="utf-8"))
    assert [entry["date"] for entry in kept["corrections"]] == ["1912", "1954", "1914"]
    other.close()


def test_a_damaged_file_is_said_and_kept(empty_window: MainWindow, story: Path, hands: Any) -> None:
    """The story opens as the program reads it, and a message says what is wrong."""
    side = story.with_name("ropeworks.txt.timeline.json")
    side.write_bytes(b"{garbled")
    assert empty_window.open(story)
    assert "cannot be read" in hands.message_shown(empty_window)
    redate(empty_window, "burned down", "1912")
    assert "kept as" in hands.message_shown(empty_window)
    assert side.with_name(side.name + ".damaged").read_bytes() == b"{garbled"


def test_what_cannot_be_saved_is_said_and_holds(
    desk: MainWindow, hands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither folder takes a file: the correction holds in the window, and is saved later."""
    from viewer.files import sidecar
    from viewer.files.saving import NotSaved

    def full(path: Path, data: bytes, *, scratch: str = "") -> None:
        raise NotSaved(path, "it cannot be written (No space left on device)")

    with monkeypatch.context() as patch:
        patch.setattr(sidecar, "write_whole", full)
        redate(desk, "burned down", "1912")
        said = hands.message_shown(desk)
        assert "not saved" in said
        assert "No space left" in said
        assert desk.findChild(QLabel, "kept").text() == "Corrections not saved"
        assert told(desk, "burned down").when.edtf == "1912"
    redate(desk, "river rose", "1954")
    assert desk.findChild(QLabel, "kept").text() == "2 corrections, saved"


def test_an_undated_event_is_placed_by_hand(desk: MainWindow) -> None:
    """The shelf lists what has no date with what bounds it; Enter asks for one."""
    shelf = desk.findChild(QListWidget, "undatedShelf")
    desk.panel.tabs.setCurrentWidget(shelf)
    QApplication.processEvents()
    rows = [shelf.item(row).text() for row in range(shelf.count())]
    row = next(r for r, words in enumerate(rows) if "houses were lost" in words)
    assert "by 9 March 2021" in rows[row]
    shelf.setFocus()
    shelf.setCurrentRow(row)
    assert "houses" in told(desk, "Twelve houses").headline
    assert desk.session.chosen_id == told(desk, "Twelve houses").id
    QTest.keyClick(shelf, Qt.Key.Key_Return)
    box = dialog(desk, "askDate")
    box.findChild(QLineEdit, "dateField").setText("1953")
    press_ok(box)
    assert told(desk, "Twelve houses").when.edtf == "1953"
    assert shelf.count() == len(rows) - 1


def drag_to_axis(window: MainWindow, hands: Any, words: str, right: float) -> QListWidget:
    """Take a row of the shelf and hold it over the timeline, ``right`` of its left edge."""
    shelf = window.findChild(QListWidget, "undatedShelf")
    window.panel.tabs.setCurrentWidget(shelf)
    QApplication.processEvents()
    item = next(i for i in map(shelf.item, range(shelf.count())) if words in i.text())
    viewport, view = shelf.viewport(), window.canvas.view
    start = QPointF(shelf.visualItemRect(item).center())
    end = QPointF(viewport.mapFromGlobal(view.mapToGlobal(QPoint(round(right), 150))))
    hands.mouse(viewport, QEvent.Type.MouseButtonPress, start, Qt.MouseButton.LeftButton)
    for share in (0.1, 0.6, 1.0):
        at = start + (end - start) * share
        hands.mouse(viewport, QEvent.Type.MouseMove, at, Qt.MouseButton.LeftButton)
    return shelf


def let_go(window: MainWindow, hands: Any, shelf: QListWidget, right: float) -> None:
    at = shelf.viewport().mapFromGlobal(window.canvas.view.mapToGlobal(QPoint(round(right), 150)))
    hands.mouse(
        shelf.viewport(), QEvent.Type.MouseButtonRelease, QPointF(at), Qt.MouseButton.LeftButton
    )


def test_an_undated_event_is_dragged_onto_the_axis(desk: MainWindow, hands: Any) -> None:
    """A ghost says the date under the pointer; let go, the event has it, and undo takes it back."""
    view = desk.session.view
    view.show_span(parse("1952").earliest, parse("1954").latest)
    x = view.scale.x(parse("1953-05-15").earliest)
    shelf = drag_to_axis(desk, hands, "houses were lost", x)
    assert desk.canvas.carried_words() == "May 1953"
    let_go(desk, hands, shelf, x)
    assert desk.canvas.carried_words() == ""
    placed = told(desk, "Twelve houses")
    assert (placed.when.edtf, placed.kind) == ("1953-05", Kind.READER)
    assert desk.session.chosen_id == placed.id
    do(desk, "actionUndo")
    assert told(desk, "Twelve houses").kind is Kind.UNDATED


def test_the_date_dropped_at_is_as_exact_as_the_zoom(desk: MainWindow, hands: Any) -> None:
    """At a scale of years it is a year; outside what the text tells, the ghost says that."""
    view = desk.session.view
    view.show_span(parse("2005").earliest, parse("2030").latest)
    drag_to_axis(desk, hands, "houses were lost", view.scale.x(parse("2025-06").earliest))
    assert desk.canvas.carried_words() == "2025, but the text says by 9 March 2021"
    view.show_span(parse("1940").earliest, parse("1970").latest)
    x = view.scale.x(parse("1953-06").earliest)
    shelf = drag_to_axis(desk, hands, "houses were lost", x)
    let_go(desk, hands, shelf, x)
    assert told(desk, "Twelve houses").when.edtf == "1953"


def test_a_drag_can_be_given_up(desk: MainWindow, hands: Any) -> None:
    """Esc, or let go beside the axis: nothing is placed."""
    shelf = drag_to_axis(desk, hands, "houses were lost", 300)
    assert desk.canvas.carried_words() != ""
    QTest.keyClick(shelf, Qt.Key.Key_Escape)
    assert desk.canvas.carried_words() == ""
    let_go(desk, hands, shelf, 300)
    assert told(desk, "Twelve houses").kind is Kind.UNDATED
    shelf = drag_to_axis(desk, hands, "houses were lost", 300)
    let_go(desk, hands, shelf, 4000)
    assert told(desk, "Twelve houses").kind is Kind.UNDATED


def test_nothing_chosen_nothing_to_correct(desk: MainWindow) -> None:
    """The actions that need an event say so by being off."""
    desk.session.choose("")
    for name in ("actionChangeDate", "actionRename", "actionHide", "actionNote", "actionMerge"):
        assert not action(desk, name).isEnabled()
    choose(desk, "burned down")
    assert action(desk, "actionChangeDate").isEnabled()
