"""What looks like time and is none: names of people and things, numbers that label or count.

Each guard looks at the neighbours of a match, a few words either way; what decides are tables.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import cues
from viewer.core.dates.readings import Match

#: After these, and after a full stop, a number is that of something: "No. 2013", "pp. 12".
_NUMBERED_SHORT: Final = frozenset(
    "no nos p pp vol vols art arts sec sect fig figs ch chap op v vv tel ext ref rs l ll n".split()
)
_ENDS_IN_FIGURES: Final = frozenset("plate plates number numbers phone card account code".split())
_FLIGHTS: Final = frozenset(("flight", "flights", "airliner", "jetliner"))
#: Words before a name, of a person whose name may be that of a month, a day or a season.
_COURTESY: Final = frozenset(
    (
        "mr mrs ms mx miss dr sir dame lady lord madam madame aunt auntie uncle granny saint "
        "commander captain lieutenant sergeant corporal colonel detective inspector constable "
        "professor joe"
    ).split()
)
#: The same, but that news may put a bare weekday after them: "the president Monday signed".
_KIN_AND_OFFICE: Final = frozenset(
    (
        "named called nicknamed sister brother daughter son wife husband mother father grandmother "
        "grandfather cousin niece nephew "
        "girlfriend boyfriend friend baby girl widow widower fiancee fiance actress actor singer "
        "minister president senator judge justice mayor governor chancellor secretary deputy "
        "chairman chairwoman analyst economist spokesman spokeswoman officer general major admiral "
        "director author poet painter composer coach striker midfielder"
    ).split()
)
#: Given names common enough that a month after one is a surname.
_GIVEN: Final = frozenset(
    (
        "adam alan albert alex alice amy andrew angela ann anna anne anthony arthur barbara ben "
        "bernard betty bill bob brian bruce carl carol caroline catherine charles charlie "
        "charlotte chris christine christopher claire clara daniel david deborah dennis diana "
        "donald dorothy douglas edward eleanor elizabeth ellen emily emma eric ernest eva fiona "
        "frances francis frank fred frederick gary george gerald gordon grace graham hannah "
        "harold harry heather "
        "helen henry herbert hugh ian isabel jack jacob james jane janet jason jean jennifer "
        "jessica jim joan john jonathan joseph joyce judith julia julie karen kate katherine "
        "kathleen keith kenneth kevin larry laura lawrence leonard linda lisa louis louise lucy "
        "margaret maria marie mark martha martin mary matthew michael michelle mike nancy nicholas "
        "nicole nigel oliver oscar pamela patricia patrick paul peter philip rachel ralph raymond "
        "rebecca richard robert robin roger ronald rosa rose roy ruth ryan sally sam samuel sandra "
        "sarah sharon simon sophie stanley stephen steve steven stuart susan sylvia ted teresa "
        "theresa thomas timothy tom tony victor victoria vincent virginia walter wendy william "
        "aaron abby abigail alan allison amanda andy annie arnold beth billy bobby brenda "
        "carla cathy cheryl chloe chuck cindy claude clive connie "
        "cynthia dan danny darren dave dawn debbie denis derek don donna doreen doug "
        "dylan eddie edith elaine eleanor elsie erin ernie ethan eugene "
        "felix fran geoff geoffrey gina gloria greg gwen hank "
        "hazel holly hugo irene iris ivan ivy jackie jamie janice jeff jeffrey jenny jerry "
        "jill jimmy joanna joanne jodie joel jonah josh joshua joy judy justin katie keith "
        "ken kenny kevin kim kirsty kurt lena leo leon lily linda liz lola lorna lottie "
        "luke mabel marc marcus maggie marion marjorie marvin maureen maurice max "
        "megan mick mike mindy miriam moira molly monica muriel nadia naomi natalie nathan "
        "ned neil nell nick nina noel nora norma olive olivia pam pat patsy "
        "pete phil phyllis polly rachael ralph randy rhoda rick rita rob rod roger roland "
        "ron ronnie rory rosemary roxanne ruth sabrina sadie sandy sean seth "
        "shane shaun sheila shirley sidney simone sonia sonny sonya stan stella stu "
        "sue suzanne tara tessa tim tina toby todd tracy trevor ursula valerie vera "
        "vicky vince violet wade willie yvonne zoe"
    ).split()
)
#: What, written large before a weekday or a month, makes it the name of an event or a thing.
_NAMED_BEFORE: Final = frozenset(
    "black bloody super cyber ruby girl giving blue merger dirty mad maundy shrove dress".split()
)
#: What, written large after it, makes a weekday part of a title.
_WEEKDAY_TAILS: Final = frozenset(
    (
        "times telegraph mirror mail express herald post sun independent tribune world school "
        "addams club magazine chronicle gazette journal argus star"
    ).split()
)
_SMALL_TAILS: Final = frozenset(
    "school schools best dinner dinners roast lunch brunch newspapers papers driver".split()
)
#: What, written large after it, makes a month part of a name.
_MONTH_TAILS: Final = frozenset(
    (
        "revolution revolt uprising manifesto crisis group movement decree rising hare bug "
        "offensive massacre pact protocol"
    ).split()
)
#: What after a season is of a kind named by it, not of one year's.
_SEASON_TAILS: Final = frozenset(
    (
        "camp camps school schools house houses palace palaces dress dresses coat coats clothes "
        "onion onions roll rolls water waters wheat squash tyres tires olympics olympic games "
        "paralympics guy line solstice equinox park street road avenue river valley"
    ).split()
)
#: A quarter or a half of these is no part of a year.
_PLAYED: Final = frozenset(
    "game match contest bout race fight final finals season-opener play derby test".split()
)
_STREETS: Final = frozenset(
    (
        "street st road rd avenue ave boulevard blvd lane drive square court terrace parkway "
        "highway place crescent"
    ).split()
)
_FILES: Final = frozenset(
    (
        "pdf doc docx txt csv tsv xls xlsx ppt pptx odt jpg jpeg png gif tif tiff svg webp mp3 mp4 "
        "wav mov avi zip gz tar log json xml html htm py js css md bak"
    ).split()
)


def numbered(m: Match) -> bool:
    """The match is the number of something: page 2013, No. 2013, § 1983, flights such as
    Condor 2012, a plate that ends in 2004."""
    before = m.before()
    if before == "in" and m.before(2) == "ending":
        return any(m.before(k) in _ENDS_IN_FIGURES for k in range(3, 6))
    if before[:1].isalpha() and _before_as_written(m)[:1].isupper():
        start = m.found.start()
        here = (token.lower() for token in m.row.tokens[max(0, start - 24) : start])
        if not _FLIGHTS.isdisjoint(here) and before not in cues.LEADS:
            return True
    if before == ".":
        return m.before(2) in _NUMBERED_SHORT
    return before in cues.NUMBERED or before in ("§", "§§", "#", "№")


def labels(m: Match) -> bool:
    """The match is part of a file's name, a label, a telephone number or a size."""
    tokens, classes, start, end = m.row.tokens, m.row.classes, m.found.start(), m.found.end()
    following = tokens[end + 1] if end + 1 < len(tokens) else ""
    if classes[end : end + 1] == "." and following.lower() in _FILES:
        return True
    # CVE-2013-1234, 2013-7946, 555-2013
    if m.touches_left() == "-" and start > 1:
        left = tokens[start - 2]
        if left[0].isdigit() or (left.isupper() and len(left) > 1):
            return True
    more = len(following) > 2 or classes[end + 2 : end + 3] == "-"
    if m.touches_right() == "-" and following.isdigit() and more:
        return True
    if start and tokens[start - 1][-1].isalpha():
        return True  # june2013
    before, after = m.before(), m.after()
    if before.isdigit() and len(before) > 2 and classes[start - 1] == " ":
        return True  # 7946 1958
    return before in ("x", "×") or after in ("x", "×")


