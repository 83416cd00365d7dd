"""The ways out of the window as a reader takes them: export, copy the picture, print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from viewer.files.formats import FORMATS
from viewer.ui.export.choices import Choices, kept, of_kept
from viewer.ui.export.printing import draw_page
from viewer.ui.pictures import PICTURES, Picture
from viewer.ui.sheet import lay_out
from viewer.ui.window import MainWindow


class Asked:
    """The export dialog in a reader's hands."""

    def __init__(self, window: MainWindow, qtbot: Any) -> None:
        self._qtbot = qtbot
        self.window = window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        (self.dialog,) = [
            one for one in window.findChildren(QDialog, "exportDialog") if one.isVisible()
        ]
        self.events = len(window.session.timeline.events)

    def part(self, kind: type[Any], name: str) -> Any:
        found = self.dialog.findChild(kind, name)
        assert found is not None, name
        return found

    def choose(self, name: str, words: str) -> None:
        """Choose a line of a list with the keys, as who cannot use a mouse does."""
        combo = self.part(QComboBox, name)
        assert combo.isVisible()
        combo.setFocus()
        combo.setCurrentIndex(combo.findText(words, Qt.MatchFlag.MatchStartsWith))

    def type(self, name: str, words: str) -> None:
        line = self.part(QLineEdit, name)
        line.selectAll()
        QTest.keyClicks(line, words)

    def told(self, name: str) -> str:
        return str(self.part(QLabel, name).text())

    def wait(self, facts: str) -> None:
        """Wait until the line under the preview holds some words."""
        self._qtbot.waitUntil(lambda: facts in self.told("exportFacts"), timeout=20_000)

    def wait_for(self, what: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(what, timeout=20_000)

    def press(self, name: str) -> None:
        QTest.mouseClick(self.part(QPushButton, name), Qt.MouseButton.LeftButton)

    def export_to(self, path: Path) -> None:
        """Type a path, press Export, and wait until the dialog is gone."""
        self.part(QLineEdit, "exportFile").setText(str(path))
        self.press("exportButton")
        self._qtbot.waitUntil(lambda: not _is_open(self.dialog), timeout=20_000)


def _is_open(dialog: QDialog) -> bool:
    try:
        return bool(dialog.isVisible())
    except RuntimeError:  # it is closed and gone
        return False


@pytest.fixture
def asked(window: MainWindow, qtbot: Any) -> Asked:
    return Asked(window, qtbot)


def box_of(dialog: QWidget) -> QMessageBox:
    (box,) = [one for one in dialog.findChildren(QMessageBox) if one.isVisible()]
    return box


def test_the_picture_that_was_chosen_is_written(asked: Asked, tmp_path: Path) -> None:
    """Format, size, colours and parts stand in the file as they were chosen and shown."""
    asked.choose("exportSize", "Slide")
    asked.choose("exportTheme", "Dark")
    asked.part(QCheckBox, "exportTitle").click()
    asked.wait("1,920 × 1,080 pixels")
    path = tmp_path / "slide.png"
    asked.export_to(path)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1920, 1080)
    assert image.pixelColor(4, 1076).lightness() < 60
    assert str(path) in asked.window.statusBar().currentMessage()


@pytest.mark.parametrize("form", [*PICTURES, *FORMATS], ids=lambda form: form.name)
def test_every_format_is_offered_shown_and_written(asked: Asked, tmp_path: Path, form: Any) -> None:
    """Each format of the command line can be chosen; the preview shows it, and what it has no
    place for is told before it is written; the file's name takes its ending."""
    asked.choose("exportFormat", form.words)
    asked.wait("lines" if form in FORMATS else f"{asked.events} events")
    lost = form.lost(asked.window.session.readings) if form in FORMATS else ()
    told = asked.told("exportLost").splitlines()
    assert [line.casefold() for line in told] == [f"• {one}.".casefold() for one in lost]
    words = asked.part(QPlainTextEdit, "exportWords")
    assert words.isVisible() == (form in FORMATS)
    file = asked.part(QLineEdit, "exportFile").text()
    assert file.endswith(form.suffixes[0])
    asked.export_to(tmp_path / "bridge")
    path = tmp_path / f"bridge{form.suffixes[0]}"
    assert path.stat().st_size > 1000


