"""Names of files and of what lies inside them."""

import re
import unicodedata

LONGEST = 150
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


def has_trick(name: str) -> bool:
    """Tell whether it holds signs that are not seen, or that turn the reading direction."""
    return any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in name)


def is_bad_member(name: str) -> bool:
    """Tell whether a name inside an archive would lead somewhere else when unpacked."""
    parts = name.rstrip("/").split("/")
    return (
        len(name) > 255
        or has_trick(name)
        or any(sign in name for sign in ("\\", ":"))
        or any(part in ("", ".", "..") or RESERVED.match(part) for part in parts)
    )


def shorten(name: str) -> str:
    """At most so long that it fits, with its ending kept."""
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= LONGEST else stem[: LONGEST - len(ending) - 1] + dot + ending
