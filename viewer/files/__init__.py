"""Bytes in and out: story formats, timeline formats. No Qt."""
