"""The bytes of a picture: what any reader of zlib gets back."""

from __future__ import annotations

import zlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.export.pixels import UP, Packer

#: Stretches of a picture: how many lines, whether they differ from those above.
STRETCHES = st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=12)


@given(STRETCHES, st.integers(1, 50), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_lines_come_back_as_they_went_in(
    stretches: list[tuple[int, bool]], wide: int, strip: int, seed: int
) -> None:
    """Whatever lines are like those above them, and wherever strips end."""
    noise = np.random.default_rng(seed)
    parts = [
        noise.integers(0, 256, (count, wide), np.uint8) * np.uint8(differs)
        for count, differs in stretches
    ]
    lines = np.concatenate(parts)
    lines = np.insert(lines, 0, UP, axis=1)
    packer = Packer()
    packed = packer.head
    for first in range(0, len(lines), strip):
        packed += packer.pack(lines[first : first + strip])
    assert zlib.decompress(packed + packer.end()) == lines.tobytes()
