"""English verbs and small words, by what they can do in a clause that tells a happening.

A clause tells a happening when its verb is *dynamic*: something begins, ends or is brought about
(Vendler, "Verbs and times", Philosophical Review 66, 1957: activities, accomplishments and
achievements, against states). English has few pure states and they are common words, so states are
listed and the rest is taken as dynamic. Forms are read by morphology: about two hundred verbs are
irregular and listed with their past and participle; for the others ``-ed`` is both. The ``-s`` form
and the bare form look like nouns ("plans", "record"), so those are believed only of listed verbs.
"""

from __future__ import annotations

from functools import cache

__all__ = [
    "ABLE",
    "ACTS",
    "ADVERBS",
    "AUXILIARIES",
    "BE",
    "BELIEVED",
    "BIDDING",
    "CONNECTIVES",
    "DENYING",
    "DETERMINERS",
    "DO",
    "DOUBTS",
    "FORWARD",
    "HAPPENINGS",
    "HAVE",
    "JOINS",
    "LIKELY",
    "MODALS",
    "NEGATIONS",
    "NOUNY",
    "NO_ADVERBS",
    "NUMBERS",
    "OBJECT_PRONOUNS",
    "PREPOSITIONS",
    "RELATIVES",
    "SAYING",
    "SCHEDULED",
    "STATES",
    "STAYING",
    "SUBJECT_PRONOUNS",
    "SUBORDINATORS",
    "TELLING",
    "TELLTALE",
    "THIN",
    "UNDOING",
    "WISHING",
    "WRONGLY",
    "forms",
    "participle_or_past",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ---------------------------------------------------------------------------- closed classes

BE = {
    "am": "present", "is": "present", "are": "present", "'re": "present", "'m": "present",
    "was": "past", "were": "past", "be": "base", "been": "participle", "being": "ing",
    "isn't": "present", "aren't": "present", "wasn't": "past", "weren't": "past",
}  # fmt: skip
HAVE = {
    "has": "present", "have": "present", "'ve": "present", "had": "past", "having": "ing",
    "hasn't": "present", "haven't": "present", "hadn't": "past",
}  # fmt: skip
DO = {
    "does": "present", "do": "present", "did": "past",
    "doesn't": "present", "don't": "present", "didn't": "past",
}  # fmt: skip
#: What a modal says of its verb: that it is to come, only possible, or (would) which of the two.
MODALS = {
    "will": "future", "'ll": "future", "shall": "future", "won't": "future",
    "would": "would", "'d": "would", "wouldn't": "would",
    "could": "possible", "can": "possible", "may": "possible", "might": "possible",
    "cannot": "possible", "can't": "possible", "couldn't": "possible",
    "should": "should", "must": "should", "ought": "should",
    "shouldn't": "should", "mustn't": "should",
}  # fmt: skip
AUXILIARIES = frozenset({*BE, *HAVE, *DO, *MODALS})
#: Behind another auxiliary these link a participle to the subject as "be" does.
STAYING = frozenset(("stay", "stayed", "remain", "remained"))
NEGATIONS = _words(
    "not never nor hardly barely n't isn't aren't wasn't weren't hasn't "
    "haven't hadn't doesn't don't didn't won't wouldn't cannot can't couldn't shouldn't mustn't"
)
DETERMINERS = _words(
    "the a an this that these those its his her their our my your some any each every no all both "
    "several many most few another such more what whose"
)
SUBJECT_PRONOUNS = _words("he she it they we i you there this that these those who which")
OBJECT_PRONOUNS = _words("him her it them us me you himself herself itself themselves each")
RELATIVES = _words("who which that where whom whose when")
PREPOSITIONS = _words(
    "of in on at by to for from with without into onto over under through during within across "
    "along among between against about after before since until till near around behind beyond "
    "despite off out up down toward towards upon via per as like than amid inside outside "
    "throughout following including concerning regarding alongside except because"
)
SUBORDINATORS = _words(
    "when while although though because if unless whereas whether after before until since once as"
)
JOINS = _words("and or but nor yet then plus")
ADVERBS = _words(
    "also already now then later earlier soon still once again ever just only even almost nearly "
    "too thus therefore thereby instead meanwhile however formerly originally first finally "
    "eventually subsequently recently previously currently officially formally initially since "
    "ago back together abroad online away twice perhaps reportedly allegedly supposedly "
    "apparently possibly probably to-date long far so well always often usually sometimes both "
    "more most much very quite rather"
)
#: Words that open a sentence and carry nothing of its happening; a headline drops them.
CONNECTIVES = _words(
    "however furthermore moreover additionally also meanwhile nevertheless nonetheless therefore "
    "thus hence consequently subsequently finally eventually then later instead similarly "
    "likewise besides indeed overall notably significantly surprisingly importantly afterwards "
    "afterward and but or yet so still first second third lastly next soon"
)
#: Adverbs and openings that turn an assertion into hearsay.
DOUBTS = _words(
    "allegedly reportedly supposedly purportedly possibly perhaps maybe apparently probably "
    "presumably"
)
#: Adverbs that make a report of what was not.
WRONGLY = _words("falsely wrongly mistakenly incorrectly untruthfully erroneously")
#: Adverbs before a verb that say that it did not come to it.
UNDOING = _words("never nearly almost")
#: Adjectives that make "is X to <verb>" a plan.
ABLE = _words("set due expected scheduled planned slated poised ready going about bound")
#: Adjectives that leave a plan open: "is unlikely to reopen".
LIKELY = _words("likely unlikely")
#: Words in -ly that are nouns, or adjectives a label cannot do without.
NO_ADVERBS = LIKELY | _words(
    "assembly family supply reply rally ally bully monopoly anomaly butterfly dragonfly folly "
    "jelly belly gully lily tally trolley subassembly disassembly elderly daily weekly "
    "monthly yearly quarterly costly deadly friendly lonely lovely ugly holy unruly"
)
#: Numbers as words; "one" is as often a pronoun.
NUMBERS = _words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion dozen"
)
#: Participles after "is" that put what follows in doubt: "is believed to have left".
BELIEVED = _words(
    "believed thought said alleged rumoured rumored reported claimed understood suspected feared"
)

