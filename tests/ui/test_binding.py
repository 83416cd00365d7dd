"""The Qt binding counts references rightly; the release that does not aborts the program."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from PySide6.QtGui import QImage, QPainter


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_keep_their_references_to_none(qapp: Any) -> None:
    """PySide6 6.12.0 dropped one reference to None at each call that returns nothing."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(1000):
        painter.fillRect(0, 0, 4, 4, 0xFF0000)
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 500
