"""JSON as it is written: the same values, on lines that people and other programs can use."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from viewer.files.spread import spread

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_is_the_same_when_it_is_read_again(value: object) -> None:
    """Wherever lines are broken, another program's reader finds what was written."""
    assert json.loads(spread(value)) == value


def test_a_record_stands_on_a_line() -> None:
    """Records can be counted and compared line by line; fields of an object have lines too."""
    told = {"story": {"title": "Ä", "none": []}, "events": [{"id": 1, "at": [2, 3]}, {"id": 4}]}
    assert spread(told).splitlines() == [
        "{",
        ' "story": {',
        '  "title": "Ä",',
        '  "none": []',
        " },",
        ' "events": [',
        '  {"id": 1, "at": [2, 3]},',
        '  {"id": 4}',
        " ]",
        "}",
    ]
