"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.patterns import late
from viewer.core.story import masks


def test_a_late_pattern_does_what_a_compiled_one_does() -> None:
    """It matches, searches and replaces alike, and says what it was made of."""
    found, soon = late(r"(?P<day>[0-9]+) may", re.IGNORECASE), "3 MAY, 4 May"
    known = re.compile(r"(?P<day>[0-9]+) may", re.IGNORECASE)
    for _ in range(2):
        assert [m["day"] for m in found.finditer(soon)] == ["3", "4"]
        assert found.sub("x", soon) == known.sub("x", soon)
        assert (found.pattern, found.flags) == (known.pattern, known.flags)


def test_a_late_pattern_that_is_none_is_told_at_its_first_use() -> None:
    """Nothing is compiled before somebody asks: not even what never could be."""
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("a (")


SIGNS = st.sampled_from(
    (*"*_~`[]()!<> ab.", "**", "``", "<!--", "-->", "[edit]", "](", "_x", "y_ ")
)


@given(st.lists(SIGNS, max_size=30).map("".join), st.integers(0, 4), st.integers(0, 60))
def test_signs_are_found_where_one_may_begin(words: str, start: int, length: int) -> None:
    """To look only where a sign of emphasis may begin finds all of them, and no other."""
    start = min(start, len(words))
    end = min(start + length, len(words))
    spans = [(span.start, span.end) for span in masks._emphasis(words, start, end)]
    assert spans == [m.span() for m in re.compile(masks._SIGNS).finditer(words, start, end)]
