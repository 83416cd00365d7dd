"""A timeline as JSON, CSV, calendar, page and text."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.dates import Timex, TimexType
from viewer.core.events import Event, Kind, Reading, Shape, Status
from viewer.core.events.columns import held
from viewer.core.story import Diagnostic, Span, read_text
from viewer.core.when import ANY, parse
from viewer.files.agenda import agenda
from viewer.files.chronicle import chronicle
from viewer.files.page import page
from viewer.files.records import events_json
from viewer.files.table import table

TEXT = """v0.2 🌳

The Pier & its <Friends>

2024-07-01 20:06:35

The pier opens in September of this year [077fc887]. It fell on 3 May 1999 at noon [b7f0df05].

The council has signed; it did not pay in 2021 [077fc887].
"""


def event(quote: str, edtf: str, **changes: object) -> Event:
    start = TEXT.index(quote)
    span = Span(start, start + len(quote))
    made = Event(
        id=f"{start:012x}",
        span=span,
        sentence=span,
        paragraph=0,
        headline=quote,
        when=parse(edtf),
        kind=Kind.EXPLICIT,
        status=Status.HAPPENED,
        shape=Shape.WITHIN,
        because="It says so.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def reading() -> Reading:
    story = read_text(TEXT, name="pier.txt")
    words = "September of this year"
    start = TEXT.index(words)
    timex = Timex(
        Span(start, start + len(words)), words, TimexType.DATE, "2024-09", parse("2024-09"),
        "month-of-this-year", "Because.", anchor="story date 1 July 2024", relative=True,
    )  # fmt: skip
    return Reading(
        story=story,
        date=parse("2024-07-01T20:06:35"),
        timexes=(timex,),
        events=(
            event(
                "The pier opens", "2024-09", kind=Kind.RELATIVE, status=Status.PLANNED,
                citations=("077fc887",), timexes=(timex,),
            ),
            event("It fell", "1999-05-03T12:00:00", shape=Shape.MOMENT, citations=("b7f0df05",)),
            event(
                "The council has signed", "../2024-07-01", kind=Kind.UNDATED, shape=Shape.OPEN,
                citations=("077fc887",),
            ),
            event("it did not pay in 2021", "2021", status=Status.DENIED, headline="=1+1"),
        ),
        background=(),
        diagnostics=(Diagnostic("a-code", "Something was guessed."),),
    )  # fmt: skip


def test_json_has_the_fields_other_programs_read() -> None:
    """Names, nulls and bounds are as documented; offsets slice the quote out of the text."""
    told = json.loads(events_json(reading()))
    assert told["story"] == {
        "name": "pier.txt",
        "title": "The Pier & its <Friends>",
        "version": "0.2",
        "date": "2024-07-01T20:06:35",
        "citations": [{"id": "077fc887", "count": 2}, {"id": "b7f0df05", "count": 1}],
        "diagnostics": [
            {"code": "a-code", "severity": "warning", "message": "Something was guessed.",
             "start": None, "end": None}
        ],
    }  # fmt: skip
    opening, fall, signing, _ = told["events"]
    assert (told["format"], told["version"]) == ("story-timeline", 1)
    assert list(opening) == [
        "id", "start", "end", "quote", "headline", "edtf", "earliest", "latest", "kind", "status",
        "shape", "citations", "dates", "follows", "because",
    ]  # fmt: skip
    assert TEXT[opening["start"] : opening["end"]] == opening["quote"] == "The pier opens"
    assert (opening["edtf"], opening["earliest"], opening["latest"]) == (
        "2024-09", "2024-09-01", "2024-09-30",
    )  # fmt: skip
    assert opening["dates"] == [
        {"start": 73, "end": 95, "text": "September of this year", "type": "DATE",
         "value": "2024-09", "rule": "month-of-this-year", "anchor": "story date 1 July 2024"}
    ]  # fmt: skip
    assert (fall["earliest"], fall["latest"]) == ("1999-05-03T12:00:00", "1999-05-03T12:00:00")
    assert (signing["edtf"], signing["earliest"], signing["latest"]) == (None, None, "2024-07-01")
    assert (signing["kind"], signing["shape"], signing["dates"]) == ("undated", "open", [])


def test_json_of_several_stories_is_a_list() -> None:
    """One story is an object, several are a list of such objects; a story may have no date."""
    undated = replace(reading(), date=ANY)
    told = json.loads(events_json(reading(), undated))
    assert [one["story"]["date"] for one in told] == ["2024-07-01T20:06:35", None]


def test_csv_is_a_table_that_runs_nothing() -> None:
    """One row an event; a cell that a spreadsheet would run is defused."""
    rows = list(csv.DictReader(io.StringIO(table(reading()), newline="")))
    assert [row["headline"] for row in rows] == [
        "The pier opens", "It fell", "The council has signed", "'=1+1",
    ]  # fmt: skip
    assert rows[0]["date"] == "in September 2024"
    assert rows[0]["sources"] == "[077fc887]"
    assert (rows[2]["edtf"], rows[2]["earliest"], rows[2]["latest"]) == ("", "", "2024-07-01")


@given(st.text(alphabet="=+-@\t\r\n\",;'x", max_size=12))
def test_no_cell_begins_like_a_formula(words: str) -> None:
    """Whatever a headline says, its cell begins with nothing that a spreadsheet would run."""
    one = replace(reading().events[0], headline=words)
    told = table(replace(reading(), events=(one,)))
    row = list(csv.reader(io.StringIO(told, newline="")))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_calendar_holds_what_has_days() -> None:
    """Months become all-day entries with an exclusive end; what has no day is only listed."""
    text = agenda(reading())
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    entries = unfolded.split("BEGIN:VEVENT")[1:]
    assert len(entries) == 3
    fall, payment, opening = entries
    assert "DTSTART:19990503T120000\r\nSUMMARY:It fell\r\n" in fall
    assert "STATUS:CANCELLED" in payment
    assert "DTSTART;VALUE=DATE:20240901\r\nDTEND;VALUE=DATE:20241001\r\n" in opening
    assert "SUMMARY:September 2024: The pier opens (planned)\r\n" in opening
    assert "STATUS:TENTATIVE" in opening
    assert "BEGIN:VJOURNAL\r\n" in opening
    assert "SUMMARY:The council has signed\r\n" in opening.split("VJOURNAL")[1]
    assert "The council has signed" in unfolded.split("BEGIN:VEVENT")[0]
    assert agenda(reading()) == text


@given(st.text(max_size=200))
def test_a_calendar_line_is_never_broken_inside_a_character(words: str) -> None:
    """Folding keeps every line in 75 octets and every character whole; text cannot add a line."""
    one = replace(reading().events[0], headline=words)
    text = agenda(replace(reading(), events=(one,)))
    assert all(len(line.encode("utf-8", "replace")) <= 75 for line in text.split("\r\n"))
    names = [line.split(":")[0].split(";")[0] for line in text.replace("\r\n ", "").split("\r\n")]
    assert names.count("SUMMARY") == 1
    assert names.count("BEGIN") == 2


class Tags(HTMLParser):
    """Collects a page's tags, and the words that can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.number = False  # behind a clause, which copying leaves out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.number = ("class", "n") in attrs
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        self.number = False

    def handle_data(self, data: str) -> None:
        if not self.number:
            self.words += data


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    return tags


