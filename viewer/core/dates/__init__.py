"""English about time: finds every expression of time in prose, and says what it means."""

from viewer.core.dates.model import NamedPeriod, PeriodMention, Signal, Timex, TimexType

__all__ = ["NamedPeriod", "PeriodMention", "Signal", "Timex", "TimexType"]
