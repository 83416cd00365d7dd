"""English verbs and small words, by what they can do in a clause that tells a happening.

A clause tells a happening when its verb is *dynamic*: something begins, ends or is brought about
(Vendler, "Verbs and times", Philosophical Review 66, 1957: activities, accomplishments and
achievements, against states). English has few pure states and they are common words, so states are
listed and the rest is taken as dynamic. What forms a verb has is known by `inflection`.
"""

from __future__ import annotations

from viewer.core.events.inflection import forms, participle_or_past

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
    "FORESEEING",
    "FORWARD",
    "HAPPENINGS",
    "HAVE",
    "JOINS",
    "LASTING",
    "LIKELY",
    "LIKENED",
    "MEASURING",
    "MODALS",
    "NEGATIONS",
    "NOMINATIVES",
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
NOMINATIVES = _words("he she it they we i")
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
ABLE = _words(
    "set due expected scheduled planned slated poised ready going about bound supposed meant "
    "required obliged"
)
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

#: Participles with an "as" that opens no clause: "known as", "reopened as".
LIKENED = _words(
    "describe know identify name see regard dress disguise use list class classify treat recognise "
    "recognize hail brand portray cast register employ train hire hold intend mean advertise "
    "market sell label appoint elect choose crown nominate rebuild reopen adopt publish release "
    "found establish serve work act install design build convert reconstitute relaunch reissue "
    "rename refound incorporate ordain consecrate dedicate commission enlist apprentice proclaim "
    "acclaim introduce stage perform film record issue print swear reveal unveil pick select "
    "appear emerge return continue succeed replace accept admit confirm announce depict denounce "
    "condemn criticise criticize praise view consider interpret read translate render pose"
)

#: Adverbs that say how far it went, or for which time, or whether to any end: a label keeps them
#: with their own verb.
MEASURING = _words(
    "first last again partly partially temporarily provisionally conditionally unsuccessfully "
    "narrowly twice jointly"
)
#: Adverbs without which a label would tell something else.
TELLTALE = NEGATIONS | DOUBTS | UNDOING | WRONGLY

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
BIDDING = WISHING | _words("order tell require instruct direct oblige summon force compel cause")
#: What a plan, a report or a law does with what is to come.
FORESEEING = _words(
    "foresee envisage envision project forecast predict anticipate stipulate provide propose "
    "target call schedule mandate prescribe"
)


#: Verbs of programmes: in the present with a date they tell what is fixed to come.
SCHEDULED = _words(
    "open begin start launch close end leave arrive commence resume return go come take run "
    "expire conclude finish premiere debut play meet convene enter reopen retire depart sail fly "
    "vote dock continue"
)

