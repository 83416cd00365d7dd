"""Bytes in and out: story files, tables of periods, and the formats a timeline is written in.

The writers are modules of their own, imported where one is needed, listed in `formats`; `page`
(HTML) needs a picture, which Qt draws.
"""

from viewer.files.known import known_periods
from viewer.files.reading import StoryRefused, open_stories, open_story, shown
from viewer.files.saving import NotSaved, write_whole

__all__ = [
    "NotSaved",
    "StoryRefused",
    "known_periods",
    "open_stories",
    "open_story",
    "shown",
    "write_whole",
]
