"""Date lines: what dates a story, and what only looks like it."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from viewer.core import events
from viewer.core.dates import story_date
from viewer.core.story import BlockKind, read_text

CASES = (Path(__file__).parent / "cases" / "story" / "datelines.jsonl").read_text("utf-8")


@pytest.mark.parametrize("line", CASES.splitlines())
def test_the_date_a_story_says_of_itself(line: str) -> None:
    """Datelines and bylines date the story, in whole dates alone, and are no prose."""
    case = json.loads(line)
    story = read_text(case["text"], name="x")
    date = story_date(story.date_text)
    assert (date.edtf if date.is_known else None) == case["date"]
    if "prose" in case:
        assert story.paragraphs[0].span.of(story.text).startswith(case["prose"])


PLACES = ("PORT HALDEN", "ST. IVES, England", "NEW MERROW, N.Y.", "Port Halden", "Aix-les-Bains")
DATES = (
    "March 12, 2019",
    "12 March 2019",
    "Mar. 12, 2019",
    "Tuesday, March 12, 2019",
    "2019-03-12",
)
AGENCIES = ("", " (Coast Press)", " (CP)", " /NewsPress/")
JOINTS = (" - ", " – ", " — ", "—", " -- ")


@pytest.mark.parametrize(("place", "agency"), [*product(PLACES, AGENCIES)])
def test_relative_words_count_from_the_dateline(place: str, agency: str) -> None:
    """However a dateline is put together, "on Monday" is the Monday before it, and the
    dateline's own day is no happening."""
    for date, joint in product(DATES, JOINTS):
        heads = [f"{place}, {date}{agency}{joint}"]
        if agency:
            heads.append(f"{place}{agency} {date}{joint}")
        for head in heads:
            text = f"{head}The council closed the pier on Monday. The mayor resigned.\n"
            reading = events.read(read_text(text, name="x"))
            assert reading.date.edtf == "2019-03-12", head
            assert [e.when.edtf for e in reading.events if e.timexes] == ["2019-03-11"], head
            assert reading.story.blocks[0].kind is BlockKind.DATE


TITLE = "Harbour board to close a third of its piers"
SUM = "The closures will put forty jobs at risk, the board said, and more may follow."
WRITERS = (
    "By Mara Quill",
    "by Mara Quill",
    "Mara Quill",
    "By Mara Quill, business reporter",
    "Mara Quill and Ole Brandt in Hull",
)
WRITTEN = (
    "12 March 2019",
    "Tuesday, March 12, 2019",
    "Published: 12 March 2019",
    "Tue 12 Mar 2019 06.00 GMT",
    "Last updated 12 March 2019, 10:32 GMT",
    "2019-03-12",
    "Mar. 12, 2019 at 5:00 a.m. EST",
    "March 12, 2019 | 4 min read",
    "HULL, 12 March 2019",
)
#: T title, L label of the section, S a sentence that sums up, B writer, D date; / ends a line, //
#: leaves one blank.
HEADS = (
    "T/B/D T//B/D T/B//D T//B//D T/D/B T//D//B T//D/B T/D//B T/S/B/D T//S//B//D T//S//B/D T//S//D "
    "L//T//B//D L/T/B/D L/T/D #T//B//D #T//S//B/D #T//S//B//D"
).split()


@pytest.mark.parametrize("shape", HEADS)
def test_a_head_in_any_order_names_and_dates_the_story(shape: str) -> None:
    """Title, section, summary, writer and date are told apart however they are set; "on Monday"
    counts from the date, and nothing of the head is a happening."""
    for writer, date in product(WRITERS, WRITTEN):
        parts = {
            "T": TITLE,
            "S": SUM,
            "L": "BUSINESS",
            "B": writer,
            "D": date,
            "/": "\n",
            "#": "# ",
        }
        head = "".join(parts.get(sign, sign) for sign in shape)
        text = f"{head}\n\nThe council closed the pier on Monday. The mayor resigned.\n"
        reading = events.read(read_text(text, name="x"))
        assert reading.story.title == TITLE, head
        assert reading.date.edtf[:10] == "2019-03-12", head
        assert [e.when.edtf for e in reading.events if e.timexes] == ["2019-03-11"], head


@pytest.mark.parametrize(
    "text",
    [
        "We left at dawn.\n\n14 November 1912\n\nThere was ice everywhere.\n",
        "The council met in May.\nIt met again.\n14 November 2019\n\nThe pier was closed.\n",
        "- Piers\n- Boats\n\n14 November 2019\n\nThe pier was closed.\n",
        "The council met\non the pier and closed\nthe harbour on\n14 November 2019\nfor good.\n",
    ],
)
def test_prose_above_a_date_is_no_head(text: str) -> None:
    """Sentences, lists and wrapped prose are no title, and stay in the story."""
    assert read_text(text, name="x").title == ""


@pytest.mark.parametrize(
    "line",
    [
        "*Answer generated 20 April 2026. It may contain mistakes.*",
        "*Programme as of 20 April 2026, version 3*",
        "Data as at 20 April 2026",
        "Prepared on 20 April 2026 by the board",
        "Report no. 14 | Period: Q1 2026 (January–March) | Issued 20 April 2026",
        "Version 3, 20 April 2026",
        "Issue 14, 20 April 2026",
        "Status report, 20 April 2026",
        "Reporting month: April 2026 | Date: 20 April 2026 | Owner: PMO",
        "Reviewed and approved 20 April 2026",
    ],
)
def test_a_line_says_when_the_story_was_made(line: str) -> None:
    """The day in it dates the story; the number of an issue is no day, the line no happening."""
    reading = events.read(read_text(f"A title\n\n{line}\n\nThe mill burned in 1990.\n", name="x"))
    assert reading.date.edtf == "2026-04-20"
    assert [e.headline for e in reading.events] == ["The mill burned"]


def test_a_title_keeps_its_place_above_a_line_of_cells() -> None:
    """The line under a title that says in cells when the report was made leaves the title one."""
    text = (
        "Tram report\nNo. 14 | Period: Q2 2023 | Issued 14 July 2023\n\nThe mill burned in 1990.\n"
    )
    story = read_text(text, name="x")
    assert story.title == "Tram report"
    assert story_date(story.date_text).edtf == "2023-07-14"
