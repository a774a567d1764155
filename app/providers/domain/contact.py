"""How telephone numbers and web addresses of a provider are written down; people's own numbers belong to people."""

import re

_DIGITS = re.compile(r"\d{7,12}")
_NATIONAL = re.compile(r"0?([2-9]\d{7,8})")
_SHORT = re.compile(r"1\d{2,5}")
_WEB = re.compile(r"https?://[^\s/.]+\.[^\s]{2,}", re.IGNORECASE)


def normalise_phone(typed: str) -> str | None:
    """`069 234 5678`, `00355…` and `+355…` become `+355692345678`; helplines such as 116 117 stay short.

    A number of another country keeps its own code. None when it cannot be a number.
    """
    bare = re.sub(r"[\s()./-]", "", typed)
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    if bare.startswith("+"):
        return _international(bare[1:])
    if _SHORT.fullmatch(bare):
        return bare
    national = _NATIONAL.fullmatch(bare)
    return f"+355{national[1]}" if national else None


def _international(digits: str) -> str | None:
    if not digits.startswith("355"):
        return f"+{digits}" if _DIGITS.fullmatch(digits) else None
    national = _NATIONAL.fullmatch(digits[3:])
    return f"+355{national[1]}" if national else None


def normalise_web_address(typed: str) -> str | None:
    """The address with `https://` where that was left out; None when it cannot be one."""
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    return text if _WEB.fullmatch(text) else None