#: Adverbs without which a label would tell something else.
TELLTALE = NEGATIONS | DOUBTS | UNDOING | WRONGLY

# ---------------------------------------------------------------------------- irregular verbs

# base, past, participle ("=": same as past)
_IRREGULAR = """
arise arose arisen;awake awoke awoken;bear bore born;beat beat beaten;become became become
begin began begun;bend bent =;bind bound =;bite bit bitten;bleed bled =;blow blew blown
break broke broken;breed bred =;bring brought =;broadcast broadcast =;build built =;burn burnt =
burst burst =;buy bought =;cast cast =;catch caught =;choose chose chosen;cling clung =
come came come;cost cost =;creep crept =;cut cut =;deal dealt =;dig dug =;draw drew drawn
drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;feed fed =;feel felt =
fight fought =;find found =;flee fled =;fly flew flown;forbid forbade forbidden
forget forgot forgotten;forgive forgave forgiven;freeze froze frozen;get got gotten;give gave given
go went gone;grow grew grown;hang hung =;hear heard =;hide hid hidden;hit hit =;hold held =
hurt hurt =;keep kept =;know knew known;lay laid =;lead led =;leave left =;lend lent =;let let =
lie lay lain;light lit =;lose lost =;make made =;mean meant =;meet met =;overcome overcame overcome
oversee oversaw overseen;overtake overtook overtaken;overthrow overthrew overthrown;pay paid =
put put =;quit quit =;read read =;rebuild rebuilt =;ride rode ridden;ring rang rung;rise rose risen
run ran run;say said =;see saw seen;seek sought =;sell sold =;send sent =;set set =
shake shook shaken;shed shed =;shine shone =;shoot shot =;show showed shown;shrink shrank shrunk
shut shut =;sing sang sung;sink sank sunk;sit sat =;sleep slept =;slide slid =;speak spoke spoken
speed sped =;spend spent =;spin spun =;split split =;spread spread =;spring sprang sprung
stand stood =;steal stole stolen;stick stuck =;strike struck =;strive strove striven
swear swore sworn;sweep swept =;swim swam swum;swing swung =;take took taken;teach taught =
tear tore torn;tell told =;think thought =;throw threw thrown;undergo underwent undergone
understand understood =;undertake undertook undertaken;uphold upheld =;wake woke woken
wear wore worn;weep wept =;win won =;withdraw withdrew withdrawn;withstand withstood =
write wrote written;rewrite rewrote rewritten;foresee foresaw foreseen;outlaw outlawed =
slay slew slain;forsake forsook forsaken;resell resold =;retake retook retaken;remake remade =
"""

# ---------------------------------------------------------------------------- regular verbs
# Listed so that their -s and bare forms are known; -ed and -ing are read of any word.

