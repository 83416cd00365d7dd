"""Events: what the case stories tell, and the laws every reading obeys."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.core.dates import NamedPeriod
from viewer.core.events import Event, Kind, Reading, Shape, Status, paragraph, read
from viewer.core.story import BlockKind, Severity, read_text
from viewer.core.when import ANY, When, parse

CASES = Path(__file__).parent / "cases" / "events"
STORIES = sorted(path for path in CASES.iterdir() if path.suffix in (".txt", ".md"))
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "story" / "china-ip-talent.txt"

needs_sample = pytest.mark.skipif(
    not SAMPLE.exists(), reason="the sample story is not beside this checkout"
)


def periods_of(case: dict[str, Any]) -> tuple[NamedPeriod, ...]:
    return tuple(
        NamedPeriod(row["name"], parse(row["edtf"]), "a test", background=row["background"])
        for row in case.get("periods", ())
    )


def told(path: Path, date: When = ANY) -> tuple[dict[str, Any], Reading]:
    """(what a case file expects, the reading of its story)."""
    case = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    story = read_text(path.read_text(encoding="utf-8"), name=path.stem)
    return case, read(story, date=date, periods=periods_of(case))


def row(event: Event, text: str) -> dict[str, object]:
    return {
        "headline": event.headline,
        "edtf": event.when.edtf,
        "kind": event.kind.value,
        "status": event.status.value,
        "shape": event.shape.value,
        "citations": list(event.citations),
        "words": " ".join(event.span.of(text).split()),
    }


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_tells_these_events(path: Path) -> None:
    """Each case story yields the events beside it: words, label, date, kind, status, shape."""
    case, reading = told(path)
    found = [row(event, reading.story.text) for event in reading.events]
    assert found == case["events"]


def obeys(reading: Reading) -> None:
    """The laws of events that hold for any text at all."""
    text = reading.story.text
    known = {citation.id for citation in reading.story.citations}
    paragraphs = reading.story.paragraphs
    assert [e.span for e in reading.events] == sorted(e.span for e in reading.events)
    assert len({e.id for e in reading.events}) == len(reading.events)
    for event in reading.events:
        words = event.span.of(text)
        assert words == words.strip()
        assert words
        assert paragraphs[event.paragraph].span.contains(event.span)
        assert event.headline == event.headline.strip()
        assert 1 <= len(event.headline.split()) <= 12
        assert not event.headline.lower().endswith((" and", " of", " the", " that", ","))
        assert event.when == ANY or parse(event.when.edtf) == event.when
        assert event.when.earliest <= event.when.latest
        assert set(event.citations) <= known
        assert event.because.endswith(".")
        assert set(event.timexes) <= set(reading.timexes)
        assert all(span.start > event.span.start for span in event.again)
        assert all(any(p.span.contains(span) for p in paragraphs) for span in event.again)
        assert (event.kind is Kind.UNDATED) == (not event.timexes)
        if event.kind is Kind.UNDATED:
            assert event.shape is Shape.OPEN
        for mark in (mark for c in reading.story.citations for mark in c.marks):
            assert not (mark.start < event.span.end <= mark.end), "ends in a citation mark"


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_cases_obey_the_laws(path: Path) -> None:
    """Spans slice back to words inside a paragraph, labels fit, dates are EDTF, sources known."""
    obeys(told(path)[1])


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_nothing_comes_from_outside_the_paragraphs(path: Path) -> None:
    """Version, title, date line, headings, sources and disclaimer tell no event."""
    reading = told(path)[1]
    others = [b.span for b in reading.story.blocks if b.kind is not BlockKind.PARAGRAPH]
    assert not any(event.span.overlaps(span) for event in reading.events for span in others)


def test_a_reading_holds_no_cycles() -> None:
    """What a story is read with goes when nobody holds it: no collector has to look for it."""
    told(STORIES[0])
    gc.collect()
    gc.disable()
    try:
        told(STORIES[0])
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_reading_twice_gives_the_same_events(path: Path) -> None:
    """Ids come from the content, so a second reading has the same ones."""
    assert [e.id for e in told(path)[1].events] == [e.id for e in told(path)[1].events]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_moving_the_date_moves_only_what_hangs_on_it(path: Path) -> None:
    """A date complete in itself stays where it is when the story's date moves by nine days."""
    case, reading = told(path)
    if not reading.date.is_known:
        pytest.skip("the story has no date")
    day = f"{reading.date.edtf[:8]}{'28' if reading.date.edtf[8:10] < '20' else '09'}"
    moved = read(reading.story, date=parse(day), periods=periods_of(case))
    after = {event.span: event for event in moved.events}
    for event in reading.events:
        fixed = event.kind is Kind.EXPLICIT and not event.when.edtf.endswith(reading.date.edtf[:10])
        if fixed:
            assert after[event.span].when == event.when


