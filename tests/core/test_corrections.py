"""Corrections: what the reader put right stays right, and is the reader's."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core import corrections as fix
from viewer.core import events
from viewer.core.events import Event, Kind, Own, Reading, Shape, Status
from viewer.core.story import Span, read_text
from viewer.core.when import ANY, parse

STORY = """v0.2

A ropeworks in Elmsford

2021-03-09 08:00:00

The ropeworks opened in May 1897 [aa11bb22]. It burned down on 4 August 1911, and the owners
rebuilt it by 1913 [aa11bb22][cc33dd44]. In June the mayor praised the town.

The last strike ended on 7 October 1952 [cc33dd44]. The river flooded in 1953. Twelve houses were
lost. The yard closed.

In 1961 the council bought the site [cc33dd44], and in 1964 a school opened there.
"""


@lru_cache(maxsize=64)
def read(text: str = STORY) -> Reading:
    return events.read(read_text(text, name="ropeworks.txt"))


def told(reading: Reading, words: str) -> Event:
    found = [e for e in reading.events if words in e.span.of(reading.story.text)]
    assert found, [e.span.of(reading.story.text) for e in reading.events]
    return min(found, key=lambda e: len(e.span))


def at(reading: Reading, words: str) -> fix.Target:
    event = told(reading, words)
    return fix.Target(fix.place_of(reading.story, event.span), fix.target_of(event))


def span_of(reading: Reading, words: str) -> Span:
    start = reading.story.text.index(words)
    return Span(start, start + len(words))


def made(change: fix.Change, target: fix.Target, name: str = "00000000000a") -> fix.Correction:
    return fix.Correction(name, target, change)


def after(*corrections: fix.Correction, text: str = STORY) -> Reading:
    done = fix.apply(read(text), corrections)
    assert not done.lapsed
    return done.reading


def test_a_date_put_right_is_the_readers() -> None:
    """Another date stands there, marked, and the reason names both."""
    was = told(read(), "burned down")
    done = after(made(fix.Redate("1911-08-05", Shape.MOMENT, "5 August"), at(read(), "burned")))
    event = told(done, "burned down")
    assert (event.id, event.when.edtf, event.kind) == (was.id, "1911-08-05", Kind.READER)
    assert event.own == (Own.DATE,)
    assert "The reader gave the date 5 August 1911 (“5 August”)" in event.because
    assert was.because in event.because
    assert [d.message for d in done.diagnostics if d.code == "corrected"] == [
        "1 correction made by the reader."
    ]


def test_a_date_can_be_taken_away() -> None:
    """ "No date" is an answer: the event is undated, bounded by nothing."""
    done = after(made(fix.Redate("../..", Shape.OPEN), at(read(), "burned")))
    event = told(done, "burned down")
    assert (event.kind, event.when) == (Kind.UNDATED, ANY)


def test_words_status_sources_and_a_note() -> None:
    """Each is changed alone, and several stand side by side."""
    target = at(read(), "river flooded")
    done = after(
        made(fix.Rename("The Elm floods"), target, "1"),
        made(fix.Restate(Status.POSSIBLE), target, "2"),
        made(fix.Recite(("cc33dd44",)), target, "3"),
        made(fix.Remark("See the parish book.\nPage 4."), target, "4"),
    )
    event = told(done, "river flooded")
    assert (event.headline, event.status) == ("The Elm floods", Status.POSSIBLE)
    assert event.citations == ("cc33dd44",)
    assert event.note == "See the parish book.\nPage 4."
    assert event.own == (Own.HEADLINE, Own.STATUS, Own.SOURCES, Own.NOTE)
    assert event.when == told(read(), "river flooded").when


def test_hidden_is_gone_and_all_else_stays() -> None:
    """One event fewer, the others the same."""
    done = after(made(fix.Hide(), at(read(), "river flooded")))
    gone = told(read(), "river flooded")
    assert done.events == tuple(e for e in read().events if e is not gone)


def test_merged_is_one_event_with_the_sources_of_all() -> None:
    """The first keeps its date; the others become places where it is told again."""
    target, other = at(read(), "burned"), at(read(), "rebuilt")
    done = after(made(fix.Merge((other,)), target))
    event = told(done, "burned down")
    assert len(done.events) == len(read().events) - 1
    assert set(event.citations) == {"aa11bb22", "cc33dd44"}
    assert told(read(), "rebuilt").span in event.again
    assert event.when == told(read(), "burned").when


def test_a_part_split_off_is_an_event_of_its_own() -> None:
    """It can be dated and hidden like any other; the rest keeps its id."""
    whole = told(read(), "council bought")
    part = span_of(read(), "bought the site")
    split = made(
        fix.Split(fix.place_of(read().story, part), "The site is bought"),
        fix.Target(fix.place_of(read().story, whole.span)),
        "00000000beef",
    )
    done = after(split)
    new = next(e for e in done.events if e.id == "00000000beef")
    assert (new.span, new.headline, new.when) == (part, "The site is bought", whole.when)
    rest = next(e for e in done.events if e.id == whole.id)
    assert not rest.span.overlaps(part)
    assert Own.SPLIT in new.own
    target = fix.Target(fix.place_of(read().story, part), fix.target_of(new))
    again = after(split, made(fix.Redate("1962", Shape.WITHIN), target, "2"))
    assert next(e for e in again.events if e.id == new.id).when == parse("1962")
    assert next(e for e in again.events if e.id == whole.id).when == whole.when


def test_an_event_added_from_words() -> None:
    """It stands at its words, in its paragraph, and says who put it there."""
    span = span_of(read(), "Twelve houses")
    add = fix.Add("Twelve houses lost", "1953", Shape.WITHIN, citations=("cc33dd44",))
    done = after(made(add, fix.Target(fix.place_of(read().story, span)), "00000000cafe"))
    event = next(e for e in done.events if e.id == "00000000cafe")
    assert (event.span, event.paragraph, event.kind) == (span, 1, Kind.READER)
    assert event.own == (Own.ADDED,)
    assert event.because.startswith("The reader added this event")
    assert event.sentence.contains(span)


def test_what_was_made_for_an_added_event_goes_with_it() -> None:
    """Take the added event back, and what was said of it applies to nothing, and is kept."""
    target = fix.Target(fix.place_of(read().story, span_of(read(), "Twelve houses")), "gone")
    done = fix.apply(read(), [made(fix.Rename("Lost"), target)])
    assert done.reading.events == read().events
    assert [lost.correction.change for lost in done.lapsed] == [fix.Rename("Lost")]


NEWER = {
    "a paragraph put before": STORY.replace(
        "The ropeworks opened", "An older works stood there in 1850.\n\nThe ropeworks opened"
    ),
    "lines broken elsewhere": STORY.replace("and the owners\nrebuilt", "and the\nowners rebuilt"),
    "another citation": STORY.replace("1897 [aa11bb22]", "1897 [aa11bb22][ee55ff66]"),
    "other punctuation": STORY.replace("1911, and", "1911 – and"),
    "other paragraphs gone": STORY[: STORY.index("In 1961")],
}


@pytest.mark.parametrize("version", NEWER)
def test_a_new_version_keeps_what_still_applies(version: str) -> None:
    """The same words elsewhere in the file are the same event."""
    rename = made(fix.Rename("The works burn"), at(read(), "burned down"))
    done = after(rename, text=NEWER[version])
    assert told(done, "burned down").headline == "The works burn"


def test_words_that_changed_keep_no_date() -> None:
    """A sentence that tells something else now is not dated by what was said of the old one."""
    text = STORY.replace("burned down on 4 August 1911", "reopened on 9 August 1912")
    correction = made(fix.Redate("1911-08-05", Shape.MOMENT), at(read(), "burned"))
    done = fix.apply(read(text), [correction])
    assert done.reading.events == read(text).events
    assert [lost.correction for lost in done.lapsed] == [correction]
    assert any(d.code == "corrections-lapsed" for d in done.reading.diagnostics)


def test_short_words_are_not_taken_for_others() -> None:
    """ "The yard closed" of one story is not that of another, where nothing around is the same."""
    other = "A new pier came.\n\nIn the port of Aldham the yard closed. Nobody knew why then."
    correction = made(fix.Hide(), at(read(), "yard closed"))
    assert fix.apply(read(other), [correction]).lapsed


def added_at(text: str, start: int, words: str) -> fix.Correction:
    """An event added at some words of a text."""
    place = fix.place_of(read(text).story, Span(start, start + len(words)))
    return made(fix.Add("Here", "1901", Shape.WITHIN), fix.Target(place))


def test_repeated_words_are_told_apart_by_those_around() -> None:
    """Of two sentences with the same words, the one corrected is found again."""
    two = (
        "In Ash the mill closed in 1901. All left.\n\nIn Birch the mill closed in 1901. All stayed."
    )
    words = "the mill closed in 1901"
    correction = added_at(two, two.rindex(words), words)
    moved = "Long ago nothing was there.\n\n" + two
    here = next(e for e in after(correction, text=moved).events if e.headline == "Here")
    assert here.span.start == moved.rindex(words)


def test_where_nothing_tells_repeated_words_apart_nothing_is_changed() -> None:
    """Better no correction than one at the wrong place."""
    line = "So the old mill by the river closed in 1901.\n\n"
    many = "Before.\n\n" + line * 9
    correction = added_at(many, many.index(line) + 4 * len(line), line.strip())
    assert fix.apply(read("Before.\n\n" + line * 12), [correction]).lapsed


def test_each_story_of_a_file_takes_its_own() -> None:
    """A correction goes to the story it was made for, or to the one that holds its words now."""
    first, second = read(), read("The well was dug in 1700 by the monks of Wend.\n")
    target = at(second, "well was dug")
    rename = made(fix.Rename("The well"), target)
    readings, lapsed = fix.apply_all([first, second], [rename])
    assert readings[0] is first
    assert [e.headline for e in readings[1].events] == ["The well"]
    changed = read("Wend.\n\nThe well was dug in 1700 by the monks of Wend.\n")
    readings, lapsed = fix.apply_all([first, changed], [rename])
    assert not lapsed
    assert [e.headline for e in readings[1].events] == ["The well"]
    assert fix.apply_all([first, first], [rename])[1]


# ── laws ─────────────────────────────────────────────────────────────────────────────────────

LINES = st.text("abc éß12🌳", min_size=1, max_size=12).filter(
    lambda s: s.strip() and s.isprintable()
)
DATES = st.sampled_from(["1911", "1911-08", "1911-08-05", "1900/1911", "../1911", "../..", "19XX"])
SHAPES = st.sampled_from(list(Shape))
#: Stretches from the start of a word to the end of one, marks left out, and the empty one.
STARTS = [m.start() for m in re.finditer(r"(?<!\[)\b\w", STORY)]
ENDS = [m.end() for m in re.finditer(r"\w\b(?!\])", STORY)]
SPANS = st.tuples(st.integers(0, len(STARTS) - 1), st.integers(-1, 12)).map(
    lambda pair: (
        Span(STARTS[pair[0]], STARTS[pair[0]])
        if pair[1] < 0
        else Span(STARTS[pair[0]], ENDS[min(pair[0] + pair[1], len(ENDS) - 1)])
    )
)


@st.composite
def a_target(draw: st.DrawFn) -> fix.Target:
    story = read().story
    spans = st.sampled_from([e.span for e in read().events])
    place = fix.place_of(story, draw(st.one_of(spans, spans, SPANS)))
    return fix.Target(place, draw(st.sampled_from(["", "", "", "0", "1", "2", "no such"])))


@st.composite
def a_change(draw: st.DrawFn) -> fix.Change:
    return draw(
        st.one_of(
            st.builds(fix.Redate, DATES, SHAPES, st.text(max_size=8)),
            st.builds(fix.Rename, LINES),
            st.builds(fix.Restate, st.sampled_from(list(Status))),
            st.builds(fix.Recite, st.lists(LINES, max_size=3).map(tuple)),
            st.builds(fix.Hide),
            st.builds(fix.Merge, st.lists(a_target(), min_size=1, max_size=3).map(tuple)),
            st.builds(fix.Split, SPANS.map(lambda s: fix.place_of(read().story, s)), LINES),
            st.builds(fix.Add, LINES, DATES, SHAPES),
            st.builds(fix.Remark, LINES),
        )
    )


CORRECTIONS = st.lists(st.tuples(a_target(), a_change()), max_size=8).map(
    lambda pairs: [made(change, target, str(n)) for n, (target, change) in enumerate(pairs)]
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CORRECTIONS, st.sampled_from([STORY, *NEWER.values(), "", "Nothing of it."]))
def test_any_corrections_on_any_version_give_a_sound_reading(
    corrections: list[fix.Correction], text: str
) -> None:
    """It never fails; ids are unique, spans lie in the text, order is that of the text; each
    correction applies or is listed; the program's own events stay as they were."""
    before = read(text)
    kept = tuple(before.events)
    done = fix.apply(before, corrections)
    assert before.events == kept
    found = done.reading.events
    assert len({e.id for e in found}) == len(found)
    assert all(0 <= e.span.start <= e.span.end <= len(text) for e in found)
    assert list(found) == sorted(found, key=lambda e: (e.span, e.id))
    assert all(e.when.earliest <= e.when.latest for e in found)
    assert {lost.correction for lost in done.lapsed} <= set(corrections)
    assert len(done.lapsed) == len({lost.correction for lost in done.lapsed})
    assert fix.apply(before, []).reading is before


