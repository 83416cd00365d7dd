"""Which verbs go without an object and which take a name, and whether one has its object."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.events import lexicon as lx
from viewer.core.events.groups import Group, bare, opens_clause
from viewer.core.events.tokens import Token

__all__ = [
    "ACTIVE",
    "ALONE",
    "GOING",
    "NAMING",
    "SETTLED",
    "describes_noun",
    "goes_bare",
    "heard_of",
    "lacks_object",
    "takes_up_noun",
]

#: Intransitive verbs of going and changing: no passive participle, and "by" gives a measure.
GOING = frozenset(
    "rise grow fall slip increase decrease drop decline climb jump surge shrink widen narrow go "
    "come arrive die emerge happen occur move flee escape emigrate migrate march sail travel walk "
    "return retire resign depart land crash collapse explode erupt expire graduate succeed agree "
    "vote decide refuse continue fight appear disappear vanish last remain persist prevail ensue "
    "flourish thrive dwindle lapse elapse linger perish fade subside soar plunge plummet slump "
    "tumble rally rebound arise recede relent falter wane culminate coincide apologise apologize "
    "testify mutiny defect compete respond react lie stay belong exist live".split()
)
#: Participles that take a bare name: "a fort, called Raven's Nest".
NAMING = frozenset({"call", "name", "dub", "title", "entitle", "nickname", "know", "bear"})


#: The verbs of going that no passive auxiliary reaches; plans and prices are dropped too:
#: "proposed in 2009, dropped in 2010".
ACTIVE = GOING - {"drop"}


#: Nouns whose "that" says what they are: "the news that Orr won".
_CONTENTS = frozenset(
    "claim claims news report reports fact facts idea belief rumour rumor rumours allegation "
    "allegations hope hopes fear fears theory evidence proof sign signs warning warnings statement "
    "announcement confirmation concern concerns assurance promise doubt doubts conclusion decision "
    "finding findings thought word notion argument assumption ruling order agreement proposal "
    "condition view suggestion possibility time day year way".split()
)


def takes_up_noun(words: Sequence[Token], opening: int, group: Group) -> bool:
    """Whether the "that" or "which" at ``opening`` is the object of a verb that has none behind it:
    "the yard | that Orr bought in 2019"."""
    alone = GOING if words[opening].low == "which" else ALONE  # "which he had run" lacks a what
    if group.lemma in alone or group.lemma in lx.STATES or group.lemma in lx.TELLING:
        return False
    return describes_noun(words, opening, group)


def describes_noun(words: Sequence[Token], opening: int, group: Group) -> bool:
    """Whether a relative word with a subject of its own follows a noun that it says no content of,
    and its active verb has no object behind it."""
    at = opening - 1
    at -= at > 0 and words[at].tag == "," and words[opening].low == "which"
    if at < 0 or opening + 1 >= group.first or words[group.first - 1].low == "be":
        return False
    if group.passive and group.first < group.head:
        return False
    noun = words[at]
    told = noun.form[0] in lx.TELLING or noun.form[0] in lx.FORWARD or noun.past[1]
    if noun.tag != "N" or told or noun.low in _CONTENTS:
        return False
    while at > 0 and words[at].tag in "N#" and opening - at < _LONGEST:
        at -= 1
    named = words[at].tag == "D" or words[at + 1].capital
    return named and goes_bare(words, group.last)


_LONGEST = 8


def goes_bare(words: Sequence[Token], verb: int) -> bool:
    """Whether a time, a phrase with its preposition or nothing follows the verb form there."""
    after = words[verb + 1 : verb + 3]
    if not after or after[0].tag in "T,.":
        return True
    return after[0].tag == "P" and after[0].low not in _PARTICLES and after[-1].tag in "DTN"


def lacks_object(words: Sequence[Token], i: int, lemma: str) -> bool:
    """Whether no object follows the form at ``i``, nor a clause that it tells."""
    if i + 2 >= len(words):
        return False
    after, beyond = words[i + 1], words[i + 2]
    if after.tag == "N":
        named = lemma in NAMING and after.capital
        return named or after.low in _COMPLEMENTS
    if after.tag == "O" and bare(beyond):
        return words[i].low in lx.BELIEVED
    if after.tag not in "OPTA" or (opens_clause(words, i + 1) and lemma not in lx.LIKENED):
        return False
    if lemma in lx.TELLING and heard_of(words, i + 1):
        return False
    if beyond.tag == "#" or (after.low in _PARTICLES and beyond.tag in "DN"):
        return False  # "killed over 200", "sent out a fleet"
    time = next((k for k in (i + 1, i + 2) if words[k].tag == "T"), 0)
    behind = words[time + 1] if 0 < time < len(words) - 1 else None
    return behind is None or not (
        behind.tag in "D#" or (behind.tag == "N" and not behind.past[1])
    )  # "announced on Friday | a merger"


#: Adverbs that stand between a verb and its object.
_PARTICLES = frozenset({"out", "up", "off", "away", "back", "down", "together", "forward"})
#: Verbs of going that a treaty, a fight or a ship can be the object of.
SETTLED = frozenset(("agree", "fight", "sail"))
#: What somebody is found, reported or left: these follow a participle without making it finite.
_COMPLEMENTS = frozenset(
    "dead guilty missing alive unconscious wounded injured innocent unfit safe responsible liable "
    "stranded homeless free open unharmed trapped abandoned drunk ill sick bankrupt unsafe".split()
)
#: Verbs that do as well without an object, beside those of going.
ALONE = GOING | frozenset(
    "act adjourn advance appeal apply assemble begin bloom boil break burn burst campaign cease "
    "change circle clash close collide combine compete complain comply concentrate concede "
    "condense connect converge cook crack cross curl dance dawn debut deteriorate develop differ "
    "dine disembark dissolve dive divide dock double drift drill drink drive drown dry eat "
    "embark end enlist enrol evolve exercise expand experiment explore extend fail farm feed "
    "finish fish float flood fly focus fold form freeze gather grind halt hang harden heal help "
    "hide hunt improve intensify interfere join jump kick kneel lapse last laugh lead lean leave "
    "lie lift light listen live lobby look lose manoeuvre marry materialise meet melt merge "
    "mingle mount moor mutiny negotiate open operate overheat overturn paint part participate "
    "pass pause pay perform persist play plead practise pray preach proceed profit progress "
    "protest pull push qualify race rain rally rank reach react read rebel recede recover refuel "
    "register relocate report resume retreat ride ring rotate rule run rush rust save score "
    "settle shelter shift shoot shout sing sink sit skate sleep slide slow smoke speak speed spin "
    "split spread stand start starve stay steer step stick stop strike study suffer swear sweep "
    "swim swing switch talk teach tear testify thaw trade train transfer try turn unite vary "
    "vanish veer visit volunteer wait wake walk warn watch weaken withdraw win work worsen write "
    "yield abstain accede adhere ally allude amount answer apologise apologize ascend aspire atone "
    "attest aim ask backtrack balk bargain bid call camp care cater coincide collaborate conspire "
    "consult contribute cooperate correspond count crawl culminate deal depend dwell engage err "
    "excel feud fire flourish fluctuate function gamble gaze glow grieve hover inquire insist "
    "intervene intrude invade invest labour lunge meddle mourn object occupy opt parachute perish "
    "persevere plot plunge point prepare preside press prevail provide quarrel refer reign rely "
    "repent reply reside resort respond result revert revolve roam scream search serve sign "
    "skirmish snow soar sob specialise specialize stagnate stray stumble subscribe subside "
    "succumb surge surrender survive sway sympathise sympathize think thrive toil triumph tumble "
    "vie wander waver wilt wrestle".split()
)


def heard_of(words: Sequence[Token], at: int) -> bool:
    """Whether a verb of telling has a source or subject and no clause: "heard from a witness"."""
    return words[at].low in ("from", "of", "about") and words[at + 1].tag != "T"
