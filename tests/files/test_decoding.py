"""Bytes to text: encodings known, guessed and refused."""

from __future__ import annotations

import codecs
import contextlib
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.files.decoding import NotText, decode, streamed

WORDS = "v0.1 🌳\r\nThe café closed on 14 July 1989 – “for ever” [1].\r\n" * 6


def codes(data: bytes) -> list[str]:
    return [diagnostic.code for diagnostic in decode(data)[1]]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
    ],
)
def test_a_byte_order_mark_says_the_encoding(mark: bytes, encoding: str) -> None:
    """The mark is believed without a word, and is no part of the text; line ends stay."""
    assert decode(mark + WORDS.encode(encoding)) == (WORDS, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_as_a_guess(encoding: str) -> None:
    """Zero bytes at every other place give UTF-16 away."""
    text, notes = decode(WORDS.encode(encoding))
    assert text == WORDS
    assert [note.code for note in notes] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The “old” café — closed on 14 July 1989, “for ever” [1]. Price: 20 €.\n", "cp1252"),
        ("Le 14 juillet 1989, le café a fermé. Élève, garçon, naïve.\n", "latin-1"),
        ("12 марта 2021 года совет одобрил план. Работы начались в мае.\n", "cp1251"),
        ("12 марта 2021 года совет одобрил план. Работы начались в мае.\n", "koi8-r"),
        ("2021年3月12日，市议会批准了大桥。工程于九月开始。\n", "gb18030"),
    ],
)
def test_old_encodings_are_guessed_aloud(text: str, encoding: str) -> None:
    """The right words come out, and the guess is said in a warning."""
    found, notes = decode(text.encode(encoding) * 6)
    assert found == text * 6
    assert [note.code for note in notes] == ["encoding-guessed"]


def test_one_bad_byte_does_not_cost_the_rest() -> None:
    """In good UTF-8 a damaged place is marked and everything else kept."""
    text, notes = decode("né à Orléans, ".encode() + b"caf\xe9, " + "puis à Évreux".encode())
    assert text == "né à Orléans, caf\ufffd, puis à Évreux"
    assert [note.code for note in notes] == ["bytes-replaced"]
    assert "1 damaged place," in notes[0].message


def test_no_decoding_makes_a_slash_of_two_bytes() -> None:
    """Overlong UTF-8 is damage, never the character it imitates."""
    assert "/" not in decode(b"path ..\xc0\xaf..\xc0\xafetc on 1 May 1990\n")[0]


def test_a_mark_before_plain_letters_is_a_slip() -> None:
    """UTF-16's mark before ASCII words does not turn them into Chinese."""
    text, notes = decode(b"\xff\xfe\xff\xfeOn 1 May 1990 it rained.\n")
    assert "On 1 May 1990 it rained." in text
    assert notes


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a PNG image"),
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04" + bytes(40), "a ZIP archive or an office document"),
        (gzip.compress(WORDS.encode()), "a gzip archive"),
        (b"\x7fELF\x02\x01\x01", "a program"),
        (bytes(1000), "binary data"),
        (bytes(range(256)) * 40, "binary data"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    """A picture, an archive or a program is refused by what it is, never unpacked."""
    with pytest.raises(NotText, match=what):
        decode(data)


def test_a_lone_zero_is_kept_for_the_reader_to_see() -> None:
    """One NUL in good text does not make it binary."""
    assert decode(b"It fell.\0 It rose.") == ("It fell.\0 It rose.", ())


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Whatever the bytes, the answer is a text that can be written again, or NotText."""
    with contextlib.suppress(NotText):
        assert decode(data)[0].encode("utf-8") is not None


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.binary(max_size=6), st.booleans()
)
def test_read_in_pieces_it_is_the_same_text(words: str, odd: bytes, damaged: bool) -> None:
    """What is read piece by piece is what all the bytes at once would be, or left to that."""
    data = words.encode() + odd * damaged
    text = streamed(io.BytesIO(data).read)
    try:
        whole, notes = decode(data)
    except NotText:
        assert text is None
    else:
        assert text is None or (text, ()) == (whole, notes)
    assert damaged or "\x00" in words or text is not None or codes_or_refused(data)


def codes_or_refused(data: bytes) -> bool:
    """Whether these bytes are told by a mark, guessed or refused."""
    try:
        return bool(decode(data)[1]) or data.startswith(codecs.BOM_UTF8)
    except NotText:
        return True


def test_a_letter_of_many_bytes_may_lie_across_two_pieces() -> None:
    """Nothing is lost or replaced where a piece ends within a letter."""
    words = "a" + "€" * 700_000
    assert streamed(io.BytesIO(words.encode()).read) == words