_REGULAR = """
rob reflect stress argue acknowledge explain learn remark right
abandon abdicate abduct abolish absorb accelerate accept acclaim accompany accredit accuse achieve
acquire acquit act adapt add address adjourn administer admit adopt advance advise affect agree aid
aim air alert allege allocate allow ally alter ambush amend amount annex announce answer apologise
apologize appeal appear apply appoint apprehend approach approve arrange arrest arrive ask
assassinate assault assemble assert assess assign assist assume attack attain attempt attend
attract auction audit audition authorise authorize avert award back ban bar base battle befriend
behead believe besiege bid block bloom board boast bomb boost borrow boycott breach breakfast
breathe brief call campaign cancel canonise canonize capsize capture carry cause cease celebrate
certify chair challenge champion change charge chart check christen circulate circumnavigate cite
claim clarify clash clear climb clinch close co-found coach coauthor cofound coin coincide
collaborate collapse collect collide colonise colonize combine command commemorate commence comment
commission commit compare compete compile complete compose concede conceive concern conclude
condemn conduct confirm confiscate confront congratulate conquer consecrate consider consolidate
constitute construct consult contact contain contest continue contract contribute controvert
convene convert convict cooperate coordinate coronate correct corroborate counter cover crack crash
create cremate criticise criticize cross crown crush culminate cure curtail damage date dazzle
debate debunk debut decide declare declassify decline decommission decrease decree dedicate deepen
defeat defect defend delay delegate deliver demand demolish demonstrate demote deny depart depend
deploy deport depose derail descend describe desegregate deserve design designate destroy detain
detect detonate devastate develop devise die differ digitise digitize direct disable disappear
disband discard discharge disclose discontinue discover discuss disembark dismantle dismiss
dispatch display disprove dispute disqualify disrupt dissolve distribute divert divide divorce dock
document donate double doubt draft dredge drift drop dump earn edit educate eject elaborate elect
electrify elevate eliminate embark embrace emerge emigrate employ enable enact encounter encourage
end endorse endow enforce engage enhance enjoy enlarge enlist enrol enroll ensure enter entrust
envision equal erect erupt escalate escape establish estimate evacuate evict evolve exacerbate
examine excavate exceed exchange exclude execute exhibit exile exist exonerate expand expect
expedite expel expire explode explore export expose extend extinguish extradite fabricate face fail
fear feature ferry file film finalise finalize finance fine finish fire fit flatten flood flower
focus foil follow forecast form formalise formalize foster found free fund gain garner gather
generate govern graduate grant greet ground guard guide hail halt halve hand happen harm harvest
hatch hate head help herald hire hoist hope hospitalise hospitalize host house hover identify
ignite impeach imperil implement implicate imply import impose imprison improve inaugurate include
incorporate increase indicate indict infect inflict inform inhabit inherit initiate injure innovate
insist inspect inspire instal install institute instruct insure integrate intend intensify
intercept intern intervene interview introduce invade invent invest investigate invite involve
isolate issue jail join journey judge jump kick kidnap kill knock label lack lament land last
launch lease legalise legalize lend liberate license lift like limit line link liquidate list load
lobby locate lock log look loom loot love lower lure maintain manage manufacture map march mark
marry massacre matter mature measure mediate mention merge migrate mine mobilise mobilize moderate
modernise modernize modify monitor motivate mount move multiply murder mutiny name narrow
nationalise nationalize need negotiate nominate note notify obliterate observe obtain occupy occur
offer open operate opine oppose optimise optimize orbit orchestrate order organise organize oust
outline outlive outpace outsell overhaul overrule overrun oversee overturn owe own pack paint
pardon park partner pass patent pause peak pen perform perish permit persist persuade petition
photograph pick pilot pioneer place plan plant play pledge plot plunge poach point populate portray
position possess post postpone practice practise preach predict prefer premiere prepare present
preserve press prevent print prioritise prioritize privatise privatize probe proceed process
proclaim procure produce prohibit project proliferate promise promote prompt promulgate propose
prosecute protect protest prove provide provoke publish pull punish purchase push quadruple qualify
quarantine quash quell question race radicalise rage raid raise rally rank ratify re-elect reach
react reaffirm realise realize reassign reassure rebel rebrand rebuke recall recapture receive
reclaim recognise recognize reconsider reconstruct reconvene record recount recover recruit
recuperate redeploy redesign redistribute redraw reduce reelect refer reform refuel refurbish
refuse regain regard register regulate reign reimburse reinforce reinstate reissue reiterate reject
rejoin relaunch release relinquish relocate rely remain remarry remove rename render renew renovate
reopen reorganise reorganize repair repatriate repay repeal repel replace replant report represent
request require reroute reschedule rescue research resemble resettle reshape reside resign resist
resolve resort respect respond restart restock restore restrict restructure result resume retain
retire retract retrain retreat return reunify reunite revamp reveal reverse review revise revive
revoke revolutionise revolutionize reward ripen rival roam roll rule sack sail sample sanction
scale schedule scrap screen scrutinise scuttle seal search seat secede secure seem segregate seize
select separate sequence serve settle shape share shatter shell shelve shift ship shorten showcase
sideline sign signal simplify skyrocket slash smuggle soar solve spearhead specialise specialize
specify sponsor spur stab stabilise staff stage stagnate standardise standardize start state
station steer stem step stipulate stop storm straddle stream strengthen strip study subdue submit
subsidise substitute succeed sue suffer suggest summon supersede supervise supply support suppose
suppress surge surrender surround survey survive suspend swap switch symbolise tackle tally target
teach tear televise tend terminate test testify threaten thwart topple torch torpedo torture total
tour tow trace trade train transfer transform translate transport travel treat trek trial trigger
triple triumph try tug turn uncover underscore unfold unfurl unify unite unleash unseat unveil
update upgrade uproot urge use usher utilise utilize utter vacate vaccinate validate value
vandalise vanish venture verify veto view violate visit volunteer vote vow wage walk wander want
warn watch weaken weigh welcome widen widow wield wipe wish wonder work worry wound wrap yield zone
"""

