"""What was told on a day as done: no later than that day."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.dating import told_by
from viewer.core.events.extent import name_of, reach_of, span_of, subject_of
from viewer.core.events.found import Found
from viewer.core.events.groups import Tense
from viewer.core.events.headline import headline
from viewer.core.events.joints import Link
from viewer.core.events.sentence import Sentence, is_quoted
from viewer.core.events.status import denies, status_of
from viewer.core.story import Span

__all__ = ["has_complement", "reported", "said_behind", "told_of"]


def has_complement(sentence: Sentence, k: int) -> bool:
    """Whether the next clause completes the verb: "denied | that ...", "rejected claims | that"."""
    lemma, after = sentence.clauses[k].group.lemma, sentence.clauses[k + 1]
    if lemma in lx.TELLING and reach_of(sentence, k) > sentence.clauses[k].right:
        return True
    that = sentence.words[after.begin].low == "that"
    return that and (lemma in lx.TELLING or lemma in lx.FORWARD or lemma in lx.DENYING)


def told_of(sentence: Sentence, k: int, governing: Sequence[Sequence[int]]) -> list[int]:
    """The clauses without a date that the saying in clause ``k`` tells: "that ..., and that"."""
    words, parts = sentence.words, sentence.clauses
    if (
        k + 1 >= len(parts)
        or not parts[k + 1].reported
        or parts[k].group.first > parts[k + 1].begin
    ):
        return []
    found = [k + 1]
    for n in range(k + 2, len(parts)):
        begin = parts[n].begin
        if words[begin].low != "that" or words[begin - 1].tag != "C":
            break
        found.append(n)
    return [n for n in found if not governing[n]]


def said_behind(sentence: Sentence, k: int, governing: Sequence[Sequence[int]]) -> bool:
    """Whether a dated saying follows what was said: "A man was arrested, police said on Monday"."""
    words, parts = sentence.words, sentence.clauses
    if k + 1 >= len(parts) or governing[k] or not governing[k + 1]:
        return False
    saying = parts[k + 1]
    start = min(saying.begin, saying.subject[0])
    rest = words[saying.group.last + 1 :]
    return (
        parts[k].link is Link.MAIN
        and saying.group.finite
        and saying.begin <= saying.subject[0]
        and words[start - 1].tag == ","
        and len(rest) <= _SPEAKER_AT_END
        and all(t.tag in 'TPA.,"' for t in rest)
    )


#: Tokens that may stand behind the verb of a saying at the end: "said late on Monday."
_SPEAKER_AT_END = 6


def reported(
    sentence: Sentence, k: int, n: int, governing: Sequence[Sequence[int]]
) -> Found | None:
    """What clause ``k`` says on a day to be done, in clause ``n`` without a date: done by then.

    "Investigators said on Tuesday that they had boarded the tanker."
    """
    words, saying, inner = sentence.words, sentence.clauses[k], sentence.clauses[n]
    if saying.group.lemma not in lx.SAYING or saying.group.negated:
        return None
    done = inner.group.tense in (Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT)
    if (
        not done
        or inner.group.lemma in lx.STATES
        or inner.group.lemma in lx.SAYING
        or inner.conditional
        or inner.group.progressive
        or inner.group.plan
        or words[inner.subject[0]].low in ("i", "we")
        or denies(words, inner)
        or is_quoted(sentence, saying)
        or inner.subject[0] == inner.subject[1]
    ):
        return None
    timexes = [sentence.times[words[t].timex] for t in governing[k]]
    dating = told_by(timexes, sentence.story_date)
    if dating is None:
        return None
    status = status_of(sentence, n, dating, governing[k])
    start = saying.left if k < n else inner.left
    return Found(
        Span(words.start(start), span_of(sentence, inner, (), inner.right - 1).end),
        sentence.span,
        sentence.paragraph,
        headline(
            words,
            inner,
            (),
            subject_of(sentence, n),
            reach_of(sentence, n),
            name=name_of(sentence, n),
        ),
        status,
        dating,
        inner.group.lemma,
    )
