"""Names that towns have in other languages, as people abroad and on old maps write them."""

from types import MappingProxyType

from commands.names.fold import fold

_FRANKFURT = ("Francfort", "Francoforte", "Fráncfort", "Frankfort")

# English, French, Italian, Spanish, Dutch, Polish, Czech, Danish, Sorbian, Turkish and Latin
# names in common use; a town is named as the collection or the register has it.
_NAMES = MappingProxyType(
    {
        "Aachen": ("Aix-la-Chapelle", "Aquisgrana", "Aken", "Akwizgran", "Cáchy"),
        "Augsburg": ("Augusta (Baviera)", "Augsbourg"),
        "Berlin": ("Berlino", "Berlijn", "Barliń", "Berolinum"),
        "Bonn": ("Bonna",),
        "Braunschweig": ("Brunswick", "Brunswiek", "Brunszwik"),
        "Bremen": ("Brême", "Brema", "Brémy"),
        "Chemnitz": ("Saská Kamenice", "Kamienica Saska", "Kamjenica"),
        "Cottbus": ("Chóśebuz", "Chociebuż", "Chotěbuz"),
        "Dresden": ("Dresde", "Dresda", "Drezno", "Drážďany", "Drježdźany"),
        "Flensburg": ("Flensborg",),
        "Frankfurt am Main": (
            *_FRANKFURT, "Ffm", "Francfort-sur-le-Main", "Francoforte sul Meno",
            "Fráncfort del Meno", "Frankfurt nad Menem", "Frankfurt nad Mohanem",
        ),
        "Frankfurt (Oder)": (
            *_FRANKFURT, "Francfort-sur-l'Oder", "Francoforte sull'Oder", "Fráncfort del Óder",
            "Frankfurt nad Odrą", "Słubfurt",
        ),
        "Freiburg": (
            "Fribourg", "Fribourg-en-Brisgau", "Friburgo", "Friburgo in Brisgovia",
            "Friburgo de Brisgovia", "Fryburg Bryzgowijski",
        ),
        "Görlitz": ("Zgorzelec", "Zhorjelc", "Zhořelec"),
        "Göttingen": ("Gottinga", "Gotinga", "Goettingue", "Getynga"),
        "Graz": ("Gradec", "Štýrský Hradec"),
        "Hamburg": ("Hambourg", "Amburgo", "Hamburgo", "Hamburk"),
        "Hannover": ("Hanover", "Hanovre", "Hanower"),
        "Kiel": ("Kilonia",),
        "Köln": (
            "Cologne", "Colonia", "Keulen", "Kolonia", "Kolín nad Rýnem",
        ),
        "Konstanz": ("Constance", "Costanza", "Constanza", "Kostnice", "Konstancja"),
        "Leipzig": ("Lipsk", "Lipsia", "Lipsko"),
        "Lübeck": ("Lubecca", "Lubeka", "Lubeque"),
        "Mainz": ("Mayence", "Magonza", "Maguncia", "Moguncja", "Mohuč", "Mogontiacum"),
        "Meißen": ("Misnia", "Míšeň", "Miśnia"),
        "München": (
            "Munich", "Monaco di Baviera", "Mnichov", "Monachium", "Munique", "Minga", "Münih",
        ),
        "Nürnberg": ("Nuremberg", "Norimberga", "Norymberga", "Norimberk"),
        "Potsdam": ("Poczdam", "Postupim"),
        "Regensburg": ("Ratisbon", "Ratisbonne", "Ratisbona", "Ratyzbona", "Řezno"),
        "Rostock": ("Roztoky",),
        "Saarbrücken": ("Sarrebruck", "Sarrebruque"),
        "Speyer": ("Spires", "Spire", "Spira", "Espira", "Špýr"),
        "Stuttgart": ("Stoccarda", "Estugarda"),
        "Trier": ("Trèves", "Treviri", "Tréveris", "Trewir", "Trevír"),
        "Tübingen": ("Tubinga", "Tubingue"),
    }
)  # fmt: skip

_BY_KEY = MappingProxyType({fold(name): names for name, names in _NAMES.items()})


def foreign_names(key: str) -> tuple[str, ...]:
    return _BY_KEY.get(key, ())
