"""Members of enums: cheap to name, and members as before."""

from __future__ import annotations

import pickle
from enum import Enum

import pytest

from viewer.core.dates import Signal, TimexType
from viewer.core.events import Kind, Shape, Status
from viewer.core.events.groups import Tense
from viewer.core.story import BlockKind
from viewer.core.when import Precision


@pytest.mark.parametrize(
    "named", [Signal, TimexType, Kind, Shape, Status, Tense, BlockKind, Precision]
)
def test_naming_a_member_runs_no_code(named: type[Enum]) -> None:
    """A member is an attribute of its class itself, still found by value, and itself when it comes
    back from another process."""
    for name, member in named.__members__.items():
        assert vars(named)[name] is member
        assert named(member.value) is member
        assert pickle.loads(pickle.dumps(member)) is member
    assert list(named) == list(named.__members__.values())
