"""English verbs in their forms: which word may be which form of which verb.

Forms are read by morphology: some three hundred verbs are irregular and listed with their past and
participle; for the others ``-ed`` is both. The ``-s`` form and the bare form look like nouns
("plans", "record"), so those are known only of listed verbs.
"""

from __future__ import annotations

from functools import cache

__all__ = ["forms", "participle_or_past", "past"]

#: base, past, participle ("=": same as past)
_IRREGULAR = """
arise arose arisen;awake awoke awoken;bear bore born;beat beat beaten;become became become
begin began begun;bend bent =;bind bound =;bite bit bitten;bleed bled =;blow blew blown
break broke broken;breed bred =;bring brought =;broadcast broadcast =;build built =;burn burnt =
burst burst =;buy bought =;cast cast =;catch caught =;choose chose chosen;cling clung =
come came come;cost cost =;creep crept =;cut cut =;deal dealt =;dig dug =;draw drew drawn
drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;feed fed =;feel felt =
fight fought =;find found =;flee fled =;fly flew flown;forbid forbade forbidden
forget forgot forgotten;forgive forgave forgiven;freeze froze frozen;get got gotten
give gave given;go went gone;grow grew grown;hang hung =;hear heard =;hide hid hidden;hit hit =
hold held =;hurt hurt =;keep kept =;know knew known;lay laid =;lead led =;leave left =;lend lent =
let let =;lie lay lain;light lit =;lose lost =;make made =;mean meant =;meet met =
overcome overcame overcome;oversee oversaw overseen;overtake overtook overtaken
overthrow overthrew overthrown;pay paid =;put put =;quit quit =;read read =;rebuild rebuilt =
ride rode ridden;ring rang rung;rise rose risen;run ran run;say said =;see saw seen;seek sought =
sell sold =;send sent =;set set =;shake shook shaken;shed shed =;shine shone =;shoot shot =
show showed shown;shrink shrank shrunk;shut shut =;sing sang sung;sink sank sunk;sit sat =
sleep slept =;slide slid =;speak spoke spoken;speed sped =;spend spent =;spin spun =;split split =
spread spread =;spring sprang sprung;stand stood =;steal stole stolen;stick stuck =
strike struck =;strive strove striven;swear swore sworn;sweep swept =;swim swam swum;swing swung =
take took taken;teach taught =;tear tore torn;tell told =;think thought =;throw threw thrown
undergo underwent undergone;understand understood =;undertake undertook undertaken;uphold upheld =
wake woke woken;wear wore worn;weep wept =;win won =;wind wound =;withdraw withdrew withdrawn
withstand withstood =;write wrote written;rewrite rewrote rewritten;foresee foresaw foreseen
outlaw outlawed =;slay slew slain;forsake forsook forsaken;resell resold =;retake retook retaken
remake remade =;beset beset =;dwell dwelt =;fling flung =;foretell foretold =
forgo forwent forgone;inlay inlaid =;kneel knelt =;leap leapt =;mislead misled =
mistake mistook mistaken;outbid outbid =;outdo outdid outdone
outgrow outgrew outgrown;outrun outran outrun;outsell outsold =;outshine outshone =
overhang overhung =;overhear overheard =;overlay overlaid =;overpay overpaid =
overrun overran overrun;override overrode overridden;overshoot overshot =;overspend overspent =
overwrite overwrote overwritten;partake partook partaken;recast recast =;redo redid redone
redraw redrew redrawn;regrow regrew regrown;relight relit =;repay repaid =
rerun reran rerun;resit resat =;retell retold =;rethink rethought =;rewind rewound =
rid rid =;sew sewed sewn;shear sheared shorn;sling slung =;smite smote smitten
sow sowed sown;spoil spoilt =;stink stank stunk;sting stung =;strew strewed strewn
stride strode stridden;string strung =;sublet sublet =;swell swelled swollen
tread trod trodden;typecast typecast =;undercut undercut =;underwrite underwrote underwritten
undo undid undone;unwind unwound =;upset upset =;weave wove woven;withhold withheld =
wring wrung =;hew hewed hewn;mow mowed mown;behold beheld =;beseech besought =
befall befell befallen;bear bore borne;forbear forbore forborne
"""

