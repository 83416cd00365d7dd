"""Story Timeline: reads prose that tells what happened, and shows when, and who says so."""

__version__ = "0.1.0"

#: What people call it.
PROGRAM = "Story Timeline"
