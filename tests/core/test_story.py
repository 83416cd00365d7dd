"""The anatomy of a story: what each line is."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.core.story import BlockKind, Severity, Story, mark_spans, read_text, supporting
from viewer.core.story.datelines import is_date_line
from viewer.core.story.lines import Lines

CASES = Path(__file__).parent / "cases" / "story"
PAGE = """v0.31 🌳\u0020\u00a0

A Bridge for the Harbour

2025-05-12 09:41:18.207000

The council agreed on 12 March 2021 [3fa91c07]. Work began in May.

It opens in September of this year [b20d64e8].

Disclaimer: put together by software.
"""


def kinds(story: Story) -> list[str]:
    return [f"{block.kind.value}: {block.span.of(story.text)[:24]}" for block in story.blocks]


def codes(story: Story) -> list[str]:
    return [diagnostic.code for diagnostic in story.diagnostics]


def obeys_laws(story: Story) -> None:
    """Blocks in order, apart, of words; sentences inside them; marks inside the text."""
    last = 0
    for block in story.blocks:
        words = block.span.of(story.text)
        assert words.strip(), block
        assert block.span.start >= last
        assert block.span.end <= len(story.text)
        last = block.span.end
        position = block.span.start
        covered = ""
        for sentence in block.sentences:
            assert sentence.start >= position
            assert sentence.end <= block.span.end
            assert sentence.of(story.text) == sentence.of(story.text).strip() != ""
            assert not story.text[position : sentence.start].strip()
            covered += sentence.of(story.text)
            position = sentence.end
        if block.kind is BlockKind.PARAGRAPH:
            assert "".join(covered.split()) == "".join(words.split())
        else:
            assert not block.sentences
    for citation in story.citations:
        assert list(citation.marks) == sorted(citation.marks)
        for span in citation.marks:
            assert 0 <= span.start < span.end <= len(story.text)
    masks = mark_spans(story)
    assert all(a.end < b.start for a, b in pairwise(masks))
    for diagnostic in story.diagnostics:
        assert diagnostic.message.endswith((".", ")"))


def test_a_printed_page_is_taken_apart() -> None:
    """Version, title, date line, paragraphs and disclaimer are each known by their place."""
    story = read_text(PAGE, name="page.txt")
    assert (story.version, story.title) == ("0.31", "A Bridge for the Harbour")
    assert story.date_text == "2025-05-12 09:41:18.207000"
    assert kinds(story) == [
        "version: v0.31 🌳",
        "title: A Bridge for the Harbour",
        "date: 2025-05-12 09:41:18.2070",
        "paragraph: The council agreed on 12",
        "paragraph: It opens in September of",
        "disclaimer: Disclaimer: put together",
    ]
    assert [len(p.sentences) for p in story.paragraphs] == [2, 1]
    assert [c.id for c in story.citations] == ["3fa91c07", "b20d64e8"]
    assert codes(story) == []


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_matter(line_end: str) -> None:
    """The same blocks are found whatever ends a line, with spans into the text as it is."""
    story = read_text(PAGE.replace("\n", line_end), name="page.txt")
    assert kinds(story) == kinds(read_text(PAGE, name="page.txt"))
    obeys_laws(story)


@pytest.mark.parametrize("line", (CASES / "date-lines.txt").read_text("utf-8").splitlines()[1:])
def test_a_date_line_is_known_by_its_shape(line: str) -> None:
    """A date line holds nothing but the words of a date, a year and a month among them."""
    sign, _, words = line.partition(" ")
    assert is_date_line(words) == (sign == "+")


def test_text_after_the_disclaimer_is_text_again() -> None:
    """A disclaimer is one paragraph; what follows tells the story."""
    story = read_text(PAGE + "\nThe old ferry stopped in 2024.\n", name="page.txt")
    assert kinds(story)[-1] == "paragraph: The old ferry stopped in"


def test_lines_with_no_blank_between_them() -> None:
    """One paragraph a line: title and date line are told from the long lines below."""
    body = "The council agreed to build a bridge over the harbour and to pay for it itself. " * 3
    story = read_text(f"A Bridge Too Dear\nTuesday, July 11, 2023\n{body}\n{body}", name="x")
    assert story.title == "A Bridge Too Dear"
    assert story.date_text == "Tuesday, July 11, 2023"
    assert len(story.paragraphs) == 2


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines wrapped by hand belong together, also where a date is broken across them."""
    story = read_text(
        "The council agreed on 12\nMarch 2021 to build a\nbridge. It fell.\n", name="x"
    )
    assert len(story.paragraphs) == 1
    assert len(story.paragraphs[0].sentences) == 2