def test_a_given_date_stands_for_the_missing_one() -> None:
    """Without a date relative words stay open and say so; a date that is given places them."""
    story = read_text("The bridge opened yesterday.", name="bridge")
    alone, dated = read(story), read(story, date=parse("2020-05-02"))
    assert [e.kind for e in alone.events] == [Kind.UNDATED]
    assert "relative-dates-open" in {d.code for d in alone.diagnostics}
    assert [e.when.edtf for e in dated.events] == ["2020-05-01"]
    assert not {d.code for d in dated.diagnostics} & {"relative-dates-open", "no-story-date"}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The line opened in 2011.", Status.HAPPENED),
        ("The line was opened in 2011.", Status.HAPPENED),
        ("The line has been carrying coal since 2011.", Status.ONGOING),
        ("The line will open in 2031.", Status.PLANNED),
        ("The line is set to open in 2031.", Status.PLANNED),
        ("The line is scheduled for June 2031.", Status.PLANNED),
        ("The owners plan to open the line in 2031.", Status.PLANNED),
        ("The owners said the line would open in 2031.", Status.PLANNED),
        ("The line could open in 2031.", Status.POSSIBLE),
        ("The line reportedly opened in 2011.", Status.POSSIBLE),
        ("If the line opens in 2031, the road will close.", Status.POSSIBLE),
        ("The line did not open in 2011.", Status.DENIED),
        ("The line failed to open in 2011.", Status.DENIED),
        ("No line opened in 2011.", Status.DENIED),
    ],
)
def test_status_follows_the_verb(sentence: str, status: Status) -> None:
    """Tense, aspect, modality, negation and reports say whether it happened."""
    reading = read(read_text(sentence, name="line"), date=parse("2020-05-02"))
    assert reading.events[0].status is status


@pytest.mark.parametrize(
    ("sentence", "edtf", "shape"),
    [
        ("The line opened in May 2011.", "2011-05", Shape.WITHIN),
        ("The line opened on 4 May 2011.", "2011-05-04", Shape.MOMENT),
        ("The line has carried coal since May 2011.", "2011-05/2020-05-02", Shape.SPAN),
        ("The line carried coal from 1902 to 1911.", "1902/1911", Shape.SPAN),
        ("The line carried coal until 1911.", "../1911", Shape.OPEN),
        ("The line opened before 1911.", "../1911", Shape.OPEN),
        ("The line opened after 1911.", "1911/..", Shape.OPEN),
        ("The line had opened by the end of 2011.", "../2011-12-31", Shape.WITHIN),
        ("The line opened in early April 1833.", "1833-04-01/1833-04-10", Shape.WITHIN),
        ("The line opened in late February 2012.", "2012-02-21/2012-02-29", Shape.WITHIN),
        ("The line opened at the end of 2011.", "2011-12", Shape.WITHIN),
    ],
)
def test_signals_make_the_date(sentence: str, edtf: str, shape: Shape) -> None:
    """The word before a date says what kind of time it gives the event."""
    (event,) = read(read_text(sentence, name="line"), date=parse("2020-05-02")).events
    assert (event.when.edtf, event.shape) == (edtf, shape)


@pytest.mark.parametrize(
    "sentence",
    [
        "The 2011 guide lists ninety walks.",
        "The line is located in a valley and is used to carry coal.",
        "In 2011 the valley was green.",
        "A walk is a journey on foot.",
        "Version 2.1.2011 has 34,000 users.",
        "Did the line open in 2011?",
        "Many believe that the line is old.",
    ],
)
def test_no_happening_no_event(sentence: str) -> None:
    """States, definitions, counts, versions and questions tell no event, dated or not."""
    assert read(read_text(sentence, name="line"), date=parse("2020-05-02")).events == ()


def test_a_date_beside_a_noun_is_not_that_of_the_verb() -> None:
    """ "Following the fire in 1883" dates the fire, and leaves the rebuilding without a date."""
    reading = read(read_text("The tower was rebuilt following the fire in 1883.", name="tower"))
    assert {e.headline: e.when.edtf for e in reading.events if e.timexes} == {"The fire": "1883"}


