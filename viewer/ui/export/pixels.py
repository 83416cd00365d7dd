"""PNG and JPEG: a sheet painted strip by strip and packed as it comes.

Qt's own writer of PNG tries five filters on each line, which takes most of the time of a large
picture, and wants all of it in memory at once. A timeline is even ground with letters on it: there
the difference to the line above is nearly always nothing, whatever else is tried (W3C PNG, third
edition). Qt's writer of JPEG is built without the processor's vector instructions; Pillow's takes a
quarter of the time for the same bytes.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from viewer.ui.painter import paint
from viewer.ui.sheet import DPI, ExportFailed, Sheet
from viewer.ui.theme import Theme

#: Bytes of a strip in memory.
STRIP = 16_000_000
UP = 2  # the filter: each byte less the one above it
QUALITY = 92  # of JPEG: the edges of letters stay clean
FEW = 4  # lines alike that are not worth blocks of their own
LEVEL = 3  # of zlib; a higher one takes thrice the time for a tenth of the bytes


def png(
    sheet: Sheet,
    scale: float,
    theme: Theme,
    title: str,
    *,
    transparent: bool,
    told: Callable[[float], None],
) -> bytes:
    """A sheet as PNG, ``scale`` pixels to one of the sheet's."""
    wide, high = round(sheet.width * scale), round(sheet.height * scale)
    dots = round(DPI * scale / 0.0254)
    header = struct.pack(">IIBBBBB", wide, high, 8, 6 if transparent else 2, 0, 0, 0)
    parts = [
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", header),
        _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)),
        _chunk(b"iTXt", b"Title\0\0\0\0\0" + title.replace("\0", " ").encode("utf-8", "replace")),
    ]
    packer = Packer()
    parts.append(_chunk(b"IDAT", packer.head))
    done = 0
    strips = _strips(sheet, scale, theme, wide, high, transparent=transparent)
    for lines in _filtered(_lines(strips, transparent=transparent)):
        parts.append(_chunk(b"IDAT", packer.pack(lines)))
        done += len(lines)
        told(done / high)
    return b"".join([*parts, _chunk(b"IDAT", packer.end()), _chunk(b"IEND", b"")])


def jpeg(
    sheet: Sheet, scale: float, theme: Theme, title: str, *, told: Callable[[float], None]
) -> bytes:
    """A sheet as JPEG, ``scale`` pixels to one of the sheet's."""
    # Imported when a JPEG is written: nothing else waits for it.
    from PIL import Image

    wide, high = round(sheet.width * scale), round(sheet.height * scale)
    whole = Image.new("RGB", (wide, high))
    done = 0
    order = "BGRX" if sys.byteorder == "little" else "XRGB"
    for strip in _strips(sheet, scale, theme, wide, high, transparent=False):
        bits = np.frombuffer(strip.constBits(), np.uint8)
        size, line = (wide, strip.height()), strip.bytesPerLine()
        whole.paste(Image.frombuffer("RGB", size, bits, "raw", order, line, 1), (0, done))
        done += strip.height()
        told(0.7 * done / high)
    packed = BytesIO()
    dots = round(DPI * scale)
    whole.save(packed, "JPEG", quality=QUALITY, subsampling=0, dpi=(dots, dots),
               comment=title.encode("utf-8", "replace"))  # fmt: skip
    return packed.getvalue()


def _strips(
    sheet: Sheet, scale: float, theme: Theme, wide: int, high: int, *, transparent: bool
) -> Iterator[QImage]:
    """The picture from the top, in strips of 32 bits a pixel."""
    form = QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32
    of_strip = max(STRIP // (4 * wide), 1)
    to_scene = 1 / (scale * sheet.share)
    for top in range(0, high, of_strip):
        image = QImage(wide, min(of_strip, high - top), form)
        if image.isNull():
            raise ExportFailed("there is not enough memory for this picture: take a smaller scale")
        image.fill(0 if transparent else 0xFFFFFFFF)
        painter = QPainter(image)
        painter.translate(0, -top)
        painter.scale(1 / to_scene, 1 / to_scene)
        paint(painter, sheet.part(top * to_scene, (top + of_strip) * to_scene), theme)
        painter.end()
        yield image


def _lines(strips: Iterator[QImage], *, transparent: bool) -> Iterator[NDArray[np.uint8]]:
    """Strips as rows of bytes: red, green, blue and, where it is transparent, alpha."""
    stored, bytes_each = (
        (QImage.Format.Format_RGBA8888, 4) if transparent else (QImage.Format.Format_RGB888, 3)
    )
    for strip in strips:
        image = strip.convertToFormat(stored)
        lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        yield lines[:, : image.width() * bytes_each]  # Qt rounds lines up to whole words


def _filtered(pieces: Iterator[NDArray[np.uint8]]) -> Iterator[NDArray[np.uint8]]:
    """Each line less the one above it, behind the number of that filter."""
    above: NDArray[np.uint8] | None = None
    for lines in pieces:
        made = np.empty((lines.shape[0], lines.shape[1] + 1), np.uint8)
        made[:, 0] = UP
        made[0, 1:] = lines[0] if above is None else lines[0] - above
        np.subtract(lines[1:], lines[:-1], out=made[1:, 1:])
        above = lines[-1].copy()  # the strip's own memory goes with it
        yield made


class Packer:
    """The zlib stream (RFC 1950) of a picture's filtered lines.

    Every other line of a timeline is that above it. A stretch of such lines is packed once for each
    power of two, as blocks that look back at nothing (RFC 1951), and put between those of the lines
    that changed.
    """

    head = b"\x78\x01"

    def __init__(self) -> None:
        self._changed = zlib.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
        self._alike: dict[int, bytes] = {}
        self._sum = 1

    def pack(self, lines: NDArray[np.uint8]) -> bytes:
        """The next lines, each behind the number of its filter, as wide as all others."""
        parts: list[bytes] = []
        differs: NDArray[np.bool_] = np.any(lines[:, 1:], axis=1)
        edges = (np.flatnonzero(differs[1:] != differs[:-1]) + 1).tolist()
        for first, last in pairwise([0, *edges, len(lines)]):
            piece = lines[first:last]
            self._sum = zlib.adler32(piece.data, self._sum)
            if differs[first] or last - first < FEW:
                parts.append(self._changed.compress(piece.data))
            else:
                parts.append(self._changed.flush(zlib.Z_FULL_FLUSH))
                parts += self._unchanged(piece)
        return b"".join(parts)

    def end(self) -> bytes:
        """What closes the stream."""
        return self._changed.flush() + struct.pack(">I", self._sum)

    def _unchanged(self, lines: NDArray[np.uint8]) -> Iterator[bytes]:
        for power in range(len(lines).bit_length()):
            many = 1 << power
            if len(lines) & many:
                if many not in self._alike:
                    packer = zlib.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
                    packed = packer.compress(lines[:many].data)
                    self._alike[many] = packed + packer.flush(zlib.Z_FULL_FLUSH)
                yield self._alike[many]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
