"""Words around a place, as patterns without case, and Länder outside of Germany."""

COMMAND = r"\s*(?:!?leitlinien?|!l)\s+(?=\S)"
BEFORE_A_LIST = r"\b(?:für|zur|zum|von|mit|nur|die|der|liste)\s*$"
IN = r"^(?:in|im|aus|der|dem)\s+(?:der\s+)?"
AND = r"\s*(?:[,;&+/]|(?<=\s)(?:und|sowie|oder|u\.)(?=\s))\s*"
ABROAD = ("Österreich", "Austria")
HERE = ("Deutschland", "Germany")
AUSTRIAN = (
    "Burgenland",
    "Kärnten",
    "Niederösterreich",
    "Oberösterreich",
    "Salzburg",
    "Steiermark",
    "Tirol",
    "Vorarlberg",
    "Wien",
)
