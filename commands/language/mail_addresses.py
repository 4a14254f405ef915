"""Addresses of mails: what a mail server takes without quotation marks."""

import re

DOMAIN = r"(?!-)[A-Za-z0-9_-]{1,63}(\.(?!-)[A-Za-z0-9_-]{1,63})*"
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"(?=.{{1,254}}$)(?=[^@]{{1,64}}@){_WORD}(\.{_WORD})*@{DOMAIN}")


def is_address(words: str) -> bool:
    """Return whether it is one address, without a name and without umlauts."""
    return _ADDRESS.fullmatch(words) is not None
