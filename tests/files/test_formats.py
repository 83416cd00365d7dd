"""A timeline in every format of data: complete, valid for other people's readers, inert."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from viewer.core import events
from viewer.core.events import Kind, Own, Reading
from viewer.core.timeline import arrange
from viewer.core.when import DAY, FUTURE, PAST, seconds
from viewer.files import known_periods, open_stories
from viewer.files.agenda import agenda
from viewer.files.formats import FORMATS, Format, of_file
from viewer.files.names import safe_name
from viewer.files.recorded import NoTimeline, readings
from viewer.files.records import events_json, timeline_json
from viewer.files.table import table
from viewer.files.timelinejs import timelinejs

CHECKOUT = Path(__file__).resolve().parents[2]
CASES = sorted((Path(__file__).parent / "cases" / "exports").iterdir())
STORIES = [*CASES, *sorted((CHECKOUT / "resources" / "stories").iterdir())]
READERS = CHECKOUT / "tests" / "readers"
SCHEMA = CHECKOUT / "resources" / "data" / "timeline.schema.json"
JOINER = "\u2060"


def read(path: Path) -> tuple[Reading, ...]:
    periods, _ = known_periods()
    return tuple(events.read(story, periods=periods) for story in open_stories(path))


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[Reading, ...]]:
    """What each case says, and all of them together."""
    each = {path.name: read(path) for path in STORIES}
    return {**each, "all": tuple(reading for found in each.values() for reading in found)}


NAMES = [*(path.name for path in STORIES), "all"]


# ── the words of a format, with its escapes undone ───────────────────────────────────────────


def ics_words(text: str) -> str:
    plain = text.replace("\r\n ", "").replace("\\n", "\n")
    return re.sub(r"\\([\\;,])", r"\1", plain)


def json_words(text: str) -> str:
    """All strings of a JSON text."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(json.loads(text))
    return "\n".join(found)


def html_words(text: str) -> str:
    from html import unescape

    return unescape(json_words(text))


WORDS: dict[str, Callable[[str], str]] = {
    "json": json_words,
    "csv": lambda text: " ".join(" ".join(row) for row in csv.reader(io.StringIO(text))),
    "ics": ics_words,
    "timelinejs": html_words,
    "markwhen": lambda text: text.replace(JOINER, ""),
    "markdown": lambda text: re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text),
    "text": lambda text: text,
    "timeml": lambda text: "".join(ElementTree.fromstring(text.encode()).itertext()),
}


