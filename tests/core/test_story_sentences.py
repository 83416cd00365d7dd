"""Sentences and citation marks, case by case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.story import BlockKind, Span, citations_for, mark_spans, read_text

CASES = Path(__file__).parent / "cases" / "story"


def lines(name: str) -> list[str]:
    text = (CASES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", lines("sentences.txt"))
def test_a_paragraph_is_divided_where_a_reader_would(case: str) -> None:
    """A stop ends a sentence unless an abbreviation, an initial or a number stands before it."""
    expected = case.split(" | ")
    story = read_text(" ".join(expected) + "\n\nAnother paragraph stands here.", name="case")
    assert [s.of(story.text) for s in story.paragraphs[0].sentences] == expected


@pytest.mark.parametrize("case", [json.loads(line) for line in lines("marks.jsonl")])
def test_marks_of_every_style_are_told_from_words(case: dict[str, list[str]]) -> None:
    """Each mark becomes a citation with its exact span; what only looks like one stays text."""
    story = read_text(str(case["text"]), name="case")
    spans = sorted({span for c in story.citations for span in c.marks})
    assert [span.of(story.text) for span in spans] == case["marks"]
    assert [c.id for c in story.citations] == case["ids"]


@pytest.mark.parametrize(
    ("text", "clause", "ids"),
    [
        ("It opened [1] and closed [2]. It fell.", "It opened", ("1",)),
        ("It opened [1] and closed [2]. It fell.", "closed", ("2",)),
        ("It opened [1] and closed [2]. It fell.", "It opened [1] and closed", ("1", "2")),
        ("It opened. It closed [1][2]. It fell [3].", "It opened", ("1", "2")),
        ("It opened [1]. It fell.", "It fell", ()),
        ("As [2] reports, it fell.", "it fell", ("2",)),
        ("It opened.[1] It fell.[2]", "It fell", ("2",)),
        ("It opened [1].\n\nIt fell.", "It fell", ()),
        ("It opened.\n\nIt fell. [1] [2]", "It opened", ("1", "2")),
        ("It opened.\n\nIt fell.\n\n[077fc887] [b7f0df05]", "It opened", ("077fc887", "b7f0df05")),
        ("It opened.\n\nIt fell [1].", "It opened", ()),
        ("It opened [1].\n\nIt shut.\n\nIt fell. [2]", "It shut", ()),
    ],
)
def test_a_mark_supports_what_stands_before_it(
    text: str, clause: str, ids: tuple[str, ...]
) -> None:
    """A mark closes the words back to the mark before it, within one paragraph; a group that
    stands once behind the last full stop supports every paragraph without marks."""
    story = read_text(text, name="case")
    start = text.index(clause)
    assert citations_for(story, Span(start, start + len(clause))) == ids


def test_sources_at_the_end_give_titles_and_links() -> None:
    """A list of sources tells each mark's title, outlet, date and address."""
    text = (
        "It opened [1]. It fell [2].\n\nSources\n"
        '[1] Harbour Post, "A Bridge Opens", 3 May 1999, https://post.example/a\n'
        "[2] Town archive, file 7\n"
    )
    first, second = read_text(text, name="case").citations
    assert (first.title, first.outlet, first.date) == (
        "A Bridge Opens",
        "Harbour Post",
        "3 May 1999",
    )
    assert first.link == "https://post.example/a"
    assert second.title == "Town archive, file 7"


@pytest.mark.parametrize(
    ("entry", "title", "date"),
    [
        (
            "Inspection report IR-26, 27 February 2026",
            "Inspection report IR-26",
            "27 February 2026",
        ),
        ("Town council, notice of 24 February 2026", "Town council, notice", "24 February 2026"),
        ("Ministry, press release, 9 April 2026", "Ministry, press release", "9 April 2026"),
        ("9 April 2026", "9 April 2026", "9 April 2026"),
    ],
)
def test_the_date_at_the_end_of_a_source_is_no_part_of_its_title(
    entry: str, title: str, date: str
) -> None:
    """It is told beside the title, and not twice."""
    (source,) = read_text(f"It fell [1].\n\nSources\n[1] {entry}\n", name="case").citations
    assert (source.title, source.date) == (title, date)


def test_a_bare_letter_or_figure_is_a_mark_only_when_it_is_listed() -> None:
    """`[a]`, a raised figure and a figure behind a stop count when the file lists them."""
    text = "It opened.4 It fell² [a].\n\nWorks cited\n4. Post\n2. Book\n[a] Letter\n"
    story = read_text(text, name="case")
    assert [c.id for c in story.citations] == ["4", "2", "a"]
    assert read_text("It opened.4 It fell² [a].", name="case").citations == ()


def test_named_sources_at_the_end_need_no_heading() -> None:
    """Closing lines that open with names in brackets are the list of sources, where the text has
    such a name as a mark; a list of things to do is none."""
    told = "The dam broke on Sunday [a1]. Nobody was hurt [a2].\n\n"
    story = read_text(told + "[a1] Post, 20 June 2022\n[a2] Ledger, 21 June 2022\n", name="case")
    assert [(c.id, c.title, c.date) for c in story.citations] == [
        ("a1", "Post", "20 June 2022"),
        ("a2", "Ledger", "21 June 2022"),
    ]
    tasks = read_text("The dam broke on Sunday.\n\n[x] call Ann\n[x] buy rope\n", name="case")
    assert tasks.citations == ()
    assert all(block.kind is not BlockKind.SOURCES for block in tasks.blocks)


def test_addresses_and_tags_are_no_prose() -> None:
    """Dates never get to read a mark, an address, a link's target or a tag."""
    text = (
        "It fell [20240501] as https://a.example/1999/01/02/x says, or [this](notes-2001-05.html) "
        '<time datetime="2003-01-01">then</time> (accessed on October 5, 2025).'
    )
    story = read_text(text, name="case")
    hidden = [span.of(text) for span in mark_spans(story)]
    for words in ("20240501", "1999/01/02", "2001-05", "2003-01-01", "October 5, 2025"):
        assert any(words in piece for piece in hidden), words
    assert not any("then" in piece for piece in hidden)


@given(
    st.text(alphabet="ab .!?\n[1]{2}()^,;:“”\"'", max_size=80),
    st.integers(0, 80),
    st.integers(0, 9),
)
def test_support_is_always_a_known_source(text: str, start: int, length: int) -> None:
    """Whatever is asked of whatever text, the ids belong to the story's citations."""
    story = read_text(text, name="any")
    known = {citation.id for citation in story.citations}
    assert set(citations_for(story, Span(start, start + length))) <= known
