"""Names in use that are not official: in other languages, and with a river or a region."""

from types import MappingProxyType

from commands.language.names.fold import fold

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
        "Bautzen": ("Budyšin", "Budissin", "Budziszyn", "Budyšín"),
        "Bad Muskau": ("Mužakow", "Mużaków"),
        "Burg (Spreewald)": ("Bórkowy",),
        "Calau": ("Kalawa",),
        "Cottbus": ("Chóśebuz", "Chociebuż", "Chotěbuz"),
        "Crostwitz": ("Chrósćicy",),
        "Drebkau": ("Drjowk",),
        "Forst (Lausitz)": ("Baršć", "Baršć (Łužyca)"),
        "Göda": ("Hodźij",),
        "Großdubrau": ("Wulka Dubrawa",),
        "Guben": ("Gubin",),
        "Hoyerswerda": ("Wojerecy",),
        "Kamenz": ("Kamjenc",),
        "Königswartha": ("Rakecy",),
        "Lohsa": ("Łaz",),
        "Lübben (Spreewald)": ("Lubin", "Lubin (Błota)"),
        "Lübbenau/Spreewald": ("Lubnjow", "Lubnjow/Błota"),
        "Malschwitz": ("Malešecy",),
        "Nebelschütz": ("Njebjelčicy",),
        "Neschwitz": ("Njeswačidło",),
        "Panschwitz-Kuckau": ("Pančicy-Kukow",),
        "Peitz": ("Picnjo",),
        "Räckelwitz": ("Worklecy",),
        "Radibor": ("Radwor",),
        "Ralbitz-Rosenthal": ("Ralbicy-Róžant",),
        "Schleife": ("Slepo",),
        "Senftenberg": ("Zły Komorow",),
        "Spremberg": ("Grodk",),
        "Vetschau/Spreewald": ("Wětošow", "Wětošow/Błota"),
        "Weißwasser/O.L": ("Běła Woda",),
        "Welzow": ("Wjelcej",),
        "Wittichenau": ("Kulow",),
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

# Rivers, lakes and regions that people add to the name: "Marburg an der Lahn", "Köln/Rhein".
_BESIDE = MappingProxyType(
    {
        ("Bodensee", "B"): "Friedrichshafen Konstanz Überlingen",
        ("Rhein", "Rh"): "Bonn Köln Königswinter Mainz Mannheim Neuss Speyer Wiesbaden",
        ("Neckar", "N"): "Heidelberg Heilbronn Nürtingen Rottweil Stuttgart Tübingen",
        ("Donau", "D"): "Ingolstadt Regensburg",
        ("Elbe", "E"): "Dresden Meißen",
        ("Lahn", "L"): "Gießen Marburg",
        ("Ruhr", "R"): "Essen Schwerte Witten",
        ("Isar", "I"): "München",
        ("Saale", "S"): "Jena",
        ("Weser", "W"): "Bremen",
        ("Westfalen", "Westf"): "Dorsten Münster Rheine Schwerte Soest Witten",
        ("Lippe",): "Detmold",
        ("Rheinland", "Rhld"): "Bonn Brühl Köln Oberhausen Solingen",
        ("Baden",): "Gundelfingen Karlsruhe Lahr Mannheim Müllheim Pforzheim Rastatt",
        ("Württemberg", "Württ"): "Heilbronn Waiblingen Weingarten",
        ("Breisgau", "Br"): "Gundelfingen",
        ("Oberschwaben",): "Weingarten",
        ("Oberbayern", "Obb"): "Ingolstadt München Puchheim Weyarn",
        ("Oberfranken", "Ofr"): "Bamberg",
        ("Mittelfranken", "Mfr"): "Erlangen",
        ("Oberpfalz", "Opf"): "Regensburg",
        ("Pfalz", "Pf"): "Speyer",
        ("Holstein", "Holst"): "Itzehoe",
    }
)  # fmt: skip

_BY_KEY = MappingProxyType({fold(name): names for name, names in _NAMES.items()})

_FULL = MappingProxyType(
    {
        fold(town): tuple(
            f"{town} {word}"
            for beside, towns in _BESIDE.items()
            if town in towns.split()
            for word in beside
        )
        for town in " ".join(_BESIDE.values()).split()
    }
)

_KEYS = MappingProxyType({key: frozenset(map(fold, names)) for key, names in _BY_KEY.items()})


def is_foreign_name(key: str, of_town: str) -> bool:
    """Return whether the town with the second key has the first one in another language."""
    return key in _KEYS.get(of_town, ())


def foreign_names(key: str) -> tuple[str, ...]:
    """Return the names that the town with that key has in other languages and in full."""
    return (*_BY_KEY.get(key, ()), *_FULL.get(key, ()))
