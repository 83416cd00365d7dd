"""An event before it has an id and citations."""

from __future__ import annotations

from typing import NamedTuple

from viewer.core.events.clauses import Clause
from viewer.core.events.dating import Dating
from viewer.core.events.groups import Tense
from viewer.core.events.joints import Link
from viewer.core.events.model import Status
from viewer.core.story import Span

__all__ = ["Found", "moves_on"]


class Found(NamedTuple):
    """An event before it has an id and citations."""

    span: Span
    sentence: Span
    paragraph: int
    headline: str
    status: Status
    dating: Dating
    verb: str
    tells: bool = False  # in the simple past of a main clause, which moves a narrative on


def moves_on(clause: Clause) -> bool:
    """Whether a clause tells the next thing of a narrative: a main one in the simple past."""
    return clause.group.tense is Tense.PAST and clause.link in (Link.MAIN, Link.COORDINATE)
