"""Putting right what the program read: the Edit menu's actions, and what they ask."""

from viewer.ui.editing.actions import Editing

__all__ = ["Editing"]