#: Regular verbs, listed so that their -s and bare forms are known; -ed is read of any word.
_REGULAR = """
abandon abate abdicate abduct abolish abort abound abridge abrogate absolve absorb accede
accelerate accept acclaim accompany accost accredit accrue accuse ache achieve acknowledge
acquiesce acquire acquit act adapt add address adhere adjourn adjudicate adjust administer admire
admit admonish adopt adorn advance advertise advise advocate affect aggravate agitate agree aid
aim air alarm alert alienate alight align allege alleviate allocate allot allow ally alter
alternate amass ambush amend amount amputate amuse anchor anger animate annex announce anoint
answer anticipate apologise apologize appeal appear appease applaud apply appoint apportion
apprehend approach appropriate approve arbitrate argue arouse arrange array arrest arrive ascend
ascertain ascribe ask aspire assassinate assault assemble assent assert assess assign assimilate
assist assume atone atrophy attach attack attain attempt attend attest attract auction audit
audition augment author authorise authorize avenge avert avoid await awaken award babble back
backfire baffle bait bake balance balk balloon ban banish bankrupt baptise baptize bar bargain
barricade barter base bathe batter battle beam beckon befriend behead believe belittle benefit
besiege bestow betray bicker bid bike bill billow blackmail blast blaze bleach blend bless blind
block blockade bloom blur blush board boast bolster bolt bomb bond book boom boost boot border
bore borrow bother bounce boycott brand brandish brawl breach breakfast breathe brew bribe bridge
brief bristle broach broaden broker bruise brush buckle budge bulge bulldoze bump bundle bungle
bury bust bustle button buzz bypass calculate calibrate call calm camp campaign cancel canonise
canonize canvass capitulate capsize caption captivate capture care caress carry cart carve cascade
cash catapult categorise categorize cater cause caution cave cease celebrate censor censure
centralise centralize certify chain chair challenge champion change chant characterise charge
charm chart charter chase chat cheat check cheer cherish chill chip chop christen chronicle churn
circle circulate circumnavigate cite claim clamour clamp clap clarify clash clean cleanse clear
click climb clinch cloak clog clone close clothe cloud club cluster clutch co-found coach coalesce
coast coat coauthor coax coerce cofound cohere coin coincide collaborate collapse collate collect
collide collude colonise colonize comb combine comfort command commandeer commemorate commence
commend comment commercialise commercialize commission commit commute compare compel compensate
compete compile complain complement complete complicate compliment comply compose comprehend
compress compromise conceal concede conceive concentrate concern conclude condemn condense condone
conduct confer confess confide confine confirm confiscate conform confront confuse congratulate
congregate connect conquer consecrate consider console consolidate conspire constitute constrain
construct construe consult consume contact contain contend contest continue contract contravene
contribute controvert convene converge converse convert convey convict cook cool cooperate
coordinate cope copy corner coronate correct correlate corroborate corrode corrupt count counter
court cover covet crack cram crank crash crave crawl creak create credit cremate cripple criticise
criticize crop cross crouch crowd crown cruise crumble crush cry crystallise culminate cultivate
curb cure curse curtail curve cushion customise customize cycle dam damage dampen dance dart dash
date dawn daze dazzle deafen debate debit debunk debut decay deceive decide decimate decipher deck
declare declassify decline decommission decrease decree dedicate deepen default defeat defect
defend defer define deflate deflect defraud defuse defy degenerate degrade delay delegate delete
delight delineate deliver delude demand demarcate demilitarise demobilise democratise demolish
demonstrate demoralise demote denounce dent deny depart depend depict deplete deplore deploy
deport depose depreciate depress deprive derail derive descend describe desegregate desert deserve
design designate desist despair despatch despise destroy detach detain detect deter deteriorate
dethrone detonate detour devalue devastate develop deviate devise devote devour diagnose dictate
die differ diffuse digest digitise digitize dilute diminish dine direct disable disagree disallow
disappear disapprove disarm disassemble disavow disband disbar discard discern discharge
discipline disclaim disclose discontinue discourage discover discredit discriminate discuss
disembark disengage disguise disgust disinherit disintegrate dislike dislodge dismantle dismay
dismiss dismount disobey disown dispatch disperse displace display displease dispose disprove
dispute disqualify disregard disrupt dissent dissociate dissolve dissuade distance distil
distinguish distort distract distress distribute disturb dive diverge diversify divert divest
divide divorce dock document dodge dominate donate double doubt downgrade downplay downsize doze
draft drag drain dramatise drape dredge drench dress dribble drift drill drip droop drop drown
drum duck duel dull dump dwarf dwindle dye earn ease eavesdrop ebb echo eclipse economise edge
edify edit educate efface eject elaborate elapse elate elect electrify elevate elicit eliminate
elope elude emanate emancipate embargo embark embarrass embed embezzle embody embrace embroider
emerge emigrate emit empathise emphasise employ empower empty emulate enable enact encamp
encapsulate encase enclose encompass encounter encourage encroach end endanger endear endeavour
endorse endow endure energise enforce engage engender engineer engrave engulf enhance enjoin enjoy
enlarge enlighten enlist enliven enquire enrich enrol enroll enshrine enslave ensue ensure entail
entangle enter entertain enthrone entice entrench entrust enumerate envisage envision envy equal
equate eradicate erase erect erode erupt escalate escape escort espouse essay establish estimate
etch evacuate evade evaluate evaporate evict evoke evolve exacerbate exaggerate exalt examine
excavate exceed excel exchange excite exclaim exclude excommunicate excuse execute exempt exercise
exert exhaust exhibit exhort exhume exile exist exonerate exorcise expand expect expedite
expel expend
experience experiment expire explain explode explore export expose expound expropriate expunge
extend exterminate extinguish extol extort extract extradite exude fabricate face facilitate fade
fail faint fake falsify falter familiarise fare farm fascinate fashion fast fasten fathom favor
favour fear feature feign fence ferment ferry fertilise fester fetch fiddle fidget field file film
filter finalise finalize finance fine finish fire fit fizzle flank flap flare flash flatten
flatter flaunt flaw flex flick flicker flip flirt float flock flog flood flop flounder flourish
flow flower fluctuate flush flutter foam focus foil fold follow foment fool forecast forestall
forfeit forge fork form formalise formalize fortify foster found fracture fragment frame fray free
frighten frown frustrate fuel fulfil fulfill fumble fume function fund furnish fuse gain gallop
gamble gape garner gasp gather gauge gaze generate gentrify gesture giggle glare gleam glide
glimpse glitter gloat glorify glow glue gnaw gobble gossip gouge govern grab grace graduate grant
grapple grasp grate graze grease greet grieve grill grin grip groan groom groove grope ground
group growl grumble guarantee guard guess guide gush hack haggle hail halt halve hammer hamper
hand handcuff handicap handle happen harass harbour harden harm harness harry harvest hatch hate
haul haunt hazard head heal heap heat heave heckle hedge heed heighten help herald herd hesitate
hijack hike hinder hinge hint hire hobble hoist hone honor honour hook hoot hope hospitalise
hospitalize host hound house hover howl huddle humiliate hunt hurl hurry hurtle hush hypothesise
identify idolise ignite ignore illuminate illustrate imitate immerse immigrate immunise impair
impart impeach impede impel imperil impersonate impinge implement implicate implore imply import
impose impound impoverish impress imprint imprison improve improvise inaugurate incarcerate
incense inch incite incline include incorporate increase incriminate incur indent index indicate
indict individualise induce induct indulge industrialise infect infer infest infiltrate inflame
inflate inflict influence inform infringe infuriate infuse ingest inhabit inhale inherit inhibit
initiate injure innovate inoculate input inscribe insert insist inspect inspire instal install
instigate instil institute instruct insulate insult insure integrate intend intensify interact
intercede intercept interfere interject interlock intern internalise interpret interrogate
interrupt intersect intertwine intervene interview intimidate intrigue introduce intrude inundate
inure invade invalidate invent invert invest investigate invigorate invite invoke involve iron
irrigate irritate isolate issue itemise jail jam jeer jeopardise jerk jest jettison jog join joke
jolt jostle jot journey judge juggle jump justify jut juxtapose kick kidnap kill kiss knead knit
knock label labor labour lack lament land languish lapse lash last latch laud laugh launch launder
lavish leak lean learn lease lecture legalise legalize legislate lengthen lessen level leverage
levy liaise liberalise liberate license lick lift lighten like liken limit line linger link
liquidate list litigate litter load loan loathe lobby localise locate lock lodge log look loom
loop loosen loot love lower lumber lunge lurch lure lurk lynch magnify maim maintain malfunction
manage mandate maneuver manifest manipulate manoeuvre manufacture map march marginalise mark
market marry marvel mash masquerade massacre massage mastermind materialise matter mature maul
maximise meander measure mechanise meddle mediate meditate mellow melt memorialise memorise menace
mend mention merge mesmerise migrate militate mimic mince mine mingle miniaturise minimise mirror
misbehave miscalculate misfire mishandle misinterpret misjudge mislay misplace misrepresent miss
mist misuse mitigate moan mobilise mobilize mock model moderate modernise modernize modify
modulate moisten mold molest monitor monopolise moor motivate mould mount mourn move muddle muffle
mug multiply mumble murder muster mutate mutilate mutiny mutter muzzle mystify name narrate narrow
nationalise nationalize navigate necessitate need neglect negotiate neutralise nibble nick
nominate normalise note notice notify nourish nudge nullify nurse nurture obey obfuscate object
obliterate obscure observe obsess obstruct obtain occupy occur offer offset omit ooze open operate
opine oppose optimise optimize orbit orchestrate ordain order organise organize originate
oscillate ostracise oust outclass outfit outlast outline outlive outmanoeuvre outnumber outpace
output outrage outrank outscore outstrip outvote outweigh outwit overcharge overcrowd overdose
overestimate overflow overhaul overlap overlook overpower overreact overrule overshadow overturn
overuse overwhelm owe own pacify pack paddle paint pamper panel panic parachute paralyse paralyze
paraphrase parcel pardon pare park parole parry part partition partner pass paste pasture patch
patent patrol patronise pause pave pawn peak pedal peddle peel pen penalise penetrate perceive
percolate perforate perform perish perjure permeate permit perpetrate perpetuate perplex persecute
persist personalise personify persuade perturb pervade pester petition petrify philosophise
photocopy photograph phrase pick picket pierce pile pillage pilot pin pinch pinpoint pioneer pipe
pique pitch pivot placate place plagiarise plan plant play plead pledge plot plough plow pluck
plug plummet plunder plunge poach point poison poke polarise polish politicise pollute ponder
popularise populate portray position possess post postmark postpone postulate pounce pound pour
practice practise pray preach precede precipitate preclude predict preen preface prefer premiere
preoccupy prepare prescribe present preserve preside press presume pretend prevail prevent prey
price prick prime print prioritise prioritize privatise privatize privilege prize probe proceed
process proclaim procrastinate procure prod produce profess profile profit prohibit project
proliferate prolong promenade promise promote prompt promulgate prop propagate propel prophesy
propose prosecute prosper protect protest protrude prove provide provoke prowl prune pry publicise
publicize publish puff pull pulsate punch punctuate puncture punish purchase purge purify purr
pursue push puzzle quadruple quake qualify quantify quarantine quarrel quarry quash quaver quell
question quibble quicken quip quiver quote race racket radiate radicalise raffle rage raid raise
rally ramble rampage rank ransack rant rape ratify rattle re-elect re-enact re-enter re-establish
re-examine reach react readjust readmit reaffirm realign realise realize reallocate reap reappear
reappoint rear rearm rearrange reason reassemble reassert reassess reassign reassure rebate rebel
rebrand rebuff rebuke rebut recall recant recapitulate recapture recede receive recite reckon
reclaim recline recognise recognize recoil recollect recommence recommend reconcile reconnect
reconnoitre reconquer reconsider reconstitute reconstruct reconvene record recount recoup recover
recreate recruit rectify recuperate recur recycle redden redeem redeploy redesign redirect
rediscover redistribute redouble redress reduce reek reel reelect refer refinance refine refit
reflect refloat refocus reform refrain refresh refrigerate refuel refund refurbish refuse refute
regain regard regenerate register regroup regulate rehabilitate rehearse rehouse reign reimburse
rein reincarnate reinforce reinstate reissue reiterate reject rejoice rejoin rejuvenate relapse
relate relaunch relax relay release relegate relent relieve relinquish relish relive relocate rely
remain remand remark remarry remedy remember remind reminisce remit remodel remonstrate remove
remunerate rename render renegotiate renew renounce renovate rent reoccupy reoffend reopen
reorganise reorganize repaint repair repatriate repave repeal repel repent rephrase replace
replant replay replenish replicate reply repopulate report repossess represent reprieve reprimand
reprint reproach reproduce repudiate repulse request require reroute reschedule rescue research
resemble resent reserve reset resettle reshape reshuffle reside resign resist resolve resonate
resort resound respect respond rest restart restate restock restore restrain restrict restructure
result resume resupply resurface resurrect resuscitate retail retain retaliate retard retire
retort retouch retrace retract retrain retreat retrieve return reunify reunite revamp reveal revel
revere reverse revert review revise revive revoke revolt revolutionise revolutionize revolve
reward rewire rhyme riddle ridicule rig right rinse riot ripen rival roam roar roast rob roll
romanticise rotate rouse rout ruffle ruin rule rumble rumour rupture rush sabotage sack sacrifice
sadden saddle safeguard sail salute salvage sample sanction saturate saunter savour scald scale
scan scandalise scar scare scatter scavenge scent schedule scoff scold scoop scorch score scorn
scour scout scramble scrap scrape scratch scrawl scream screen scribble scrub scrutinise sculpt
scupper scuttle seal search seat secede secure sedate seduce seed seem seep seethe segment
segregate seize select sensationalise sentence sentimentalise separate sequence serenade serialise
serve settle sever sham shape share sharpen shatter shave sheathe shell shelve shield shift ship
shiver shock shorten shout shove shovel showcase shower shred shriek shrivel shroud shrug shudder
shuffle shun shuttle sicken sideline siege sieve sift sight sign signal simmer simplify simulate
singe sip size sizzle sketch skid skim skip skirmish skirt skyrocket slacken slam slander slant
slap slash slaughter sled slim slip slog slope slot slump smart smash smear smooth smother
smoulder smuggle snag snap snare snarl snatch sneak sneeze sniff snip snore snub soak soar sober
socialise soften solicit solidify solve soothe sort span sparkle spawn spearhead specialise
specialize specify spell spill spiral splash splinter sponsor spook spotlight spout sprain sprawl
sprinkle sprint sprout spruce spur spy squabble squander squash squat squeak squeal squeeze squirm
stab stabilise stack staff stage stagnate stain stake stalk stall stammer stamp stampede
standardise standardize stare start startle starve stash state station stave steepen steer stem
step sterilise stifle stigmatise stimulate stipulate stir stock stoke stoop stop storm stow
straddle straggle strain strand strangle strap stray streak stream strengthen stress stretch strip
stroll structure struggle strut stub study stumble stun stunt stutter subcontract subdivide subdue
subject submerge submit subordinate subpoena subscribe subside subsidise substantiate substitute
subtract subvert succeed suck sue suffer suffice suffocate suffuse suggest sulk sully summarise
summarize summit summon supersede supervise supplant supplement supply support suppose suppress
surf surge surmise surmount surpass surprise surrender surround survey survive suspend swallow
swamp swap sway swerve swindle swirl switch swoop symbolise sympathise synchronise synthesise
systematise tabulate tack tackle tag taint tally tamper tangle tank tantalise tap taper target
tarnish taunt tease telegraph telephone televise tempt tend tender tense terminate test testify
tether thank thaw theorise thicken thrash threaten thrill thrive throb throng throttle thrust
thwart tick tickle tighten tilt tinker tint toil tolerate toll topple torch torpedo torture toss
total totter touch toughen tour tout tow trace track trade train tram trample transact transcend
transcribe transfer transform transgress transit translate transmit transpire transplant transport
transpose traumatise travel traverse trawl treat trek tremble trespass trial trickle trigger trim
triple triumph trivialise troop trot trounce trudge trump truncate trust try tuck tug tumble turf
turn tutor tweak tweet twist typify unbalance uncoil uncover underestimate underline undermine
underpin underscore understate undervalue unearth unfold unfurl unhinge unify unionise unite
unleash unload unlock unseal unmask unpack unplug unravel unroll unseat unsettle unveil update upend
upgrade upload uproot urbanise urge use usher usurp utilise utilize utter vacate vaccinate
vacillate validate value vandalise vanish vary vault veer vend venerate ventilate venture verge
verify veto vex vibrate victimise view vilify vindicate violate visit visualise vitiate vocalise
voice volunteer vomit vote vouch vow voyage vulcanise wade wage wail waive walk wallow waltz
wander wane want warn warp warrant watch waver weaken wedge weigh welcome weld whack whirl whisk
whiten widen widow wield wince wink winnow wipe wish wither witness wobble wonder woo work worry
worsen worship wound wrap wreak wreck wrench wrest wrestle wrinkle yearn yell yield zigzag zip
zone zoom
"""

