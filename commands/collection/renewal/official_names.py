"""Official names of municipalities, as the register has them: without titles and districts."""

import re

# "Albersdorf (Kreis Dithmarschen)": the census tells namesakes apart so.
_DISTRICT = re.compile(r"\s*\((?:(?:Land)?kreis|LK) .*\)$", re.IGNORECASE)
# "Bonn, Stadt", "Straubing, GKSt", "Neustadt, Barbarossast., Krst."
_TOWN = re.compile(r"stadt|\b(?:GK)?St\b|\bKrst\b", re.IGNORECASE)
_PARISH = re.compile("kirchspiel", re.IGNORECASE)
_SPACING = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?<=\b[a-z])\. (?=[a-z]\.)"), "."),  # "a. d. Lahn"
    (re.compile(r"(?<=[a-z])\.(?=[A-ZÄÖÜ])"), ". "),  # "a.Inn"
    (re.compile(r"(?<=\w)/ (?=\w)"), "/"),  # "Lauenburg/ Elbe"
)


def without_district(name: str) -> str:
    return _DISTRICT.sub("", name)


def short_name(official: str) -> str:
    """Return "Bad Homburg v.d. Höhe" for "Bad Homburg v. d. Höhe, Stadt"."""
    name, _, title = official.strip().partition(",")
    for pattern, instead in _SPACING:
        name = pattern.sub(instead, name)
    name = name.strip()
    # Beside Garding, the town, there is "Garding, Kirchspiel".
    return f"{title.strip()} {name}" if _PARISH.fullmatch(title.strip()) else name


def is_town(official: str, ags: str) -> bool:
    """Return whether the title says so; towns without a district need none."""
    _, _, title = official.partition(",")
    return ags.endswith("000") or _TOWN.search(title) is not None
