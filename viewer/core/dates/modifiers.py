"""Articles and modifiers before an expression of time: early, about, the end of."""

from __future__ import annotations

from viewer.core.dates import lexicon as lex
from viewer.core.dates.readings import Found, Kind, Reading
from viewer.core.dates.tokens import Row


def modified(line: Row, found: list[Found]) -> list[Found]:
    """Each expression with its article and modifier; parts without their whole are dropped."""
    done: list[Found] = []
    floor = 0
    for one in found:
        if one.reading.partial:
            continue
        one = _extended(line, one, floor)
        floor = one.end
        done.append(one)
    return done


def _extended(line: Row, one: Found, floor: int) -> Found:
    classes, tokens = line.classes, line.tokens
    reading, start = one.reading, one.start
    mod = reading.mod

    def back(i: int) -> int:
        """The token before token i over one space or hyphen; -1 when there is none."""
        i -= 1
        if i >= floor and classes[i] in " -":
            i -= 1
        return i if i >= floor else -1

    i = back(start)
    # "over the next four years" is no approximation.
    if i >= 0 and classes[start] not in "tLX" and reading.rule != "duration-period":
        about = _approximation(line, i, reading)
        if about is not None:
            mod, start, i = about, i, back(i)
    article = "tHG" if reading.rule == "duration" else "t"
    if i >= 0 and classes[i] in article and classes[start - 1] == " " and _takes_article(line, one):
        start, i = i, back(i)
    if i >= 0 and classes[i] == "b" and classes[start - 1] == "-":
        return Found(i, one.end, reading._replace(mod=lex.MODS[tokens[i].lower()]))  # end-March
    if i >= 0 and classes[i] == "i" and tokens[i].lower() in ("in", "on"):
        j = back(i)
        fits = tokens[i].lower() == "in" or reading.names_day
        if j >= 0 and classes[j] in "eg" and fits and reading.kind is not Kind.DURATION:
            i = j
    if i >= 0 and classes[i] == "e" and reading.kind not in (Kind.DURATION, Kind.SET, Kind.VAGUE):
        mod, start = lex.MODS[tokens[i].lower()], i
        i = back(i)
        if i >= 0 and classes[i] in "z&":
            # mid- to late: no one part of it
            j = back(i)
            j = back(j) if j >= 0 and classes[j] == "-" else j
            if j >= 0 and classes[j] == "e":
                mod, start, i = "", j, back(j)
        if i >= 0 and classes[i] == "t":
            start, i = i, back(i)
    if i >= 0 and classes[i] == "O":
        j = back(i)
        if (
            j >= 0
            and classes[j] == "b"
            and reading.kind not in (Kind.DURATION, Kind.SET, Kind.VAGUE)
        ):
            mod, start = lex.MODS[tokens[j].lower()], j
            j = back(j)
            if j >= 0 and classes[j] == "t":
                start = j
    within = (reading.kind is Kind.UNIT and not reading.step) or reading.rule == "near-day"
    if within and i >= 0 and classes[i] == "g" and tokens[i].lower() in ("earlier", "later"):
        start = i
    return Found(start, one.end, reading._replace(mod=mod))


def _approximation(line: Row, i: int, reading: Reading) -> str | None:
    """What "about", "almost", "more than" at token i make of a reading, None when nothing."""
    word = line.tokens[i].lower()
    counted = reading.kind in (Kind.DURATION, Kind.DEEP, Kind.OFFSET)
    if line.classes[i] != "A":
        return "APPROX" if word == "some" and counted and reading.amount is not None else None
    mod = str(line.meanings[i]) if i in line.meanings else lex.MODS[word]
    if reading.kind is Kind.VAGUE:
        return None
    if counted or mod == "APPROX" or word in ("nearly", "almost"):
        return mod
    return None


def _takes_article(line: Row, one: Found) -> bool:
    r = one.reading
    if r.kind is Kind.DURATION:
        # Of "the ten year struggle" the article is the noun's.
        adjective = line.classes[one.end - 1] == "u" and r.amount != 1
        counted = line.classes[one.start] in "DNFYw½" and not adjective
        return counted and r.rule in ("duration", "running")
    if r.kind in (Kind.DECADE, Kind.CENTURY, Kind.PERIOD, Kind.DEEP, Kind.TIED):
        return True
    if r.season or r.quarter or r.half or r.nth is not None:
        return True
    if line.classes[one.start] in "ow" and r.kind is Kind.CALENDAR:
        return True
    return r.part != "" and r.kind is not Kind.WEEKDAY
