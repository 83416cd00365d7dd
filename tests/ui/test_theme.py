"""Colours that can be read."""

from __future__ import annotations

import pytest

from viewer.ui.theme import CONTRAST, DARK, LIGHT, PRINT, Theme


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("theme", "least"), [(LIGHT, 4.5), (DARK, 4.5), (PRINT, 4.5), (CONTRAST, 7.0)]
)
def test_all_text_has_enough_contrast(theme: Theme, least: float) -> None:
    """4.5:1 (WCAG 2.1 AA) for every ink on every ground it is used on; 7:1 (AAA) where high
    contrast is asked for; 3:1 for the edge of a field."""
    pairs = [(ink, ground) for ink in (theme.ink, theme.soft, theme.faint)
             for ground in (theme.paper, theme.page, theme.band)]  # fmt: skip
    pairs += [(theme.on_hue, hue) for hue in (*theme.hues, theme.neutral)]
    pairs += [(hue, theme.paper) for hue in (*theme.hues, theme.neutral)]
    pairs += [(theme.on_pill, theme.pill), (theme.ink, theme.chosen)]
    # Ink on the light behind an event's sentence, chosen or not.
    for number in range(-1, len(theme.hues)):
        for chosen in (False, True):
            pairs.append((theme.ink, theme.tinted(number, chosen=chosen).name()))
    poor = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < least]
    assert poor == []
    assert min(contrast(theme.edge, ground) for ground in (theme.paper, theme.page)) >= 3.0
