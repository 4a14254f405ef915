"""Words that people use in any sentence to the bot, whatever it is about."""


def words(*lines: str) -> frozenset[str]:
    """Return the words that are written as lines."""
    return frozenset(word for line in lines for word in line.split())


# One form for many: of dialect, of the telephone, of typing in haste.
ONE_FORM = {
    "ich": "isch ick icke ik i",
    "nicht": "nich net ned nit nischt nedd niet nciht nihct nciht niht nicth ncht nciht nixht",
    "nichts": "nix nüscht nüx nischts",
    "was": "wat wos wås",
    "das": "dat det des dit ds",
    "wenn": "wenns wenn's",
    "ob": "obs ob's",
    "weil": "weils weil's",
    "gibt es": "gibbet gibts gibtes jibts jibtet gitt gits giebts gibtet gibs gbits gbts",
    "ist": "is isses ischt",
    "wo ist": "wos-ist wose",
    "mal": "ma mol amol emol moi emal eima",
    "wir": "mer",
    "habe": "hob han hab hän",
    "tag": "tga",
    "sagen": "sach saach sagense sog sogt sag sage",
    "zeigen": "zeig zeige zeisch zaag zoag zeigt zeigense zeich zeigst zeigten",
    "nennen": "nenn nenne nennt nennst",
    "schicken": "schick schicke schickt schickst",
    "geben": "gib geb gebt gebense gibst",
    "suchen": "such sucht",
    "weiß": "weeß woas wees weiss",
    "erinnern": "erinnere erinner erinnert errinern errinnern erinnerst errinnere errinner erinere"
    " erinern errinere erinnre",
    "löschen": "lösche lösch löscht",
    "komme": "kimm kumm kumme kimme komm kim kom",
    "kommen": "komma kemma kummen kömmen",
    "können": "könnt könnte könnten könntest kannst könntet könn könnse könntense",
    "kann": "ko kan ka",
    "keine": "koa keen keene koane kane",
    "bin": "bni bim binn ben bi bien bn bün",
    "würde": "tät täte dad dät däd",
    "hat": "hot hod hodd hett hat'n hatn",
    "ziehen": "zieht zieh",
    "streichen": "streicht streich streiche",
    "vielleicht": "vllt vlt villeicht vileicht vieleicht vielleich vileich",
    "oder": "odder od",
    "da": "doo doh",
    "geht es": "gehts jehts",
    "wird es": "wirds",
    "erinnerung": "reminder",
    "dabei": "dorbi debei dabbei dabi dabie dbei dabeii daebi dobei dabai",
    "für": "fürs fia",
    "nein": "nee nö nöö nope naa nain neee nööö neh",
    "ja": "jo joa jau jup jupp jep jepp yep yo jawoll jawohl jaa jaaa joo ya",
    "bitte": "bidde bittschön bite biite bittesehr pls",
    "leider": "leida leidr leidre",
    "auch": "ooch aach au",
    "mich": "misch mi",
    "heute": "heut",
    "etwas": "ebbes ebbs eppes öppis",
    "die": "de di",
    "wann": "wan wannn",
    "schon": "scho schonn",
    "nächste": "nächschde nächschte nächsde näxte nexte nächschd",
    "treffen": "treffe",
    "aus": "ut",
    "haben": "habter habbder hebbt hebb hend hamm ham händ hams hant habts hamse",
    "termin": "termien tremin termn temrin",
    "termine": "termiene tremine temine terminne terminen",
    "leitlinien": "leitlinen leitlienien leitlinie leidlinien leitliniene leitlienen leitlinein"
    " leitlinin richtlinien leitline",
    "online-konferenz": "onlinekonferenz onlinekonferenzen online-konferenzen onlinekonferens"
    " video-konferenz videokonferenz webkonferenz online-konverenz onlinekonverenz "
    "konferenz"
    " konferenzen",
    "netzwerktreffen": "netzwerktreff jahrestreffen jahrestreff netzwerk-treffen nezwerktreffen"
    " netzwektreffen jahrestagung",
    "arbeitsgruppe": "arbeitsgruppen ag ags arbeitsgemeinschaft arbeitskreis",
    "broschüre": "brosschüre broschür broschure broschühre brochure broschueren broschüren",
}