def test_lines_that_all_end_in_a_stop_are_paragraphs() -> None:
    """One sentence a line, as some programs write prose: each line stands for itself."""
    story = read_text("It fell in 1931 [1].\nIt rose in 1932 [2].\nIt stands [3].", name="x")
    assert [len(p.sentences) for p in story.paragraphs] == [1, 1, 1]


def test_list_items_are_paragraphs_of_their_own() -> None:
    """Entries of a list or a chronicle stand apart though no blank line says so."""
    story = read_text(
        "These happened:\n- The pier fell in 1931\n- The pier rose in 1932\n", name="x"
    )
    assert [p.span.of(story.text) for p in story.paragraphs][1:] == [
        "- The pier fell in 1931",
        "- The pier rose in 1932",
    ]
    story = read_text("1931 – The pier fell\n1932 – The pier rose\n", name="x")
    assert len(story.paragraphs) == 2


def test_markdown_keeps_its_signs_out_of_titles() -> None:
    """Headings, front matter and foot-notes are read; the title has no `#`."""
    text = (
        '---\ntitle: "The Pier"\ndate: 2024-07-01\n---\n\n## Early days ##\n\n'
        "It fell in 1931.[^1]\n\n[^1]: Post, 2 May 1931.\n"
    )
    story = read_text(text, name="x.md")
    assert (story.title, story.date_text) == ("The Pier", "2024-07-01")
    assert kinds(story)[2:] == [
        "heading: Early days",
        "paragraph: It fell in 1931.[^1]",
        "sources: [^1]: Post, 2 May 1931.",
    ]
    assert read_text("# The Pier #\n\nIt fell.", name="x").title == "The Pier"
    assert read_text("The Pier\n========\n\nIt fell.", name="x").title == "The Pier"


def test_key_lines_at_the_top_give_title_and_date() -> None:
    """A head of `Key: value` lines is no prose; the day of making is not the story's date."""
    story = read_text("Title: The Pier\nAuthor: A. Stone\nDate: 3 May 2024\n\nIt fell.", name="x")
    assert (story.title, story.date_text, len(story.paragraphs)) == ("The Pier", "3 May 2024", 1)
    story = read_text("Title: The Pier\nCreated: 3 May 2004\n\nIt fell.", name="x")
    assert story.date_text == ""


def test_a_first_sentence_is_not_a_title() -> None:
    """Prose without a head has no title: what the file lacks is empty, never guessed."""
    for text in (
        "The bridge opened.\n\nIt fell.",
        "On 3 May 1999 the mine closed\n\nIt fell.",
        "It fell",
        "- It fell\n\nIt rose.",
    ):
        assert read_text(text, name="x").title == "", text


def test_a_byline_may_stand_before_the_date() -> None:
    """The line between title and date line names the writer and tells no story."""
    story = read_text("The Pier\n\nBy our harbour desk\n\n3 May 2024\n\nIt fell.", name="x")
    assert story.date_text == "3 May 2024"
    assert len(story.paragraphs) == 1


