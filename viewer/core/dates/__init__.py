"""English about time: finds every expression of time in prose, and says what it means."""

from viewer.core.dates.headings import Heading, headings, whole
from viewer.core.dates.model import Mode, NamedPeriod, PeriodMention, Signal, Timex, TimexType
from viewer.core.dates.named import Periods, names_of
from viewer.core.dates.reader import Survey, find, scan, survey
from viewer.core.dates.storydate import story_date
from viewer.core.dates.styles import USUAL, DateStyle, Manner, restyled
from viewer.core.dates.tokens import Phrase, index_of
from viewer.core.dates.wording import month_name, span_words, words

__all__ = [
    "USUAL",
    "DateStyle",
    "Heading",
    "Manner",
    "Mode",
    "NamedPeriod",
    "PeriodMention",
    "Periods",
    "Phrase",
    "Signal",
    "Survey",
    "Timex",
    "TimexType",
    "find",
    "headings",
    "index_of",
    "month_name",
    "names_of",
    "restyled",
    "scan",
    "span_words",
    "story_date",
    "survey",
    "whole",
    "words",
]