#: Stems that double their last consonant before -ed and -ing.
_DOUBLING = _words(
    "admit ban bar commit drop equip expel fit grip occur plan rebel refer regret ship stab step "
    "stop strip submit tap tip transfer trap trim wrap enrol scrap swap plot permit abet patrol "
    "control cancel travel model signal label level propel compel dispel grab spot slip plug"
)

# ---------------------------------------------------------------------------- classes of verbs

#: States, opinions and relations: no happening in any tense.
STATES = _words(
    "be have include contain consist comprise boast own possess belong need want wish hope like "
    "live reside inhabit love hate prefer believe think know understand suppose doubt fear worry "
    "mean matter seem appear look sound resemble equal exist remain lie depend rely deserve cost "
    "suit owe lack represent constitute concern involve feature describe depict portray show "
    "indicate imply suggest reflect regard consider estimate expect aim intend tend specialise "
    "specialize require differ surround total number value wonder feel interest base locate "
    "situate relate associate vary span stretch use can refer compare contrast correspond pertain "
    "affect stem ensure focus account amount accustom oblige entitle characterise characterize"
)

#: Reporting verbs: what is told stands in the clause that hangs on them.
SAYING = _words(
    "say tell add state report claim argue explain comment note suggest insist assert ask "
    "describe believe think estimate mention stress emphasise emphasize acknowledge quote cite "
    "allege reiterate remark doubt dispute"
)

#: Verbs that a clause may follow without "that": "said sales rose", "found the firm had failed".
TELLING = SAYING | _words(
    "announce declare find reveal confirm learn conclude rule warn show indicate admit deny know "
    "discover agree hope fear understand expect read hold imply predict hear remember recall"
)

#: Verbs whose infinitive looks forward: "plans to open", "agreed to close".
FORWARD = _words(
    "plan aim intend hope expect want agree vote decide promise pledge vow order prepare propose "
    "seek schedule set commit offer threaten wish choose resolve undertake move need ask urge "
    "require oblige slate target tell instruct advise request call invite direct summon"
)

#: Verbs that say of what follows that it is not so.
DENYING = _words("deny reject dismiss refute disprove rebut contradict debunk")
#: What these want of somebody else is no more than wished for, or else ordered.
WISHING = _words("urge ask want call request advise invite wish expect hope")
#: Verbs with an object that is to do something: "told the firm to leave".
BIDDING = WISHING | _words("order tell require instruct direct oblige summon")


#: Verbs of programmes: in the present with a date they tell what is fixed to come.
SCHEDULED = _words(
    "open begin start launch close end leave arrive commence resume return go come take run "
    "expire conclude finish premiere debut play meet convene enter reopen retire depart sail fly "
    "vote"
)

