"""Bytes to text: which encoding a file is in, and whether it is text at all.

In this order: signatures of formats that are no text; a byte order mark (UTF-32 before UTF-16,
whose mark it begins with); strict UTF-8; UTF-16 without a mark, known by its zero bytes; UTF-8
with a few damaged bytes, which are kept as U+FFFD; what a web page says of itself; last a guess
by charset-normalizer. Whatever is guessed or replaced is said in a diagnostic.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from viewer.core.story import Diagnostic

#: What files begin with that are no text, and what to call them.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, sound or film (RIFF)"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document of the old kind"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS", "sound or film (Ogg)"),
    (b"ID3", "sound (MP3)"),
    (b"wOFF", "a font"),
    (b"\x00\x01\x00\x00\x00", "a font"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
#: charset-normalizer confuses the Western pages on short texts; cp1252 is by far the commonest.
_WESTERN = frozenset(
    "cp1250 cp1252 cp1254 cp1257 cp1258 latin_1 iso8859_2 iso8859_9 iso8859_15 cp850 cp858".split()
)
#: What a page says of its encoding, and the encodings that it may name.
_CHARSET = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_:.-]{2,30})")
_LATIN = frozenset("iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii".split())
_KNOWN = frozenset(
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859-2 iso8859-3 "
    "iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 "
    "iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman shift_jis cp932 euc_jp "
    "iso2022_jp gb2312 gbk gb18030 big5 euc_kr".split()
)
_NAMES = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "mac_roman": "Mac OS Roman",
    "mac_cyrillic": "Mac OS Cyrillic",
    "shift_jis": "Shift JIS (Japanese)",
    "cp932": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "euc_kr": "EUC-KR (Korean)",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}


class NotText(ValueError):
    """The bytes are no text; the message says what they seem to be."""


def decode(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file, without its byte order mark, and what had to be guessed or replaced.

    Line ends stay as they are. Raises NotText.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"it is {what}, not text")
    for mark, encoding in _MARKS:
        if data.startswith(mark) and not _belies(data[len(mark) :], encoding):
            return _marked(data[len(mark) :], encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    zeros = data.count(0)
    if zeros * 10 > len(data):
        return _without_mark(data, zeros)
    if text or not data:
        _refuse_controls(data)
        return text, ()
    _refuse_controls(data)
    return _declared(data) or _damaged(data) or _guessed(data)


def streamed(read: Callable[[int], bytes]) -> str | None:
    """The text of well-formed UTF-8 without a mark, read so many bytes at a time: the bytes of a
    large file need not lie in memory beside it. None for anything else, which `decode` judges.
    """
    piece = read(_HEAD)
    if piece.startswith(_TELLING) or _is_binary(piece):
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    text, zeros, size = "", 0, 0
    try:
        while piece:
            zeros += piece.count(0)
            size += len(piece)
            for at in range(0, len(piece), _BIT):
                text += decoder.decode(piece[at : at + _BIT])  # it grows where it lies
            piece = read(_PIECE)
        text += decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return None if zeros * 10 > size else text


#: What begins a file that is no such text.
_TELLING = tuple(sign for sign, _ in (*_SIGNATURES, *_MARKS))
#: Bytes at the head of a file that show whether it is text, bytes that are read at a time, and
#: bytes that are decoded at a time: Python lengthens a string in place after some thirty steps.
_HEAD = 1 << 20
_PIECE = 1 << 16
_BIT = 1 << 14


def _belies(rest: bytes, encoding: str) -> bool:
    """Whether what follows a UTF-16 mark is plainly ASCII: such a mark is a slip."""
    if not encoding.startswith("utf-16") or len(rest) < 8:
        return False
    head = rest[:4096]
    letters = sum(32 <= byte < 127 or byte in b"\t\r\n" for byte in head)
    return 0 not in head and letters * 10 > len(head) * 8


def _marked(data: bytes, encoding: str) -> tuple[str, tuple[Diagnostic, ...]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, (_replaced(text.count("\ufffd"), encoding.upper()),)
    if encoding == "utf-8":
        _refuse_controls(data)
    return text, ()


def _without_mark(data: bytes, zeros: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """UTF-16 without a mark: in Western text every other byte is zero."""
    even = data[::2].count(0)
    for encoding, own in (("utf-16-be", even), ("utf-16-le", zeros - even)):
        if own * 10 > zeros * 9 and own * 10 > len(data) * 2 and zeros * 10 < len(data) * 6:
            try:
                return data.decode(encoding), (_guess(encoding),)
            except UnicodeDecodeError:
                break
    raise NotText("it is binary data, not text")


def _refuse_controls(data: bytes) -> None:
    if _is_binary(data[:_HEAD]):
        raise NotText("it is binary data, not text")


def _is_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > 8 and controls * 33 > len(head)


def _declared(data: bytes) -> tuple[str, tuple[Diagnostic, ...]] | None:
    """The text of a web page in the encoding it names, or None where it names none that fits.

    A page that calls itself Latin-1 is in Windows-1252, as browsers read it.
    """
    head = data[:4096]
    if b"<" not in head[:64]:
        return None
    match = _CHARSET.search(head)
    if match is None:
        return None
    name = match[1].decode("ascii").lower()
    encoding = "cp1252" if name in _LATIN else name
    try:
        codec = codecs.lookup(encoding)
        # Only encodings of text: "hex" and "zlib" are codecs too.
        if codec.name not in _KNOWN:
            return None
        return data.decode(codec.name), ()
    except (LookupError, UnicodeDecodeError):
        return None


def _damaged(data: bytes) -> tuple[str, tuple[Diagnostic, ...]] | None:
    """UTF-8 with a few bad bytes among good many-byte characters, or None."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(char > "\x7f" for char in text) - bad
    if bad * 4 > good and not (bad == 1 and good > 1):
        return None
    return text, (_replaced(bad, "UTF-8"),)


def _guessed(data: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    # Imported here: it costs more than reading a story, and few files need it.
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 17]).best()
    if best is None:
        raise NotText("it is not text in any encoding this program knows")
    encoding = best.encoding
    if encoding in _WESTERN:
        try:
            return data.decode("cp1252"), (_guess("cp1252"),)
        except UnicodeDecodeError:
            pass
    text = data.decode(encoding, "replace")
    return text, (_guess(encoding),)


def _guess(encoding: str) -> Diagnostic:
    name = _NAMES.get(encoding, encoding.replace("_", "-"))
    return Diagnostic(
        "encoding-guessed",
        f"The file is not UTF-8; it was read as {name}, which is a guess. "
        "If words look wrong, save it as UTF-8.",
    )


def _replaced(count: int, name: str) -> Diagnostic:
    return Diagnostic(
        "bytes-replaced",
        f"The file is {name} but for {count} damaged place{'s' * (count != 1)}, "
        "shown as \ufffd; the rest is complete.",
    )
