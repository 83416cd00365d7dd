"""PNG: a sheet painted strip by strip and packed as it comes (W3C PNG, third edition).

Qt's own writer tries five filters on each line, which takes most of the time of a large picture,
and wants all of it in memory at once. A timeline is even ground with letters on it: there the
difference to the line above is nearly always nothing, whatever else is tried.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from viewer.ui.painter import paint
from viewer.ui.sheet import DPI, ExportFailed, Sheet
from viewer.ui.theme import Theme

#: Bytes of a strip in memory.
STRIP = 16_000_000
UP = 2  # the filter: each byte less the one above it
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
    packer = zlib.compressobj(LEVEL)
    done = 0
    for lines in _filtered(_strips(sheet, scale, theme, wide, high, transparent=transparent)):
        packed = packer.compress(lines.data)
        if packed:
            parts.append(_chunk(b"IDAT", packed))
        done += len(lines)
        told(done / high)
    return b"".join([*parts, _chunk(b"IDAT", packer.flush()), _chunk(b"IEND", b"")])


def _strips(
    sheet: Sheet, scale: float, theme: Theme, wide: int, high: int, *, transparent: bool
) -> Iterator[NDArray[np.uint8]]:
    """The picture's lines from the top, as rows of bytes: red, green, blue and, where it is
    transparent, alpha."""
    drawn, stored, bytes_each = (
        (QImage.Format.Format_ARGB32_Premultiplied, QImage.Format.Format_RGBA8888, 4)
        if transparent
        else (QImage.Format.Format_RGB32, QImage.Format.Format_RGB888, 3)
    )
    of_strip = max(STRIP // (4 * wide), 1)
    to_scene = 1 / (scale * sheet.share)
    for top in range(0, high, of_strip):
        image = QImage(wide, min(of_strip, high - top), drawn)
        if image.isNull():
            raise ExportFailed("there is not enough memory for this picture: take a smaller scale")
        image.fill(0 if transparent else 0xFFFFFFFF)
        painter = QPainter(image)
        painter.translate(0, -top)
        painter.scale(1 / to_scene, 1 / to_scene)
        paint(painter, sheet.part(top * to_scene, (top + of_strip) * to_scene), theme)
        painter.end()
        image = image.convertToFormat(stored)
        lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        yield lines[:, : wide * bytes_each]  # Qt rounds lines up to whole words


def _filtered(strips: Iterator[NDArray[np.uint8]]) -> Iterator[NDArray[np.uint8]]:
    """Each line less the one above it, behind the number of that filter."""
    above: NDArray[np.uint8] | None = None
    for lines in strips:
        made = np.empty((lines.shape[0], lines.shape[1] + 1), np.uint8)
        made[:, 0] = UP
        made[0, 1:] = lines[0] if above is None else lines[0] - above
        np.subtract(lines[1:], lines[:-1], out=made[1:, 1:])
        above = lines[-1].copy()  # the strip's own memory goes with it
        yield made


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
