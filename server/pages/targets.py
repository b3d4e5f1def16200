"""Where to go after signing in."""

from urllib.parse import urlsplit


def safe_target(address: str | None) -> str:
    """The address if it is a path on this site, else "": nobody is sent elsewhere from here."""
    if not address or not address.startswith("/") or "\\" in address or not address.isprintable():
        return ""
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else ""
