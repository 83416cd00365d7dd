"""What reading dates costs: start, speed, memory, and whether cost grows with length alone.

usage: python tests/bench/dates.py [FILE…] [--runs N] [--largest CHARACTERS]

The text is made of the paragraphs of the given files, else of the shipped stories, drawn again and
again until it is long enough; those stories name a date every 70 characters, three times as often
as histories do. Each run is `story-timeline dates` in a process of its own. Printed as JSON: CPU
seconds (user and system) of a start on one sentence, and for each length the CPU seconds beyond
it, megabytes of text a second, and the peak of memory beyond that of a start and the text itself;
medians of N runs. ``steepness`` is how many times dearer a character becomes from the second
length to the last: 1 when cost is linear.
"""

from __future__ import annotations

from measuring import main

if __name__ == "__main__":
    main("dates", __doc__)
