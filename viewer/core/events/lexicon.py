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
    "CONNECTIVES",
    "DETERMINERS",
    "DO",
    "DOUBTS",
    "FORWARD",
    "HAPPENINGS",
    "HAVE",
    "JOINS",
    "MODALS",
    "NEGATIONS",
    "NOUNY",
    "OBJECT_PRONOUNS",
    "PREPOSITIONS",
    "RELATIVES",
    "SAYING",
    "SCHEDULED",
    "STATES",
    "SUBJECT_PRONOUNS",
    "SUBORDINATORS",
    "THIN",
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
NEGATIONS = _words(
    "not never no-one nobody neither nor hardly barely n't isn't aren't wasn't weren't hasn't "
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
    "also already now then later soon still once again ever just only even almost nearly too "
    "thus therefore thereby instead meanwhile however formerly originally first finally eventually "
    "subsequently recently previously currently officially formally initially now since ago back "
    "together abroad online away twice perhaps reportedly allegedly supposedly "
    "apparently possibly probably to-date long far so well always often usually sometimes "
    "both more most much very quite rather"
)
#: Words that open a sentence and carry nothing of its happening; a headline drops them.
CONNECTIVES = _words(
    "however furthermore moreover additionally also meanwhile nevertheless nonetheless therefore "
    "thus hence consequently subsequently finally eventually then later instead similarly likewise "
    "besides indeed overall notably significantly surprisingly importantly afterwards afterward "
    "and but or yet so still first second third lastly next soon"
)
#: Adverbs and openings that turn an assertion into hearsay.
DOUBTS = _words("allegedly reportedly supposedly purportedly possibly perhaps maybe apparently")
#: Adjectives that make "is X to <verb>" a plan.
ABLE = _words("set due expected scheduled planned slated poised ready going about likely bound")
#: Participles after "is" that put what follows in doubt: "is believed to have left".
BELIEVED = _words("believed thought said alleged rumoured rumored reported claimed understood")

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
abandon abdicate abolish absorb accelerate accept accuse achieve acquire act adapt add address
adjourn administer admit adopt advance advise agree aid air alert allocate allow ally alter amend
amount annex announce answer appeal appear apply appoint approach approve arrange arrest arrive
ask assassinate assault assemble assert assess assign assist assume attack attempt attend attract
auction authorise authorize award back ban bar base battle besiege bid block board bomb boost
borrow boycott breach brief call campaign cancel capture carry cause cease celebrate challenge
change charge chart check christen circulate cite claim clash clear climb close coincide collaborate
collapse collect collide colonise colonize combine command commemorate commence comment commission
commit compete compile complete compose conceive conclude condemn conduct confirm confiscate
conquer consecrate consolidate construct consult contact continue contract contribute convene
convert convict cooperate coordinate coronate correct counter crack crash create cremate criticise
criticize cross crown crush culminate cure curtail damage date debate debut declare declassify
decide decline decommission decrease dedicate defeat defect defend delay delegate deliver demand
demolish demote deny depart deploy deport depose descend design designate destroy detain detect
detonate develop devise die direct disable disappear disband discard discharge disclose discontinue
discover discuss disembark dismantle dismiss dispatch display dispute disrupt dissolve distribute
divert divide divorce dock document donate double draft dredge drift drop dump earn edit educate
eject elect elevate eliminate emerge emigrate employ enable enact encounter end endorse endow engage
enlist enrol enroll enter erect erupt escalate escape establish evacuate evict evolve examine
exceed excavate exchange exclude execute exhibit exile expand expel expire explode explore export
expose extend extradite face fail file film finalise finalize finance finish fine fire flood focus
follow forecast form formalise formalize found free fund gain gather generate govern graduate grant
greet ground guide halt hand hail happen harm head help hire host house identify ignite impeach
implement import impose imprison improve inaugurate incorporate increase indict inflict inform
inhabit inherit initiate injure innovate insist inspect inspire install institute instruct integrate
intensify intercept intervene interview introduce invade invent invest investigate invite involve
issue jail join journey judge jump kick kidnap kill knock label land last launch lease legalise
legalize license lift limit link liquidate list load lobby locate lock log loot lower maintain
manage manufacture map march mark marry massacre mediate merge migrate mine mobilise mobilize
modernise modernize modify monitor mount move murder name narrow nationalise nationalize negotiate
nominate notify obtain occupy occur offer open operate oppose order organise organize oust outpace
outline overhaul overrule overturn own pack paint pardon park partner pass patent pause peak perform
perish permit persuade petition photograph pick pilot place plan plant play pledge plot plunge
point position post postpone predict prepare present preserve press prevent print probe proceed
process proclaim produce prohibit project promise promote prompt propose prosecute protect protest
prove provide publish pull punish purchase push qualify quarantine question race raid raise rally
rank ratify reach react realise realize rebel rebrand recall receive recognise recognize reconvene
record recover recruit redesign reduce reelect re-elect refer reform refuse regain register regulate
reject rejoin relaunch release relocate remain remove rename renew renovate reopen reorganise
reorganize repair repeal repel replace report represent request require rescue research resettle
reshape resign resist resolve respond restart restore restrict restructure result resume retire
retreat return reunify reunite reveal reverse review revise revive revoke reward roll rule sack
sail sanction scale schedule scrap screen seal search seat secure seize select separate serve settle
shape share shell shift ship sign signal slash sponsor stab staff stage start state station stem
step stop storm stream strengthen strip study submit succeed sue suffer suggest summon supply
support suppress surge surrender survey survive suspend swap switch tackle target tear teach
terminate test testify threaten topple tour trade train transfer transform translate transport
travel treat trial trigger triple try turn unify unite unveil update upgrade urge use vacate
veto view violate visit volunteer vote vow walk warn watch weaken welcome widen widow work wound
wrap yield zone premiere graduate ripen flower bloom hatch mature tow tug survey ferry reroute
digitise digitize electrify excavate incorporate nationalise privatise privatize reissue rule
stabilise subsidise overrun pioneer demonstrate restock log audit accredit certify insure
affect aim announce boast ensure enhance poach utilise utilize
commence deepen reassure abduct acclaim accompany acquit ambush apologise apologize apprehend
assert attain audition avert befriend behead breakfast campaign canonise canonize capsize
chair champion circumnavigate clarify clinch coach coin coauthor cofound co-found colonise
concede confront congratulate contest controvert corroborate curtail dazzle debunk decree
derail desegregate devastate digitize disqualify disprove edit elaborate embark embrace
enforce enlarge entrust envision exacerbate expedite exonerate extinguish fabricate flatten
foil foster garner guard halve harvest herald hoist hospitalise hospitalize hover ignite
imperil implicate indict infect instal intern isolate lament lend liberate line loom lure
mobilize moderate motivate multiply mutiny obliterate opine optimise optimize orbit orchestrate
outsell outlive oversee pen perform persist pioneer pledge populate portray practise practice
preach prioritise prioritize procure proliferate promulgate provoke quadruple quash quell
radicalise rage reaffirm reassign rebuke recapture reclaim reconsider reconstruct recount
recuperate redeploy redistribute redraw refuel refurbish reign reimburse reinforce reinstate
reiterate relinquish remarry render repay replant repatriate reschedule reside resort retain
retract retrain reunify revamp revolutionise revolutionize rival roam scrutinise scuttle secede
segregate sequence shatter shelve shorten showcase sideline simplify skyrocket smuggle soar
solve spearhead specify spur stagnate standardise standardize steer stipulate straddle subdue
substitute supersede supervise symbolise tackle tally televise testify thwart topple torch torpedo
torture trace triumph trek uncover underscore unfold unfurl unleash unseat uproot usher utter
vaccinate validate vandalise vanish venture verify wage wander weigh wield wipe compare concern consider constitute contain cover depend describe deserve
differ encourage enjoy equal exist expect feature fear fit hope include indicate intend lack like
look love matter mention need note observe owe plan possess prefer protect provide regard rely
remain represent require resemble respect seem specialise specialize stem suppose surround tend
total value want wish wonder worry believe doubt estimate hate imply
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
    "love hate prefer believe think know understand suppose doubt fear worry mean matter seem "
    "appear look sound resemble equal exist remain stay lie depend rely deserve cost fit suit owe "
    "lack represent constitute concern involve feature describe depict portray show indicate imply "
    "suggest reflect regard consider estimate expect aim intend tend specialise specialize require "
    "differ surround total number value wonder feel interest base locate situate relate associate "
    " consider enjoy mention cover vary  span stretch  use can note observe "
    "document illustrate refer compare contrast correspond pertain affect stem allow enable ensure "
    "provide help encourage support offer address serve focus account amount  call consider "
    "accustom oblige entitle equip devote characterise characterize"
)

