"""German as an office writes it, made up: a few words everywhere, and many compounds seldom."""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from types import MappingProxyType


def words_of(text: str) -> list[str]:
    return text.split()


FUNCTION = words_of(
    """
    der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an
    werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war
    haben nur oder aber vor zur bis mehr durch man sein wurde sei
    """
)
# Nouns that begin and end compounds, as they stand in them.
PARTS = words_of(
    """
    bürger beteiligung stadt gemeinde rat verwaltung planung verfahren leitlinie satzung konzept
    projekt quartier verkehr umwelt klima schutz jugend kinder senioren schule bildung kultur sport
    haushalt finanz bau wohn raum grün park straße platz brücke wasser energie wärme wirtschaft
    handel markt gewerbe arbeit sozial gesundheit pflege familie frauen integration inklusion
    ehrenamt verein netzwerk forum beirat ausschuss gremium sitzung beschluss vorlage antrag frist
    termin kalender bericht auswertung ergebnis umfrage befragung werkstatt dialog gespräch
    versammlung abend runde tisch los auswahl zufall gruppe vertretung sprecher moderation leitung
    team amt büro stelle dienst zentrum haus hof garten wald feld ufer see fluss bahn bus rad
    fuß weg netz plan karte daten technik digital plattform portal medien presse öffentlichkeit
    information transparenz qualität ziel maßnahme umsetzung evaluation erfahrung wissen lernen
    handbuch leitfaden rahmen regel recht gesetz ordnung pflicht aufgabe rolle verantwortung
    entscheidung abwägung einwand stellung anregung vorschlag idee wunsch bedarf bestand analyse
    prognose entwicklung zukunft strategie vision leitbild programm förderung mittel kosten
    budget vergabe auftrag vertrag partner kooperation region kreis land bezirk orts teil mitte
    rand kern sanierung umbau neubau abriss denkmal erbe geschichte museum theater musik
    bibliothek fest feier markt spiel freizeit erholung tourismus gast kirche friedhof feuer wehr
    sicherheit ordnung sauber abfall lärm luft boden arten vielfalt tier pflanze baum
    landschaft dorf siedlung block nachbarschaft miete eigentum steuer gebühr abgabe
    """
)
VERBS = words_of(
    """
    beteiligen informieren planen entscheiden beraten vorstellen diskutieren prüfen umsetzen
    auswerten veröffentlichen einladen moderieren begleiten fördern entwickeln gestalten bauen
    sanieren beschließen berichten anregen vorschlagen befragen mitwirken unterstützen stärken
    sichern schaffen finden setzen stellen bringen halten zeigen führen
    """
)
ADJECTIVES = words_of(
    """
    kommunal öffentlich frühzeitig verbindlich freiwillig informell formell transparent offen
    gemeinsam städtisch ländlich regional örtlich digital sozial kulturell wirtschaftlich
    nachhaltig barrierefrei verständlich repräsentativ zufällig breit früh neu wichtig möglich
    """
)
# At these places of the law: everywhere, often, and seldom.
_KNOWN = MappingProxyType(
    {
        0: ("bürgerbeteiligung",),
        10: ("einwohnerbeteiligung", "leitlinien", "vorhabenliste"),
        1_000: ("losverfahren", "bürgerrat", "jugendbeteiligung"),
        40_000: ("bürgerbeteiligungssatzung", "zufallsauswahl", "bürgerlosverfahren"),
    }
)
_ENDINGS = ("", "", "", "s", "en", "er", "n")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_JOINTS = ("", "", "s", "s", "n", "en")
_FUNCTION_SHARE = 0.42
_COMPOUND_SHARE = 0.32
_RARE_SHARE = 0.01
_SENTENCE = 14


class Writer:
    """Words by a law like Zipf's; the same seed writes the same."""

    def __init__(self, seed: int, compounds: int) -> None:
        self.chance = random.Random(seed)
        self._function = _Zipf(FUNCTION)
        self._single = _Zipf(_shuffled(self.chance, [*PARTS, *VERBS, *ADJECTIVES], keep=40))
        self.compounds = [*dict.fromkeys(self._made(compounds))]
        self._compound = _Zipf(self.compounds)

    def _made(self, count: int) -> Iterator[str]:
        for number in range(count):
            yield from _KNOWN.get(number, ())
            parts = self.chance.choices(PARTS, k=self.chance.choice((2, 2, 2, 3)))
            yield self.chance.choice(_JOINTS).join(parts) + self.chance.choice(("", "", "en", "s"))

    def page(self, words: int) -> str:
        """About so many words, in lines as they come out of a file."""
        chosen = [self._word() for _ in range(words)]
        sentences = (" ".join(chosen[at : at + _SENTENCE]) for at in range(0, words, _SENTENCE))
        return ".\n".join(each[0].upper() + each[1:] for each in sentences) + "."

    def _word(self) -> str:
        kind = self.chance.random()
        if kind < _FUNCTION_SHARE:
            return self._function.draw(self.chance)
        if kind < _FUNCTION_SHARE + _COMPOUND_SHARE:
            return self._compound.draw(self.chance).capitalize()
        if kind > 1 - _RARE_SHARE:
            return str(self.chance.randint(1, 2030))
        word = self._single.draw(self.chance)
        if word in ADJECTIVES:
            return word + self.chance.choice(_ADJECTIVE_ENDINGS)
        return word if word in VERBS else (word + self.chance.choice(_ENDINGS)).capitalize()


class _Zipf:
    """The first is drawn most often, the n-th one n-th as often."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._sums = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def draw(self, chance: random.Random) -> str:
        return self._words[bisect(self._sums, chance.random() * self._sums[-1])]


def _shuffled(chance: random.Random, words: Sequence[str], keep: int) -> list[str]:
    """The first stay first."""
    rest = list(words[keep:])
    chance.shuffle(rest)
    return [*words[:keep], *rest]
