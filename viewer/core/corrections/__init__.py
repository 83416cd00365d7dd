"""What the reader put right: corrections, where they belong, and a story with them applied."""

from viewer.core.corrections.alternatives import Alternative, alternatives
from viewer.core.corrections.applying import Corrected, Lapsed, apply, apply_all
from viewer.core.corrections.model import (
    Add,
    Change,
    Correction,
    Hide,
    Merge,
    Recite,
    Redate,
    Remark,
    Rename,
    Restate,
    Split,
    Target,
    words,
)
from viewer.core.corrections.places import Place, Places, place_of, target_of

__all__ = [
    "Add",
    "Alternative",
    "Change",
    "Corrected",
    "Correction",
    "Hide",
    "Lapsed",
    "Merge",
    "Place",
    "Places",
    "Recite",
    "Redate",
    "Remark",
    "Rename",
    "Restate",
    "Split",
    "Target",
    "alternatives",
    "apply",
    "apply_all",
    "place_of",
    "target_of",
    "words",
]
