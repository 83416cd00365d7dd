"""The page this project started from: the happenings it is named for stand where they must."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from viewer.__main__ import main

SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "story" / "china-ip-talent.txt"

pytestmark = pytest.mark.skipif(
    not SAMPLE.exists(), reason="the real sample story does not lie beside this checkout"
)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main(["events", str(SAMPLE), "--format", "json"]) == 0
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def one(told: dict[str, Any], words: str) -> dict[str, Any]:
    """The only event whose quotation holds some words."""
    found = [event for event in told["events"] if words in event["quote"]]
    assert len(found) == 1, [event["quote"] for event in told["events"]]
    return found[0]


def test_training_since_the_plan_is_a_bar(told: dict[str, Any]) -> None:
    """From the first day of the 14th Five-Year Plan to the story's date."""
    event = one(told, "250 IP training")
    assert event["edtf"] == "2021/2024-07-01"
    assert (event["earliest"], event["latest"]) == ("2021-01-01", "2024-07-01")
    assert event["shape"] == "span"
    assert event["kind"] == "named-period"
    assert event["citations"] == ["077fc887"]


def test_the_master_starts_in_september_and_is_planned(told: dict[str, Any]) -> None:
    """A month, never its first day; of the story's year; not happened yet."""
    event = one(told, "commence studies")
    assert event["edtf"] == "2024-09"
    assert (event["earliest"], event["latest"]) == ("2024-09-01", "2024-09-30")
    assert event["status"] == "planned"
    assert event["kind"] == "relative"
    assert event["shape"] == "within"
    assert event["citations"] == ["077fc887"]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("has recruited former", "b7f0df05"),
        ("signed an", "077fc887"),
    ],
)
def test_what_the_text_does_not_date_is_only_bounded(
    told: dict[str, Any], words: str, source: str
) -> None:
    """No date in the text: none is given; told as done, so not after the story."""
    event = one(told, words)
    assert event["edtf"] is None
    assert event["kind"] == "undated"
    assert (event["earliest"], event["latest"]) == (None, "2024-07-01")
    assert event["citations"] == [source]


def test_the_count_is_reached_by_the_end_of_the_year(told: dict[str, Any]) -> None:
    """By the end of 2023: that day at the latest."""
    event = one(told, "860,000")
    assert event["edtf"] in ("2023-12-31", "../2023-12-31")
    assert event["latest"] == "2023-12-31"
    assert event["citations"] == ["077fc887"]


def test_the_programme_is_background_only() -> None:
    """Thousand Talents began in 2008: that is drawn behind, and dates no event."""
    from viewer.core.events import read
    from viewer.core.timeline import arrange
    from viewer.files import known_periods, open_story

    periods, _ = known_periods()
    reading = read(open_story(SAMPLE), periods=periods)
    behind = {b.name: b for b in arrange([reading]).background}
    (programme,) = [b for name, b in behind.items() if "Thousand Talents" in name]
    assert programme.start == 1_199_145_600  # 2008-01-01
    assert not any("2008" in event.when.edtf for event in reading.events)


def test_nothing_comes_from_what_is_no_story(told: dict[str, Any]) -> None:
    """Version line, timestamp and disclaimer tell no event; every quotation is in the text."""
    text = SAMPLE.read_text(encoding="utf-8")
    first, last = text.index("China has made"), text.index("Disclaimer:")
    for event in told["events"]:
        assert first <= event["start"] < event["end"] <= last
        assert text[event["start"] : event["end"]] == event["quote"]
    assert not any(event["quote"].startswith("China also boasts") for event in told["events"])
    assert 8 <= len(told["events"]) <= 16
