"""Story Timeline: reads prose that tells what happened, and shows when, and who says so."""

__version__ = "0.1.0"

#: What people call it.
PROGRAM = "Story Timeline"
#: Its name among all programs; its .desktop file is named so.
APP_ID = "io.github.story_timeline.StoryTimeline"
