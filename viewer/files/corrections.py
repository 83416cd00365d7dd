"""The corrections file, version 1: what the reader put right, as JSON.

    {"format": "story-timeline corrections", "version": 1, "story": "bridge.txt",
     "corrections": [
      {"id": "5f0c…", "change": "date", "date": "2024-09", "shape": "within", "said": "next month",
       "place": {"story": "9a31…", "start": 120, "end": 168, "words": "…", "before": "…",
                 "after": "…"}}]}

``change`` is one of date {date, shape, said}, headline {headline}, status {status}, sources
{sources}, hide {}, merge {others [{place, added}]}, split {part, headline}, add {headline, date,
shape, status, sources, said}, note {note}. Dates are EDTF, "../.." for none. ``place`` is where:
the SHA-256 of the story's text, offsets in code points, the words there and those around, by which
it is found again in another version. ``added`` names the correction that made the event, for
one that the program did not find. The order is that in which things were said. ``withdrawn`` lists
ids of corrections of a file that could not be written, which this one takes back. What a reader of
this format does not know it keeps as it is.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from viewer.core.corrections import (
    Add,
    Change,
    Correction,
    Hide,
    Merge,
    Place,
    Recite,
    Redate,
    Remark,
    Rename,
    Restate,
    Split,
    Target,
)
from viewer.core.events import Shape, Status
from viewer.core.story import Span

FORMAT = "story-timeline corrections"
VERSION = 1


class Damaged(ValueError):
    """A file that is no corrections file, or was one; str() is a phrase that says why."""


class Newer(ValueError):
    """A corrections file of a later version of this program."""


class Contents(NamedTuple):
    """What a corrections file holds.

    ``unread`` are entries this version cannot read, as they stand: they are written back.
    """

    corrections: tuple[Correction, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    unread: tuple[Any, ...] = ()


def as_bytes(story: str, contents: Contents) -> bytes:
    """A corrections file; the same contents give the same bytes."""
    whole: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "story": story,
        "corrections": [*map(_entry, contents.corrections), *contents.unread],
    }
    if contents.withdrawn:
        whole["withdrawn"] = sorted(contents.withdrawn)
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a character, which only JSON's own escapes can hold
        return (json.dumps(whole, indent=1) + "\n").encode()


def of_bytes(data: bytes) -> Contents:
    """What stands in a corrections file. Raises Damaged and Newer."""
    try:
        whole = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise Damaged("it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise Damaged(f"it breaks off or is garbled in line {error.lineno}") from None
    except (RecursionError, ValueError):
        raise Damaged("it is garbled") from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise Damaged("it is no corrections file")
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Damaged("it names no version")
    if version > VERSION:
        raise Newer(f"version {version}")
    entries, withdrawn = whole.get("corrections"), whole.get("withdrawn", [])
    if not isinstance(entries, list) or not isinstance(withdrawn, list):
        raise Damaged("its list of corrections is garbled")
    read: dict[str, Correction] = {}
    unread = []
    for entry in entries:
        try:
            correction = _correction(entry)
        except (ValueError, TypeError, KeyError, AttributeError):
            unread.append(entry)
            continue
        if correction.id in read:
            unread.append(entry)
        else:
            read[correction.id] = correction
    ids = frozenset(one for one in withdrawn if isinstance(one, str))
    return Contents(tuple(read.values()), ids, tuple(unread))


def _entry(correction: Correction) -> dict[str, Any]:
    name, fields = _said(correction.change)
    return {"id": correction.id, "change": name, **fields, **_target(correction.target)}


def _target(target: Target) -> dict[str, Any]:
    added = {"added": target.added} if target.added else {}
    return {**added, "place": _place(target.place)}


def _place(place: Place) -> dict[str, Any]:
    return {
        "story": place.story,
        "start": place.span.start,
        "end": place.span.end,
        "words": place.words,
        "before": place.before,
        "after": place.after,
    }


def _said(change: Change) -> tuple[str, dict[str, Any]]:
    match change:
        case Redate():
            said = {"said": change.said} if change.said else {}
            return "date", {"date": change.edtf, "shape": change.shape.value, **said}
        case Rename():
            return "headline", {"headline": change.headline}
        case Restate():
            return "status", {"status": change.status.value}
        case Recite():
            return "sources", {"sources": list(change.citations)}
        case Hide():
            return "hide", {}
        case Merge():
            return "merge", {"others": [_target(other) for other in change.others]}
        case Split():
            return "split", {"part": _place(change.part), "headline": change.headline}
        case Add():
            said = {"said": change.said} if change.said else {}
            fields = {
                "headline": change.headline,
                "date": change.edtf,
                "shape": change.shape.value,
                "status": change.status.value,
                "sources": list(change.citations),
            }
            return "add", {**fields, **said}
        case Remark():
            return "note", {"note": change.text}


def _correction(entry: dict[str, Any]) -> Correction:
    return Correction(_text(entry["id"]), _target_of(entry), _change_of(entry))


def _change_of(entry: dict[str, Any]) -> Change:
    match entry["change"]:
        case "date":
            shape = Shape(entry["shape"])
            return Redate(_text(entry["date"]), shape, _text(entry.get("said", "")))
        case "headline":
            return Rename(_text(entry["headline"]))
        case "status":
            return Restate(Status(entry["status"]))
        case "sources":
            return Recite(_texts(entry["sources"]))
        case "hide":
            return Hide()
        case "merge":
            return Merge(tuple(_target_of(other) for other in entry["others"]))
        case "split":
            return Split(_place_of(entry["part"]), _text(entry["headline"]))
        case "add":
            return Add(
                _text(entry["headline"]),
                _text(entry["date"]),
                Shape(entry["shape"]),
                Status(entry["status"]),
                _texts(entry["sources"]),
                _text(entry.get("said", "")),
            )
        case "note":
            return Remark(_text(entry["note"]))
    raise ValueError("a change of a kind not known here")


def _target_of(entry: dict[str, Any]) -> Target:
    return Target(_place_of(entry["place"]), _text(entry.get("added", "")))


def _place_of(entry: dict[str, Any]) -> Place:
    start, end = entry["start"], entry["end"]
    if type(start) is not int or type(end) is not int or end > 1 << 40:
        raise ValueError("no offsets")
    words, before, after = (_text(entry[key]) for key in ("words", "before", "after"))
    return Place(_text(entry["story"]), Span(start, end), words, before, after)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    value.encode()  # half a character is no text: UnicodeEncodeError is a ValueError
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return tuple(_text(one) for one in value)
