"""Two versions of a story: what the second tells otherwise."""

from __future__ import annotations

from viewer.core import events
from viewer.core.difference import OTHER, Change, compare, difference
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


def test_another_year_in_the_same_words_is_another_date() -> None:
    """What changed is the date, not the event."""
    found = difference([read(FIRST)], [read(FIRST.replace("1920", "in the spring of 1921"))])
    assert found.words == "1 event dated or told otherwise"
    ((old, new),) = found.redated
    assert (old.when.edtf, new.when.edtf) == ("1920", "1921-21")


def test_the_same_sentence_in_other_words_is_no_new_event() -> None:
    """A word or two exchanged: held against each other, the date being the same."""
    second = FIRST.replace("The mill closed", "The old mill closed")
    assert difference([read(FIRST)], [read(second)]).words == "1 event in other words"


def test_of_two_that_could_be_meant_neither_is_paired() -> None:
    """A meeting less and one more are no meeting on another day."""
    text = "The council met on {}. The council met on {}.\n"
    found = difference(
        [read(text.format("3 May 1901", "5 May 1901"))],
        [read(text.format("5 May 1901", "9 June 1901"))],
    )
    assert found.words == "1 event new, 1 gone"


def test_two_versions_stand_on_one_axis() -> None:
    """All of the second, with what only the first tells; lines in the order of time."""
    second = "The fort fell in 1850.\n\n" + FIRST.replace("3 May", "4 May").replace(" [2]", " [1]")
    second = second.replace("The mill closed in 1920 [1].", "")
    made = compare([read(second)], [read(FIRST)], later=False)
    assert [(line.change, line.before is None, line.after is None) for line in made.changed] == [
        (Change.NEW, True, False),
        (Change.REDATED, False, False),
        (Change.GONE, False, True),
        (Change.RESOURCED, False, False),
    ]
    first, *rest = made.readings
    assert first == read(second)
    (left,) = rest
    assert [e.when.edtf for e in left.events] == ["1901-05-03", "1920", "1930"]
    assert all(e.id.endswith(OTHER) for e in left.events)
    assert len(made.changes) == 6
    # From the earlier version the same is seen the same way round, all of it whole.
    back = compare([read(FIRST)], [read(second)], later=True)
    assert [line.change for line in back.changed] == [line.change for line in made.changed]
    assert back.readings[0] == read(FIRST)
    assert [e.when.edtf for e in back.readings[1].events] == ["1850", "1901-05-04", "1930"]


def test_a_version_compared_with_itself_shows_nothing() -> None:
    """No line, and no second copy of anything."""
    made = compare([read(FIRST)], [read(FIRST)], later=False)
    assert made.changed == ()
    assert made.readings == (read(FIRST),)