def addresses(m: Match) -> bool:
    """A number before the name of a street, not led by a word that would make it a year."""
    if m.before() in ("in", "since", "by", "until", "of", "from"):
        return False
    large = 0
    for token in m.row.tokens[m.found.end() : m.found.end() + 8]:
        if token.isspace():
            continue
        if not token[0].isupper():
            return False
        large += 1
        if token.lower() in _STREETS and large > 1:
            return True
    return False


def names_someone(m: Match, *, weekday: bool = False) -> bool:
    """A month, a weekday or a season that is somebody's name: Mr. March, his wife, Summer,."""
    tokens, start = m.row.tokens, m.found.start()
    if not tokens[start][0].isupper():
        return False
    before, written = m.before(), _before_as_written(m)
    if before == ".":
        # Commander J. Friday
        initial = tokens[start - 3 : start - 2]
        free = start > 3 and tokens[start - 4].isspace()
        if initial and free and len(initial[0]) == 1 and initial[0].isupper():
            return True
        return m.before(2) in _COURTESY
    if before in _COURTESY or (before in _GIVEN and written[:1].isupper()):
        return True
    if weekday:
        return False
    if _is_surname(m, before, written):
        return True
    if before == "," and m.after() == ",":
        return m.before(2) in _KIN_AND_OFFICE
    return before in _KIN_AND_OFFICE


