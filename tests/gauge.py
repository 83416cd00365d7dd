"""Which events a change adds, drops or moves, over every story at hand.

usage: python -m tests.gauge REV [FILE…]

Reads all stories twice, with the viewer of the git revision REV and with that of the working tree,
and prints where they differ: for each story one line of counts, then one line for each event.

    canal.txt: 9 events, 8 before: +1 -0 ~1
      + 1834-05 happened        The lock was rebuilt
      ~ 1831    happened        The canal opened        [date 1830 → 1831]

Stories at hand are those that ship, the cases of the tests and the files given; also, where the
folder ``shared`` lies beside the checkout, its stories and the annotated texts of dates. A second
program, not a second import, reads for each side, through the command line: that door stays.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SUFFIXES = (".txt", ".md", ".rst", ".json", ".html")

#: Reads [path, date] in JSON, one a line, and answers each with the events as JSON in one line.
READER = """
import contextlib, io, json, sys
from viewer.__main__ import main
for line in sys.stdin:
    path, date = json.loads(line)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        main(["events", path, "--format", "json", *(["--date", date] if date else [])])
    print(json.dumps(json.loads(told.getvalue() or "[]")), flush=True)
"""

Event = Mapping[str, object]
Stories = Sequence[tuple[str, Path, str]]  # name, file, the date to give or ""


def stories(given: Sequence[Path], folder: Path) -> Iterator[tuple[str, Path, str]]:
    """Every story at hand; texts that lie many in one file are written to ``folder``."""
    for home in (
        ROOT / "resources" / "stories",
        ROOT / "tests" / "core" / "cases" / "events",
        SHARED / "samples" / "story",
        SHARED / "events" / "docs",
    ):
        for path in sorted(home.rglob("*")):
            expected = path.suffix == ".json" and home.parent.name == "cases"
            if path.suffix in SUFFIXES and not expected:
                yield path.name, path, ""
    for path in sorted([*SHARED.glob("dates/*.jsonl"), *SHARED.glob("events/*.jsonl")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            file = folder / f"{path.stem}-{row['id']}.txt"
            file.write_text(row["text"], encoding="utf-8")
            yield file.name, file, row.get("dct") or ""
    for path in given:
        yield path.name, path.resolve(), ""


def readings(root: Path, asked: Stories) -> Iterator[list[Event]]:
    """The events of each story, as the viewer under ``root`` reads it."""
    lines = "".join(json.dumps([str(path), date]) + "\n" for _, path, date in asked)
    done = subprocess.run(
        [sys.executable, "-c", READER],
        input=lines, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True, cwd=root,
    )  # fmt: skip
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        parts = answer if isinstance(answer, list) else [answer]
        yield [event for part in parts for event in part["events"]]


def pairs(
    before: Sequence[Event], after: Sequence[Event]
) -> list[tuple[Event | None, Event | None]]:
    """Both readings side by side in text order: the same words first, then words that overlap by
    half of the shorter; None where one side has no such event."""
    left = {(e["start"], e["end"], k) for k, e in enumerate(before)}
    at: dict[tuple[object, object], list[int]] = {}
    for k, event in enumerate(before):
        at.setdefault((event["start"], event["end"]), []).append(k)
    found: list[tuple[Event | None, Event | None]] = []
    unmatched = []
    for event in after:
        same = at.get((event["start"], event["end"]))
        if same:
            k = same.pop(0)
            left.discard((event["start"], event["end"], k))
            found.append((before[k], event))
        else:
            unmatched.append(event)
    rest = [before[k] for _, _, k in sorted(left, key=lambda row: row[2])]
    for event in unmatched:
        near = next((old for old in rest if _overlap(old, event)), None)
        if near is not None:
            rest.remove(near)
        found.append((near, event))
    found.extend((old, None) for old in rest)
    return sorted(found, key=lambda pair: _place(pair[1] or pair[0] or {}))


def _place(event: Event) -> tuple[int, int]:
    start, end = event["start"], event["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    return start, end


def _overlap(one: Event, other: Event) -> bool:
    (a, b), (c, d) = _place(one), _place(other)
    return 2 * (min(b, d) - max(a, c)) >= min(b - a, d - c)


def moved(before: Event, after: Event) -> list[str]:
    """What differs between two readings of one event, in words."""
    return [
        f"{name} {_shown(before, key)} → {_shown(after, key)}"
        for name, key in (
            ("date", "edtf"), ("status", "status"), ("sources", "citations"),
            ("shape", "shape"), ("headline", "headline"),
        )
        if before[key] != after[key]
    ]  # fmt: skip


def _shown(event: Event, key: str) -> str:
    value = event[key]
    if isinstance(value, list):
        return ",".join(map(str, value)) or "none"
    return str(value) if value is not None else f"({event['earliest']}..{event['latest']})"


def report(name: str, before: Sequence[Event], after: Sequence[Event]) -> tuple[list[str], str]:
    """(the lines about a story, none where nothing differs; a sign for each event that does)."""
    lines, signs = [], ""
    for old, new in pairs(before, after):
        event, more, sign = new or old or {}, "", "+" if old is None else "-"
        if old is not None and new is not None:
            changes = moved(old, new)
            if not changes:
                continue
            more, sign = f"  [{'; '.join(changes)}]", "~"
        signs += sign
        lines.append(
            f"  {sign} {_shown(event, 'edtf'):<10} {event['status']:<9} {event['headline']}{more}"
        )
    if lines:
        lines.insert(0, f"{name}: {len(after)} events, {len(before)} before: {_counts(signs)}")
    return lines, signs


def _counts(signs: str) -> str:
    return " ".join(f"{sign}{signs.count(sign)}" for sign in "+-~")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gauge", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("revision", metavar="REV")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    options = parser.parse_args()
    archive = subprocess.run(
        ["git", "archive", options.revision, "viewer", "resources"],
        cwd=ROOT, check=True, capture_output=True,
    ).stdout  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        texts, old = Path(folder) / "texts", Path(folder) / "old"
        texts.mkdir()
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(old, filter="data")
        asked = list(stories(options.files, texts))
        total, changed = "", 0
        both = zip(asked, readings(old, asked), readings(ROOT, asked), strict=True)
        for (name, _, _), before, after in both:
            lines, signs = report(name, before, after)
            total, changed = total + signs, changed + bool(signs)
            for line in lines:
                print(line)
    print(f"{len(asked)} stories, {changed} changed: {_counts(total)}")


if __name__ == "__main__":
    main()
