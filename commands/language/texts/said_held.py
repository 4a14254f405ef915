"""Hold back in German what was just said: on a condition, not decided, or not meant."""

# In a part of the message beside the change: it is not settled yet.
UNSETTLED = (
    (
        "^(?:bitte )?warten? (?:sie )?(?:(?:aber|bitte|damit|noch|mal|da) )*(?:noch|damit|"
        "kurz|ab|mit|bis)\\b.*"
    ),
    (
        "^(?:machen|tun|tragen|löschen|melden|ziehen|schicken|unternehmen) (?:sie )?(?:\\w+ "
        "){0,3}?noch (?:nicht|nichts)\\b.*"
    ),
    (
        "noch (?:nicht|nichts|keine?) (?:\\w+ )?(?:eintragen|machen|jetzt|sicher|anmelden|"
        "absagen|abmelden|klar|fest|raus|entschieden|löschen|verbindlich|unternehmen|"
        "einreichen|weitergeben|geklärt|abschicken|zurückziehen)$"
    ),
    "^(?:das )?kommt (?:ganz |noch )?(?:auf|drauf|darauf)\\b.*\\ban\\b.*",
    "^(?:ich )?(?:glaube|denke|vermute|schätze)$",
    "noch (?:unsicher|unschlüssig|unklar|offen|fraglich|unentschieden)$|^noch nicht(?: jetzt)?$",
    (
        "erst (?:nach|wenn|falls|sobald)\\b(?! der arbeit| dem mittag\\w*| der mittag\\w*| "
        "\\d).*|^nur (?:wenn|falls|sofern)\\b.*"
    ),
    (
        "(?:muss|müssen|müsste|will|wollte|sollte) (?:ich |wir )?(?:\\w+ ){0,3}?(?:erst|"
        "noch)\\b(?: \\w+){0,5}? (?:\\w*klären|fragen|schauen|prüfen|sehen|\\w*sprechen|"
        "organisieren|überlegen|\\w*stimmen|nachfragen|nachsehen|entscheiden|rückfragen|"
        "genehmigen lassen)$"
    ),
    (
        "überlege (?:ich |es |mir |das )*(?:aber |es |mir )*noch\\b.*|^(?:ich |das |es "
        ")*überlege (?:\\w+ ){0,4}?noch\\b.*"
    ),
    (
        "(?:entscheide|entscheiden|entscheidet sich|klärt sich|zeigt sich) (?:\\w+ )?(?:\\w+ "
        ")?(?:noch|nächste\\w*|morgen|später|erst)\\b.*"
    ),
    (
        "^frag(?:en|e)? (?:sie )?(?:mich|uns) (?:\\w+ )?(?:später|morgen|"
        "nochmals?|noch mal|noch einmal|wieder|dann|nächste \\w+)(?: \\w+){0,3}$"
    ),
    (
        "^(?:glaube|denke|vermute|hoffe|schätze) ich(?: \\w+)?$|^mal (?:sehen|schauen|"
        "gucken)(?: \\w+)?$"
    ),
    (
        "weiß (?:ich |es |das )*(?:aber )?noch nicht\\b.*|^bin (?:ich )?(?:mir )?(?:\\w+ "
        ")?(?:nicht sicher|unsicher|unschlüssig)$"
    ),
    (
        "^es (?:sei|sie|wäre)(?: denn)?$|vorbehaltlich\\b.*|unter vorbehalt|ohne gewähr|^im "
        "zweifel\\b.*|^höchstens\\b.*"
    ),
    (
        "^(?:vorerst|vorläufig|einstweilen|bis auf weiteres|eventuell|möglicherweise|"
        "womöglich|unter umständen)$|^bis ich\\b.*"
    ),
    (
        "^(?:sagen wir |oder |also |dann )*(?:lieber |besser |eher )+(?:vielleicht|mal "
        "nicht)$|^sagen wir (?:\\w+ )?vielleicht$|^sagen wir (?:lieber|besser|eher)$"
        "|^(?:das )?gilt (?:aber )?(?:nur|erst)$|^(?:nur|erst)$|^erst einmal$"
    ),
)
# Beside an answer: it is named for the time before or after it.
AROUND_IT = ("^(?:nach|vor|bis|seit) (?:dem |der |zum |zu )?(?:termin|treffen|nummer) \\d+\\b.*",)
# Beside any other change.
PONDERED = (
    (
        "^(?:ich|wir) \\w+ (?:\\w+ ){0,4}?(?:vielleicht|eventuell|möglicherweise|irgendwann)\\b.*|"
        "^(?:ich |wir )?(?:überlege|überlegen|plane|planen|erwäge|spiele)\\b.*|^(?:ich |wir )?"
        "(?:habe|haben) (?:\\w+ )?vor$"
    ),
)
# How one wants to be reminded, and no refusal.
MANNER = (
    (
        "nicht (?:zu |erst |nur |allzu |so |schon |gleich |immer )+"
        "(?:früh|spät|kurz|knapp|oft|bald|am)\\w*.*"
    ),
)
# Another date takes its place: "Statt zu Termin 12 …".
INSTEAD = ("(?:statt|anstatt|anstelle) (?:(?:von|zu|an|bei|termin|nummer|der|dem|am) )*\\d{1,6}",)
# Takes anything but a refusal back.
RATHER_NOT = (
    (
        "^(?:eigentlich |dann |jetzt |oder |vielleicht )*(?:eher|lieber|wohl|besser|doch|"
        "vielleicht|eigentlich)(?: \\w+)? nicht(?: mehr)?$"
    ),
)
# What was said is reported, mocked, wished or of somebody else.
NOT_MEANT = (
    (
        "^so (?:hieß|stand|steht|heißt|lautet\\w*) (?:es|das)?\\b.*|^so (?:die|der|das|"
        "mein\\w*|unser\\w*) \\w+$"
    ),
    (
        "^(?:das |so )?(?:sagte?|meinte?|schreibt|schrieb|findet|will|möchte) (?:mein\\w*|"
        "unser\\w*|frau|herr|die|der) \\w+$"
    ),
    "^(?:es heißt|wie es heißt|beinahe|fast|wie wäre es mit|wer von (?:ihnen|uns)|bitte nicht)$",
    (
        "^hätten? (?:ich|wir) (?!gern)(?:\\w+ ){0,3}?"
        "(?:zeit|geld|urlaub|lust|gelegenheit|frei|die wahl)$"
    ),
    "^(?:dachte|meinte|glaubte|hoffte) (?:ich|wir)(?: \\w+)?$",
    "^(?:das )?hat (?:\\w+ ){0,2}?\\w+ (?:gesagt|gemeint|geschrieben|behauptet|diktiert)$",
    (
        "wollte ich (?:\\w+ ){0,3}?(?:schreiben|sagen|fragen|antworten)$|hätte ich (?:\\w+ "
        "){0,2}?(?:geschrieben|gesagt)$"
    ),
    (
        "^(?:das )?(?:wäre|war) (?:\\w+ )?(?:schön |toll |gut |nett |möglich )?gewesen$|"
        "^(?:das )?war (?:letzt\\w+|voriges|damals|vor)\\b.*"
    ),
    (
        "^(?:damals|früher|seinerzeit)(?: jedenfalls| mal| noch)?$|^(?:ich )?(?:wünschte|"
        "träume)$|^schade dass es nicht\\b.*"
    ),
    (
        "war (?:natürlich |nur )?(?:gelogen|geflunkert|erfunden|unsinn|quatsch|blödsinn|"
        "ironisch|ironie)(?: \\w+)?$"
    ),
    (
        "stimmt (?:aber |so |doch |natürlich |gar )*nicht$|^(?:also |aber )*nicht (?:ich|"
        "wir)\\b.*|gilt (?:aber )?nicht\\b.*"
    ),
    (
        "^(?:stimmt das|richtig formuliert|ist das so richtig)\\b.*|(?:richtig|korrekt) "
        "(?:formuliert|geschrieben|ausgedrückt)$"
    ),
)
# Behind a change that is no answer to a date: on a condition that is no courtesy.
ONLY_IF = (
    (
        "^(?:sofern|vorausgesetzt|falls|wenn)\\b(?! (?:sie|das|es|ihnen|ich|wir|möglich|noch|"
        "erlaubt|gewünscht|nötig|machbar|recht|der|die|ein|eine|termin|nicht)\\b).*"
    ),
    (
        "^(?:falls|sofern|wenn) (?:das|es|ich|wir|die|der|mein\\w*|unser\\w*) (?:\\w+ "
        "){0,6}?(?:zustimm\\w*|absag\\w*|genehmig\\w*|erlaub\\w*|ausfäll\\w*|regnet|"
        "verschoben|abgelehnt|krank|angemeldet|zusag\\w*|dazwischenkommt|verhindert|"
        "zeit|lust|gelegenheit|"
        "vergess\\w*)\\b.*"
    ),
    "^außer\\b.*",
)
# Puts another number in the place of the one before: "…, ich meine 13".
ANOTHER = (
    (
        "(?:nein|ich meine|ich meinte|besser|besser gesagt|oder|vielmehr|sondern|quatsch|korrektur|"
        "pardon|halt|moment) (?:(?:doch|lieber|besser|gesagt|war|es|eher|termin|nummer|nr|zu|am|an|"
        "den|die|der|einreichung|frage|auch) )*\\d{1,6}$"
    ),
    "\\d+ oder (?:(?:termin|nummer|einreichung|frage|zu|an|bei) )*\\d{1,6}",
)