#: Stems that double their last consonant before -ed and -ing.
_DOUBLING = frozenset(
    """
abet abhor abut acquit admit allot annul backlog ban bar befit blot blur brag cancel cap chat chip
chop clap clip clog clot commit compel control counsel cram crop deter dial dim dip dispel drag
drip drop drum duel emit enamel enrol enthral equal equip excel expel extol fit flag flap flip
flog flop format fuel fulfil funnel gag glut grab grin grip hug hum impel incur infer instil
intermit jam jog jut kidnap knit label lag lap level log lug mar marshal marvel mob model mop mug
nab net nip nod occur omit outbid outwit overlap pad parcel pat patrol pedal pencil permit pin pit
plan plod plot plug pop prefer prod prop propel quarrel quip quiz ram rebel recap recur refer
refit regret remit repel resit rid rig rip rival rob rot rub rut sag sap scan scar scrap scrub
scrum ship shovel shrug shun signal sin sip skid skim skip slam slap slim slip slit slog slot slug
snag snap snip snivel snub sob spin spiral split spot sprig spur squat stab star stem stencil step
stir stop strap strip strum strut stub stun sub submit sum swab swap swat swivel tan tap thin
throb tip transfer transmit trap travel trek trim trot tug tunnel unplug unravel upset wed whet
whip wrap zip
""".split()
)

