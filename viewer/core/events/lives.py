"""The two days behind the name of a person, as biographies begin: a birth and a death.

"Anna Roe (14 March 1871 – 2 November 1949) was a Dutch botanist." The brackets behind the name of a
state, a club or an operation say how long that was, which is no life.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.dates import Signal, Timex
from viewer.core.events import lexicon as lx
from viewer.core.events.clauses import Clause
from viewer.core.events.dating import combine
from viewer.core.events.found import Found
from viewer.core.events.headline import phrase
from viewer.core.events.joints import Link
from viewer.core.events.model import Status
from viewer.core.events.sentence import Sentence
from viewer.core.events.tokens import Token
from viewer.core.story import Span

__all__ = ["lives"]

_YEAR = 366 * 86_400
#: The longest life, and the shortest of one who is told of as something.
_LONGEST, _SHORTEST = 115 * _YEAR, 10 * _YEAR
#: What only people are called, by its ending; things that end so, too.
_ENDINGS = ("ist", "ian", "woman", "wright", "smith", "keeper")
_THINGS = frozenset("list mist twist whist obsidian meridian median".split())
#: What else people are called. Makers, carriers, papers and liners are none: most of what ends in
#: "-er" or "-man" is a firm, a ship or a nation as well.
_CALLED = frozenset(
    "poet nurse monk nun priest saint athlete architect surgeon critic scholar bishop cleric "
    "diplomat judge general admiral colonel captain king queen prince princess chef friar pope "
    "knight earl duke duchess count countess baron mathematician musician student mystic chemist "
    "pilot mayor president minister merchant naturalist advocate activist hermit abbot abbess "
    "writer painter singer dancer composer engineer teacher officer soldier lawyer explorer "
    "philosopher astronomer photographer designer footballer cricketer boxer swimmer cyclist "
    "reformer farmer gardener banker preacher lecturer baker butcher miner sailor actor actress "
    "author doctor professor sculptor editor conductor inventor educator senator governor emperor "
    "empress ambassador translator tailor aviator orator seaman fisherman clergyman statesman "
    "nobleman businessman sportsman craftsman politician pioneer poetess campaigner lawmaker "
    "filmmaker weaver potter carpenter barrister solicitor midwife servant slave".split()
)


def lives(sentence: Sentence) -> tuple[list[Found], set[Timex]]:
    """(the birth and the death that a sentence tells in brackets, the times that say so)."""
    words = sentence.words
    for clause in sentence.clauses:
        opening = _brackets(words, clause)
        if opening < 0:
            continue
        born, died = words[opening + 1], words[opening + 3]
        first, last = (sentence.times[t.timex] for t in (born, died))
        lasted = last.when.earliest - first.when.earliest
        if not _SHORTEST < lasted < _LONGEST:
            continue
        name = phrase(words, clause.subject[0], opening, ())
        start = words.start(clause.subject[0])
        found = []
        for at, timex, verb in ((opening + 1, first, "was born"), (opening + 3, last, "died")):
            dating = combine([timex._replace(signal=Signal.AT)], sentence.story_date)
            if dating is None:
                return [], set()
            span = Span(start, words.end(at))
            label = f"{name} {verb}"
            lemma = verb.removeprefix("was ")
            found.append(
                Found(
                    span, sentence.span, sentence.paragraph, label, Status.HAPPENED, dating, lemma
                )
            )
        return found, {first, last}
    return [], set()


def _brackets(words: Sequence[Token], clause: Clause) -> int:
    """Where the bracket with the two days of a life opens behind the subject; -1 if none does."""
    group, start = clause.group, clause.subject[0]
    opening = group.first - 5
    if clause.link is not Link.MAIN or group.lemma != "be" or opening <= start:
        return -1
    bracket = words[opening : group.first]
    if [t.tag for t in (*bracket[:2], *bracket[3:])] != ["(", "T", "T", ")"]:
        return -1
    if bracket[2].text not in ("-", "–", "—", ","):
        return -1
    name = words[start:opening]
    if not all(t.capital or t.tag == "P" for t in name) or name[0].tag == "D":
        return -1
    if any(t.low in lx.HAPPENINGS for t in name):
        return -1
    return opening if _is_person(words, group.last + 1, clause.right) else -1


def _is_person(words: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a description is of a person, by its head or one joined to it: "a Dutch botanist and
    painter", not "a Norwegian maker of instruments"."""
    if start >= stop or words[start].tag != "D":
        return False
    for k in range(start + 1, stop):
        if words[k].tag in "P,;.R(":
            return False
        last = k + 1 >= stop or words[k + 1].tag != "N"
        low = words[k].low
        if last and (low in _CALLED or (low.endswith(_ENDINGS) and low not in _THINGS)):
            return True
    return False