#: Acts: told in the past without a date, they still belong on a timeline's shelf.
ACTS = _words(
    "sign launch recruit select partner promise pledge elect re-elect appoint found establish "
    "arrest sue acquire buy sell kill attack invade approve ban publish release resign die open "
    "close merge win lose defeat discover invent build destroy declare announce unveil introduce "
    "adopt ratify reject veto impeach indict convict charge execute assassinate capture seize "
    "occupy annex surrender withdraw deploy bomb raid detain deport expel dismiss fire hire "
    "nominate inaugurate crown abdicate depose overthrow dissolve disband abolish repeal amend "
    "land crash explode collapse erupt flood evacuate rescue rename relocate retire marry divorce "
    "graduate donate fund award grant purchase order cancel postpone suspend resume halt end "
    "begin start complete train lobby demolish construct install license patent conquer besiege "
    "murder kidnap rob steal split unite secede flee escape emigrate settle conduct issue file "
    "submit reopen shut transfer hold host organise organize convene form create incorporate send "
    "dispatch ship deliver restore repair replace recall deny accuse"
)

#: Change of degree, light and figurative verbs: too thin for the shelf without a date.
THIN = _words(
    "make take give get do go come put keep raise ramp step increase decrease improve grow rise "
    "fall expand strengthen boost enhance emphasise highlight position continue try attempt "
    "strive work look seek become face see bring lead run play move turn set rank pay find show "
    "help gain prove result cause express voice draw attract encourage inspire enable shape "
    "change evolve transform develop demonstrate emerge reach contribute struggle receive meet "
    "hear feel spark fuel remain commit engage fit enjoy cover observe document illustrate "
    "provide support offer address serve allow equip devote stay spend use name dub call view "
    "praise criticise criticize hail welcome note argue suggest say tell think believe"
)

#: Words in -s or bare form that are nouns far more often than verbs.
NOUNY = _words(
    "plan report result work talk record name charge claim demand offer order project process "
    "present state study survey test trade train visit vote call cause challenge change contract "
    "cost cover damage date debate design display document draft drop end estimate exhibit export "
    "face fear film fine fire flood focus form fund gain grant ground guide hand head help hope "
    "host house import increase issue judge jump label land last lease level license limit link "
    "list load look lock log map march mark matter mine move need note number paint park partner "
    "pass patent pause peak permit photograph pilot place plant play pledge plot point position "
    "post press print probe promise protest purchase push question race raid rally rank release "
    "request research review reward rise roll rule sail sanction scale schedule screen seal "
    "search seat share shell shift ship show sign signal stage station stem step stop storm "
    "stream strike support surge surprise switch target tour transfer transport travel treat "
    "trial trigger turn update upgrade use value view volunteer walk watch win wound address act "
    "aid air alert answer appeal approach arrest attack attempt auction award back ban bar base "
    "battle bid block board bomb boost breach brief broadcast cast cut deal drive fight fall feed "
    "find hit hold lead light meet ride ring run set shot sink spread stand start split spring "
    "swing tear throw wear debut delay decline decrease defect delegate content cross crown cure "
    "check chart campaign clash close command comment crack crash benefit concern respect "
    "interest total own double lobby petition murder experience discharge dispatch dispute dock "
    "escape exile exchange fish harm haul hike jail journey kick laps launch overhaul plunge "
    "reform right repair repeal rescue retreat return reverse revolt slash sponsor stab staff "
    "supply "
    "veto wrap yield zone flower bloom premiere tow ferry audit sound wish love like hate doubt "
    "lack feature mention worry wonder regard tend suit interview mount market season"
)

#: Nouns of happenings. With a date of their own ("following the fire in 1883", "its 1829
#: abolition of slavery") they take it away from the verb beside them, or tell an event alone.
HAPPENINGS = _words(
    "auction audit blackout blockade blockage boycott celebration census ceremony concert "
    "conference convention cup debate demonstration derailment dig drill drought "
    "embargo epidemic eviction excavation exhibition fair festival final game hearing "
    "heatwave inquest inquiry leak lockdown march match meeting mutiny outage outcry parade "
    "performance plague protest race rally reorganisation reshuffle rehearsal revival "
    "robbery scandal session show snowstorm spill summit theft tour tournament tragedy vote "
    "walkout abolition abdication accession accident acquisition adoption agreement annexation "
    "announcement appointment armistice arrest arrival assassination assault attack battle birth "
    "blast bombing breakup capture ceasefire closure collapse collision completion conquest "
    "construction coronation coup crash creation crisis death declaration defeat demolition "
    "departure deployment destruction discovery disaster dissolution earthquake election eruption "
    "establishment evacuation execution expedition expansion explosion fall famine fire flight "
    "flood flooding formation foundation founding fusion hurricane impeachment inauguration "
    "inception independence introduction invasion invention landing launch liberation massacre "
    "merger murder occupation opening outbreak pandemic premiere publication purchase raid "
    "ratification rebellion referendum release renovation repeal resignation restoration "
    "retirement reunification revolt revolution riot riots sale shooting siege signing sinking "
    "storm strike surrender takeover transfer treaty trial tsunami uprising verdict victory visit "
    "war wedding withdrawal"
)

