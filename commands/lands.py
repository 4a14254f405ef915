"""The Länder of Germany by official key, and how people write them."""

from collections.abc import Mapping
from types import MappingProxyType

from commands import names

# The first two digits of the official key of a German municipality.
LANDS: Mapping[str, str] = MappingProxyType(
    {
        "01": "Schleswig-Holstein",
        "02": "Hamburg",
        "03": "Niedersachsen",
        "04": "Bremen",
        "05": "Nordrhein-Westfalen",
        "06": "Hessen",
        "07": "Rheinland-Pfalz",
        "08": "Baden-Württemberg",
        "09": "Bayern",
        "10": "Saarland",
        "11": "Berlin",
        "12": "Brandenburg",
        "13": "Mecklenburg-Vorpommern",
        "14": "Sachsen",
        "15": "Sachsen-Anhalt",
        "16": "Thüringen",
    }
)
_SHORT = {
    "01": "SH",
    "02": "HH",
    "03": "NDS NI Nds",
    "04": "HB",
    "05": "NRW NW",
    "06": "HE",
    "07": "RLP RP",
    "08": "BW BaWü",
    "09": "BY Bay",
    "10": "SL Saar",
    "11": "BE Bln",
    "12": "BB Brb",
    "13": "MV MeckPomm MeckPom",
    "14": "SN Sa",
    "15": "ST LSA",
    "16": "TH Thür",
}
_BY_WORD: Mapping[str, str] = MappingProxyType(
    {
        names.fold(word): land
        for key, land in LANDS.items()
        for word in (land, f"Freistaat {land}", f"Land {land}", *_SHORT[key].split())
    }
)


def land_called(words: str) -> str | None:
    """The German Land that is written so: "NRW", "bawü", "Freistaat Bayern"."""
    return _BY_WORD.get(names.fold(words))
