"""Words of times, and what stands beside them, as patterns without case."""

_WEEKDAYS = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
_DAYPARTS = "(?:vormittag|nachmittag|abend|morgen|mittag|nacht)"
_OFTEN = "(?:halb|viertel|zwei|drei|vierzehn)?(?:täglich|jährlich|monatlich|wöchentlich)"
_WHICH = "(?:jed|nächst|kommend|übernächst|vergangen|letzt|vorletzt|dies)e[nmrs]?"
_KW = "(?:kw|kalenderwochen?)"
# Patterns that stand in no title and no place, one a word.
CERTAIN = rf"""
    uhr mitternacht {_KW} kw[0-9]+ \w*ferien außer ausser ausgenommen o'clock noon midnight
    [0-9]{{1,2}}:[0-9]{{2}} [0-9]{{1,2}}\s?h[0-9]* [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
    [0-9]{{1,2}}\.\s?[0-9]{{1,2}}\.(?:\s?[0-9]{{2,4}})? [0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}
    (?:{_WEEKDAYS})(?:{_DAYPARTS}?s?)? (?:feier|werk|wochen|arbeits)tag(?:e|en|s)?
    {_OFTEN} \w+(?:wöchig|monatig|tägig) [0-9]{{1,2}}[\s-]?tägig quartalsweise wochenweise
    (?:un)?geraden?\s(?:wochen?|{_KW}) abwechselnd im\swechsel
    mez mesz cet cest utc gmt [0-9]\s?[ap]\.\s?m\. [0-9]\s?pm [cs]\.\s?t\.
    gründonnerstag karfreitag (?:oster|pfingst|rosen)montag aschermittwoch
    (?:mon|tues|wednes|thurs|fri|satur|sun)day tomorrow today
"""
# Also words of titles, but of no place.
COMMON = rf"""
    \w+wöchige[mnrs]? rhythmus turnus [0-9]+-tage-\w+ ohne\sende
    immer dann danach während schulzeit vorlesungszeit semester
    heute morgen gestern übermorgen vorgestern bald demnächst später irgendwann früh
    {_DAYPARTS}s? (?:halb|viertel|dreiviertel|kurz)\s(?:vor|nach|[0-9]) open\send
    tage?n? wochen?(?:ende|enden)? monate?n?s? jahre?n? quartal stunden? minuten? std min
    {_WHICH}\s(?:[0-9]\.|mittwoch|woche|monat|mal|\w+tags?|[^\W\d_]{{4,8}}te[nrs]?)
    jede[nmrs]? jeweils regelmäßig (?:ein|zwei|drei|vier|[0-9]\s?)mal
    ostern pfingsten fronleichnam himmelfahrt weihnachten heiligabend neujahr silvester advent
    (?:januar|jänner|februar|märz|april|juni|juli|september|oktober|november|dezember)(?!-)
    (?:im|ab|bis|seit|ende|anfang|mitte)\s(?:mai|august) (?:ende|anfang|mitte)\sde[sr]
"""
SHORT_WEEKDAY = r"(?-i:\b(?:Mo|Di|Mi|Do|Sa|Fr(?!\. [A-ZÄÖÜ]))\b|\bSo(?=[-/.]))"
# What begins or ends with these is cut out of something longer.
HANGING = (
    r"^(?:und|oder|bis|sowie|bzw\.?|zwischen|[-+&/])(?=\s|[0-9]|$)"
    r"|(?:^|\s)(?:und|oder|bis|zwischen|um|ab|am|von|vom|den|dem|gegen|ca\.?|nach|nicht|kein|statt"
    r"|[0-9]{1,2}\.)$"
)
# House numbers, rooms, telephone numbers, postal codes and storeys are no times.
ANCHORED = (
    r"(?!(?:und|oder|bis|ab|um|gegen|von|zwischen|am|den|dem|vom|ca|je)\b)"
    r"(?:[^\W\d_]{1,40}|\x00)\.?,? ?[0-9]{1,4}(?:\.[0-9]{1,3})? ?[a-z]?\b"
    r"(?:\s?(?:[-/+&]|und|bis)\s?[0-9]{1,4}[a-z]?\b)*"
    r"|\+?[0-9]{3,}(?:[ /()-]{1,3}[0-9]+)*|[0-9]{1,2}\. ?(?=[^\W\d_])"
)

# --- beside a time that is read

BEFORE_TIME = (
    r"\s{0,3}(?:so\s(?=gegen|um|ab))?(um|von|ab|gegen|zwischen|circa|ca|etwa|ungefähr"
    r"|punkt|pünktlich|spätestens|beginn|start|uhrzeit)\b[.:]?"
)
ABOUT = r"(?:\s?(?:um|gegen|ca\b\.?|circa|etwa|ungefähr|maximal|max\b\.?|spätestens)(?!\w))?"
OPEN_END = r"[\s,;(-]{0,4}(?:mit |bis )?(?:open end|ende offen|offenes ende|offenem ende)\b"
BEFORE_LENGTH = r"\s{0,3}(?:für|dauert?|ca\.?|circa|etwa)(?!\w):?"