#: Words in -ed that are no verb form, or hardly ever one.
_NOT_VERBS = frozenset(
    """
hundred red bed shed need indeed seed speed feed breed weed deed greed reed creed exceed proceed
succeed united alleged so-called sacred naked wicked rugged ragged beloved hatred kindred biased
gifted talented skilled unskilled experienced advanced sophisticated complicated crowded
unprecedented untitled unnamed armed red-hot mixed ill-fated supposed assorted embed infrared wed
unlimited biped led-based unchanged unidentified undisclosed unauthorized unauthorised uninhabited
well-known bloodshed watershed related interested detailed limited dated
""".split()
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
    for lemma in sorted(_lemmas()):
        if lemma not in irregular:
            enter(lemma, lemma, "b")
            enter(_with(lemma, "ed"), lemma, "dn")
        enter(_third(lemma), lemma, "s")
        enter(_with(lemma, "ing"), lemma, "g")
    return found


@cache
def _pasts() -> dict[str, str]:
    rows = (row.split() for row in _IRREGULAR.replace("\n", ";").split(";") if row.strip())
    return {base: past for base, past, _ in rows}


def past(lemma: str) -> str:
    """The past form of a verb: "left" of "leave"."""
    return _pasts().get(lemma) or _with(lemma, "ed")


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
    return stem + "e" * stem.endswith(("v", "rc")), "dn"  # no English verb ends so
