"""The reading side: source text, citations, events, and why each stands where it does."""

from viewer.ui.panel.side import SidePanel

__all__ = ["SidePanel"]
