"""Events as a table (CSV), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from viewer.core.events import Reading
from viewer.files.entries import Entry
from viewer.files.records import bound

#: What a spreadsheet may run as a formula when a cell begins with it (OWASP, CSV injection), in
#: full width too, and the quote mark that says it may not.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")
_COLUMNS = (
    "date", "edtf", "earliest", "latest", "headline", "status", "sources", "quote",
    "document date", "why", "story", "kind", "shape", "id",
)  # fmt: skip
#: Tells spreadsheets that the table is UTF-8.
MARK = "\ufeff"


def table(*readings: Reading) -> str:
    """One row an event in the order of the text (RFC 4180), cells like formulas defused by "'".

    ``date`` is in words, ``edtf`` empty for an undated event, ``earliest`` and ``latest`` the
    bounds as days or seconds, empty where open; ``document date`` is the story's own. Spreadsheets
    make 1 March of "March 2003" and a number of a source 12e45678: so the month stands as "in
    March 2003", the source as its mark, in brackets.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for reading in readings:
        for event in reading.events:
            rows.writerow(map(_cell, _row(Entry(reading, event))))
    return out.getvalue()


def _row(entry: Entry) -> tuple[str, ...]:
    event, story = entry.event, entry.reading.story
    return (
        f"in {entry.date}" if _MONTH.fullmatch(event.when.edtf) else entry.date,
        event.when.edtf if entry.is_dated else "",
        bound(event.when.earliest, end=False) or "",
        bound(event.when.latest, end=True) or "",
        event.headline,
        event.status.value,
        entry.marks,
        event.span.of(story.text),
        entry.reading.date.edtf if entry.reading.date.is_known else "",
        event.because,
        story.title or story.name,
        event.kind.value,
        event.shape.value,
        event.id,
    )


def _cell(words: str) -> str:
    plain = words.replace("\0", " ")  # which ends a cell, or the file, in some programs
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
