"""Two versions of a story: what the second tells otherwise."""

from __future__ import annotations

from viewer.core import events
from viewer.core.difference import difference
from viewer.core.events import Reading
from viewer.core.story import read_text

FIRST = """The dyke broke on 3 May 1901 [1]. The mill closed in 1920 [1].

The school opened in 1930 [2].
"""


def read(text: str) -> Reading:
    return events.read(read_text(text, name="dyke.txt"))


def test_the_same_text_tells_the_same() -> None:
    """Nothing new, nothing gone; each event leads to itself."""
    found = difference([read(FIRST)], [read(FIRST)])
    assert found.words == "the same events"
    assert found.same == {e.id: e.id for e in read(FIRST).events}


def test_what_is_new_gone_and_from_other_sources_is_told() -> None:
    """A sentence more, one less, one with another source; moved and rewrapped ones are the same."""
    second = """The fort fell in 1850.

The school
opened in 1930 [1][2].

The dyke broke on 3 May 1901 [1].
"""
    found = difference([read(FIRST)], [read(second)])
    assert found.words == "1 event new, 1 gone, 1 from other sources"
    assert "fort" in found.new[0].headline
    assert "mill" in found.gone[0].headline
    assert len(found.same) == 2


def test_the_same_words_with_another_date_are_told() -> None:
    """A story dated otherwise dates "last year" otherwise."""
    text = "Dyke\n\n{}-03-09\n\nThe dyke broke last year.\n"
    found = difference([read(text.format(1990))], [read(text.format(1991))])
    assert found.words == "1 event dated or told otherwise"
