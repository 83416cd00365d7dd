"""The table of named periods: the shipped one, and what a reader's own may do wrong."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from viewer.core.dates import NamedPeriod, Periods, find, survey
from viewer.core.dates.named import spellings
from viewer.core.when import FUTURE, PAST, parse
from viewer.files.periods import PeriodsRefused, as_values, of_values, read_periods
from viewer.resources import path

TABLE = path("data", "periods.toml")
CASES = Path(__file__).parent / "cases" / "periods"


@pytest.fixture(scope="module")
def shipped() -> Periods:
    return Periods(read_periods(TABLE))


def test_every_row_is_sound(shipped: Periods) -> None:
    """Each of at least 400 rows has a start, does not end before it, and names its source."""
    assert len(shipped) >= 400
    for period in shipped:
        when = period.when
        assert parse(when.edtf) == when
        assert when.is_interval, period.name
        assert PAST < when.earliest <= when.latest <= FUTURE, period.name
        assert period.source.startswith("https://"), period.name
        assert " " not in period.source, period.name


def test_the_program_starts_from_the_same_table(shipped: Periods) -> None:
    """The values that are read at every start are those of the table that people edit; after an
    edit `python packaging/periods.py` writes them anew."""
    kept = path("data", "periods.jsonl").read_bytes()
    assert kept.decode() == as_values(shipped)
    assert tuple(of_values(kept)) == tuple(shipped)
    found = find("It fell under the Ming dynasty.", periods=of_values(kept))
    assert [t.period for t in found] == ["Ming dynasty"]


def test_no_alias_twice_without_place_words(shipped: Periods) -> None:
    """A name that two rows bear, however it is written, is told apart by different place words."""
    bearers: dict[str, set[NamedPeriod]] = defaultdict(set)
    for period in shipped:
        for name in (period.name, *period.aliases):
            for way in spellings(name):
                folded = way.lower().removeprefix("the ").replace("–", " ").replace("-", " ")
                bearers[folded].add(period)
    for name, periods in bearers.items():
        if len(periods) > 1:
            assert all(p.cues for p in periods), name
            cues = [cue for p in periods for cue in p.cues]
            assert len(cues) == len(set(cues)), name


def test_every_row_is_found_in_a_text(shipped: Periods) -> None:
    """Each name after "during", with a place word where the row asks for one, gives its EDTF."""
    paragraphs = [
        f"It began during {p.name}." + (f" That was of {p.cues[0]}." if p.cues else "")
        for p in shipped
    ]
    text = "\n\n".join(paragraphs)
    found = {t.span.start: t for t in find(text, periods=shipped) if t.period}
    at = 0
    for paragraph, period in zip(paragraphs, shipped, strict=True):
        timex = found.get(at + len("It began during "))
        assert timex is not None, period.name
        assert (timex.period, timex.when.edtf) == (period.name, period.when.edtf)
        at += len(paragraph) + 2


def test_names_that_are_no_period_stay_unread(shipped: Periods) -> None:
    """Museums, bands, shops, people and films that bear a period's words are no date and no
    background."""
    for text in (CASES / "other_names.txt").read_text(encoding="utf-8").splitlines():
        if text and not text.startswith("#"):
            seen = survey(text, periods=shipped)
            assert not seen.mentions, text
            assert not [t for t in seen.timexes if t.period], text


def test_names_are_read_as_texts_write_them(shipped: Periods) -> None:
    """Spelled out or short, large or small, with "at", "of" or a year of its own."""
    for line in (CASES / "written.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, expected = line.split(" => ")
            edtf = [t.when.edtf for t in find(text, periods=shipped) if t.period]
            assert edtf == ([] if expected == "-" else [expected]), text


def test_the_plan_of_the_country_spoken_of(shipped: Periods) -> None:
    """Place words of the text choose between the plans of several countries; none, no plan."""
    for text, expected in (
        ("Moscow set new targets during the Fifth Five-Year Plan.", "1951/1955"),
        ("Delhi set new targets during the Fifth Five-Year Plan.", "1974-04/1978-03"),
        ("Beijing set new targets during the 5th five-year plan.", "1976/1980"),
        ("The office set new targets during the Fifth Five-Year Plan.", None),
    ):
        found = [t.when.edtf for t in find(text, periods=shipped) if t.period]
        assert found == ([expected] if expected else []), text


def test_lasting_things_date_only_what_they_govern(shipped: Periods) -> None:
    """A government named in passing is a mention; "during" or "since" makes it a date."""
    passing = "Officials in the Obama administration met bankers."
    (mention,) = survey(passing, periods=shipped).mentions
    assert mention.period.when.edtf == "2009-01-20/2017-01-20"
    assert not find(passing, periods=shipped)
    (timex,) = find("Imports doubled during the Obama administration.", periods=shipped)
    assert timex.period == "Barack Obama administration"
    assert timex.text == "the Obama administration"
    (since,) = find(
        "Output in China has grown since the beginning of the 14th Five-Year Plan period.",
        periods=shipped,
    )
    assert (since.text, since.mod, since.signal) == (
        "the beginning of the 14th Five-Year Plan period",
        "START",
        "since",
    )
    assert since.when.edtf == "2021"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("[[period]\n", "not TOML"),
        ("[[era]]\nname = 'A'\n", "nothing else"),
        ("[[period]]\nedtf = '2001/2002'\nsource = 'x'\n", "row 1: name is missing"),
        (
            "[[period]]\nname = 'A'\nedtf = '2001/2000'\nsource = 'x'\n",
            r"row 1 \(A\): edtf: .*ends",
        ),
        ("[[period]]\nname = 'A'\nedtf = '../..'\nsource = 'x'\n", "starts or ends"),
        ("[[period]]\nname = 'A'\nedtf = 2001\nsource = 'x'\n", "text in quotes"),
        ("[[period]]\nname = 'A'\nedtf = '2001'\nsource = 'x'\naliases = 'B'\n", "list of texts"),
        (
            "[[period]]\nname = 'A'\nedtf = '2001'\nsource = 'x'\ncolour = 'B'\n",
            "no such key: colour",
        ),
        ("[[period]]\nname = 'A'\nedtf = '2001'\nsource = 'x'\nbackground = 1\n", "true or false"),
        ("[[period]]\nname = 'A'\nedtf = '2001'\nsource = 'x'\nunless = 'B'\n", "unless must be"),
        ("[[period]]\nname = 'A'\nedtf = '2001'\nsource = 'x'\n" * 2, "row 2 .*already"),
    ],
)
def test_an_unfit_table_is_refused_in_words(rows: str, says: str, tmp_path: Path) -> None:
    """What is wrong is told with the file, the row and the reason."""
    table = tmp_path / "mine.toml"
    table.write_text(rows, encoding="utf-8")
    with pytest.raises(PeriodsRefused, match=says) as told:
        read_periods(table)
    assert str(table) in str(told.value)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text are refused by name."""
    damaged = tmp_path / "damaged.toml"
    damaged.write_bytes(b"\xff\xfe\x00")
    for table in (tmp_path / "missing.toml", tmp_path, damaged):
        with pytest.raises(PeriodsRefused, match=table.name):
            read_periods(table)
