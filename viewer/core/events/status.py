"""Whether a happening happened: tense, aspect, modality, negation, and the story's date."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.dates import Signal, TimexType
from viewer.core.events import lexicon as lx
from viewer.core.events.bearing import aimed, moves
from viewer.core.events.clauses import Clause
from viewer.core.events.dating import Dating, day_of
from viewer.core.events.force import Force, excludes, force
from viewer.core.events.groups import Group, Tense
from viewer.core.events.joints import Link
from viewer.core.events.model import Status
from viewer.core.events.sentence import Sentence
from viewer.core.events.tokens import Token
from viewer.core.when import PAST, When

__all__ = ["denies", "planned_if_later", "status_of"]


_DUE = (Signal.BY, Signal.BEFORE)


def planned_if_later(dating: Dating, anchor: When, otherwise: Status) -> Status:
    """PLANNED for what lies wholly after the story's date, or is due by a day after it."""
    if not anchor.is_known:
        return otherwise
    today = day_of(anchor)
    if dating.when.earliest > today.latest and dating.when.earliest != PAST:
        return Status.PLANNED
    if dating.when.latest <= today.latest:
        return otherwise
    due = any(t.signal in _DUE or t.type is TimexType.DURATION for t in dating.timexes)
    return Status.PLANNED if due else otherwise


def status_of(sentence: Sentence, k: int, dating: Dating, governing: Sequence[int]) -> Status:
    """Whether what clause ``k`` tells happened, by tense, modality, negation, what the sentence
    makes of it, and the story's date."""
    clause = sentence.clauses[k]
    group, words = clause.group, sentence.words
    today = day_of(sentence.story_date)
    meant = force(words, sentence.clauses, k, min(governing))
    if group.negated and words[group.first].low in ("may", "might"):
        return Status.POSSIBLE
    if clause.conditional and meant is Force.TOLD:
        return Status.POSSIBLE  # "if it is not out by May"
    if excludes(words, group):
        # "did not rule out a strike" leaves it open, "ruled out a strike in May" does not
        ahead = planned_if_later(dating, sentence.story_date, Status.HAPPENED)
        if group.negated or ahead is Status.PLANNED:
            return Status.POSSIBLE if group.negated else Status.DENIED
    if denies(words, clause) or meant is Force.DENIED:
        return Status.DENIED
    if meant is Force.ORDERED:
        return Status.PLANNED
    if meant is not Force.TOLD:
        return Status.POSSIBLE
    around = words[max(0, group.first - 2) : group.last + 2]
    doubtful = not words.lows.isdisjoint(lx.DOUBTS) and any(t.low in lx.DOUBTS for t in around)
    if _given_up(sentence, k) or _was_to_have(words, group):
        return Status.DENIED
    if clause.conditional or group.doubt or doubtful or group.tense is Tense.POSSIBLE:
        return Status.POSSIBLE
    if group.plan or group.tense is Tense.FUTURE:
        return Status.PLANNED
    later = planned_if_later(dating, sentence.story_date, Status.HAPPENED)
    promised = group.lemma == "promise" and group.passive
    obliged = [t.low for t in words[group.first : group.first + 2]] == ["had", "to"]
    if (promised or not (today.is_known or obliged)) and any(
        aimed(words, t, group) for t in governing
    ):
        return Status.PLANNED
    if group.tense is Tense.SHOULD:
        due = not today.is_known and any(t.signal in _DUE for t in dating.timexes)
        return Status.PLANNED if due or later is Status.PLANNED else Status.POSSIBLE
    if group.tense is Tense.WOULD:
        return _of_would(words, clause, dating, today)
    if group.to >= 0 and group.lemma in lx.FORWARD and min(governing) > group.to:
        intent = _of_intent(group, dating, later)
        against = intent is Status.PLANNED and words[group.last].low == "not"
        return Status.DENIED if against else intent
    if later is Status.PLANNED:
        return later
    if group.progressive and group.tense in (Tense.PRESENT, Tense.PERFECT):
        return Status.ONGOING
    if group.tense is Tense.PERFECT and dating.since:
        counted = any(t.tag == "#" for t in words[group.last + 1 : group.last + 5])
        if group.lemma in lx.STATES or (group.lemma in lx.LASTING and not counted):
            return Status.ONGOING  # "has been a museum since 1921"
    if group.tense is Tense.PRESENT:
        foresees = group.lemma in lx.FORESEEING and min(governing) > group.last
        if foresees and not today.is_known:
            return Status.PLANNED  # "the plan foresees a third lane in 2027"
        until = any(t.signal is Signal.UNTIL for t in dating.timexes)
        if dating.since or (until and today.is_known and dating.when.latest > today.latest):
            return Status.ONGOING
        if not today.is_known and group.lemma in lx.SCHEDULED and not _opens(clause, governing):
            return Status.PLANNED
    return Status.HAPPENED


