"""What the words around a clause make of it: told as a fact, denied, wanted, or only alleged.

A complement has no force of its own. "It denied that the dam had leaked" does not tell a leak, and
"demanded that the dam be closed by May" tells no closing (Hooper and Thompson, "On the
applicability of root transformations", Linguistic Inquiry 4, 1973: assertive, non-assertive and
factive predicates). Verbs of saying leave the force to the clause: who says it is shown beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause
from viewer.core.events.groups import Group
from viewer.core.events.joints import Link
from viewer.core.events.tokens import REACH, Token
from viewer.core.members import at_hand

__all__ = ["Force", "excludes", "force"]


@at_hand
class Force(StrEnum):
    """How a clause is meant by whoever tells it."""

    TOLD = "told"
    DENIED = "denied"
    WANTED = "wanted"
    ORDERED = "ordered"
    ALLEGED = "alleged"


_WANTING = frozenset(
    "demand urge propose want ask recommend suggest insist request advise call seek".split()
)
_ORDERING = frozenset("order require decree rule direct stipulate decide agree".split())
#: Who thinks or claims something does not make it so, and may well doubt it.
_ALLEGING = frozenset(
    "allege accuse suspect suppose imagine pretend doubt dispute rumour rumor claim believe think "
    "suggest speculate assume guess fear hope argue contend insist assert maintain theorise "
    "theorize imply question".split()
)
#: "It is said that ..." is hearsay, though "the mayor said that ..." has a speaker to answer.
_HEARSAY = _ALLEGING | frozenset("say report tell".split())
#: These say no more, once negated, than that nobody knows: "has not confirmed that ...".
_ASSERTING = _HEARSAY | frozenset("confirm show prove find state establish demonstrate".split())
#: Verbs of a charge: what follows "of" or "with" is what somebody is said to have done.
_CHARGING = frozenset("accuse suspect charge deny acquit clear exonerate".split())
_ABSOLVING = frozenset("deny acquit clear exonerate".split())
#: Nouns with a clause of their own that is not yet so: "the claim that ...".
_CLAIMS = frozenset(
    "claim claims allegation allegations rumour rumours rumor rumors suspicion suspicions "
    "accusation accusations speculation fears hope hopes possibility theory".split()
)
#: These are believed unless the sentence goes on to say that they are false.
_REPORTS = frozenset("report reports statement statements story stories news idea belief".split())
#: "There is no evidence that ..." leaves it open.
_PROOF = frozenset("evidence proof record sign indication suggestion trace".split())
_LORE = frozenset("legend legends tradition folklore lore myth rumour rumor gossip".split())
_FALSE = frozenset(
    "false wrong untrue unfounded baseless incorrect mistaken fabricated myth hoax lie lies "
    "fiction invention nonsense fabrication".split()
)
_OPEN = frozenset(
    "possible likely unlikely probable plausible conceivable doubtful uncertain unclear "
    "disputed".split()
)


def force(words: Sequence[Token], clauses: Sequence[Clause], k: int, at: int = -1) -> Force:
    """The force of clause ``k`` of a sentence; ``at`` is the token of its first date, -1 if none.

    What "and" adds to a complement has the force of the complement.
    """
    for _ in range(_CHAIN):
        if not k or clauses[k].link is not Link.COORDINATE or not _joined(words, clauses, k):
            break
        k -= 1
    clause = clauses[k]
    charged = _of_an_act(words, clause, at)
    if charged is not Force.TOLD:
        return charged
    if clause.group.doubt and _wrongly(words, clause):
        return Force.DENIED  # "was wrongly said to have died"
    if clause.link is Link.COORDINATE:
        return _said_after(words, clauses, k)
    # "attacks that killed nine" tells of the attacks; what is alleged has a subject behind "that"
    opens = words[clause.begin].low == "that" and clause.link is not Link.RELATIVE
    noun = words[clause.begin - 1].low if opens and clause.begin else ""
    if (noun in _CLAIMS or noun in _REPORTS) and _called_false(words, clause.right):
        return Force.DENIED
    if noun in _CLAIMS and not (k and clauses[k - 1].group.lemma in lx.DENYING):
        return Force.ALLEGED
    if not k or not (opens or clause.reported):
        lore = len(words) > 4 and words[0].low == "according" and _names(words[1:5], _LORE)
        return Force.ALLEGED if lore else _said_after(words, clauses, k)
    return _ruled(words, clauses, k, opens)


#: How many verbs joined by "and" are followed back to the one that opens their complement.
_CHAIN = 4


def _joined(words: Sequence[Token], clauses: Sequence[Clause], k: int) -> bool:
    """Whether "and" goes on with a complement: "and that", or a verb that shares its "had"."""
    first = words[clauses[k].begin + 1].low if clauses[k].begin + 1 < len(words) else ""
    return bool(clauses[k].group.borrowed) or first == "that"


def _ruled(words: Sequence[Token], clauses: Sequence[Clause], k: int, opens: bool) -> Force:
    """The force that the verb of the clause before gives its complement."""
    clause, back = clauses[k], clauses[k - 1]
    ruler = back.group
    start, end = back.subject
    said = words[ruler.last + 1 : clause.begin]
    if not opens and any(t.tag not in "TPA" for t in said):
        return Force.TOLD  # "suggesting talks, and on Friday Oslo made an offer"
    source = words[start].low if start < end else ""
    nobody = source in ("no", "nobody", "none", "neither")
    if ruler.lemma == "be":
        if source == "it" and _names(said, _FALSE):
            return Force.TOLD if ruler.negated else Force.DENIED
        if source == "it" and _names(said, {"true"}):
            return Force.DENIED if ruler.negated else Force.TOLD
        lacking = _names(said, _PROOF) and (ruler.negated or _names(said, {"no", "little"}))
        return Force.ALLEGED if lacking or _names(said, _OPEN) else Force.TOLD
    if excludes(words, ruler):
        return Force.ALLEGED if ruler.negated else Force.DENIED
    if ruler.lemma in lx.DENYING and not ruler.negated:
        return Force.DENIED
    if ruler.lemma in lx.DENYING:
        neither = ruler.first and words[ruler.first - 1].low == "nor"
        return Force.ALLEGED if neither else Force.TOLD
    if opens and ruler.lemma in _WANTING and _subjunctive(words, clause):
        return Force.WANTED
    if opens and ruler.lemma in _ORDERING and _subjunctive(words, clause):
        return Force.ORDERED
    if ruler.lemma in _ASSERTING and _wrongly(words, back):
        return Force.DENIED
    if ruler.lemma in _ASSERTING and (ruler.negated or nobody):
        return Force.ALLEGED
    if _names(words[start:end], _LORE) or (
        source == "it" and ruler.passive and ruler.lemma in _HEARSAY
    ):
        return Force.ALLEGED
    return Force.ALLEGED if ruler.lemma in _ALLEGING else Force.TOLD


def excludes(words: Sequence[Token], group: Group) -> bool:
    """Whether a verb says that what follows will not be, so that its negation leaves that open:
    "ruled out a strike"."""
    after = words[group.last + 1].low if group.last + 1 < len(words) else ""
    return (group.lemma == "rule" and after == "out") or (
        group.negated and group.lemma in ("exclude", "preclude", "discount")
    )


def _said_after(words: Sequence[Token], clauses: Sequence[Clause], k: int) -> Force:
    """The force that a speaker named at the end gives: "he stole the car, police allege"."""
    if k + 1 >= len(clauses):
        return Force.TOLD
    after = clauses[k + 1]
    start = min(after.left, after.begin, after.subject[0])
    rest = words[after.group.last + 1 : after.group.last + 4]
    if start < 1 or words[start - 1].tag != "," or not all(t.tag in 'TPA.,"' for t in rest):
        return Force.TOLD
    if after.group.lemma in _ALLEGING and after.group.finite:
        return Force.DENIED if _wrongly(words, after) else Force.ALLEGED
    return Force.TOLD


def _names(words: Sequence[Token], known: Collection[str]) -> bool:
    return any(t.low in known for t in words[:REACH])


def _wrongly(words: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb is said to be untrue: "falsely claimed", "was wrongly reported"."""
    return _names(words[max(0, clause.group.first - 2) : clause.group.last], lx.WRONGLY)