def flat(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("name", NAMES)
def test_no_event_is_left_out(
    name: str, form: Format, told: dict[str, tuple[Reading, ...]]
) -> None:
    """Dated or not, every event's words stand in every format."""
    words = flat(WORDS[form.name](form.write(told[name])))
    for reading in told[name]:
        for event in reading.events:
            said = event.span.of(reading.story.text) if form.name == "timeml" else event.headline
            assert flat(said) in words


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_format_says_what_it_cannot_say(
    form: Format, told: dict[str, tuple[Reading, ...]]
) -> None:
    """Where a story has undated and half-known events, formats that have no place for them say
    where they stand instead; complete ones say nothing."""
    sentences = form.lost(told["every-kind.txt"])
    assert bool(sentences) is not form.complete
    assert form.lost(()) == () or form.name == "timeml"


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_same_story_gives_the_same_bytes(
    form: Format, told: dict[str, tuple[Reading, ...]]
) -> None:
    """Nothing depends on the clock or on chance."""
    assert form.write(told["every-kind.txt"]) == form.write(read(CASES[1]))
    assert CASES[1].name == "every-kind.txt"


def test_stories_that_would_inject_are_told_whole(injections: tuple[Path, ...]) -> None:
    """The kit's stories of markup, formulas, commands and calendar lines: every format holds every
    event, and none of them a tag, image or record of theirs."""
    found = [path for path in injections if path.suffix in (".txt", ".md", ".json")]
    assert len(found) >= 20
    for path in found:
        told = read(path)
        for form in FORMATS:
            words = flat(WORDS[form.name](form.write(told)))
            for reading in told:
                for event in reading.events:
                    said = event.span.of(reading.story.text)
                    assert flat(said if form.name == "timeml" else event.headline) in words
        unfolded = agenda(*told).replace("\r\n ", "")
        count = sum(len(reading.events) for reading in told)
        assert len(re.findall("^BEGIN:V(?:EVENT|JOURNAL)", unfolded, re.MULTILINE)) == count
        cells = csv.reader(io.StringIO(table(*told), newline=""))
        assert not any(cell.startswith(tuple("=+-@\t\r")) for row in cells for cell in row)


def kit(shared: Path, folder: Path) -> None:
    """Make the kit of bad inputs in a folder."""
    maker = shared / "badinputs" / "make.py"
    if not maker.is_file():
        pytest.skip("the kit of bad inputs is not there")
    subprocess.run([sys.executable, str(maker), str(folder)], check=True,
                   capture_output=True, timeout=120)  # fmt: skip


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_our_json_gives_the_same_timeline_again(
    name: str, told: dict[str, tuple[Reading, ...]]
) -> None:
    """Text, events, dates, reasons, sources and named periods come back as they were."""
    text = timeline_json(*told[name])
    again = readings(text)
    assert timeline_json(*again) == text
    old, new = arrange(told[name]), arrange(again)
    assert new.events == old.events
    assert new.lanes == old.lanes
    assert new.background == old.background
    assert new.story_dates == old.story_dates
    assert (new.start == old.start).all()
    assert (new.end == old.end).all()
    for before, after in zip(told[name], again, strict=True):
        assert after.timexes == before.timexes
        assert after.diagnostics == before.diagnostics
        assert after.story == before.story
        for block, kept in zip(before.story.blocks, after.story.blocks, strict=True):
            assert kept.sentences == block.sentences


@pytest.mark.parametrize("whole", [True, False])
def test_json_keeps_to_its_schema(whole: bool, told: dict[str, tuple[Reading, ...]]) -> None:
    """The schema that ships describes what is written, field by field."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for found in told.values():
        jsonschema.validate(json.loads(events_json(*found, whole=whole)), schema)


def test_every_field_of_the_json_is_documented(told: dict[str, tuple[Reading, ...]]) -> None:
    """A field that is written has its place in the schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    (reading,) = told["every-kind.txt"]
    corrected = replace(reading.events[0], own=tuple(Own), note="As seen on the plaque.")
    reading = replace(reading, events=(corrected, *reading.events[1:]))
    one = json.loads(timeline_json(reading))
    assert readings(json.dumps(one)) == (reading,)
    assert (
        one["events"][0]["corrected"] == schema["event"]["properties"]["corrected"]["items"]["enum"]
    )
    assert set(one) == set(schema["timeline"]["properties"])
    assert set(one["story"]) == set(schema["story"]["properties"])
    assert {key for event in one["events"] for key in event} == set(schema["event"]["properties"])
    assert {key for time in one["times"] for key in time} == set(schema["time"]["properties"])


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("version",), 2, "version 2"),
        (("events", 0, "end"), 10**9, "no place in the text"),
        (("events", 0, "end"), True, "no place in the text"),
        (("events", 0, "quote"), "other words", "quotes other words"),
        (("events", 0, "bounds"), "2024-13", '"bounds"'),
        (("events", 0, "status"), "dreamt", '"status" is none of happened'),
        (("events", 0, "citations"), [3], '"citations" is no text'),
        (("events",), {}, '"events" is no list'),
        (("times", 0), "x", '"times" is no object'),
        (("story", "text"), "\ud800", '"text" is no text'),
        (("story",), None, '"story" is no object'),
    ],
)
def test_a_timeline_that_contradicts_itself_is_refused(
    path: tuple[str | int, ...], value: object, words: str, told: dict[str, tuple[Reading, ...]]
) -> None:
    """What a file says is checked before it is shown; the refusal names the field."""
    made = json.loads(timeline_json(*told["every-kind.txt"]))
    place: Any = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(NoTimeline, match=re.escape(words)):
        readings(json.dumps(made))


def test_events_alone_are_no_timeline(told: dict[str, tuple[Reading, ...]]) -> None:
    """What `events --format json` prints has no text, and says so when it is opened."""
    with pytest.raises(NoTimeline, match="without the text"):
        readings(events_json(*told["every-kind.txt"]))


# ── iCalendar ────────────────────────────────────────────────────────────────────────────────


def moments(value: Any) -> int:
    """A date or a time of the `icalendar` package, in our seconds."""
    clock = (value.hour, value.minute, value.second) if hasattr(value, "hour") else (0, 0, 0)
    return seconds(value.year, value.month, value.day, *clock)


