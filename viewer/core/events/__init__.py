"""English about happenings: which clauses tell an event, and when it was."""

from viewer.core.events.dating import Dating
from viewer.core.events.model import Event, Kind, Own, Reading, Shape, Status
from viewer.core.events.phrase import dated, shape_of
from viewer.core.events.reading import read

__all__ = [
    "Dating",
    "Event",
    "Kind",
    "Own",
    "Reading",
    "Shape",
    "Status",
    "dated",
    "read",
    "shape_of",
]
