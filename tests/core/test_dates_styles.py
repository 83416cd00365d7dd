"""Dates in the style that a reader likes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core import dates
from viewer.core.dates import DateStyle, restyled
from viewer.core.when import civil_from_days, parse

ROWS = (
    # EDTF, day first, month first, ISO
    ("2024-03-03", "3 March 2024", "March 3, 2024", "2024-03-03"),
    ("2024-03", "March 2024", "March 2024", "2024-03"),
    ("2024", "2024", "2024", "2024"),
    ("2024-07-01T20:06", "1 July 2024, 20:06", "July 1, 2024, 20:06", "2024-07-01 20:06"),
    ("2024-05-05/2024-05-09", "5 – 9 May 2024", "May 5 – 9, 2024", "2024-05-05 – 2024-05-09"),
    ("2024-04-30/2024-05-02", "30 April – 2 May 2024", "April 30 – May 2, 2024",
     "2024-04-30 – 2024-05-02"),
    ("2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024",
     "December 30, 2023 – January 2, 2024", "2023-12-30 – 2024-01-02"),
    ("2021/2024-07-01", "2021 – 1 July 2024", "2021 – July 1, 2024", "2021 – 2024-07-01"),
    ("2024-03/2024-05", "March – May 2024", "March – May 2024", "2024-03 – 2024-05"),
    ("[1848-05-05,1848-05-06]", "5 or 6 May 1848", "May 5 or 6, 1848",
     "1848-05-05 or 1848-05-06"),
    ("../2024-07-01", "by 1 July 2024", "by July 1, 2024", "by 2024-07-01"),
    ("1850-05~", "about May 1850", "about May 1850", "about 1850-05"),
    ("2024-21", "spring 2024", "spring 2024", "spring 2024"),
    ("-0043-03-15", "15 March 44 BC", "March 15, 44 BC", "15 March 44 BC"),
    ("0079-08-24", "24 August AD 79", "August 24, AD 79", "24 August AD 79"),
    ("0800-12-25", "25 December 800", "December 25, 800", "25 December 800"),
)  # fmt: skip


@pytest.mark.parametrize(("edtf", "day", "month", "iso"), ROWS)
def test_a_date_is_told_in_each_style(edtf: str, day: str, month: str, iso: str) -> None:
    """One date, three ways to write it; what is no day or month reads alike in all."""
    words = dates.words(parse(edtf))
    assert words == day
    told = [restyled(words, style) for style in DateStyle]
    assert told == [day, month, iso]


def test_what_is_quoted_of_a_story_stays() -> None:
    """In a reason our dates change, the story's words do not."""
    why = "“by 3 March 2024” ends on 3 March 2024, because the story is dated 1 July 2024."
    assert restyled(why, DateStyle.MONTH_FIRST) == (
        "“by 3 March 2024” ends on March 3, 2024, because the story is dated July 1, 2024."
    )


@given(st.integers(min_value=-354_285, max_value=83_000), st.sampled_from(list(DateStyle)))
def test_a_day_reads_back_in_every_style(day: int, style: DateStyle) -> None:
    """From the year 1000 to 2197, as prose has them: what is written for a day is read as it."""
    year, month, number = civil_from_days(day)
    edtf = f"{year:04}-{month:02}-{number:02}"
    said = restyled(dates.words(parse(edtf)), style)
    (found,) = dates.find(f"It happened on {said}.")
    assert found.when.edtf == edtf


@given(st.text())
def test_any_words_are_accepted(words: str) -> None:
    """What holds no date stays; nothing is refused."""
    for style in DateStyle:
        assert isinstance(restyled(words, style), str)
    assert restyled(words, DateStyle.DAY_FIRST) == words