def _of_an_act(words: Sequence[Token], clause: Clause, at: int) -> Force:
    """The force of an act in -ing that somebody is charged with: "suspected of setting fires".

    The date is that of the act where it stands behind it; "accused on Monday of setting fires"
    and "on Monday he was accused" date the accusing.
    """
    group = clause.group
    if group.lemma not in _CHARGING or at < group.last:
        return Force.TOLD
    for k in range(group.last + 1, min(at - 1, group.last + REACH // 2)):
        bare = group.lemma == "deny" and k == group.last + 1
        act = words[k] if bare else words[k + 1]
        if (bare or words[k].low in ("of", "with")) and act.low.endswith("ing"):
            return Force.DENIED if group.lemma in _ABSOLVING else Force.ALLEGED
        if words[k].tag in ",;":
            break
    return Force.TOLD


def _called_false(words: Sequence[Token], end: int) -> bool:
    return any(t.low in _FALSE for t in words[end : end + REACH // 2])


def _subjunctive(words: Sequence[Token], clause: Clause) -> bool:
    """Whether the verb stands bare: "that the roster be withdrawn", "that he suggested" not."""
    first = clause.group.first
    bare = words[first].low == clause.group.lemma or words[first].low in ("be", "should", "must")
    return bare or words[first - 1].low == "be"