#: Reporting verbs: what is told stands in the clause that hangs on them.
SAYING = _words(
    "say tell add state report claim argue explain comment note suggest insist assert  ask "
    "describe believe think estimate mention stress emphasise emphasize acknowledge quote cite "
    "reiterate remark  "
)

#: Verbs whose infinitive looks forward: "plans to open", "agreed to close".
FORWARD = _words(
    "plan aim intend hope expect want agree vote decide promise pledge vow order prepare propose "
    "seek schedule set commit offer threaten wish choose resolve undertake move need ask urge "
    "require oblige slate target"
)

#: Verbs of programmes: in the present with a date they tell what is fixed to come.
SCHEDULED = _words(
    "open begin start launch close end leave arrive commence resume return go come take run expire "
    "conclude finish premiere debut play meet convene enter reopen retire depart sail fly vote"
)

#: Acts: told in the past without a date, they still belong on a timeline's shelf.
ACTS = _words(
    "sign launch recruit select partner promise pledge elect re-elect appoint found establish "
    "arrest sue acquire buy sell kill attack invade approve ban publish release resign die open "
    "close merge win lose defeat discover invent build destroy declare announce unveil introduce "
    "adopt ratify reject veto impeach indict convict  charge execute assassinate capture "
    "seize occupy annex surrender withdraw deploy bomb raid detain deport expel dismiss fire hire "
    "nominate inaugurate crown abdicate depose overthrow dissolve disband abolish repeal amend "
    "launch land crash explode collapse erupt flood evacuate rescue rename relocate retire marry "
    "divorce graduate donate fund award grant purchase order cancel postpone suspend resume halt "
    "end begin start complete train lobby demolish construct install license patent conquer "
    "besiege murder kidnap rob steal split unite secede flee escape emigrate settle conduct issue "
    "file submit reopen shut transfer hold host organise organize convene form create incorporate "
    "send dispatch ship deliver restore repair replace recall deny accuse"
)