@pytest.mark.parametrize("name", NAMES)
def test_a_calendar_program_reads_every_event(
    name: str, told: dict[str, tuple[Reading, ...]]
) -> None:
    """The `icalendar` package finds an entry for each event whose years a calendar has, over the
    days it may cover, its end exclusive; all others are journal entries."""
    icalendar = pytest.importorskip("icalendar")
    calendar = icalendar.Calendar.from_ical(agenda(*told[name]))
    entries = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
    journals = [str(one["UID"]) for one in calendar.walk("VJOURNAL")]
    every = [event for reading in told[name] for event in reading.events]
    assert len(entries) + len(set(journals)) == len(every)
    assert not calendar.errors
    for event in every:
        when = event.when
        known = event.kind is not Kind.UNDATED
        inside = all(seconds(1) <= s < seconds(9999) for s in (when.earliest, when.latest)
                     if s not in (PAST, FUTURE))  # fmt: skip
        uid = f"{event.id}@story-timeline"
        assert (uid in entries) == (known and inside)
        if uid not in entries:
            continue
        entry = entries[uid]
        start = moments(entry["DTSTART"].dt)
        end = moments(entry["DTEND"].dt) - 1 if "DTEND" in entry else start
        assert flat(event.headline) in flat(str(entry["SUMMARY"]))
        if when.earliest != PAST and when.latest != FUTURE:
            assert (start, end) == (when.earliest, when.latest)
        else:
            assert start in (when.earliest, when.latest - DAY + 1, when.latest)


def test_a_calendar_never_passes_a_bound_off_as_the_day(
    told: dict[str, tuple[Reading, ...]],
) -> None:
    """ "By the end of 2013" stands on the last day of 2013, and its summary says "by"."""
    text = ics_words(agenda(*told["every-kind.txt"]))
    entry = next(part for part in text.split("BEGIN:VEVENT") if "spent its money" in part)
    assert "DTSTART;VALUE=DATE:20131231\r\nDTEND;VALUE=DATE:20140101" in entry
    assert re.search(r"SUMMARY:by .*2013: ", entry)


def test_a_calendar_of_the_same_story_twice_has_every_name_once() -> None:
    """Names (UID) are unique, and stay the same from one export to the next."""
    found = read(CASES[1])
    names = re.findall(r"UID:(\S+)", agenda(*found, *found))
    assert len(names) == len(set(names)) == 2 * len(found[0].events)
    assert set(re.findall(r"UID:(\S+)", agenda(*found))) < set(names)


# ── TimelineJS ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_timelinejs_keeps_every_dated_event(
    name: str, told: dict[str, tuple[Reading, ...]]
) -> None:
    """Each dated event is a slide whose dates, read again, cover its bounds, and whose shown date
    is ours; years are integers, months and days are those of a calendar."""
    made = json.loads(timelinejs(*told[name]))
    slides = {slide["unique_id"]: slide for slide in made["events"]}
    dated = [e for r in told[name] for e in r.events if e.kind is not Kind.UNDATED]
    assert len(made["events"]) == len(dated)
    for event in dated:
        slide = slides[f"e{event.id}"]
        start, end = slide["start_date"], slide.get("end_date", slide["start_date"])
        assert slide["display_date"]
        if made["scale"] == "cosmological":
            assert set(start) == {"year"}
            continue
        lacking = {"month": 1, "day": 1, "hour": 0, "minute": 0, "second": 0}
        first = seconds(*{"year": 0, **lacking, **start}.values())
        known = event.when.earliest if event.when.earliest != PAST else event.when.latest
        assert first == known or first == known + 1 - DAY
        if "end_date" in slide:
            assert end["year"] >= start["year"]
            assert (end["year"], end["month"], end["day"]) >= (start["year"], 1, 1)


def test_timelinejs_text_is_markup_of_ours_alone(told: dict[str, tuple[Reading, ...]]) -> None:
    """No tag, attribute or address of a story's comes through: TimelineJS shows HTML."""
    made = timelinejs(*told["hostile.txt"], *told["every-kind.txt"])
    tags = set(re.findall(r"<[^>]*>", json_words(made)))
    ours = {"<p>", "</p>", "<blockquote>", "</blockquote>", "<br>", "<ul>", "</ul>", "<li>",
            "</li>", "</a>"}  # fmt: skip
    links = {tag for tag in tags if tag.startswith("<a ")}
    assert tags - links <= ours
    assert all(re.fullmatch(r'<a href="https?://[^"<>]*" rel="noopener">', tag) for tag in links)


# ── readers of other people, where they are on the machine ───────────────────────────────────

MARKWHEN = """
import { parse } from "@markwhen/parser";
import { readFileSync } from "fs";
const found = [];
const walk = (node) => node.children
  ? node.children.forEach(walk)
  : found.push([node.dateRangeIso.fromDateTimeIso, node.dateRangeIso.toDateTimeIso,
                node.firstLine.restTrimmed]);
walk(parse(readFileSync(0, "utf8")).events);
console.log(JSON.stringify(found));
"""


