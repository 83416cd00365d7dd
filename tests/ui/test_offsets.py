"""Code points and UTF-16 units: the two counts agree on every word."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from viewer.ui.panel.offsets import Offsets

texts = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\t \u2028\u2029🌳é\x00\ufdd0\x0b\x85"))
)


@given(texts)
def test_every_code_point_is_found_again(text: str) -> None:
    """point(unit(i)) is i for every code point that Qt shows."""
    offsets = Offsets(text)
    for i, character in enumerate(text):
        if character == "\r" and text[i : i + 2] == "\r\n":
            continue
        assert offsets.point(offsets.unit(i)) == i


@given(texts)
@settings(deadline=None)  # Qt finds its fonts in the first run
def test_qt_counts_as_we_say(qapp: Any, text: str) -> None:
    """A document holding the shown text is as long as its last unit, and shows each character."""
    offsets = Offsets(text)
    document = QTextDocument()
    cursor = QTextCursor(document)
    cursor.insertText(offsets.shown)
    assert document.characterCount() - 1 == offsets.unit(len(text))


def test_the_tree_of_the_printed_page_shifts_by_one() -> None:
    """An emoji before a word moves it one unit in Qt and none in the story."""
    offsets = Offsets("v0.15 🌳\r\nThe title")
    start = "v0.15 🌳\r\nThe title".index("title")
    assert offsets.unit(start) == start + 1 - 1  # one for the tree, none for the CR
    assert offsets.shown.encode("utf-16-le")[2 * offsets.unit(start) :].decode("utf-16-le") == (
        "title"
    )
