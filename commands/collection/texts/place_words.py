"""Words around a place, as patterns without case, Länder outside of Germany, and sizes."""

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

# Numbers of inhabitants, of each class.
SIZES = (
    "unter 5.000",
    "5.000 bis unter 20.000",
    "20.000 bis unter 50.000",
    "50.000 bis unter 100.000",
    "100.000 und mehr",
)
# How they are typed, the first as it is shown; as official statistics call towns.
SMALL = ("klein", "kleine", "kleiner", "kleinstadt", "kleinstädte")
MIDDLE = ("mittel", "mittlere", "mittelgroß", "mittelgroße", "mittelstadt", "mittelstädte")
LARGE = ("groß", "große", "großer", "großstadt", "großstädte")
_COUNT = r"(?P<{}>[1-9]\d{{0,2}}(?:\.\d{{3}})+|(?!(?:19|20)\d\d$)[1-9]\d{{3,6}})"
_LOW, _HIGH = _COUNT.format("low"), _COUNT.format("high")
SIZE_PATTERNS = (
    rf"(?:unter|weniger als|kleiner als|bis(?: unter)?)\s+{_HIGH}",
    rf"(?:ab|über|mehr als|größer als|mindestens)\s+{_LOW}",
    rf"{_LOW}\s+(?:und|oder) mehr",
    rf"{_LOW}\s+bis(?: unter)?\s+{_HIGH}",
)
