"""How often a happening of a news story is tied to the time words that an annotator tied it to.

usage: python tests/bench/attachment.py FILE.jsonl [--verbose]

Each line of the file is one story: {"id", "text", "events": [{"start", "end", "text", "timex":
[{"start", "end", "text"}]}]}, as in TimeSET. An event with time words counts as tied rightly where
the date that the program gives its place lies within the date of those words as the program reads
them. The place's date is that of the event told there, else of the nearest event of its sentence,
else of the nearest time in it (a saying is no event), else of the last event told before that has
a time and not only a bound. Beside it stands what "the nearest date of the sentence, else the
last one" reaches with the annotator's own time words, and with those that the program reads.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from viewer.core.dates import Timex
from viewer.core.events import Reading, Shape, read
from viewer.core.story import Span, read_text
from viewer.files import known_periods


def sentence_at(reading: Reading, at: int) -> Span:
    """The sentence around an offset; an empty span where no paragraph tells it."""
    for block in reading.story.paragraphs:
        if block.span.start <= at < block.span.end:
            return next((s for s in block.sentences if s.start <= at < s.end), Span(at, at))
    return Span(at, at)


def told_at(reading: Reading, at: int) -> tuple[Sequence[Timex], str]:
    """(the time words that settle the time of a place, how they do)."""
    dated = [event for event in reading.events if event.timexes]
    around = [event for event in dated if event.span.start <= at < event.span.end]
    if around:
        return min(around, key=lambda event: len(event.span)).timexes, "told there"
    sentence = sentence_at(reading, at)
    beside = [e for e in dated if sentence.start <= e.span.start < sentence.end]
    if beside:
        near = min(beside, key=lambda e: min(abs(e.span.start - at), abs(e.span.end - at)))
        return near.timexes, "in its sentence"
    times = [t for t in reading.timexes if t.when.is_known and sentence.contains(t.span)]
    if times:
        return [min(times, key=lambda t: abs(t.span.start - at))], "time in its sentence"
    firm = [event for event in dated if event.shape is not Shape.OPEN]
    before = [event for event in firm if event.span.start <= at]
    return (before[-1:] or firm[:1])[0].timexes if firm else (), "told before"


def nearest(times: Sequence[Span], sentence: Span, at: int) -> Span | None:
    """The nearest time of the sentence, else the last before, else the first of all."""
    inside = [t for t in times if sentence.start <= t.start < sentence.end]
    if inside:
        return min(inside, key=lambda t: abs(t.start - at))
    before = [t for t in times if t.start < at]
    return before[-1] if before else times[0] if times else None


def agrees(reading: Reading, span: Span | None, gold: Span) -> bool:
    """Whether time words are those of the annotator, or say a time within theirs."""
    if span is None:
        return False
    if span.overlaps(gold):
        return True
    whole, part = (
        next((t.when for t in reading.timexes if t.span.overlaps(s) and t.when.is_known), None)
        for s in (gold, span)
    )
    return (
        whole is not None
        and part is not None
        and whole.earliest <= part.earliest
        and part.latest <= whole.latest
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print every happening tied wrongly")
    options = parser.parse_args()
    periods, _ = known_periods()
    counts: Counter[str] = Counter()
    for line in options.file.read_text(encoding="utf-8").splitlines():
        row: Mapping[str, Any] = json.loads(line)
        reading = read(read_text(row["text"], name=row["id"]), periods=periods)
        written = [Span(t["start"], t["end"]) for t in row["timexes"]]
        found = [t.span for t in reading.timexes if t.when.is_known]
        for event in row["events"]:
            if not event["timex"]:
                continue
            at = event["start"]
            gold = Span(event["timex"][0]["start"], event["timex"][0]["end"])
            sentence = sentence_at(reading, at)
            told, how = told_at(reading, at)
            right = any(agrees(reading, t.span, gold) for t in told)
            counts["dated happenings"] += 1
            counts["right"] += right
            counts[f"{how}: {'right' if right else 'wrong'}"] += 1
            counts["nearest, annotated times"] += nearest(written, sentence, at) == gold
            counts["nearest, times read"] += agrees(reading, nearest(found, sentence, at), gold)
            if not right and options.verbose:
                words = " ".join(sentence.of(row["text"]).split())
                given = "/".join(t.text for t in told) or "nothing"
                print(f"{row['id']}: {event['text']} | {gold.of(row['text'])} | {given} | {words}")
    print(json.dumps({**counts, "share": round(counts["right"] / counts["dated happenings"], 3)}))


if __name__ == "__main__":
    main()
