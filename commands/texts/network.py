"""What the network is and whom to ask: sentences around the configured facts.

The constants are the defaults of section [network]. None of them names the network itself, so
that they stay right when it is renamed.
"""

from commands.texts.markup import Bold, Code, Inline, Link, Text, text

NAME = "NeKoPa"
ABOUT = (
    "Das Netzwerk wurde 2013 unter dem Dach des Netzwerks Bürgerbeteiligung gegründet. Mitglieder"
    " sind Beschäftigte von Kommunen. Im Juni 2023 waren es 110 Mitglieder aus mehr als 90"
    " Kommunen. Sie treffen sich einmal im Jahr für zwei Tage und tauschen sich in"
    " Online-Konferenzen und per E-Mail aus."
)
WEBSITE = "https://www.netzwerk-buergerbeteiligung.de"
CONTACT_EMAIL = "info@netzwerk-buergerbeteiligung.de"
CONTACT_ADDRESS = "c/o Stiftung Mitarbeit, Bundesgeschäftsstelle, Am Kurpark 6, 53177 Bonn"
CONTACT_PHONE = "(02 28) 6 04 24-0"
CONTACT_FAX = "(02 28) 6 04 24-22"
JOIN_TEXT = (
    "Mitglied werden können Beschäftigte von Kommunen. Bitte wenden Sie sich an Marion Stock,"
    " stock@netzwerk-buergerbeteiligung.de."
)
BROCHURE_TITLE = "Kommunale Partizipationsbeauftragte – ein neues Berufsbild entsteht"
BROCHURE_URL = "https://www.netzwerk-buergerbeteiligung.de/nekopa/"

ABOUT_SUMMARY = "Zeigt, was das Netzwerk ist."
JOIN_SUMMARY = "Zeigt, wie Sie Mitglied werden."
CONTACT_SUMMARY = "Zeigt, an wen Sie sich wenden können."
BROCHURE_SUMMARY = "Zeigt, wo Sie die Broschüre zum Berufsbild finden."

NO_JOIN_TEXT = "Wie Sie Mitglied werden, sagt Ihnen das Netzwerkmanagement."
NO_CONTACT = "Zurzeit sind keine Angaben hinterlegt."
NO_BROCHURE = text("Zurzeit ist keine Broschüre hinterlegt.")


def about(prefix: str, *, name: str, short_name: str, about: str, website: str) -> Text:
    title: tuple[Inline, ...] = (Bold(name),)
    if short_name != name:
        title += (f" ({short_name})",)
    answer = text(*title)
    if about:
        answer += text(about)
    if website:
        answer += text(Link("Mehr auf der Internetseite", website))
    return answer + text(
        "Wie Sie Mitglied werden, zeigt ",
        Code(f"{prefix}mitmachen"),
        ". An wen Sie sich wenden können, zeigt ",
        Code(f"{prefix}kontakt"),
        ".",
    )


def join(short_name: str, how: str) -> Text:
    return text(Bold(f"Mitmachen bei {short_name}")) + text(how)


def contact(
    short_name: str, *, name: str, address: str, phone: str, fax: str, email: str, website: str
) -> Text:
    known = (
        ("Ansprechperson", name),
        ("Anschrift", f"{short_name}, {address}" if address else ""),
        ("Telefon", phone),
        ("Telefax", fax),
        ("E-Mail", email),
    )
    lines: list[Inline] = [f"{label}: {value}" for label, value in known if value]
    if website:
        lines.append(Link("Internet", website))
    if not lines:
        lines.append(NO_CONTACT)
    separated = [part for line in lines for part in (line, "\n")][:-1]
    return text(Bold(f"Kontakt zu {short_name}")) + text(*separated)


def brochure(title: str, url: str) -> Text:
    return text("Die Broschüre zum Berufsbild: ", Link(f"»{title}«" if title else "Broschüre", url))
