"""Names for files, made of titles: good on every platform, whatever a title says."""

from __future__ import annotations

import re
import unicodedata

#: Bytes of a name without its ending; file systems end at 255, some programs far before.
LONGEST = 100
#: What Windows refuses in a name, what separates folders, and what a shell would take to heart.
_SIGNS = re.compile(r"""[<>:"/\\|?*%$`'!&;{}()\[\]~#^=,+@\s]+""")
#: Names of devices, which Windows opens whatever their ending is.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{name}{n}" for name in ("com", "lpt") for n in "0123456789¹²³"]
)


def safe_name(title: str, *, otherwise: str = "timeline") -> str:
    """A file name without ending: letters, digits, hyphens and points of the title.

    At most 100 bytes of UTF-8, no hidden file, no device, no option of a command; ``otherwise``
    where the title leaves nothing.
    """
    plain = unicodedata.normalize("NFC", title)
    kept = "".join(c if c.isprintable() and c not in "\ufffd" else " " for c in plain)
    name = _SIGNS.sub("-", kept.encode("utf-8", "ignore").decode())
    name = re.sub("-{2,}", "-", name).strip("-._ ")
    name = name.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").strip("-._ ")
    if not name:
        return otherwise
    return f"{name}-story" if name.partition(".")[0].lower() in _DEVICES else name