@settings(max_examples=60, deadline=None, derandomize=True)
@given(CORRECTIONS, st.integers(1, 4))
def test_a_story_moved_down_moves_its_corrections(
    corrections: list[fix.Correction], paragraphs: int
) -> None:
    """Text put before all the rest changes no date, headline or status that was put right.

    Places that cover no word, or too few to know them again, may be lost, never misplaced.
    """
    head, rest = STORY[: STORY.index("The ropeworks")], STORY[STORY.index("The ropeworks") :]
    text = head + "Nobody here knows any more than that.\n\n" * paragraphs + rest
    shift = len(text) - len(STORY)
    here, there = fix.apply(read(), corrections), fix.apply(read(text), corrections)
    lost = {one.correction for one in there.lapsed}
    if lost - {one.correction for one in here.lapsed}:
        return

    def said(event: Event, by: int) -> str:
        start = event.span.start + (by if event.span.start >= len(head) else 0)
        return str((start, event.headline, event.when, event.status, event.own))

    moved = sorted(said(e, 0) for e in there.reading.events)
    assert moved == sorted(said(e, shift) for e in here.reading.events)


def test_what_cannot_be_said_is_refused() -> None:
    """No date, no words, two lines where one belongs: refused where it is made."""
    for wrong in (
        lambda: fix.Redate("the 5th", Shape.MOMENT),
        lambda: fix.Rename(" "),
        lambda: fix.Rename("a\nb"),
        lambda: fix.Merge(()),
        lambda: fix.Remark(""),
        lambda: fix.Add("x", "2020-13", Shape.WITHIN),
    ):
        with pytest.raises(ValueError, match=r".+"):
            wrong()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("burned down", ["../.."]),
        ("bought the site", ["1964"]),
        ("mayor praised", ["2020-06", "2022-06"]),
    ],
)
def test_other_dates_are_offered(words: str, expected: list[str]) -> None:
    """What else the sentence says, the other year of a bare month, and no date at all."""
    event = told(read(), words)
    offered = {one.when.edtf: one for one in fix.alternatives(event, read())}
    assert event.when.edtf not in offered
    if words == "mayor praised":
        year = int(event.when.edtf[:4])
        expected = [f"{year - 1}-06", f"{year + 1}-06"]
    assert set(expected) <= set(offered)
    assert all(one.why for one in offered.values())


