"""How a Land stands in a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

_WITH_ARTICLE: Mapping[str, str] = MappingProxyType(
    {"Saarland": "im", "Burgenland": "im", "Steiermark": "in der"}
)


def in_land(land: str) -> str:
    """ "in Hessen", "im Saarland", "in der Steiermark (Österreich)"."""
    return f"{_WITH_ARTICLE.get(land.partition(' (')[0], 'in')} {land}"
