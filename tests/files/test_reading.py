"""Opening story files: stories, or refusals that say why."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.story import Severity
from viewer.files import StoryRefused, open_stories, open_story, shown
from viewer.files.reading import LIMIT
from viewer.files.site import MOST, NoStory, read_stories

STORY = {
    "title": "The Pier",
    "story": "It fell on 3 May 1999 [3fa91c07]. \n\nIt rose in 2001. [3fa91c07] [b20d64e8]",
    "refs": ["3fa91c07", "b20d64e8"],
    "version": 0.97,
    "last_updated": "2024-06-05T07:20:59.307000",
    "uuid": "71fd0b3c",
    "tags": ["sea"],
}


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(StoryRefused) as caught:
        open_stories(path)
    assert shown(path) in str(caught.value)
    return str(caught.value)


def codes(path: Path) -> list[str]:
    return [d.code for d in open_story(path).diagnostics if d.severity is Severity.WARNING]


def test_a_text_file_opens_under_its_name(stories: Path) -> None:
    """The shipped story opens whole, named as its file is."""
    story = open_story(stories / "harbour-bridge.txt")
    assert story.name == "harbour-bridge.txt"
    assert story.version == "0.31"
    assert len(story.citations) == 3
    assert story.diagnostics == ()


def test_the_sites_json_opens_as_prose(stories: Path) -> None:
    """Text is the field `story` alone; the articles in `refs` describe the sources."""
    story = open_story(stories / "moon-lander.json")
    assert story.title.startswith("A Small Lander")
    assert (story.version, story.date_text) == ("0.42", "2024-02-27T11:52:40.118000")
    assert len(story.paragraphs) == 3
    assert (story.citations[0].id, story.citations[0].outlet) == ("9d41c6e2", "Orbit Daily")
    assert story.diagnostics == ()


def test_a_wordless_ending_opens_as_text(tmp_path: Path) -> None:
    """No ending, an ending in capitals, an unknown one: text is text."""
    for name in ("noextension", "story.TXT", "story.story", ".hidden", "a & <b>.txt"):
        assert open_story(written(tmp_path, name, "It fell in 1931.")).paragraphs


def test_an_empty_file_opens_with_a_warning(tmp_path: Path) -> None:
    """Nothing in it is no crime in a text, and none in JSON."""
    assert codes(written(tmp_path, "a.txt", "")) == ["empty"]
    assert "the file is empty" in refusal(written(tmp_path, "a.json", ""))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", "it is a PNG image, not text. Story files are text"),
        ("a.docx", b"PK\x03\x04", "an office document"),
        ("a.txt.exe", b"It fell.", "it is named like a program"),
        ("a.csv", b"date,title\n1990,x\n", r"a table \(CSV\) cannot be opened yet"),
        ("a.ics", b"BEGIN:VCALENDAR\r\n", "a calendar"),
        ("a.json", b'{\n "story": "x",\n}', r"broken JSON at line 3, column 1"),
        ("a.json", b'{"story": "x"}\n<html>', "broken JSON at line 2, column 1"),
        ("a.json", b"[1, 2, 3]", "it is JSON, but a number where a story should be"),
        ("a.json", b"[]", "it is an empty list"),
        ("a.json", b'{"title": "x"}', 'it has no field "story"'),
        ("a.json", b'{"story": 42}', 'the field "story" is no text'),
        ("a.json", b'{"title": {}, "events": []}', "a timeline in JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"story": "x", "n": ' + b"9" * 10_000 + b"}", "thousands of digits"),
        ("a.jsonl", b'{"story": "x"}\n{', "broken JSON at line 2"),
    ],
)
def test_a_refusal_names_file_reason_and_way_out(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    """What cannot be opened says which file, why, and where in it."""
    path = written(tmp_path, name, data)
    with pytest.raises(StoryRefused, match=reason) as caught:
        open_stories(path)
    assert str(path) in str(caught.value)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    """Folders, missing files, broken links: told apart in words."""
    assert "it is a folder" in refusal(tmp_path)
    assert "there is no such file" in refusal(tmp_path / "absent.txt")
    with pytest.raises(StoryRefused, match="no file can have this name"):
        open_stories(Path("a\0b.txt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_devices_do_not_hang(tmp_path: Path) -> None:
    """A pipe nobody writes to, a device without end, a loop of links: refused, not waited for."""
    os.mkfifo(tmp_path / "fifo.txt")
    assert "it is a device or a pipe" in refusal(tmp_path / "fifo.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    assert "it is a device or a pipe" in refusal(tmp_path / "zero.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert "it cannot be read" in refusal(tmp_path / "loop.txt")
    (tmp_path / "dangling.txt").symlink_to("absent.txt")
    assert "a link to a file that does not exist" in refusal(tmp_path / "dangling.txt")


def test_a_giant_is_refused_unread(tmp_path: Path) -> None:
    """The limit is said; a file of holes costs nothing."""
    path = tmp_path / "giant.txt"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    assert "larger than 32 MB" in refusal(path)


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="permissions do not bind this user",
)
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    """Without permission the message says so."""
    path = written(tmp_path, "a.txt", "It fell.")
    path.chmod(0)
    assert "you have no permission" in refusal(path)


def test_names_are_shown_in_one_plain_line() -> None:
    """A line break, a bidi override or a stray byte in a name cannot dress up a message."""
    name = os.fsdecode(b"a\nb\x1b") + "\u202egnp.txt"
    assert shown(Path(name)) == "a\ufffdb\ufffd\ufffdgnp.txt"


def changed(**fields: object) -> str:
    return json.dumps({**STORY, **fields}, ensure_ascii=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (changed(refs=None, version=[1]), "odd-field"),
        (changed(last_updated=1719864395), "odd-field"),
        (changed(tags="sea"), "odd-field"),
        (changed(refs="3fa91c07"), "odd-field"),
        (changed(story=["It fell in 1931.", "It rose."]), "story-in-parts"),
        (changed(story="It fell \udf33 in 1931."), "half-character"),
        (changed(title="a\0b", story="It \0 fell."), "odd-title"),
        (changed(title="a\0b", story="It \0 fell."), "odd-characters"),
        ('{"story": "It fell.", "story": "It rose."}', "field-given-twice"),
        ('{"story": "It fell.", "value": NaN}', "odd-number"),
        ('{"story": "It fell.", "version": 1e999}', "odd-field"),
        ('{"story": "It fell.\n\nIt rose."}', "json-control-character"),
        (changed() + "\n" + changed(), "json-lines"),
        (f"[{changed()}, 7]", "story-left-out"),
        (f"[{','.join([changed()] * (MOST + 1))}]", "too-many-stories"),
    ],
)
def test_json_that_is_nearly_right_is_read_aloud(text: str, code: str) -> None:
    """What was guessed, replaced or left out is a warning on the story."""
    story = read_stories(text, name="a.json")[0]
    assert code in [d.code for d in story.diagnostics if d.severity is Severity.WARNING]


def test_fields_nobody_asked_for_are_left_alone() -> None:
    """Unknown keys, hostile ids and addresses change nothing and are followed nowhere."""
    text = changed(__class__="x", preview="file:///etc/passwd", refs=["../x", "a\0b", "3fa91c07"])
    story = read_stories(text, name="a.json")[0]
    assert [d for d in story.diagnostics if d.severity is Severity.WARNING] == []
    assert [c.id for c in story.citations] == ["3fa91c07", "b20d64e8", "../x", "a\0b"]


def test_several_stories_keep_their_numbers() -> None:
    """An array gives a story each, named by its place."""
    both = read_stories(f"[{changed()},{changed(title='Other')}]", name="a.json")
    assert [(s.name, s.title) for s in both] == [
        ("a.json (1)", "The Pier"),
        ("a.json (2)", "Other"),
    ]


def test_a_version_is_kept_as_written() -> None:
    """0.10 is not 0.1."""
    assert read_stories('{"story": "It fell.", "version": 0.10}', name="x")[0].version == "0.10"


@given(st.recursive(st.none() | st.integers() | st.text(max_size=9) | st.booleans(), lambda inner:
    st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["story", "title", "refs", "version", "last_updated", "x"]), inner,
        max_size=5), max_leaves=12))  # fmt: skip
def test_any_json_is_read_or_refused(value: object) -> None:
    """Whatever the fields hold, the answer is stories or NoStory."""
    with contextlib.suppress(NoStory):
        assert all(story.name for story in read_stories(json.dumps(value), name="any"))
