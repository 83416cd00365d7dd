"""How often a happening of a news story is tied to the time words that an annotator tied it to.

usage: python tests/bench/attachment.py FILE.jsonl [--verbose]

Each line of the file is one story: {"id", "text", "events": [{"start", "end", "text", "timex":
[{"start", "end", "text"}]}], "timexes": [...]}, as in TimeSET. Only happenings with time words
count. The program says when one was where an event of its own stands around the word and has time
words, or is told on from such; a bound alone ("told on Sunday as done") does not say it. It is
right where one of them is the annotator's, or names a time within it ("at 6 pm" on that
Wednesday), and wrong otherwise. Vague words ("earlier") have no time: right is the event that
holds them and is dated by no other.

Where the program says nothing, the simplest rule speaks for it, "the nearest of the annotated
times in the sentence, else the last one before", judged alike. The same rule alone is what the
program has to beat; so the two differ only where the program says something. ``silent`` counts
the happenings for which it gives no event at all, ``bounded`` those that it keeps without a day.
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

from viewer.core.events import Event, Reading, Shape, read
from viewer.core.story import Span, read_text
from viewer.files import known_periods


def sentence_at(reading: Reading, at: int) -> Span:
    """The sentence around an offset; an empty span where no paragraph tells it."""
    for block in reading.story.paragraphs:
        if block.span.start <= at < block.span.end:
            return next((s for s in block.sentences if s.start <= at < s.end), Span(at, at))
    return Span(at, at)


def told_at(reading: Reading, at: int) -> Event | None:
    """The smallest event around a place, one with time words before one without."""
    around = [event for event in reading.events if event.span.start <= at < event.span.end]
    return min(around, key=lambda event: (not event.timexes, len(event.span)), default=None)


def nearest(times: Sequence[Span], sentence: Span, at: int) -> Span | None:
    """The nearest time of the sentence, else the last before, else the first of all."""
    inside = [t for t in times if sentence.start <= t.start < sentence.end]
    if inside:
        return min(inside, key=lambda t: abs(t.start - at))
    before = [t for t in times if t.start < at]
    return before[-1] if before else times[0] if times else None


def agrees(reading: Reading, span: Span, gold: Span) -> bool:
    """Whether time words are those of the annotator, or say a time within theirs."""
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


def judge(reading: Reading, at: int, gold: Span) -> tuple[str, bool | None]:
    """(what the program says of a happening at ``at``, whether rightly; None where it does not)."""
    event = told_at(reading, at)
    if event is None:
        return "silent", None
    if event.timexes and event.shape is not Shape.OPEN:
        return "said", any(agrees(reading, t.span, gold) for t in event.timexes)
    if event.follows:
        return "said", any(agrees(reading, t.span, gold) for t in event.follows)
    vague = not any(t.span.overlaps(gold) and t.when.is_known for t in reading.timexes)
    return "bounded", True if vague and event.span.contains(gold) else None


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
        times = [Span(t["start"], t["end"]) for t in row["timexes"]]
        for event in row["events"]:
            if not event["timex"]:
                continue
            at = event["start"]
            gold = Span(event["timex"][0]["start"], event["timex"][0]["end"])
            sentence = sentence_at(reading, at)
            near = nearest(times, sentence, at)
            simple = near is not None and agrees(reading, near, gold)
            how, said = judge(reading, at, gold)
            right = simple if said is None else said
            counts["dated happenings"] += 1
            counts["right"] += right
            counts["right by the simplest rule"] += simple
            counts[how if said is None else f"said: {'right' if said else 'wrong'}"] += 1
            if not right and options.verbose:
                words = " ".join(sentence.of(row["text"]).split())
                print(f"{row['id']}: {how} | {event['text']} | {gold.of(row['text'])} | {words}")
    print(json.dumps({**counts, "share": round(counts["right"] / counts["dated happenings"], 3)}))


if __name__ == "__main__":
    main()
