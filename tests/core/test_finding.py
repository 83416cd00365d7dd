"""Looking for something: words, dates and sources lead to the events that have them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core import events
from viewer.core.events import Reading
from viewer.core.finding import ALL, Filter, Support, search
from viewer.core.story import read_text

STORY = """A kiln at Brackley

2021-03-09 08:00:00

The kiln was lit in June 1897 [aa11bb22]. It burst on 4 August 1911 [aa11bb22][cc33dd44].

A fire broke out in 1952.

The council bought the yard in 1961 [cc33dd44].
"""


def reading() -> Reading:
    return events.read(read_text(STORY, name="kiln.txt"))


READ = reading()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kiln", ["kiln was lit"]),
        ("KILN  was", ["kiln was lit"]),
        ("June 1897", ["kiln was lit"]),
        ("1911", ["burst"]),
        ("before 1911", ["kiln was lit"]),
        ("by 1911", ["kiln was lit", "burst"]),
        ("after 1911", ["fire broke", "bought the yard"]),
        ("since 1952", ["fire broke", "bought the yard"]),
        ("the 1950s", ["fire broke"]),
        ("1900 to 1960", ["burst", "fire broke"]),
        ("cc33dd44", ["burst", "bought the yard"]),
        ("no such thing", []),
        ("  ", []),
    ],
)
def test_what_is_looked_for_is_found(words: str, found: list[str]) -> None:
    """Headlines and words in any case and spacing, dates in English, sources by id."""
    hits = search([READ], words)
    told = [e.span.of(STORY) for i in hits.events for e in READ.events if e.id == i]
    assert len(told) == len(found), told
    assert all(part in words for part, words in zip(found, told, strict=True)), told


def test_a_date_is_said_back() -> None:
    """The reader sees how the words were read; words that are no date say nothing."""
    assert search([READ], "before june 1911").read_as == "before June 1911"
    assert search([READ], "kiln").read_as == ""


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30))
def test_any_words_can_be_looked_for(words: str) -> None:
    """It never fails; each place found holds the words, whatever their case and spacing."""
    for _, span in search([READ], words).spans:
        assert len(span) > 0
        assert len(span.of(STORY).split()) == len(words.split())


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        (ALL, 4),
        (Filter(Support.MANY), 1),
        (Filter(Support.ONE), 2),
        (Filter(Support.NONE), 1),
        (Filter(source="aa11bb22", story=READ.story.digest), 2),
        (Filter(Support.ONE, "aa11bb22", READ.story.digest), 1),
        (Filter(source="aa11bb22", story="another"), 0),
    ],
)
def test_a_filter_keeps_what_rests_on_so_many_sources(shown: Filter, count: int) -> None:
    """None, one, several, or a certain one of a certain story."""
    assert sum(shown.keeps(event, READ) for event in READ.events) == count