def test_a_date_that_cannot_be_that_of_the_plan_goes_to_the_telling() -> None:
    """What is still to come cannot lie before the story: the day is that of the announcing."""
    text = "The port announces where the ships will be shown during a feast on 3 May 2020."
    (event,) = read(read_text(text, name="port"), date=parse("2020-05-04")).events
    assert (event.headline[:18], event.when.edtf) == ("The port announces", "2020-05-03")


def test_words_that_no_date_settles_are_said_to_be_open() -> None:
    """An event whose time words could not be placed is undated, and its reason names them."""
    (event,) = read(read_text("The bridge opened yesterday.", name="bridge")).events
    assert "yesterday" in event.because


def test_dates_that_stay_open_are_warned_of() -> None:
    """A date left out for want of the story's date is a warning, not a remark."""
    reading = read(read_text("The bridge opened yesterday.", name="bridge"))
    (warning,) = (d for d in reading.diagnostics if d.code == "relative-dates-open")
    assert warning.severity is Severity.WARNING
    assert "“yesterday”" in warning.message


@pytest.mark.parametrize("line", ["the tenth moon", "2024-02-31"])
def test_a_date_line_that_cannot_be_read_is_quoted(line: str) -> None:
    """A story whose own date cannot be read says so, once, in its words, and how to give one."""
    story = read_text("The bridge opened yesterday.", name="bridge", date_text=line)
    (warning,) = (d for d in read(story).diagnostics if d.code.startswith("story-date"))
    assert line in warning.message
    assert "--date" in warning.message
    given_one = read(story, date=parse("2024-07-01"))
    assert not [d for d in given_one.diagnostics if d.code.startswith("story-date")]


def test_two_years_in_front_cover_two_verbs() -> None:
    """Years before the first verb date the second one too, and its words are the second's."""
    text = "In 1960 and 1974 the county bought the site, restored the wheel, and opened it."
    reading = read(read_text(text, name="mill"))
    obeys(reading)
    assert "restored the wheel" in [e.span.of(text) for e in reading.events]
    assert {"The county bought the site", "The county opened it"} <= {
        e.headline for e in reading.events
    }


def test_told_twice_is_one_event() -> None:
    """The same happening in the same words and time is one event with two places in the text."""
    text = "The old mill burned down in 1931.\n\nThe old mill burned down in 1931, people say."
    (event,) = read(read_text(text, name="mill")).events
    assert event.paragraph == 0
    assert [span.of(text) for span in event.again] == ["The old mill burned down in 1931"]
    assert event.again[0].start > event.span.end


@needs_sample
def test_the_sample_is_placed() -> None:
    """The happenings the project is named for stand where the issue puts them."""
    periods = (
        NamedPeriod("14th Five-Year Plan", parse("2021/2025"), "a test"),
        NamedPeriod("Thousand Talents Program", parse("2008/.."), "a test", background=True),
    )
    story = read_text(SAMPLE.read_text(encoding="utf-8"), name="sample")
    reading = read(story, periods=periods)
    obeys(reading)
    by_date: dict[str, list[Event]] = {}
    for event in reading.events:
        by_date.setdefault(event.when.edtf, []).append(event)
    training = by_date["2021/2024-07-01"]
    assert {(e.kind, e.shape, e.citations) for e in training} == {
        (Kind.NAMED_PERIOD, Shape.SPAN, ("077fc887",))
    }
    assert training[0].when.earliest == parse("2021-01-01").earliest
    assert training[0].when.latest == parse("2024-07-01").latest
    (start,) = by_date["2024-09"]
    assert (start.kind, start.status) == (Kind.RELATIVE, Status.PLANNED)
    (count,) = by_date["../2023-12-31"]
    assert "860,000" in count.headline
    undated = {e.headline: e for e in by_date["../2024-07-01"]}
    (recruited,) = (e for h, e in undated.items() if "recruited former" in h)
    assert (recruited.kind, recruited.citations) == (Kind.UNDATED, ("b7f0df05",))
    assert any("signed an agreement" in headline for headline in undated)
    assert len(reading.events) <= 13
    assert "Thousand Talents Program" in {m.period.name for m in reading.background}


