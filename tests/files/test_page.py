"""The exported page in a real browser: alone, inert, and usable by eye, key and voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from viewer.core import events
from viewer.core.events import Reading
from viewer.core.story import read_text
from viewer.files import known_periods, open_stories
from viewer.files.page import page

CHECKOUT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases" / "exports"
HARBOUR = CHECKOUT / "resources" / "stories" / "harbour-bridge.txt"
AXE = CHECKOUT / "tests" / "readers" / "node_modules" / "axe-core" / "axe.min.js"

MARKS = "[...document.querySelectorAll('#chart g.event')]"
WORDS = f"{MARKS}.map((g) => g.textContent)"
LISTED = "[...document.querySelectorAll('li[data-form]')].filter((li) => !li.hidden)"


def read(path: Path) -> tuple[Reading, ...]:
    periods, _ = known_periods()
    return tuple(events.read(story, periods=periods) for story in open_stories(path))


def written(folder: Path, *readings: Reading) -> Path:
    path = folder / "page.html"
    path.write_text(page(*readings), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tab(browsing: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with browsing.Page(tmp_path_factory.mktemp("profile")) as tab:
        tab.call("Emulation.setDeviceMetricsOverride", width=1200, height=900,
                 deviceScaleFactor=1, mobile=False)  # fmt: skip
        yield tab


@pytest.fixture
def harbour(tab: Any, tmp_path: Path) -> Any:
    tab.open(written(tmp_path, *read(HARBOUR)))
    return tab


def test_every_dated_event_is_drawn(harbour: Any) -> None:
    """What the list dates or bounds has a mark with its words, told apart where it is not fact."""
    words = harbour.run(WORDS)
    placed = harbour.run(f"{LISTED}.filter((li) => li.dataset.form !== 'shelf').length")
    assert len(words) == placed == 16
    assert any("Engineers will test the deck" in one and one.endswith("planned") for one in words)
    assert any(one.endswith("said not to have happened") for one in words)


def test_no_two_labels_overlap(harbour: Any) -> None:
    """At every zoom the words of two events stand apart."""
    boxes = (
        f"{MARKS}.map((g) => g.querySelector('text').getBoundingClientRect())"
        ".map((b) => [b.left, b.top, b.right, b.bottom])"
    )
    harbour.run("document.getElementById('chart').focus()")
    for key in "ff++++---":
        harbour.key(key)
        found = harbour.run(boxes)
        for number, (left, top, right, bottom) in enumerate(found):
            for other in found[number + 1 :]:
                assert not (left < other[2] and other[0] < right
                            and top < other[3] - 4 and other[1] + 4 < bottom)  # fmt: skip


def test_the_page_asks_for_nothing_and_refuses_nothing_of_its_own(harbour: Any) -> None:
    """One file is read, and the browser has nothing to say against it."""
    assert [address for address in harbour.asked if not address.startswith("file:")] == []
    assert harbour.said == []


def test_keys_zoom_move_and_choose(harbour: Any) -> None:
    """+ and − zoom, F shows all, arrows move and choose, Enter goes to the sentence."""
    harbour.run("document.getElementById('chart').focus()")
    ticks = "[...document.querySelectorAll('#chart .soft')].map((t) => t.textContent).join()"
    fitted = harbour.run(ticks)
    harbour.key("+")
    zoomed = harbour.run(ticks)
    assert zoomed != fitted
    harbour.key("ArrowRight")
    assert harbour.run(ticks) != zoomed
    harbour.key("f")
    assert harbour.run(ticks) == fitted
    harbour.key("ArrowDown")
    harbour.key("ArrowDown")
    assert "12 March 2021" in harbour.run("document.getElementById('card').textContent")
    harbour.key("Enter")
    name = harbour.run("decodeURIComponent(location.hash.slice(1))")
    assert name.startswith("said-")
    assert harbour.run(f"Boolean(document.getElementById('{name}'))")


def test_a_click_tells_the_event_and_its_sources(harbour: Any) -> None:
    """A mark clicked shows date, sources and reason; a sentence clicked shows its mark."""
    place = (
        f"{MARKS}.find((g) => g.textContent.includes('drifting barge')).querySelector('circle')"
        ".getBoundingClientRect()"
    )
    x, y = harbour.run(f"(({place}).x + 4)"), harbour.run(f"(({place}).y + 4)")
    harbour.click(x, y)
    card = harbour.run("document.getElementById('card').textContent")
    assert "6 August 2022" in card
    assert "[5c7e1a94]" in card
    assert "written out" in card
    lit = "[...document.querySelectorAll('mark')].find((m) => m.textContent.includes('ground'))"
    harbour.run(f"{lit}.click()")
    harbour.settle()
    assert "Workers broke ground" in harbour.run("document.getElementById('card').textContent")


def test_search_leaves_what_fits(harbour: Any) -> None:
    """Words typed leave the events that hold all of them, in list and drawing, and count them."""
    harbour.run(
        "{ const s = document.getElementById('search'); s.value = 'PIER 2022';"
        " s.dispatchEvent(new Event('input')); }"
    )
    harbour.settle()
    assert harbour.run(f"{LISTED}.length") == 2
    assert len(harbour.run(WORDS)) == 2
    assert harbour.run("document.getElementById('said').textContent") == "2 of 16 events"


@pytest.mark.parametrize("name", ["hostile.txt", "every-kind.txt", "ages.txt", "no-date.md"])
def test_no_story_does_anything(name: str, tab: Any, tmp_path: Path) -> None:
    """Words like markup, scripts and addresses are words: no element, request or script."""
    found = read(CASES / name)
    before, spoke = len(tab.asked), len(tab.said)
    tab.open(written(tmp_path, *found))
    assert [address for address in tab.asked[before:] if not address.startswith("file:")] == []
    assert tab.said[spoke:] == []
    assert tab.run("document.scripts.length") == 1
    assert tab.run("document.querySelectorAll('img, iframe, object, embed, link, b').length") == 0
    text = tab.run("document.body.textContent")
    for reading in found:
        for event in reading.events:
            assert " ".join(event.headline.split()) in " ".join(text.split())


def test_ages_have_an_axis(tab: Any, tmp_path: Path) -> None:
    """From millions of years to minutes the axis names years as people do, at every zoom."""
    tab.open(written(tmp_path, *read(CASES / "ages.txt")))
    ticks = "[...document.querySelectorAll('#chart .soft')].map((t) => t.textContent)"
    tab.run("document.getElementById('chart').focus()")
    assert any(word.endswith("million years ago") for word in tab.run(ticks))
    tab.run(
        "{ const s = document.getElementById('search'); s.value = 'gauge';"
        " s.dispatchEvent(new Event('input')); }"
    )
    tab.key("ArrowDown")
    seen = set()
    for _ in range(60):
        tab.key("+")
        tab.key("ArrowDown")
        seen |= set(tab.run(ticks))
    assert not [word for word in seen if "NaN" in word or "undefined" in word]
    assert any(re.fullmatch("[0-9]{2}:[0-9]{2}", word) for word in seen)


def test_thousands_of_events_answer(tab: Any, tmp_path: Path) -> None:
    """A long story opens and zooms; what finds no row is counted, not dropped."""
    lines = (
        f"The mill number {n} opened on {n % 28 + 1} May {1000 + n % 1000}." for n in range(2_000)
    )
    reading = events.read(read_text("\n\n".join(lines), name="long.txt"))
    path = written(tmp_path, reading)
    assert len(reading.events) == 2_000
    assert path.stat().st_size < 1_000_000
    tab.open(path)
    assert "more events here" in tab.run("document.getElementById('more').textContent")
    tab.run("document.getElementById('chart').focus()")
    took = tab.run(
        "(async () => { const t = performance.now();"
        " for (let i = 0; i < 5; i += 1) { document.getElementById('in').click();"
        " await new Promise((done) => requestAnimationFrame(() => done())); }"
        " return (performance.now() - t) / 5; })()"
    )
    assert took < 1000
    assert len(tab.run(WORDS)) > 20


def test_without_scripts_the_page_is_whole(tab: Any, tmp_path: Path) -> None:
    """Picture, list, text and sources are there, and nothing that would not answer."""
    text = page(*read(HARBOUR), picture='<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.call("Page.navigate", url=path.as_uri())
        tab.wait("document.readyState === 'complete'")
        assert not tab.run("document.documentElement.classList.contains('live')")
        assert tab.run("getComputedStyle(document.getElementById('live')).display") == "none"
        assert tab.run("getComputedStyle(document.querySelector('.drawing')).display") != "none"
        assert tab.run(f"{LISTED}.length") == 16
    finally:
        tab.call("Emulation.setScriptExecutionDisabled", value=False)


def test_paper_shows_the_picture_and_not_the_tools(tab: Any, tmp_path: Path) -> None:
    """Printed, the whole timeline stands as a picture; buttons and the search stay behind."""
    text = page(*read(HARBOUR), picture='<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    tab.open(path)
    style = "getComputedStyle(document.querySelector('{}')).display"
    assert tab.run(style.format(".drawing")) == "none"
    tab.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert tab.run(style.format("#live")) == "none"
        assert tab.run(style.format(".drawing")) == "block"
    finally:
        tab.call("Emulation.setEmulatedMedia", media="")


def test_links_lead_to_sentence_and_source_and_back(harbour: Any) -> None:
    """By keys alone: from an event of the list to its sentence and back, and from a mark in the
    text to its source and back, each in view; what a search has put away is there again."""

    def follow(link: str) -> str:
        harbour.run(f"document.querySelector({link!r}).focus()")
        harbour.key("Enter")
        place = str(harbour.run("location.hash.slice(1)"))
        assert harbour.run(
            "(({top, bottom}) => top >= 0 && bottom <= innerHeight)"
            f"(document.getElementById('{place}').getBoundingClientRect())"
        ), place
        return place

    for number in (1, 7, 16):
        assert follow(f"#note-{number} a.headline") == f"said-{number}"
        assert follow(f"mark ~ a.n[href='#note-{number}']") == f"note-{number}"
    source = follow("p > a.cite[href='#s1-c-b20d64e8']")
    assert source == "s1-c-b20d64e8"
    cited = [follow(f"#{source} span a:nth-child({n})") for n in (1, 2)]
    words = "document.getElementById('{}').textContent"
    assert [harbour.run(words.format(place)) for place in cited] == ["[b20d64e8]"] * 2
    assert len(set(cited)) == 2
    harbour.run(
        "{ const s = document.getElementById('search'); s.value = 'nothing of this kind';"
        " s.dispatchEvent(new Event('input')); }"
    )
    harbour.settle()
    assert harbour.run(f"{LISTED}.length") == 0
    assert follow("a.n[href='#note-3']") == "note-3"
    assert harbour.run(f"{LISTED}.length") == 16


def test_what_is_copied_is_the_story(harbour: Any) -> None:
    """The numbers behind the clauses are no words of the story: copying leaves them out."""
    told = read(HARBOUR)[0].story
    harbour.run("getSelection().selectAllChildren(document.querySelector('article'))")
    copied = " ".join(harbour.run("getSelection().toString()").split())
    for block in told.paragraphs:
        assert " ".join(block.span.of(told.text).split()) in copied


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_barrier(dark: bool, browsing: Any, tmp_path: Path) -> None:
    """axe-core, which knows the rules of WCAG, finds nothing against the page, light and dark."""
    if not AXE.is_file():
        pytest.skip("the npm packages of tests/readers are not here")
    with browsing.Page(tmp_path / "profile", dark=dark) as tab:
        tab.open(written(tmp_path, *read(HARBOUR), *read(CASES / "every-kind.txt")))
        tab.run("document.getElementById('chart').focus()")
        tab.key("ArrowDown")
        tab.run(AXE.read_text(encoding="utf-8") + ";1")
        found = tab.run("axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.length,"
                        " v.nodes[0].html.slice(0, 120), v.nodes[0].failureSummary]))")  # fmt: skip
    assert found == []
