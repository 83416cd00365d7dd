"""How a text is cut into tokens, whatever of it has been met before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.dates.tokens import Vocabulary, class_of, row

PIECES = st.sampled_from(
    (*"aAmMpP.,;:)('’s \n\t0159-", "May", "1,000", "in", "1944", "Ærø", "10am", "A.D.", "o’clock")
)


@given(st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=40).map("".join))
def test_a_row_is_the_same_whatever_was_read_before(words: str, before: str) -> None:
    """Tokens cover a row without a gap, each has its own class, and what stood in the text
    before changes neither."""
    fresh = row(words, 7, Vocabulary())
    assert "".join(fresh.tokens) == words
    assert fresh.classes == "".join(map(class_of, fresh.tokens))
    assert (fresh.start, fresh.end) == (7, 7 + len(words))

    vocabulary = Vocabulary()
    row(before, 0, vocabulary)
    for _ in range(2):
        known = row(words, 7, vocabulary)
        assert (known.tokens, known.classes) == (fresh.tokens, fresh.classes)


@given(st.lists(PIECES, max_size=40).map("".join), st.data())
def test_a_row_knows_where_its_tokens_and_keys_stand(words: str, data: st.DataObject) -> None:
    """A token's place is that of its words in the text, in whatever order places are asked for;
    the keys are all the tokens by which phrases are looked up, in order."""
    keys = frozenset(("May", "in", "s", "a", "1944", "10am"))
    found = row(words, 7, Vocabulary(keys))
    assert [*found.keys] == [i for i, token in enumerate(found.tokens) if token in keys]
    for i in data.draw(st.permutations(range(len(found.tokens) + 1))):
        assert found.start_of(i) == 7 + len("".join(found.tokens[:i]))


@pytest.mark.parametrize(
    ("words", "token"),
    [
        ("It met at 9 a. m. sharp.", "a. m."),
        ("It met at 9 P. M. sharp.", "P. M."),
        ("It met.\n  Then it left.", "\n  "),
        ("It met.  Then it left.", "  "),
    ],
)
def test_a_token_may_hold_a_space(words: str, token: str) -> None:
    """A token that goes on across a space is not cut there."""
    assert token in row(words, 0, Vocabulary()).tokens