def _given_up(sentence: Sentence, k: int) -> bool:
    """Whether what was planned was called off: "the launch, planned for May, was scrubbed"."""
    parts, words = sentence.clauses, sentence.words
    clause = parts[k]
    if clause.group.lemma in _CANCELLING and clause.group.passive:
        start, end = clause.subject
        if any(t.tag == "T" for t in words[clause.group.last : clause.right]):
            return False  # "a plan to sell the pier was dropped in 2012": the dropping is dated
        # "plans to open the pier in 2026 were dropped"
        return any(words[n].tag == "O" for n in range(start, end))
    if k + 1 >= len(parts):
        return False
    but = words[parts[k + 1].begin].low == "but" and clause.group.plan
    if not (clause.link is Link.PARTICIPLE or but or _had_been_due(clause)):
        return False
    after = parts[k + 1].group
    planned = clause.group.plan or clause.group.lemma in _TO_COME
    off = words[after.last + 1].low if after.last + 1 < len(words) else ""
    called_off = after.lemma in ("call", "put") and off == "off"
    # "a line planned for 1961 was not built", but "did not open until 1963"
    never = after.negated and after.tense is Tense.PAST and not but
    moved = moves(words, after) and after.passive and after.tense in (Tense.PAST, Tense.PERFECT)
    if planned and moved:
        # "the exam due on Thursday has been put back a fortnight", no day of its own
        rest = [n for n in range(after.last + 1, parts[k + 1].right) if words[n].tag == "T"]
        return not any(sentence.times[words[n].timex].when.is_known for n in rest)
    if never and after.lemma in _COMING_ABOUT:
        return planned  # "a vote due on Friday never took place"
    return planned and after.passive and (after.lemma in _CANCELLING or called_off or never)


def _was_to_have(words: Sequence[Token], group: Group) -> bool:
    """Whether a plan is told of as one that did not come true: "was to have begun"."""
    if group.tense is not Tense.PAST:
        return False
    return [t.low for t in words[group.first + 1 : group.first + 3]] == ["to", "have"]


def _had_been_due(clause: Clause) -> bool:
    """Whether a relative clause tells what its noun was to do: "who had been expected to speak"."""
    return clause.link is Link.RELATIVE and clause.group.plan


_COMING_ABOUT = frozenset(
    "take happen come go occur appear show begin start open arrive do".split()
)


_TO_COME = frozenset("plan schedule slate set expect".split())
_CANCELLING = frozenset(
    "drop cancel abandon scrap scrub shelve ditch axe abort avert prevent ban suspend".split()
)


def denies(words: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb or the subject says that it did not happen: "nobody came"."""
    if clause.group.negated:
        return True
    start, end = clause.subject
    return (start < end and _nobody(words, start)) or _nobody(words, clause.group.last + 1)


def _nobody(words: Sequence[Token], at: int) -> bool:
    """Whether a phrase at ``at`` stands for none: "no ship", "not one ship", "nothing"."""
    low = words[at].low if at < len(words) else ""
    if low not in _FEW and low not in _NOBODY:
        return False
    after = words[at + 1].low if at + 1 < len(words) else ""
    if low in _FEW:
        return after in _ANY
    return low in _NOBODY and after not in _COMPARING


_NOBODY = frozenset("no nobody none neither nothing no-one".split())
_FEW = frozenset("not hardly scarcely".split())
_ANY = frozenset("one a any anyone anybody anything single".split())
#: "No more than nine", "no longer", "nothing but bread"; and "No. 10" is a name.
_COMPARING = frozenset("less fewer more later sooner longer doubt but other .".split())


def _of_would(words: Sequence[Token], clause: Clause, dating: Dating, today: When) -> Status:
    """A plan in "said it would open", a look back in "would later become"."""
    if words[clause.group.head - 1].low in ("have", "been") and not clause.group.plan:
        return Status.POSSIBLE  # "would have burst", had it come to that
    if clause.reported:
        return Status.PLANNED
    if today.is_known:
        if dating.when.latest < today.earliest:
            return Status.HAPPENED
        return Status.PLANNED if dating.when.earliest > today.latest else Status.POSSIBLE
    return Status.HAPPENED


def _of_intent(group: Group, dating: Dating, later: Status) -> Status:
    """A plan ("agreed to close by 2030"), unless the date can only be that of the agreeing."""
    others = group.lemma in lx.WISHING and (group.passive or group.to > group.last + 1)
    if others and any(t.signal is Signal.BY for t in dating.timexes):
        return Status.POSSIBLE  # "urged the firm to leave by May"
    if group.tense is not Tense.PAST or later is Status.PLANNED or group.lemma in _INTENDING:
        return Status.PLANNED
    if any(t.signal is Signal.BY for t in dating.timexes):
        return Status.PLANNED
    return Status.HAPPENED


#: With these the date is that of what was meant to be: "hoped to open in 2019".
_INTENDING = frozenset("hope plan intend aim expect want wish propose".split())


def _opens(clause: Clause, governing: Sequence[int]) -> bool:
    """Whether the date opens the clause, as in a chronicle told in the present."""
    return min(governing) <= clause.begin + 1