def test_only_what_means_something_can_be_chosen(asked: Asked) -> None:
    """A table has no colours, a slide no free size, PNG no notes and PDF no transparency."""
    scale, theme = asked.part(QComboBox, "exportScale"), asked.part(QComboBox, "exportTheme")
    width = asked.part(QSpinBox, "exportWidth")
    notes = asked.part(QCheckBox, "exportNotes")
    clear = asked.part(QCheckBox, "exportTransparent")
    assert scale.isVisible()
    assert width.isVisible()
    assert (clear.isVisible(), notes.isVisible()) == (True, False)
    asked.choose("exportSize", "A4, landscape")
    assert not scale.isVisible()
    assert not width.isVisible()
    asked.choose("exportFormat", "Document")
    assert (clear.isVisible(), notes.isVisible()) == (False, True)
    asked.choose("exportFormat", "Table")
    assert not theme.isVisible()
    assert not notes.isVisible()


def test_a_poster_says_on_how_many_pages_it_comes(asked: Asked, tmp_path: Path) -> None:
    """A document that is cut into pages of paper has as many as the dialog says."""
    asked.choose("exportFormat", "Document")
    asked.choose("exportPaper", "A4")
    asked.wait("pages")
    (said,) = re.findall(r"on (\d+) pages", asked.told("exportFacts"))
    path = tmp_path / "poster.pdf"
    asked.export_to(path)
    assert len(PdfReader(path).pages) == int(said) > 1


def test_on_a_small_screen_everything_is_in_reach(asked: Asked) -> None:
    """In 740 by 440 pixels all controls can be reached by keys and are then in sight, and file
    and buttons stand below them; nothing is cut off at the side."""
    asked.choose("exportFormat", "Document")
    asked.choose("exportScope", "Some dates")
    asked.dialog.resize(740, 440)
    QApplication.processEvents()
    assert (asked.dialog.width(), asked.dialog.height()) == (740, 440)
    area = asked.part(QScrollArea, "exportControls")
    seen = area.viewport().rect()
    reached = set()
    for _ in range(40):
        QTest.keyClick(asked.dialog.focusWidget(), Qt.Key.Key_Tab)
        focused = asked.dialog.focusWidget()
        reached.add(focused.objectName())
        if area.isAncestorOf(focused):
            place = focused.mapTo(area.viewport(), focused.rect().topLeft())
            assert seen.contains(QRect(place, focused.size())), focused.objectName()
    assert {"exportFormat", "exportFrom", "exportPaper", "exportNotes", "exportFile",
            "exportButton", "exportCancel"} <= reached  # fmt: skip


def test_notes_show_in_the_preview_before_they_are_written(asked: Asked, tmp_path: Path) -> None:
    """A drawing with notes is higher by them, and a document says on how many pages they come:
    as many as it then has."""
    asked.choose("exportFormat", "Drawing")
    asked.wait("cm")
    before = asked.told("exportFacts")
    asked.part(QCheckBox, "exportNotes").click()
    asked.wait_for(lambda: asked.told("exportFacts") != before)
    asked.choose("exportFormat", "Document")
    asked.wait("of notes")
    (said,) = re.findall(r"(\d+) pages? of notes", asked.told("exportFacts"))
    path = tmp_path / "noted.pdf"
    asked.export_to(path)
    assert len(PdfReader(path).pages) == 1 + int(said)


def test_screen_and_files_show_one_scene(window: MainWindow) -> None:
    """At the window's size a picture without parts of its own has each mark, word and sample of
    the legend where the window has it."""
    view = window.session.view
    view.resize(960.0, 640.0)
    picture = Picture(width=960, height=640, title=False, source=False)
    sheet, shown = lay_out(window.session.timeline, picture), view.scene()
    assert sheet.share == 1.0
    assert sheet.scene.marks == shown.marks
    assert sheet.scene.texts == shown.texts
    assert sheet.scene.legend == shown.legend
    assert sheet.scene.ticks == shown.ticks