@pytest.mark.parametrize("name", NAMES)
def test_markwhen_finds_every_event(name: str, told: dict[str, tuple[Reading, ...]]) -> None:
    """markwhen's own parser finds an event for each that has a range, with our headline, and none
    more: no line of a story becomes an event."""
    if not shutil.which("node") or not (READERS / "node_modules" / "@markwhen").is_dir():
        pytest.skip("node and the npm packages of tests/readers are not here")
    form = of_file("a.mw")
    assert form is not None
    done = subprocess.run(
        ["node", "--input-type=module", "-e", MARKWHEN], cwd=READERS, timeout=60,
        input=form.write(told[name]), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    dated = [e for r in told[name] for e in r.events if e.kind is not Kind.UNDATED]
    deep = sum(e.when.latest != FUTURE and e.when.latest < seconds(-99_999) for e in dated)
    assert len(found) == len(dated) - deep
    words = "\n".join(flat(text) for _, _, text in found).replace(JOINER, "")
    for event in dated:
        if event.when.latest >= seconds(-99_999):
            assert flat(event.headline) in words


@pytest.mark.parametrize("name", NAMES)
def test_markdown_holds_no_markup_of_a_story(
    name: str, told: dict[str, tuple[Reading, ...]]
) -> None:
    """A CommonMark reader finds no HTML, image or link but the addresses of sources."""
    markdown_it = pytest.importorskip("markdown_it")
    form = of_file("a.md")
    assert form is not None
    tokens = markdown_it.MarkdownIt("commonmark").parse(form.write(told[name]))
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in [*tokens, *inner]}
    assert not kinds & {"html_block", "html_inline", "image", "code_inline", "fence"}
    links = [child.attrs["href"] for child in inner if child.type == "link_open"]
    assert all(link.startswith(("https://", "http://")) for link in links)


@pytest.mark.parametrize("name", NAMES[:-1])
def test_timeml_is_the_text_with_tags(name: str, told: dict[str, tuple[Reading, ...]]) -> None:
    """TEXT holds the story word for word; each link ties an instance to a time that is there."""
    form = of_file("a.tml")
    assert form is not None
    (reading,) = told[name]
    root = ElementTree.fromstring(form.write(told[name]).encode())
    text = root.find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == reading.story.text
    times = {one.get("tid") for one in root.iter("TIMEX3")}
    instances = {one.get("eiid") for one in root.iter("MAKEINSTANCE")}
    assert {one.get("eventID") for one in root.iter("MAKEINSTANCE")} == {
        one.get("eid") for one in root.iter("EVENT")
    }
    assert len(instances) == len(reading.events)
    for link in root.iter("TLINK"):
        assert link.get("relatedToTime") in times
        assert link.get("eventInstanceID") in instances


# ── names ────────────────────────────────────────────────────────────────────────────────────


def test_endings_name_formats() -> None:
    """The longest ending counts; no two formats claim one."""
    assert [of_file(name) and of_file(name).name for name in  # type: ignore[union-attr]
            ("A.JSON", "a.timelinejs.json", "a.mw", "a.ics", "a.png", "json")] == [
        "json", "timelinejs", "markwhen", "ics", None, None]  # fmt: skip
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A Bridge: Opened & Closed?", "A-Bridge-Opened-Closed"),
        ("../../etc/passwd", "etc-passwd"),
        ("/absolute/path", "absolute-path"),
        ("C:\\Windows\\x", "C-Windows-x"),
        (".hidden", "hidden"),
        ("--help", "help"),
        ("CON", "CON-story"),
        ("com1.txt", "com1.txt-story"),
        ("end. . .", "end"),
        ("$(id) `id` %s %PATH%", "id-id-s-PATH"),
        ("line\nbreak\x00\x1b[31m", "line-break-31m"),
        ("cafe\u0301 \u202eexe.txt", "café-exe.txt"),
        ("桥" * 100, "桥" * 33),
        ("", "timeline"),
        ("???", "timeline"),
        ("\ud800", "timeline"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    """Letters and digits stay; nothing that any platform, shell or program takes to heart."""
    assert safe_name(title) == name


def test_titles_of_the_kit_become_names_that_stay_in_the_folder(
    shared: Path, tmp_path: Path
) -> None:
    """Each hostile title gives a name that a file can have, inside the folder."""
    kit(shared, tmp_path / "kit")
    titles = sorted((tmp_path / "kit").rglob("title_*"))
    assert titles
    out = tmp_path / "out"
    out.mkdir()
    for path in titles:
        for story in open_stories(path):
            name = safe_name(story.title or story.name)
            target = out / f"{name}.ics"
            assert target.resolve().parent == out.resolve()
            assert len(target.name.encode()) <= 120
            target.write_text("x", encoding="utf-8")
            assert target.is_file()
