"""Time expressions held against cases, one file a class of phrases, each case also a law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from viewer.core.dates import Signal, Timex, find
from viewer.core.when import ANY, When, parse

FOLDER = Path(__file__).parent / "cases" / "dates"
_MARKED = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the story's date, and what each of its expressions is."""

    text: str
    anchor: When
    words: tuple[str, ...]
    answers: tuple[str, ...]


def read_cases(file: Path) -> list[Case]:
    cases: list[Case] = []
    anchor = ANY
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("@ "):
            anchor = ANY if line == "@ none" else parse(line[2:])
            continue
        sentence, arrow, answers = line.partition(" => ")
        if not arrow:
            cases.append(Case(sentence, anchor, (), ()))
            continue
        words = tuple(m[1] for m in _MARKED.finditer(sentence))
        text = _MARKED.sub(r"\1", sentence)
        cases.append(Case(text, anchor, words, tuple(a.strip() for a in answers.split(";"))))
    return cases


_ANSWERED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def read_passages(file: Path) -> Iterator[tuple[str, Case]]:
    """Texts of several paragraphs with what each is about: "@ DATE why", then the text up to the
    next "@", every expression marked as [words|value]; a value with X is not known."""
    for part in ("\n" + file.read_text(encoding="utf-8")).split("\n@ ")[1:]:
        head, _, told = part.partition("\n")
        date, _, why = head.partition(" ")
        words = tuple(m[1] for m in _ANSWERED.finditer(told))
        answers = tuple(m[2] for m in _ANSWERED.finditer(told))
        anchor = ANY if date == "none" else parse(date)
        yield why, Case(_ANSWERED.sub(r"\1", told).strip(), anchor, words, answers)


SENTENCES = [
    pytest.param(case, id=f"{file.stem}: {case.text}")
    for file in sorted(FOLDER.glob("*.txt"))
    for case in read_cases(file)
]
PASSAGES = [
    pytest.param(case, id=f"{file.stem}: {why}")
    for file in sorted((FOLDER / "passages").glob("*.txt"))
    for why, case in read_passages(file)
]
CASES = SENTENCES + PASSAGES


def shown(timex: Timex, answer: str) -> str:
    """A timex in the notation of the cases, mod and signal only where the answer names them."""
    parts = [timex.value, timex.when.edtf if timex.when != ANY else "-"]
    if "mod=" in answer:
        parts.append(f"mod={timex.mod}")
    if "signal=" in answer:
        parts.append(f"signal={timex.signal}")
    return " ".join(parts)


@pytest.mark.parametrize("case", SENTENCES)
def test_case(case: Case) -> None:
    """Exactly these words are time expressions, and they mean this."""
    found = find(case.text, anchor=case.anchor)
    assert tuple(t.text for t in found) == case.words
    assert [shown(t, a) for t, a in zip(found, case.answers, strict=True)] == list(case.answers)


@pytest.mark.parametrize("case", PASSAGES)
def test_passage(case: Case) -> None:
    """Exactly these words are time expressions, each with its value from what was told before."""
    found = find(case.text, anchor=case.anchor)
    told = [f"{t.text}|{t.value}" for t in found]
    assert told == [f"{w}|{a}" for w, a in zip(case.words, case.answers, strict=True)]


@pytest.mark.parametrize("case", CASES)
def test_laws(case: Case) -> None:
    """Spans slice back to their words, do not overlap, and every date leads back to itself."""
    found = find(case.text, anchor=case.anchor)
    at = 0
    for timex in found:
        assert timex.span.of(case.text) == timex.text
        assert timex.span.start >= at
        at = timex.span.end
        assert timex.when.earliest <= timex.when.latest
        assert parse(timex.when.edtf) == timex.when
        assert timex.because.endswith(".")
        assert timex.rule
    for first, second in pairwise(found):
        assert (first.signal is Signal.FROM) == (second.signal is Signal.TO)
    assert not found or found[-1].signal is not Signal.FROM


@pytest.mark.parametrize("case", CASES)
def test_only_relative_dates_move_with_the_story(case: Case) -> None:
    """Another story date moves what borrowed from it, and nothing that is written out."""
    first = find(case.text, anchor=parse("2001-01-15"))
    second = find(case.text, anchor=parse("2001-03-20"))
    for one, other in zip(first, second, strict=True):
        assert one.span == other.span
        if not one.relative:
            assert one.when == other.when
