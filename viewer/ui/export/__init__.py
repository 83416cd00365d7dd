"""Pictures of a timeline in files: drawn, encoded, written; the dialog is in modules of its own."""

from viewer.ui.export.drawing import (
    Told,
    draw,
    ensure_application,
    image_of,
    sheet_for,
    svg_text,
    write_file,
    write_picture,
)

__all__ = [
    "Told",
    "draw",
    "ensure_application",
    "image_of",
    "sheet_for",
    "svg_text",
    "write_file",
    "write_picture",
]