@pytest.mark.parametrize(
    ("words", "edtf", "shape"),
    [
        ("1911-08-05", "1911-08-05", Shape.MOMENT),
        ("mid September 2024", "2024-09-11/2024-09-20", Shape.WITHIN),
        ("from 3 May to 5 June 1901", "1901-05-03/1901-06-05", Shape.SPAN),
        ("between May and July 2020", "2020-05/2020-07", Shape.WITHIN),
        ("  last   March ", "2020-03", Shape.WITHIN),
        ("since 2019", "2019/2021-03-09", Shape.SPAN),
        ("until 1945", "../1945", Shape.OPEN),
        ("from 2009", "2009/..", Shape.OPEN),
        ("May 2009 onwards", "2009-05/..", Shape.OPEN),
        ("to 2012", "../2012", Shape.OPEN),
        ("44 BC", "-0043", Shape.WITHIN),
        ("No date", "../..", Shape.OPEN),
    ],
)
def test_a_typed_date_is_read(words: str, edtf: str, shape: Shape) -> None:
    """EDTF or English, counted from the story's date."""
    dating = events.dated(words, date=parse("2021-03-09"))
    assert dating is not None
    assert (dating.when.edtf, dating.shape) == (edtf, shape)


@pytest.mark.parametrize(
    "words",
    ["", "soon", "3 May, in the mill", "3 May 1901 and 4 June 1902", "not 2020", "2020-02-30",
     "every Tuesday", "two years", "5", "2009-", "from 2009 –", "x" * 500],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(words: str) -> None:
    """A word too many, two dates, a day that no month has: nothing is guessed."""
    assert events.dated(words, date=parse("2021-03-09")) is None


def test_a_new_correction_replaces_the_same_said_before() -> None:
    """One date, one headline at an event: the last one said."""
    target = at(read(), "burned")
    first, second = fix.Redate("1911", Shape.WITHIN), fix.Redate("1912", Shape.WITHIN)
    assert made(second, target, "2").replaces(made(first, target, "1"))
    assert not made(fix.Hide(), target, "2").replaces(made(first, target, "1"))
    other = at(read(), "flooded")
    assert not made(second, other, "2").replaces(made(first, target, "1"))
    assert replace(made(second, target), id="9").replaces(made(second, target))