#: Words in -ed that are no verb form, or hardly ever one.
_NOT_VERBS = _words(
    "hundred red bed shed need indeed seed speed feed breed weed deed greed reed creed exceed "
    "proceed succeed united alleged so-called sacred naked wicked rugged ragged beloved hatred "
    "kindred biased gifted talented skilled unskilled experienced advanced sophisticated "
    "complicated crowded unprecedented untitled unnamed armed red-hot mixed ill-fated supposed "
    "assorted embed infrared wed unlimited biped led-based unchanged unidentified undisclosed "
    "unauthorized unauthorised uninhabited well-known bloodshed watershed related interested "
    "detailed limited dated"
)


@cache
def _lemmas() -> frozenset[str]:
    irregular = {row.split()[0] for row in _IRREGULAR.replace("\n", ";").split(";") if row.strip()}
    return frozenset({*irregular, *_REGULAR.split()})


@cache
def forms() -> dict[str, tuple[str, str]]:
    """Every listed form as written in lower case -> (lemma, its uses as letters).

    The letters: ``b`` bare, ``s`` third person, ``d`` past, ``n`` participle, ``g`` in -ing.
    """
    found: dict[str, tuple[str, str]] = {}

    def enter(form: str, lemma: str, use: str) -> None:
        known, uses = found.get(form, (lemma, ""))
        if known == lemma:
            found[form] = (lemma, uses + use)

    irregular = set()
    for row in _IRREGULAR.replace("\n", ";").split(";"):
        if not row.strip():
            continue
        base, past, participle = row.split()
        irregular.add(base)
        enter(base, base, "b")
        enter(past, base, "d")
        enter(past if participle == "=" else participle, base, "n")
    for lemma in _lemmas():
        if lemma not in irregular:
            enter(lemma, lemma, "b")
            enter(_with(lemma, "ed"), lemma, "dn")
        enter(_third(lemma), lemma, "s")
        enter(_with(lemma, "ing"), lemma, "g")
    return found


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _with(lemma: str, ending: str) -> str:
    """``lemma`` with -ed or -ing, spelled as English spells it."""
    if lemma in _DOUBLING or (
        len(lemma) == 3
        and lemma[-1] in "bdgmnprt"
        and lemma[-2] in "aeiou"
        and lemma[-3] not in "aeiou"
    ):
        return lemma + lemma[-1] + ending
    if lemma.endswith("e"):
        stem = lemma[:-1] if not lemma.endswith(("ee", "oe")) or ending == "ed" else lemma
        return stem + ending
    if ending == "ed" and lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    if lemma.endswith("ie") and ending == "ing":
        return lemma[:-2] + "ying"
    return lemma + ending


def participle_or_past(word: str) -> tuple[str, str] | None:
    """(lemma, uses) of a word in lower case that may be a past form, or None.

    An ``-ed`` word that is not listed gets its lemma by undoing the spelling, and is both
    past and participle.
    """
    listed = forms().get(word)
    if listed is not None:
        return listed if "d" in listed[1] or "n" in listed[1] else None
    if not word.endswith("ed") or len(word) < 4 or word in _NOT_VERBS or word.startswith("un"):
        return None
    stem = word[:-2].rsplit("-", 1)[-1] if "-" in word else word[:-2]
    if "-" in word:
        # "re-elected", "co-founded" are verbs; "U.S.-educated", "battery-powered" are not.
        if word.split("-", 1)[0] not in {"re", "co", "pre", "de", "un"}:
            return None
        word = word.split("-", 1)[1]
        stem = word[:-2]
    for lemma in (stem, stem + "e", stem[:-1], stem[:-1] + "y" if stem.endswith("i") else stem):
        if lemma in _lemmas():
            return lemma, "dn"
    return stem, "dn"