#: Change of degree, light and figurative verbs: too thin for the shelf without a date.
THIN = _words(
    "make take give get do go come put keep raise ramp step increase decrease improve grow rise "
    "fall expand strengthen boost enhance emphasise highlight position continue try attempt "
    "strive work look seek become face see bring lead run play move turn set rank pay find show "
    "help gain prove result cause express voice draw attract encourage inspire enable shape change "
    "evolve transform develop demonstrate emerge reach contribute struggle receive meet hear "
    "feel spark fuel remain commit engage use name dub call view see praise criticise criticize "
    "hail welcome note argue suggest say tell think believe"
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
    "request research review reward rise roll rule sail sanction scale schedule screen seal search "
    "seat share shell shift ship show sign signal stage station stem step stop storm stream strike "
    "study support surge surprise switch target tour transfer transport travel treat trial trigger "
    "turn update upgrade use value view volunteer walk watch win work wound address act aid air "
    "alert answer appeal approach arrest attack attempt auction award back ban bar base battle bid "
    "block board bomb boost breach brief broadcast cast cut deal drive fight fall feed find hit "
    "hold lead light meet ride ring run set shot sink spread stand start split spring swing tear "
    "throw wear debut delay decline decrease defect delegate content cross crown cure check chart "
    "campaign clash close command comment crack crash set benefit concern respect interest total "
    "own double lobby petition murder experience discharge dispatch dispute dock escape exile "
    "exchange face fish harm haul hike jail journey kick land laps launch murder overhaul plunge "
    "reform repair repeal rescue retreat return reverse revolt slash sponsor stab staff supply "
    "survey veto wrap yield zone flower bloom premiere tow ferry audit sound wish love like hate "
    "doubt lack feature mention worry wonder regard tend suit interview mount market season"
)

#: Nouns of happenings. With a date of their own ("following the fire in 1883", "its 1829
#: abolition of slavery") they take it away from the verb beside them, or tell an event alone.
HAPPENINGS = _words(
    "abolition abdication accession accident acquisition adoption agreement annexation "
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
    "storm strike surrender takeover transfer treaty trial tsunami uprising verdict victory "
    "visit war wedding withdrawal"
)

#: Words in -ed that are no verb form, or hardly ever one.
_NOT_VERBS = _words(
    "hundred red bed shed need indeed seed speed feed breed weed deed greed reed creed exceed "
    "proceed succeed  united alleged so-called sacred naked wicked rugged ragged  "
    "beloved hatred kindred biased gifted talented skilled unskilled experienced advanced "
    "sophisticated complicated crowded unprecedented untitled unnamed armed red-hot mixed "
    "ill-fated supposed assorted embed infrared wed unlimited biped led-based unchanged "
    "unidentified undisclosed unauthorized unauthorised uninhabited well-known bloodshed watershed "
    "related interested detailed limited dated"
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
