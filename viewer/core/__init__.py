"""What the program knows: no Qt, no disk, no clock, no log, no thread, no network."""
