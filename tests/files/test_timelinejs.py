"""TimelineJS itself, in a real browser, reads what is written for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from viewer.core import events
from viewer.files import known_periods, open_stories
from viewer.files.timelinejs import timelinejs

CHECKOUT = Path(__file__).parents[2]
CASES = sorted((Path(__file__).parent / "cases" / "exports").glob("*.txt"))
THEIRS = CHECKOUT / "tests" / "readers" / "node_modules" / "@knight-lab" / "timelinejs" / "dist"


@pytest.fixture(scope="module")
def tab(browsing: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not THEIRS.is_dir():
        pytest.skip("the npm packages of tests/readers are not here")
    with browsing.Page(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_timelinejs_shows_every_dated_event(path: Path, tab: Any, tmp_path: Path) -> None:
    """Each slide with its headline and in order, without an error or a warning, and nothing of a
    story runs there."""
    periods, _ = known_periods()
    made = timelinejs(*(events.read(story, periods=periods) for story in open_stories(path)))
    told = made.replace("</", "<\\/").replace("<!--", "<\\!--")
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><meta charset="utf-8">'
        f'<link rel="stylesheet" href="{(THEIRS / "css" / "timeline.css").as_uri()}">'
        '<div id="line" style="width: 900px; height: 600px"></div>'
        f'<script src="{(THEIRS / "js" / "timeline.js").as_uri()}"></script>'
        f'<script>window.shown = new TL.Timeline("line", {told}, {{}});</script>',
        encoding="utf-8",
    )
    tab.open(page)
    tab.wait("window.shown && shown.config && shown.config.events.length")
    assert tab.run("shown.config.messages") == {"errors": [], "warnings": []}
    slides = json.loads(made)["events"]
    found = tab.run("shown.config.events.map((e) => [e.unique_id, e.text.headline])")
    assert sorted(found) == sorted([s["unique_id"], s["text"]["headline"]] for s in slides)
    assert tab.run("document.querySelectorAll('#line script, #line iframe').length") == 0