def test_the_latest_of_two_labelled_dates_counts() -> None:
    """Where a page says when it was published and when updated, the update is the story's date."""
    story = read_text(
        "The Pier\n\nPublished 1 July 2024\nUpdated 3 July 2024\n\nIt fell.", name="x"
    )
    assert story.date_text == "Updated 3 July 2024"
    story = read_text(
        "The Pier\n\nPublished 1 July 2024 | Updated 3 July 2024\n\nIt fell.", name="x"
    )
    assert story.date_text == "Updated 3 July 2024"
    assert codes(story) == []


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("It fell in 1931.", "no-story-date", Severity.NOTE),
        ("", "empty", Severity.WARNING),
        (" \n\u3000\n", "empty", Severity.WARNING),
        ("# Only\n## Headings\n", "nothing-to-read", Severity.WARNING),
        ("The Pier\n\n1 May 2024\n\n2 May 2023\n\nIt fell.", "two-story-dates", Severity.WARNING),
        ("The Pier\n\n2024-13-45 99:99\n\nIt fell.", "story-date-impossible", Severity.WARNING),
        ("The Pier\n\n0000-00-00\n\nIt fell.", "story-date-impossible", Severity.WARNING),
        ("It fell.\0 It rose.", "odd-characters", Severity.WARNING),
        ("It fell \ufffe.", "odd-characters", Severity.WARNING),
        (PAGE + PAGE, "several-stories", Severity.WARNING),
        ("It fell [9].\n\nSources\n[1] Post\n", "source-not-listed", Severity.WARNING),
        ("It fell [1].\n\nSources\n[1] Post\n[1] Book\n", "source-listed-twice", Severity.WARNING),
        ("It fell.[^a]\n\n[^a]: see [^b]\n[^b]: see [^a]\n", "note-names-note", Severity.WARNING),
        ("---\na: &a [x]\n---\n\nIt fell.", "front-matter-skipped", Severity.WARNING),
    ],
)
def test_what_the_reader_should_know_is_said(text: str, code: str, severity: Severity) -> None:
    """Each oddity has its own diagnostic, a warning where something was guessed or left out."""
    story = read_text(text, name="x")
    assert [d.severity for d in story.diagnostics if d.code == code] == [severity]


def test_fields_given_apart_win_over_the_text() -> None:
    """With title and date from elsewhere the text is all body."""
    story = read_text(
        "The Pier\n\nIt fell.", name="x", title="Other", date_text="2024", version="3"
    )
    assert (story.title, story.date_text, story.version) == ("Other", "2024", "3")
    assert BlockKind.TITLE not in {block.kind for block in story.blocks}


PIECES = st.sampled_from(
    ["v0.15 🌳", "\n", "\n\n", "\r\n", "The pier fell", ". ", "[077fc887]", "[1]", " [^a]",
     "[^a]: x", "2024-07-01", "1 May 2024", "# ", "---", "Sources", "Disclaimer: no",
     "(Ansel, 2019)", "U.S. ", "title: x", "“", "”", "\u2028", "\x0c", "\0", "- ", "> ", "===",
     "www.a.example/1", "【1†s】", "…",
     "**", "^[so]", "[a](https://x.example/1)", "Finch (1998)", "LONDON, March 3, 2019 - ", "```",
     "| a | b |", "+++", "^ a ", "[citation needed]", "![p](q)"]
)  # fmt: skip


@given(st.text(max_size=300) | st.lists(PIECES, max_size=40).map("".join))
@example("\ud83c [1].")
@example("Title\n===\n")
@settings(max_examples=400, deadline=None)
def test_any_text_is_accepted(text: str) -> None:
    """No text at all makes the reader fail, and whatever comes out obeys the laws of spans."""
    obeys_laws(read_text(text, name="any"))


@given(st.integers(0, len(PAGE)), st.integers(0, 12), st.text(max_size=12))
@settings(max_examples=200, deadline=None)
def test_a_damaged_page_is_accepted(start: int, length: int, instead: str) -> None:
    """A page with a piece cut out and another put in still obeys the laws."""
    obeys_laws(read_text(PAGE[:start] + instead + PAGE[start + length :], name="any"))