def test_a_page_needs_nothing_else() -> None:
    """The page shows picture, chronology, text and sources, and forbids itself the network."""
    text = page(reading(), picture='<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg id="pic"></svg>')
    assert "default-src 'none'" in text
    assert text.count("<?xml") == text.count("<!DOCTYPE svg") == 0
    tags = parsed(text)
    assert tags.tags.count("svg") == 1
    assert {"img", "link", "iframe", "object", "embed"}.isdisjoint(tags.tags)
    script = text.partition("<script>")[2].partition("</script>")[0]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert tags.tags.count("script") == 1
    assert "The Pier & its <Friends>" in tags.words
    assert "September 2024" in tags.words
    assert all(link.startswith("#") for link in tags.links)
    assert {link[1:] for link in tags.links} <= set(tags.ids)
    assert len(tags.ids) == len(set(tags.ids))


def test_a_page_of_very_many_events_is_the_same_page() -> None:
    """Events that are made each time they are asked for have the numbers of those that are there,
    and two stories number theirs through."""
    first, second = reading(), replace(reading(), story=reading().story._replace(name="b.txt"))
    text = page(first, second)
    assert page(*(replace(one, events=held(one.events)) for one in (first, second))) == text
    tags = parsed(text)
    count = 2 * len(first.events)
    assert {f"note-{n}" for n in range(1, count + 1)} <= set(tags.ids)
    assert {f"#note-{n}" for n in range(1, count + 1)} <= set(tags.links)


def test_a_page_shows_the_story_word_for_word() -> None:
    """Cut at clauses and marks, the paragraphs still read as they stand in the file."""
    words = " ".join(parsed(page(reading())).words.split())
    for block in reading().story.paragraphs:
        assert " ".join(block.span.of(TEXT).split()) in words


@given(st.text(max_size=60))
def test_no_words_become_tags(words: str) -> None:
    """Whatever a headline says, the page has the same tags."""
    one = replace(reading().events[0], headline=words)
    expected = parsed(page(replace(reading(), events=(reading().events[0],)))).tags
    assert parsed(page(replace(reading(), events=(one,)))).tags == expected


def test_overlapping_clauses_are_lit_once() -> None:
    """A clause inside another neither loses words nor doubles them."""
    whole = event("The pier opens in September of this year [077fc887]", "2024-09")
    inner = event("opens in September", "2024-09")
    words = parsed(page(replace(reading(), events=(whole, inner)))).words
    assert words.count("The pier opens in September of this year [077fc887].") == 1


def test_a_chronology_reads_in_order_of_time() -> None:
    """Dated events by time, the undated last, each with status, sources and reason."""
    text = chronicle(reading())
    assert re.search(r"Story dated 1 July 2024, 20:06.* · version 0\.2 · 2 sources", text)
    order = [text.index(w) for w in ("It fell", "=1+1", "The pier opens", "The council has signed")]
    assert order == sorted(order)
    assert "September 2024 · planned\n    The pier opens [077fc887]\n    It says so.\n" in text
    assert "Warning: Something was guessed." in text


@pytest.mark.parametrize("write", [events_json, table, agenda, page, chronicle])
def test_a_story_without_events_can_be_written(write: object) -> None:
    """Nothing found is told in every format, not a failure."""
    empty = Reading(read_text("", name="empty.txt"), ANY, (), (), (), ())
    assert callable(write)
    assert write(empty)
