"""What the words around a clause make of it: told as a fact, denied, wanted, or only alleged.

A complement has no force of its own. "It denied that the dam had leaked" does not tell a leak, and
"demanded that the dam be closed by May" tells no closing (Hooper and Thompson, "On the
applicability of root transformations", Linguistic Inquiry 4, 1973: assertive, non-assertive and
factive predicates). Verbs of saying leave the force to the clause: who says it is shown beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from viewer.core.events.clauses import Clause, Link
from viewer.core.events.tokens import REACH, Token

__all__ = ["Force", "force"]


class Force(StrEnum):
    """How a clause is meant by whoever tells it."""

    TOLD = "told"
    DENIED = "denied"
    WANTED = "wanted"
    ALLEGED = "alleged"


_DENYING = frozenset("deny reject dismiss refute disprove rebut contradict debunk".split())
_WANTING = frozenset(
    "demand urge propose want ask recommend suggest insist request advise call seek".split()
)
_ALLEGING = frozenset("allege accuse suspect suppose imagine pretend doubt rumour rumor".split())
#: Nouns with a clause of their own that is not yet so: "the claim that ...".
_CLAIMS = frozenset(
    "claim claims allegation allegations rumour rumours rumor rumors suspicion suspicions "
    "accusation accusations speculation fears hope hopes possibility theory".split()
)
#: These are believed unless the sentence goes on to say that they are false.
_REPORTS = frozenset("report reports statement statements story stories news idea belief".split())
_FALSE = frozenset("false wrong untrue unfounded baseless incorrect mistaken fabricated".split())


def force(words: Sequence[Token], clauses: Sequence[Clause], k: int) -> Force:
    """The force of clause ``k`` of a sentence."""
    clause = clauses[k]
    if clause.group.lemma in _ALLEGING and clause.group.passive and _of_an_act(words, clause):
        return Force.ALLEGED  # "is accused of stealing the car in 2019"
    if clause.link is Link.COORDINATE:
        return Force.TOLD
    opens = words[clause.begin].low == "that"
    noun = words[clause.begin - 1].low if opens and clause.begin else ""
    if noun in _CLAIMS | _REPORTS and _called_false(words, clause.right):
        return Force.DENIED
    if noun in _CLAIMS and not (k and clauses[k - 1].group.lemma in _DENYING):
        return Force.ALLEGED
    if not k or not (opens or clause.reported):
        return Force.TOLD
    ruler = clauses[k - 1].group
    if ruler.lemma in _DENYING and not ruler.negated:
        return Force.DENIED
    if opens and ruler.lemma in _WANTING and _subjunctive(words, clause):
        return Force.WANTED
    return Force.ALLEGED if ruler.lemma in _ALLEGING else Force.TOLD


def _of_an_act(words: Sequence[Token], clause: Clause) -> bool:
    """Whether "of" and an -ing form follow: "suspected of setting fires"."""
    after = words[clause.group.last + 1 : clause.group.last + 3]
    return len(after) == 2 and after[0].low == "of" and after[1].low.endswith("ing")


def _called_false(words: Sequence[Token], end: int) -> bool:
    return any(t.low in _FALSE for t in words[end : end + REACH // 2])


def _subjunctive(words: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb stands bare: "that the roster be withdrawn", "that he suggested" not."""
    first = clause.group.first
    bare = words[first].low == clause.group.lemma or words[first].low in ("be", "should", "must")
    return bare or words[first - 1].low == "be"