@pytest.mark.parametrize(
    "unit",
    [
        "**a** ",
        "^[n] ",
        "[a](https://x.example/1) ",
        "](",
        "_a_ ",
        "```\n",
        "LONDON, March 3 - ",
        "Posted on June 4, 2020\n\n",
        "- Finch, A. (1998). T. O.\n",
        "It rained on 1 May. ",
        "a.b",
        "[",
        "(A",
        "# #",
        "\n ",
        "x\n\n",
        "[1]",
        "“",
        "12-",
        "U.S. ",
    ],
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    """A text ten times as long takes about ten times as long, whatever it repeats."""

    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        started = time.process_time()
        story = read_text(text, name="x")
        mark_spans(story)
        supporting(story)
        return time.process_time() - started

    cost(1_000)
    small, large = max(cost(20_000), 0.002), cost(200_000)
    assert large < 40 * small + 0.2


def test_the_shipped_stories_are_whole(stories: Path) -> None:
    """Every shipped sample has a title and sources, and each mark names a listed source."""
    for path in [*stories.glob("*.txt"), *stories.glob("*.md")]:
        story = read_text(path.read_text(encoding="utf-8"), name=path.name)
        obeys_laws(story)
        assert story.title, path
        assert story.citations, path
        assert [d for d in story.diagnostics if d.severity is Severity.WARNING] == []


def test_the_real_page(shared: Path) -> None:
    """The page this project is named for: two sources, three paragraphs, its own date."""
    text = (shared / "samples" / "story" / "china-ip-talent.txt").read_text(encoding="utf-8")
    story = read_text(text, name="china-ip-talent.txt")
    obeys_laws(story)
    assert story.version == "0.15"
    assert story.date_text == "2024-07-01 20:06:35.446000"
    assert [(c.id, len(c.marks)) for c in story.citations] == [("077fc887", 2), ("b7f0df05", 1)]
    assert [len(p.sentences) for p in story.paragraphs] == [5, 5, 10]
    assert story.blocks[-1].kind is BlockKind.DISCLAIMER


def test_a_title_broken_over_lines_is_one_title() -> None:
    """Between version and date line stands the title, whatever its lines; the date is found."""
    story = read_text(
        "v0.15 🌳\n\nThe Harbour\u2028and Its Bridge\n\n2024-07-01 20:06:35\n\nIt opened.\n",
        name="x",
    )
    assert story.title == "The Harbour and Its Bridge"
    assert story.date_text == "2024-07-01 20:06:35"


@pytest.mark.parametrize(
    "line",
    ["By Staff Writer | 14 October 2025", "Polwick · 14 October 2025", "14 October 2025 — Ada"],
)
def test_a_date_beside_the_writer_is_the_story_date(line: str) -> None:
    """Under the title, a line of writer or place and date dates the story."""
    story = read_text(f"The Fund Runs Dry\n\n{line}\n\nThe fund was empty.\n", name="x")
    assert story.date_text == "14 October 2025"
    assert story.title == "The Fund Runs Dry"


def test_a_line_is_the_same_however_often_it_is_asked_for() -> None:
    """Lines are cut from the text where they are asked for: in any order, in slices, from the end,
    those behind many others too; each slices back to its words, and none lies beyond the last."""
    text = "".join(f"  Line {n}. \n" + "\n" * (n % 3 == 0) for n in range(200))
    lines = Lines(text)
    once = list(lines)
    assert len(lines) == 200
    assert [lines[n] for n in reversed(range(200))] == once[::-1]
    assert lines[150:153] == once[150:153]
    assert lines[-1] == once[-1]
    assert [line.text for line in once] == [f"Line {n}." for n in range(200)]
    assert all(text[line.start : line.end] == line.text for line in once)
    assert [line.new for line in once[:5]] == [True, True, False, False, True]
    with pytest.raises(IndexError):
        lines[200]


def test_a_sentence_ends_behind_its_own_marks_in_each_paragraph() -> None:
    """The marks of a story are kept together; each paragraph finds its own among them."""
    told = "One came [3fa91c07]. Two went [b20d64e8]."
    story = read_text("\n\n".join([told, "Nothing is marked here. It is so.", told]), name="x")
    shown = [[s.of(story.text) for s in p.sentences] for p in story.paragraphs]
    marked = ["One came [3fa91c07].", "Two went [b20d64e8]."]
    assert shown == [marked, ["Nothing is marked here.", "It is so."], marked]
