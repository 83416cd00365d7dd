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
