"""Words beside an expression of time that tell what it is, and of which year: tables.

None of them is part of an expression. Some keep a number from being a year ("flight 1998"), others
turn a clause toward what has yet to come, or show who speaks and what is only in passing.
"""

from __future__ import annotations

from typing import Final

#: A year never follows these directly: what stands there is a number of something.
NUMBERED: Final = frozenset(
    (
        "no nos number numbers section sections page pages p pp chapter chapters figure fig table "
        "flight route highway interstate room model version v vol volume article articles "
        "resolution windows office boeing airbus channel unit building box suite size form rule "
        "class type code id isbn issn part line paragraph psalm area sector point peak hill nearly "
        "almost approximately some over exactly least than only additional another other these "
        "those all every bug issue ticket case order score ref reference rfc iso iec ieee cve "
        "postcode zip rs novel film movie album lot block gate platform track plot serial licence "
        "license invoice extension locker apartment apt verse verses asteroid item clause "
        "paragraphs versions tel phone fax site station berth shaft locomotive engine bus tram "
        "coach ward"
    ).split()
)
#: Counted things: "1900 men" is no year, "1900 elections" may be one.
COUNTED: Final = frozenset(
    (
        "men women people persons troops soldiers sailors marines prisoners civilians casualties "
        "dead killed wounded deaths tons tonnes miles mile km kilometers kilometres metres meters "
        "m ft feet yards acres hectares pounds kg kilograms lbs dollars euros francs rubles marks "
        "yen percent copies jobs workers employees members students houses homes buildings "
        "aircraft "
        "planes ships tanks guns rounds vehicles cars horses rpm mhz ghz mb gb kb watts volts "
        "calories points votes seats words pages letters characters times degrees inhabitants "
        "residents villagers families children delegates participants cases units items shares "
        "barrels gallons liters litres mw kw cc bhp rupees pesos rand euro bytes bits rifles "
        "cannons pieces volunteers "
        "infantry cavalry militia militiamen insurgents rebels fighters refugees troopers knots hp"
    ).split()
)
#: Days that are known without their year, by what follows them: month, day, word in the singular.
FAMOUS_DAYS: Final = {
    (9, 11, "attack"): 2001,
    (9, 11, "terrorist"): 2001,
    (9, 11, "hijacker"): 2001,
    (9, 11, "commission"): 2001,
    (7, 7, "bombing"): 2005,
    (7, 20, "plot"): 1944,
    (10, 7, "attack"): 2023,
    (1, 6, "riot"): 2021,
    (1, 6, "insurrection"): 2021,
}
#: Peoples: "1500 French" counts them, "in 1970 American troops left" does not.
PEOPLES: Final = frozenset(
    (
        "native british american german french russian soviet japanese chinese spanish turkish "
        "indian italian polish confederate union allied royalist loyalist regular armed"
    ).split()
)
#: A month, a season or a year after one of these is meant as such.
LEADS: Final = frozenset(
    (
        "in on at of by since until till from to through during before after between and or early "
        "late mid last next this that each every the same past about around circa "
        "beginning end start middle as throughout over for come either perhaps possibly probably"
    ).split()
)
#: Hours of a day that have a name: "shortly before dawn on Sunday" tells of that Sunday.
HOURS: Final = frozenset(
    "dawn daybreak sunrise noon midday lunch lunchtime dusk sunset nightfall midnight dark".split()
)
#: Words that turn a clause toward what has yet to come.
AHEAD: Final = frozenset(
    (
        "will shall ll plan plans planned planning expect expects expected scheduled schedule "
        "slated upcoming intend intends intended aims aim hopes hope forecast "
        "deadline would should could may might next ahead begin expire expires "
        "be expiring anticipate anticipated anticipates future tentatively propose proposed target "
        "must"
    ).split()
)
#: These do so behind a form of be: "is set for May", not "it set a record in May".
AHEAD_AFTER_BE: Final = frozenset("set due ready going about likely bound poised slated".split())
#: Past forms of wanting and deciding that something be done: the day it is due is still to come.
BIDDEN: Final = frozenset(
    (
        "urged asked told ordered called required instructed advised requested invited summoned "
        "directed obliged wanted agreed decided promised pledged vowed voted undertook undertaken "
        "offered committed threatened"
    ).split()
)
#: In the present these tell what is fixed to come: "opens in July", "holds its vote on Monday".
TIMETABLED: Final = frozenset(
    (
        "opens reopens begins starts closes ends resumes launches expires meets convenes holds "
        "hosts reports returns arrives departs flies runs takes goes comes faces votes leaves "
        "turns celebrates marries retires sails premieres continues appears sits docks calls"
    ).split()
)
#: These tell what went on, and how long: "stood empty until May".
LASTED: Final = frozenset(
    "stood lasted ran stayed remained lived served worked kept continued lay waited held".split()
)
TIMETABLED_PLURAL: Final = frozenset(
    "resume reopen convene expire meet open close start end return arrive go appear".split()
)
#: "The fair, to open in May", "due to open in May": the infinitive of a plan.
TO_COME: Final = frozenset(
    (
        "be begin start open reopen resume run last end close take meet go air premiere leave "
        "return arrive appear report expire vote face play visit stand speak"
    ).split()
)
#: What is moved to another date: "the vote was postponed to May".
POSTPONED: Final = frozenset(
    (
        "moved postponed delayed rescheduled pushed deferred adjourned extended switched slipped"
    ).split()
)
#: Acts and things that look to a date: "called a strike for Friday", "ordered a review for May".
ARRANGED: Final = frozenset(
    (
        "call called calls calling set order ordered plan planned plans announce announced named "
        "picked arrange arranged book booked schedule scheduled rescheduled organised organized "
        "strike rally march protest hearing vote election elections ballot meeting summit match "
        "ticket tickets team squad trial review contract contracts invitation invited summoned "
        "slated postponed due bound promised"
    ).split()
)
#: What people thank, praise or blame for is over: "thanked them for Saturday".
THANKED: Final = frozenset(
    (
        "thank thanks thanked thanking praise praised praises blame blamed blames forgive forgave "
        "forgiven apologise apologised apologize apologized sorry criticised criticized "
        "congratulated punished fined arrested charged convicted responsible honoured honored "
        "remembered rewarded"
    ).split()
)
#: Figures are those of a time that is over: "a rise in sales for May".
FIGURES: Final = frozenset(
    (
        "figures figure data results sales profit profits earnings rise rises drop drops fall "
        "falls gain gains decline declines growth increase increases deficit surplus output "
        "production numbers reading rate total inflation loss losses revenue revenues deliveries "
        "shipments imports exports jobless unemployment turnover index average record high low "
        "temperature temperatures rainfall edition issue"
    ).split()
)
#: Behind a month these make it the next of that name: "July delivery".
TRADED: Final = frozenset("delivery futures contract contracts".split())
#: Behind a day these show that it is over: "Friday's close".
ENDED: Final = frozenset("close closing session finish settlement low high".split())
#: What people look forward to by its date: "the 17 September meeting".
FIXTURES: Final = frozenset(
    (
        "meeting election elections vote summit hearing conference deadline referendum trial "
        "launch auction ballot runoff gathering talks gala poll"
    ).split()
)
#: What happens again and again happens at no one date.
HABITS: Final = frozenset(
    "usually normally typically traditionally ordinarily always annually common frequent".split()
)
#: "The firm was founded in 1998" tells where something comes from, not where the telling stands.
ORIGINS: Final = frozenset(
    "founded established born formed created incorporated launched opened built set".split()
)
#: Words that a number before them never counts, and that never are the name of a thing.
FUNCTION_WORDS: Final = frozenset(
    (
        "a an the and or but nor so yet as if when while where which who whom whose that because "
        "although though since until till after before at in on by of for from to into with within "
        "without about over under between through during against among than he she it they we you "
        "i his her its their our your my this these those there here then was were is are had has "
        "have will would could should may might must did does do not no only also just still"
    ).split()
)
#: Verbs of reports: what is said on a weekday is said in the days before the story.
REPORTING: Final = frozenset(
    (
        "said says announced reported told confirmed stated declared warned added according "
        "unveiled disclosed"
    ).split()
)