#: What has lasted "since" a date lasts still: "has been closed since 2012"; a count of acts does
#: not ("has won three titles since 2012").
LASTING = _words(
    "close shut suspend ban block occupy maintain manage run employ stand lead serve work hold "
    "keep stay wait teach preach rule reign govern detain imprison jail bear carry share operate "
    "host house chair coach head live sit hang rent lease administer patrol"
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
    "begin start complete train lobby demolish construct install license patent scrub scrap shelve "
    "abort conquer besiege "
    "murder kidnap rob steal split unite secede flee escape emigrate settle conduct issue file "
    "submit reopen shut transfer hold host organise organize convene form create incorporate send "
    "dispatch ship deliver restore repair replace recall deny accuse stab shoot jail "
    "sentence acquit free oust topple loot ransack storm derail sink hijack divert redirect evict "
    "denounce condemn apologise apologize gut behead lynch massacre"
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
    "act address aid air alarm alert anchor anger answer appeal approach arouse array arrest "
    "attack attempt auction audit award back bait balance ban bar bargain barricade barter base "
    "batter battle beam beat bend benefit bid blackmail blast blaze blend blind block blockade "
    "bloom blow blur blush board bolt bomb bond book boom boost boot border bore bother bounce "
    "brand brawl breach bribe bridge brief broadcast broker bruise brush buckle bulge bump bundle "
    "bust bustle button buzz bypass call calm camp campaign canvass caption care cart cascade "
    "cash cast catch cause caution cave censor chain challenge change chant charge charm chart "
    "charter chase chat cheat check cheer chill chip chop chronicle churn circle claim clamour "
    "clamp clash click climb cloak clog clone close cloud club cluster clutch coach coast coat "
    "comb comfort command comment commute complement compliment compromise concern conduct "
    "construct content contest contract convict cook cool copy corner corrupt cost count counter "
    "court cover crack crank crash crawl credit cripple crop cross crouch crowd crown cruise "
    "crumble cry curb cure curse curve cushion cut cycle damage dance dart dash date dawn deal "
    "debate debit debut decay deck decline decrease default defeat defect delay delegate delight "
    "demand dent desert design despair detour dictate dig digest discharge discipline disguise "
    "disgust dislike dispatch display dispute disregard dissent distance distress dive dock "
    "document dodge double doubt draft drag drain drape draw dress drift drill drink drip drive "
    "drop drum duck duel dump dwarf dye ease echo eclipse edge embargo empty encounter end "
    "endeavour engineer envy equal escape escort essay estimate exchange exercise exhaust exhibit "
    "exile experience experiment export extract face fade fail faint fake fall fare farm fashion "
    "fast favor favour fear feature feed fence ferment ferry fiddle field fight file film filter "
    "find fine fire fish flank flap flare flash flaw flick flip float flock flood flow flower "
    "flush flutter foam focus foil fold fool fork form fracture fragment frame frown fuel "
    "function fund fuse gain gallop gamble gasp gauge gaze gesture giggle glare gleam glide "
    "glimpse glitter glow glue gossip grace grant grasp grate grease grill grin grip groan groom "
    "groove ground guarantee guess guide hack haggle hail halt hammer hamper hand handcuff "
    "handicap handle harbour harm harness hatch hate haul haunt hazard head heap heat hedge help "
    "herd hide hike hinge hint hit hold honor honour hook hoot hope host hound house howl huddle "
    "hunt hurry hurt hush import imprint inch incline increase index influence inlay insert "
    "insult interest intern interview intrigue invite iron issue jail jam jest jog joke jolt "
    "journey judge juggle jump kick kiss label labor labour lack land laps lapse last laugh "
    "launch lead leak lean leap lease lecture level leverage levy license lick light limit link "
    "list litter load loan lobby lock lodge log look loop loot love lunge lurch lure malfunction "
    "mandate maneuver manifest manoeuvre manufacture map march mark market marvel mash massacre "
    "matter meander measure meet menace mention mimic mine mirror miss mist mistake moan mock "
    "model monitor moor mount move mug mumble murder muster mutiny name need neglect nick note "
    "nudge number nurse object offer orbit order outfit outlaw outline output outrage overcharge "
    "overdose overflow overhaul overlap overlay overlook overrun overthrow own pack paddle paint "
    "panel panic parachute pardon park parole part partition partner pass paste pasture patch "
    "patent patrol pause pawn pay peak pedal peddle peel pen permit petition photograph picket "
    "pile pillage pilot pin pinch pipe pique pitch pivot place plan plant play pledge plot plough "
    "plow plug plunder plunge point poison poke polish position post postmark pound pray premiere "
    "present press prey price prick prime print privilege prize probe process profile profit "
    "project promenade promise prompt prop protest prune pry puff pull punch puncture purchase "
    "purge push puzzle quake quarrel quarry question quibble quip quote race racket raffle rage "
    "raid raise rally ramble rampage rank rant rape rattle rebate rebel rebuff rebuke recall "
    "recoil record recruit redress reel refit reform refund regard reign rein relapse relay "
    "release relish remake remark remedy rent repair repeal replay reply report reprieve "
    "reprimand reprint reproach request rerun rescue research reserve reset resort respect rest "
    "result retail retort retouch retreat return revel reverse review revolt reward rewind rhyme "
    "riddle ride rig right ring rinse riot rise rival roast roll rouse rout ruin rule rumble "
    "rumour run rupture rush sabotage sack sacrifice saddle safeguard sail salute salvage "
    "sanction scale scan scar scare scent schedule scold scoop score scorn scour scout scramble "
    "scrap scrape scratch scrawl scream screen scrub seal search season seat seed segment "
    "sentence set sew shake sham shape share shave shed shell shield shift shine ship shiver "
    "shock shoot shot shout shove shovel show shower shred shriek shroud shrug shuffle shut "
    "shuttle siege sieve sift sight sign signal sink sip sketch skid skim skip skirmish skirt "
    "slam slander slant slap slash slaughter sled slide sling slip slog slope slot slump smash "
    "smear smoulder snag snap snare snarl snatch sneak sneeze sniff snip snore snub soak sort "
    "sound sow span sparkle spawn spell spill spin spiral splash splinter split spoil sponsor "
    "spook spotlight spout sprawl spread spring sprint sprout spur spy squabble squash squat "
    "squeak squeeze stab stack staff stage stain stake stalk stall stammer stamp stampede stand "
    "stare start stash state station steal stem step stick sting stir stock stoke stoop stop "
    "storm strain strand strap stray streak stream stress stretch stride strike string stroll "
    "struggle strut stub study stumble stunt stutter subcontract subject subpoena suck suit sulk "
    "supplement supply support surf surge surmise surprise survey swallow swamp swap sway sweep "
    "swell swerve swim swing swirl switch swoop tack tackle tag taint talk tangle tank tap taper "
    "target taunt tear tease telegraph tend tender tense test thaw thrill throng throttle throw "
    "thrust tick tickle tilt tinker tint toil toll torture toss total touch tour tow trace track "
    "trade train trample transfer transit transplant transport travel trawl tread treat tremble "
    "trespass trial trickle trigger trim triumph troop trot trudge trump trust tuck tug tumble "
    "turf turn tutor tweak tweet twist undercut update upgrade upload upset use value vault "
    "venture veto view visit volunteer vote vow wake walk wallow waltz wander wane warp warrant "
    "watch wear weave wedge weld whack whirl win wink wish witness wobble wonder work worry "
    "worship wound wrap wreck wrench wrestle wrinkle yell yield zip zone zoom"
)

#: Nouns of happenings. With a date of their own ("following the fire in 1883", "its 1829
#: abolition of slavery") they take it away from the verb beside them, or tell an event alone.
HAPPENINGS = _words(
    "auction audit blackout blockade blockage boycott celebration census ceremony concert "
    "conference convention cup debate demonstration derailment dig drill drought "
    "embargo epidemic eviction excavation exhibition fair festival final game hearing "
    "heatwave inquest inquiry leak lockdown march match meeting mutiny outage outcry parade "
    "performance plague protest race rally reorganisation reshuffle rehearsal revival "
    "robbery ruling scandal session show snowstorm spill summit theft tour tournament tragedy vote "
    "walkout gale tornado cyclone typhoon tsunami avalanche blizzard "
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
    "storm strike surrender takeover transfer treaty trial tsunami uprising verdict victory visit "
    "war wedding withdrawal"
)
