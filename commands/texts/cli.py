"""Help texts of the command line."""

PROGRAM = "Netzwerkbot: ein Matrix-Bot für ein Netzwerk kommunaler Fachleute."
VERSION = "Zeigt die Version."
CONFIG = "Die Konfigurationsdatei (Vorlage: config.example.toml)."
RUN = "Startet den Bot und hält ihn am Laufen."
CHECK = (
    "Prüft Konfiguration, Anmeldung, Verschlüsselung, Räume, Mailserver und HTTP; ändert nichts."
)
COLLECTION = "Die Sammlung: suchen, einlesen, ausgeben."
DEMO = "Startet alles auf diesem Rechner zum Ausprobieren: Homeserver, Bot und zwei Personen."
DEMO_DIRECTORY = "Wohin die Daten der Vorführung kommen."
DEMO_PORT = "Der Port des Homeservers auf diesem Rechner."
DEMO_WEB = "Ein gebauter Web-Client, der dazu angeboten wird."
