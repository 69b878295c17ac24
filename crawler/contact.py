"""By whom a site's people reach who runs the crawler: asked for once, and kept for this user of the machine."""

import getpass
import os
import platform
import re
import sys
from pathlib import Path

__all__ = ["DEFAULT", "ask", "contact_file", "is_contact", "known"]

DEFAULT = f"{getpass.getuser()}@{platform.node()}"
"""What stands in the User-Agent while nothing better is known."""

_CONTACT = re.compile(r"https?://[^\s()<>]+\.[^\s()<>]+|[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+")


def contact_file() -> Path:
    """Where it is kept: $XDG_CONFIG_HOME/broadsheet/contact, else ~/.config/broadsheet/contact."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "broadsheet" / "contact"


def is_contact(text: str) -> bool:
    """Whether it is an e-mail address or a URL, in characters that a header can hold."""
    return len(text) <= 200 and text.isascii() and text.isprintable() and _CONTACT.fullmatch(text) is not None


def known() -> str:
    """What was given before: the environment's BROADSHEET_CONTACT, else the file; DEFAULT where there is neither."""
    if said := os.environ.get("BROADSHEET_CONTACT", "").strip():
        return said
    try:
        kept = contact_file().read_text(encoding="ascii").strip()
    except (OSError, ValueError, RuntimeError):  # the last: no home folder
        return DEFAULT
    return kept if is_contact(kept) else DEFAULT


def ask() -> str:
    """Ask for it in the terminal, and keep it; DEFAULT where nothing is given."""
    print("Sites whose pages you fetch should be able to reach you.")
    print("Your e-mail address or a URL (empty to skip): ", end="", flush=True)
    for _ in range(3):
        said = sys.stdin.readline().strip()
        if not said:
            break
        if is_contact(said):
            file = contact_file()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(said + "\n", encoding="ascii")
            print(f"Kept in {file}; `-s CONTACT=…` overrides it.")
            return said
        print("That is neither; such as me@example.org or https://example.org/crawler: ", end="", flush=True)
    return DEFAULT
