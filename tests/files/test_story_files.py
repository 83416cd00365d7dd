"""Story files in many manners: what each line is, and where each source is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.dates import story_date
from viewer.core.story import Severity, Story
from viewer.files import open_story

CASES = Path(__file__).parent / "cases" / "stories"
STORIES = sorted(path for path in CASES.iterdir() if path.suffix != ".expected")


def told(story: Story) -> str:
    """A story as the cases write it down: title, date, blocks, sources, warnings."""
    date = story_date(story.date_text)
    lines = [f"title: {story.title}", f"date: {date.edtf if date.is_known else ''}"]
    for block in story.blocks:
        lines.append(f"{block.kind.value}: {' '.join(block.span.of(story.text).split())}")
    for source in story.citations:
        marks = " ".join(story.text[mark.start : mark.end] for mark in source.marks)
        told = (source.title, source.outlet, source.date, source.link)
        lines.append(f"source {source.id} ({marks}): {' | '.join(told)}")
    for diagnostic in story.diagnostics:
        if diagnostic.severity is Severity.WARNING:
            lines.append(f"warning: {diagnostic.code}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_a_story_file_is_taken_apart(path: Path) -> None:
    """Each file gives the blocks and sources that a careful reader would tell apart."""
    expected = path.with_suffix(path.suffix + ".expected").read_text(encoding="utf-8")
    assert told(open_story(path)) == expected


def test_a_page_names_its_encoding(tmp_path: Path) -> None:
    """What `<meta charset>` says is no guess; a name that is no encoding of text is passed over."""
    page = '<!doctype html><meta charset="{}"><p>Ada Šimková opened the café in 1931.</p>'
    for name, encoding in (("windows-1250", "cp1250"), ("iso-8859-2", "iso8859-2")):
        path = tmp_path / f"{name}.html"
        path.write_bytes(page.format(name).encode(encoding))
        story = open_story(path)
        assert "Ada Šimková opened the café" in story.text
        assert [d.code for d in story.diagnostics if d.severity is Severity.WARNING] == []
    path.write_bytes(page.format("hex").encode("cp1250"))
    assert "opened the caf" in open_story(path).text


@pytest.mark.parametrize(
    "unit",
    ["<!--", "<a ", '<a b="', "<a b='\">", "</", "<![CDATA[", "<p>", "<table><tr><td>", "<sup>",
     "<a href='#x'>[1]</a>", "<li id=x>", "&#", "<title>", "<script>", "</p>", "<br>"],
)  # fmt: skip
def test_a_broken_page_costs_no_more_than_a_whole_one(tmp_path: Path, unit: str) -> None:
    """Unclosed tags, comments and quotes are read in one pass, however many there are."""
    import time

    def cost(size: int) -> float:
        path = tmp_path / "page.html"
        path.write_text("<!doctype html>" + unit * (size // len(unit)), encoding="utf-8")
        started = time.process_time()
        open_story(path)
        return time.process_time() - started

    cost(1_000)
    small, large = max(cost(10_000), 0.002), cost(100_000)
    assert large < 40 * small + 0.2