def _is_surname(m: Match, before: str, written: str) -> bool:
    """A month or season written behind another name, as only people are: "by Ola August, who";
    no noun may follow that it would be the month of ("the Fed April meeting")."""
    tokens, classes, start = m.row.tokens, m.row.classes, m.found.start()
    named = written[:1].isupper() and written[1:].islower() and classes[start - 2] == "x"
    if not named or classes[start - 1] != " " or m.has("y") or before in cues.LEADS:
        return False
    if start < 4 or (classes[start - 3] == " " and tokens[start - 4][0].isupper()):
        return False  # one of a title's large words
    after = m.after().lower()
    verb = after[-2:] == "ed" or after in cues.REPORTING or after in cues.FUNCTION_WORDS
    return verb or after in ",.;)" or m.touches_right() == "s"


def names_something(m: Match) -> bool:
    """A month or a weekday in the name of an event, a paper, a film."""
    after = m.after().lower()
    large = m.after()[:1].isupper() and m.touches_right() == " "
    if m.before() in _NAMED_BEFORE and _before_as_written(m)[:1].isupper():
        return True
    end = m.found.end()
    if m.row.tokens[end + 1 : end + 2] == ["&"] and m.row.tokens[m.found.start()][0].isupper():
        return True  # May & Sons
    if m.touches_left() == "-" and _is_code(
        m.row.tokens[max(0, m.found.start() - 3) : m.found.start() - 1]
    ):
        return True
    if m.row.classes[m.found.start()] in "W1":
        if after in _SMALL_TAILS or (large and after in _WEEKDAY_TAILS):
            return True
        tail = [t.lower() for t in m.row.tokens[m.found.end() : m.found.end() + 4] if t.strip()]
        if tail == ["evening", "post"] or tail == ["the", "13th"]:
            return m.before() != "on"
        return False
    return large and after in _MONTH_TAILS and m.before() == "the"


def _is_code(tokens: list[str]) -> bool:
    """The tokens before a hyphen are letters and a number: P2-MAY."""
    return len(tokens) == 2 and tokens[0].isalpha() and tokens[1].isdigit()


def kind_of_season(m: Match) -> bool:
    """A summer camp, winter wheat, the Winter Olympics, the Winter Gardens."""
    written, after = m.row.tokens[m.found.start()], m.after()
    large = written[0].isupper() and after[:1].isupper() and after[1:].islower()
    named = large and m.touches_right() == " " and m.row.classes[m.found.end() + 1] == "x"
    if named and (m.before() in ("the", "and") or m.before() not in cues.LEADS):
        return True
    return m.touches_right() == " " and m.after().lower() in _SEASON_TAILS


def played(m: Match) -> bool:
    """The second quarter of the game."""
    tail = [t.lower() for t in m.row.tokens[m.found.end() : m.found.end() + 6] if t.strip()]
    return len(tail) > 2 and tail[0] == "of" and tail[2] in _PLAYED


def _before_as_written(m: Match) -> str:
    i = m.found.start() - 2
    return m.row.tokens[i] if i >= 0 else ""
