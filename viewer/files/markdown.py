"""Events as a chronology in Markdown: each claim with a footnote, its clause and who says so.

CommonMark with the footnotes that GitHub, Pandoc, Obsidian and most editors know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from viewer.core.events import Reading
from viewer.core.story import Citation
from viewer.core.summary import summary, title
from viewer.files.entries import Entry, entries, source_words, web_address

#: What may be a sign of the markup; a backslash before any of these is the sign itself
#: (CommonMark 0.31, 2.4). "$" opens formulas in many editors.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#~|!&$^]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def markdown(*readings: Reading) -> str:
    """Title, summary, the events of all stories in order of time, the undated last, footnotes."""
    return "\n".join(_lines(readings)) + "\n"


def _lines(readings: Sequence[Reading]) -> Iterator[str]:
    yield f"# {_plain(title(readings))}\n"
    yield f"{_plain(summary(readings))}\n"
    for reading in readings:
        for diagnostic in reading.diagnostics:
            yield f"> {_plain(diagnostic.message)}\n"
    dated, undated = entries(readings)
    if dated:
        yield "## When it happened\n"
        for number, entry in enumerate(dated, 1):
            yield _item(entry, number)
        yield ""
    if undated:
        yield "## Without a date in the text\n"
        for number, entry in enumerate(undated, len(dated) + 1):
            yield _item(entry, number)
        yield ""
    several = len(readings) > 1
    for number, entry in enumerate((*dated, *undated), 1):
        yield _note(entry, number, several)


def _item(entry: Entry, number: int) -> str:
    date, _, status = entry.dated_status.partition(" · ")
    told = f"**{_plain(date)}**" + (f" ({_plain(status)})" if status else "")
    return f"- {told} — {_plain(entry.headline)}[^{number}]"


def _note(entry: Entry, number: int, several: bool) -> str:
    parts = [f"“{_plain(entry.quote)}” — {_plain(entry.event.because)}"]
    if several:
        parts.append(f"In {_plain(entry.story)}.")
    parts += [_source(citation) for citation in entry.sources]
    return f"[^{number}]: {' '.join(parts)}"


def _source(citation: Citation) -> str:
    address = web_address(citation).replace("<", "%3C").replace(">", "%3E")
    told = source_words(citation)
    said = f"{_plain(citation.id)}: {_plain(told)}" if told else _plain(citation.id)
    return f"Source {said}{f' <{address}>' if address else ''}."


def _plain(words: str) -> str:
    """Words on one line that mean nothing but themselves."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(_CONTROL.sub(" ", words).split()))