# Turns an answer round, however it was typed.
NOT = "nicht"
# Short words whose letters are swapped in haste: "tga", "udn".
SWAPPED = words(
    "hat ich sie und die der das ist bin mir mit mich wir was wie wer tag von vor zum "
    "zur nur den gibt welche"
)
# A dot behind them ends no name: "Weiden i.d. OPf.", "Neukirchen b. Hl. Blut".
SHORT_IN_NAMES = words("a am b d hl i o ob st sachs schw thur v")

# A word on the list is never taken for a slip of another one.
FUNCTION_WORDS = (
    "aber ab als alle allem allen aller alles am an andere anderen anders auf aus außerdem bald",
    "bei beim bereits besser beste besten bis bisher da dafür dagegen daher dahin damit danach",
    "daneben dann daran darauf daraus darf darin darüber darum davon davor dazu denn dem den der",
    "des deshalb dessen die dies diese diesem diesen dieser dieses diesmal doch dort drei",
    "durch dürfen dürfte eben ehrlich eigentlich ein eine einem einen einer eines einfach einmal",
    "einige eins endlich er erst erste ersten es etwa fast ganz ganze gar gegen geht",
    (
        "gern gerne gerade gestern genau gut gute guten hat hatte hatten heißt her herr "
        "hier hin hinter"
    ),
    "ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in ins irgend irgendwie ist jede",
    "jedem jeden jeder jemand jetzt kein keine keinem keinen keiner klar könnte künftig kurz",
    (
        "lange lassen lässt leicht letzte letzten letztes lieber liebe machen macht man "
        "manche mehr mein"
    ),
    "meine meinem meinen meiner meines meist mit morgen muss müssen müsste nach nachher natürlich",
    "neben nehmen nehme nimmt neu neue neuen neues nie niemand noch nun nur nächste nächsten",
    "nächster nächstes ob oben oder oft ohne paar passt prima rund sage sagt sagte schön schöne",
    "sehr sehen sei sein seine seit selbst sich sicher sie sind sogar soll sollen sollte solche",
    "sondern sonst so statt steht stehen super toll trotzdem tun tut über um und uns unser unsere",
    "unserem unseren unserer unter viel viele vielen vier von vom vor vorher vielleicht wäre wären",
    "war waren warum was weder weg wegen weil weiß wissen weiter weitere weiteren welche welchem",
    "welchen welcher welches wem wen wenig wenn wer werde werden wessen wie wieder wieso will wird",
    "wirklich wo woher wohin wohl wollen wollte wurde wurden würde würden würdest zeit zu zum zur",
    "zurück zusammen zwar zwei zwischen gruß grüße viele danke dank hallo guten morgen abend",
    "tag tage tagen woche wochen monat monate monaten jahr jahre jahren stunde stunden minute",
    "minuten uhr montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz",
    "april mai juni juli august september oktober november dezember",
    "stadt städte städten gemeinde gemeinden kommune kommunen landkreis kreis land länder bund",
    "kollegin kollegen kollege kolleginnen chef chefin frau herrn amt rat ausschuss sitzung",
    "wort worte seite seiten sache sachen suche frage fragen rage karten kante kanten warte warten",
    "harte licht richt nichte dichte schicht helfe hilft helfen profit ablage aussage sage lage",
    "einrichtung einrichten einrichtungen ausrichtung einleitung ableitung linien linie titel",
    "thema themen daten dateien arbeit arbeiten leitung leiten bürger jugend kinder satzung",
    "setzung sitzungen schreiben geschrieben treffer treffend terminal termini wagen sagen tragen",
    "fragt gefragt schlagen sammlungen samstags versammlung versammlungen ratssitzung",
    "speisekarte fahrkarte speisekarten fahrkarten postkarte visitenkarte eintrittskarte bahncard",
    "mitmacht kontakte kontaktieren beiträge beitrag betrag vertrag antrag anträge auftrag",
    "komme kommt kommst kamen kam kommend kommenden kommende könnten konnte konnten",
    "wetter essen halle wein weile weiler laufen läuft lauf kauf kaufen bilder gebilde",
    "leider leiden lieder lider lieferung lehre leere angebot anmeldung anmeldungen abmeldung",
    "zusage absage zusagen absagen einladung einladungen erinnerung erinnerungen hinweis",
    "nacht nächte nackt heiß weich macht mache machst würde würdig",
    "ziehe zieht nehme melde meldet stelle trage trägt reiche reicht schaue prüfe kläre versuche",
    "bin bist angemeldet gemeldet zugesagt abgesagt eingeladen",
    "notiz protokoll folien programm tagesordnung link links hotel bahn zug auto parkplatz",
)