def test_dates_in_words_bound_what_is_exported(asked: Asked, tmp_path: Path) -> None:
    """Dates are read as in the search, said as they are read, and hold for data too; what is no
    date is told, and nothing can be exported then."""
    asked.choose("exportScope", "Some dates")
    asked.type("exportFrom", "soon enough")
    assert "“soon enough” is no time" in asked.told("exportRead")
    assert not asked.part(QPushButton, "exportButton").isEnabled()
    asked.type("exportFrom", "2022")
    asked.type("exportTo", "the spring of 2019")
    assert "before the first" in asked.told("exportRead")
    asked.type("exportFrom", "2021")
    asked.type("exportTo", "June 2023")
    assert asked.told("exportRead") == "From 2021 up to June 2023"
    asked.wait("lie outside these dates")
    asked.choose("exportFormat", "Data")
    asked.wait("lines")
    path = tmp_path / "some.json"
    asked.export_to(path)
    told = json.loads(path.read_text(encoding="utf-8"))
    assert 0 < len(told["events"]) < asked.events


def test_a_picture_has_the_readers_way_with_dates(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    """Exported from a window whose reader writes the month first, its heading does so too."""
    window.memory.prefer(dates="month-first")
    asked = Asked(window, qtbot)
    asked.choose("exportFormat", "Drawing (SVG)")
    asked.wait(f"{asked.events} events")
    path = tmp_path / "drawing.svg"
    asked.export_to(path)
    assert "Story dated May 12, 2025, 09:41" in path.read_text(encoding="utf-8")


def test_what_the_window_shows_is_a_scope(window: MainWindow, qtbot: Any) -> None:
    """Zoomed in, the picture of what the window shows has fewer events than all."""
    window.session.go_to("2022")
    asked = Asked(window, qtbot)
    asked.wait(f"{asked.events} events")
    asked.choose("exportScope", "What the window shows")
    asked.wait("lie outside these dates")


def test_an_existing_file_is_replaced_only_on_a_yes(
    asked: Asked, tmp_path: Path, qtbot: Any
) -> None:
    """The dialog asks; Cancel, which Enter means, leaves the file as it was."""
    path = tmp_path / "old.png"
    path.write_bytes(b"old")
    asked.part(QLineEdit, "exportFile").setText(str(path))
    asked.press("exportButton")
    box = box_of(asked.dialog)
    assert "old.png is there already" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert path.read_bytes() == b"old"
    assert _is_open(asked.dialog)
    asked.press("exportButton")
    box = box_of(asked.dialog)
    (replace,) = [b for b in box.buttons() if "Replace" in b.text()]
    QTest.mouseClick(replace, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not _is_open(asked.dialog), timeout=20_000)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_story_is_never_replaced_by_its_export(
    empty_window: MainWindow, tmp_path: Path, qtbot: Any
) -> None:
    """Not even by name: the dialog says that the file is a story."""
    story = tmp_path / "pier.md"
    story.write_text("The pier fell on 3 May 1999.", encoding="utf-8")
    assert empty_window.open(story)
    asked = Asked(empty_window, qtbot)
    asked.choose("exportFormat", "Chronology with footnotes")
    asked.part(QLineEdit, "exportFile").setText(str(story))
    asked.press("exportButton")
    assert "is a story itself" in box_of(asked.dialog).text()
    assert story.read_text(encoding="utf-8") == "The pier fell on 3 May 1999."
    box_of(asked.dialog).accept()


def test_a_folder_that_is_not_there_is_said(asked: Asked, tmp_path: Path, qtbot: Any) -> None:
    """The message says so, and the dialog stays open for another name."""
    asked.part(QLineEdit, "exportFile").setText(str(tmp_path / "nowhere" / "a.svg"))
    asked.choose("exportFormat", "Drawing")
    asked.press("exportButton")
    qtbot.waitUntil(lambda: bool(asked.dialog.findChildren(QMessageBox)), timeout=20_000)
    assert "the folder does not exist" in box_of(asked.dialog).text()
    box_of(asked.dialog).accept()
    assert asked.part(QPushButton, "exportButton").isEnabled()
    asked.export_to(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").stat().st_size > 1000


def test_cancel_stops_the_writing_and_leaves_nothing(
    asked: Asked, tmp_path: Path, qtbot: Any
) -> None:
    """While a large picture is written, Cancel ends that; a second one closes the dialog."""
    asked.part(QSpinBox, "exportWidth").setValue(6000)
    asked.part(QSpinBox, "exportHeight").setValue(1800)
    asked.choose("exportScale", "4")
    path = tmp_path / "large.png"
    asked.part(QLineEdit, "exportFile").setText(str(path))
    asked.press("exportButton")
    progress = asked.part(QProgressBar, "exportProgress")
    assert progress.isVisible()
    assert not asked.part(QComboBox, "exportFormat").isEnabled()
    qtbot.waitUntil(lambda: progress.value() > 0, timeout=20_000)
    asked.press("exportCancel")
    assert not progress.isVisible()
    assert asked.part(QComboBox, "exportFormat").isEnabled()
    asked.press("exportCancel")
    qtbot.waitUntil(lambda: not _is_open(asked.dialog))
    QTest.qWait(300)
    assert list(tmp_path.iterdir()) == []


def test_the_last_choices_are_there_again(window: MainWindow, qtbot: Any, tmp_path: Path) -> None:
    """Format, size and folder of the last export are offered next; its dates are not."""
    asked = Asked(window, qtbot)
    asked.choose("exportFormat", "Document")
    asked.choose("exportSize", "A3")
    asked.choose("exportScope", "Some dates")
    asked.part(QCheckBox, "exportNotes").click()
    asked.export_to(tmp_path / "one.pdf")
    again = Asked(window, qtbot)
    assert again.part(QComboBox, "exportFormat").currentText() == "Document (PDF)"
    assert again.part(QComboBox, "exportSize").currentText().startswith("A3")
    assert again.part(QComboBox, "exportScope").currentText() == "The whole timeline"
    assert again.part(QCheckBox, "exportNotes").isChecked()
    assert Path(again.part(QLineEdit, "exportFile").text()).parent == tmp_path


def test_kept_choices_that_cannot_be_are_as_usual() -> None:
    """A settings file that another program wrote into does no harm."""
    usual = Choices()
    assert of_kept(kept(usual)) == usual
    odd: dict[str, Any] = {"form": "gif", "width": 10**9, "theme": 3, "title": "no", "size": "a4"}
    assert of_kept(odd) == Choices(size="a4")
    assert of_kept({"scale": float("nan"), "height": -1}) == usual


def test_the_picture_is_copied(window: MainWindow) -> None:
    """Edit ▸ Copy Timeline Picture puts it on the clipboard, and says how many events it has."""
    window.menus["actionCopyPicture"].trigger()
    image = QGuiApplication.clipboard().image()
    assert image.width() == 3200
    assert (
        f"picture of {len(window.session.timeline.events)} events"
        in window.statusBar().currentMessage()
    )


def test_the_picture_is_copied_as_pixels_whatever_was_exported_last(
    window: MainWindow, qtbot: Any, tmp_path: Path
) -> None:
    """After a document with notes the copy is as sharp as any, and its events have no numbers of
    notes that it does not hold."""
    window.menus["actionCopyPicture"].trigger()
    before = QGuiApplication.clipboard().image()
    asked = Asked(window, qtbot)
    asked.choose("exportFormat", "Document")
    asked.part(QCheckBox, "exportNotes").click()
    asked.export_to(tmp_path / "one.pdf")
    window.menus["actionCopyPicture"].trigger()
    assert QGuiApplication.clipboard().image() == before


def test_print_shows_a_page_first(window: MainWindow) -> None:
    """File ▸ Print… opens a preview on a page of paper, drawn with the timeline."""
    window.menus["actionPrint"].trigger()
    dialog = window.findChild(QDialog, "printPreview")
    assert dialog is not None
    QTest.qWait(200)
    assert dialog.isVisible()
    image = dialog.grab().toImage()
    middle = range(image.width() // 4, image.width() * 3 // 4, 3)
    shades = {image.pixel(x, y) for x in middle for y in range(120, image.height() - 60, 7)}
    assert len(shades) > 10
    dialog.reject()


def test_a_printed_page_holds_the_timeline(window: MainWindow, tmp_path: Path) -> None:
    """What goes to the printer is one page of its paper, in colours for print."""
    path = tmp_path / "page.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    draw_page(window.session.timeline, printer, window.session.manner)
    data = path.read_bytes()
    assert data.count(b"/Type /Page\n") == 1
