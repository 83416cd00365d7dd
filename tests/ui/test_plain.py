"""Words of a story are never markup, never a path, never a command."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from viewer.ui import plain

UI = Path(plain.__file__).parent
#: What guesses at markup, or reads it: for `plain` alone.
GUESSING = {
    "QLabel", "QErrorMessage", "QToolTip", "QWhatsThis", "QTextBrowser", "QGraphicsTextItem",
    "TextItem", "QWebEngineView", "setHtml", "insertHtml", "appendHtml", "setMarkdown",
    "insertMarkdown", "setInformativeText", "setTextFormat", "fromHtml", "fromMarkdown",
    "ToolTipRole", "StatusTipRole", "WhatsThisRole", "setWhatsThis", "addLegend",
}  # fmt: skip
#: Whose words must be the program's own, or come out of `plain.tip`.
TIPS = {"setToolTip", "setStatusTip"}
#: Whose questions must be the program's own: the box shows them on a label of Qt's.
ASKING = {"getText", "getItem", "getInt", "getDouble", "getMultiLineText", "setLabelText"}
#: What gives a name or an address to the system.
OUT = {"openUrl", "startDetached", "startfile", "Popen", "QProcess", "webbrowser",
       "QNetworkAccessManager", "QTcpSocket", "QUdpSocket", "urlopen", "subprocess"}  # fmt: skip


def strays(source: str, name: str) -> Iterator[str]:
    """Uses of what guesses at markup, and of what reaches out of the program, in a module."""
    for node in ast.walk(ast.parse(source)):
        at = f"{name}:{getattr(node, 'lineno', 0)}"
        used = getattr(node, "attr", "") or (node.id if isinstance(node, ast.Name) else "")
        if used in GUESSING:
            # A static text of its own says that it is plain.
            if used == "setTextFormat" and "PlainText" in source.splitlines()[node.lineno - 1]:
                continue
            yield f"{at}: {used} is for plain.py"
        if used in OUT or (used == "system" and ast.unparse(node) == "os.system"):
            yield f"{at}: {used} reaches out of the program"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = node.func.attr
            if called in TIPS and not all(map(_safe, node.args)):
                yield f"{at}: {called} with words that are not the program's own"
            if called in ASKING and not all(map(_own, node.args[1:3])):
                yield f"{at}: {called} asks with words that are not the program's own"
        calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if calls and node.func.id == "QMessageBox":
            yield f"{at}: QMessageBox is for plain.py"
        if isinstance(node, ast.ClassDef):
            rich = {"QTextEdit", "QTextBrowser"} & {
                b.id for b in node.bases if isinstance(b, ast.Name)
            }
            for inner in ast.walk(node) if rich else ():
                if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
                    whose = inner.func.value
                    mine = isinstance(whose, ast.Name) and whose.id == "self"
                    if mine and inner.func.attr in ("append", "setText"):
                        yield f"{name}:{inner.lineno}: {inner.func.attr} of a text guesses"


def _own(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def _safe(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _safe(node.body) and _safe(node.orelse)
    called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
    return _own(node) or called == "tip"


def test_only_one_module_shows_words_where_qt_guesses_at_markup() -> None:
    """Read in the source: labels, boxes and tips are made in `plain`, or hold our own words."""
    found = []
    for path in sorted(UI.rglob("*.py")):
        name = str(path.relative_to(UI))
        if name != "plain.py":
            found += strays(path.read_text(encoding="utf-8"), name)
    # The ways out: a source's address, shown first and opened when the reader says so; and
    # workers that read long stories, which are this program itself and are told of files by pipe.
    # The guide is the program's own text.
    ways = {(stray.split(":")[0], stray.split()[1]) for stray in found}
    assert ways == {
        ("panel/pages.py", "openUrl"),
        ("opening.py", "QProcess"),
        ("guide.py", "QTextBrowser"),
        ("guide.py", "setMarkdown"),
    }, found


@pytest.mark.parametrize(
    "line",
    [
        "QLabel(words)",
        "label.setHtml(words)",
        "QMessageBox(parent)",
        "mark.setToolTip(event.headline)",
        "mark.setToolTip(f'<b>{words}</b>')",
        "QInputDialog.getText(self, 'Ask', f'About {words}')",
        "item.setData(Qt.ItemDataRole.ToolTipRole, words)",
        "QDesktopServices.openUrl(address)",
        "os.system(words)",
        "class Notes(QTextEdit):\n    def put(self, words):\n        self.setText(words)",
    ],
)
def test_a_stray_is_found(line: str) -> None:
    """Each way to go wrong is one that the reading of the source sees."""
    assert list(strays(line, "x.py"))


def test_what_is_shown_is_what_stands_there(qapp: QApplication) -> None:
    """A label, a message and a tip show markup as the signs it is made of."""
    evil = '<b>bold</b><img src="file:///etc/passwd"> &amp; &'
    label = plain.PlainLabel(evil)
    assert label.textFormat() is Qt.TextFormat.PlainText
    box = plain.message(None, "Title", evil)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert not [
        part for part in box.findChildren(QLabel)
        if part.text() == evil and part.textFormat() is not Qt.TextFormat.PlainText
    ]  # fmt: skip
    widget = QWidget()
    widget.show()
    plain.show_tip(QPoint(10, 10), [evil], widget, QRect(0, 0, 50, 50))
    assert "<img" not in QToolTip.text()
    assert "&lt;b&gt;" in QToolTip.text()
    plain.hide_tip()
    for one in (label, box, widget):
        one.deleteLater()