ENGLISH = st.lists(
    st.sampled_from(
        "the a firm signed opened was has been will not in on 1920 May 4 2021 , . ; — and who "
        'which that when since until by to from said would ( ) " [ab12cd34] it Lund Oslo - : '
        "set planned is to reaching with following fire \n \n\n only not it aged again Friday % "
        "10.30 am denied claims false as nobody first ** _ 6 July".split(" ")
    ),
    max_size=60,
).map(" ".join)


@settings(deadline=None, max_examples=120)
@given(st.one_of(st.text(max_size=300), ENGLISH))
@example("-JULY 0 ; 0")
def test_any_text_is_read(text: str) -> None:
    """No text makes reading fail, and the laws hold whatever comes out."""
    obeys(read(read_text(text, name="any"), date=parse("2020-05-02")))


@pytest.mark.parametrize("path", sorted(CASES.parent.rglob("*.txt")), ids=lambda path: path.stem)
def test_any_list_is_read(path: Path) -> None:
    """Files that are no prose at all, such as the cases of other tests, are read as stories."""
    text = path.read_text(encoding="utf-8")
    for date in (ANY, parse("2024-07-01")):
        obeys(read(read_text(text, name=path.stem), date=date))


MUTATED = st.tuples(
    st.sampled_from(STORIES),
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.sampled_from(
                ["", "and", ",", '"', "(", "by 2030", "said on Friday that", "**", "again"]
            ),
        )
    ),
)


@settings(deadline=None, max_examples=400)
@given(MUTATED)
def test_a_damaged_story_is_read(damage: tuple[Path, list[tuple[int, str]]]) -> None:
    """A case story with words lost or strewn in still obeys the laws."""
    path, changes = damage
    words = path.read_text(encoding="utf-8").split(" ")
    for at, instead in changes:
        words[at % len(words)] = instead
    obeys(read(read_text(" ".join(words), name="damaged")))


@pytest.mark.parametrize(
    "unit",
    ["He signed and ", "a, ", "in 1920 ", "the man who ", "( ", "signed in 1920 and ", '"',
     "since the firm ", "he said ", "has been ", "1920: opened\n", "of the "],
)  # fmt: skip
def test_long_repetitions_are_read(unit: str) -> None:
    """No repetition, however long, exhausts the reader's stack or its patience."""
    obeys(read(read_text(unit * 3000 + "signed in 1920.", name="long")))


def test_two_of_a_kind_on_one_day_are_two_events() -> None:
    """Flights that differ by their number alone are not one flight told twice."""
    once = "Flight 12 landed on 4 May 2020."
    text = f"{once} Flight 47 landed on 4 May 2020.\n\n{once}"
    told = [event.headline for event in read(read_text(text, name="x")).events]
    assert told == ["Flight 12 landed", "Flight 47 landed"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The line will stay shut until Monday.", "The line will stay shut"),
        ("The gate will remain closed until 4 May 2031.", "The gate will remain closed"),
    ],
)
def test_staying_shut_is_said_of_what_stays(text: str, told: str) -> None:
    """The participle behind "stay" belongs to the subject; "stay" itself is none."""
    (event,) = read(read_text(text, name="x"), date=parse("2031-04-30")).events
    assert event.headline == told
    assert event.status is Status.PLANNED


def test_a_long_label_takes_the_short_name_that_the_text_gives() -> None:
    """Where the story says "(WFO)", a label too long for its place says it too."""
    text = (
        "Polwick University and the World Fisheries Organization (WFO) have signed an agreement "
        "to share their ships."
    )
    (event,) = read(read_text(text, name="x")).events
    assert event.headline == "Polwick University and WFO have signed an agreement"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army will lay a bridge over the weekend.", "The army will lay a bridge"),
        ("The council handed over the keys on Friday.", "The council handed over the keys"),
    ],
)
def test_no_label_ends_on_the_word_before_its_date(text: str, told: str) -> None:
    """ "Over the weekend" leaves nothing of itself; the "over" of a verb stays."""
    (event,) = read(read_text(text, name="x"), date=parse("2024-11-14")).events
    assert event.headline == told


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_what_is_passed_over_tells_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that a glance shows to hold no event holds none when it is taken apart."""
    glanced = told(path)[1]
    monkeypatch.setattr(paragraph, "may_tell", lambda *_: True)
    monkeypatch.setattr(paragraph, "may_act", lambda *_: True)
    assert told(path)[1].events == glanced.events
