"""Names, summaries and examples of !stand and !rundbrief."""

WORDS = "Seit wann"
WISH = "Wie oft und wohin"
FOREWORD = "Text"
STATE = ("Zeigt, was es im Netzwerk Neues gibt.", "stand seit 1.9.", ("neues", "wasgibtsneues"))
ORDER = (
    "Bestellt, was es Neues gibt: jede Woche oder jeden Monat, hier oder per E-Mail.",
    "rundbrief wöchentlich",
    ("newsletter",),
)
PREVIEW = ("Zeigt, wie der Rundbrief jetzt aussähe.", "rundbrief vorschau")
WRITE_FOREWORD = (
    "Setzt ein Vorwort in den nächsten Rundbrief.",
    "rundbrief vorwort Wir sehen uns beim Netzwerktreffen.",
)
EXPORT = ("Sendet den Rundbrief als Datei (Markdown) in diesen Raum.", "rundbrief export")
