"""Draws the program's icon: the SVG of it, and the sizes that desktops want it in."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
#: The sizes of the hicolor theme; the small ones have a drawing of their own.
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SMALL = 32

# A page with three lanes: an event that lasts, one with a margin, one on a day; the colours are
# the timeline's own.
LARGE_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">
<rect x="12" y="12" width="232" height="232" rx="48" fill="#fbfaf6" stroke="#1f2328"
      stroke-width="8"/>
<path d="M128 44v168" stroke="#1f2328" stroke-width="5" stroke-dasharray="3 9"
      stroke-linecap="round"/>
<rect x="44" y="58" width="112" height="34" rx="11" fill="#a8561c"/>
<path d="M104 128h104M104 114v28M208 114v28" fill="none" stroke="#2a66b8" stroke-width="9"
      stroke-linecap="round"/>
<path d="M156 102l26 26-26 26-26-26z" fill="#2a66b8"/>
<circle cx="80" cy="181" r="21" fill="#0b7a55"/>
<rect x="116" y="172" width="88" height="18" rx="9" fill="#c6c2b6"/>
</svg>
"""
# Lines of whole pixels at 16 by 16.
SMALL_SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">
<rect x="8" y="8" width="240" height="240" rx="40" fill="#fbfaf6" stroke="#1f2328"
      stroke-width="16"/>
<rect x="48" y="48" width="128" height="48" rx="12" fill="#a8561c"/>
<path d="M168 88l48 48-48 48-48-48z" fill="#2a66b8"/>
<circle cx="80" cy="176" r="36" fill="#0b7a55"/>
</svg>
"""


def main() -> int:
    """Writes the SVG and PNG files, or with --to the one file of another system's kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, metavar="FILE", help="an .ico or .icns file, instead")
    options = parser.parse_args()
    application = QGuiApplication(sys.argv[:1])
    if options.to is not None:
        return 0 if drawn(256).save(str(options.to)) else 1
    ICONS.mkdir(exist_ok=True)
    (ICONS / "story-timeline.svg").write_text(LARGE_SVG, encoding="utf-8", newline="\n")
    for size in SIZES:
        if not drawn(size).save(str(ICONS / f"story-timeline-{size}.png")):
            return 1
    del application
    return 0


def drawn(size: int) -> QImage:
    """The icon at a size in pixels."""
    svg = SMALL_SVG if size <= SMALL else LARGE_SVG
    picture = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return picture


if __name__ == "__main__":
    sys.exit(main())
