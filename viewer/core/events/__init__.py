"""English about happenings: which clauses tell an event, and when it was."""

from viewer.core.events.model import Event, Kind, Reading, Shape, Status
from viewer.core.events.reading import read

__all__ = ["Event", "Kind", "Reading", "Shape", "Status", "read"]
