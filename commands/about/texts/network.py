"""Sentences about the network and its contacts, around the configured facts."""

from commands.conversation.settings import Network
from commands.language.markup import Bold, Code, Inline, Link, Text, text

ABOUT = ("Zeigt, was das Netzwerk ist.", "nekopa", ("netzwerk",))
JOIN = ("Zeigt, wie Sie Mitglied werden.", "mitmachen", ("mitglied",))
CONTACT = ("Zeigt, an wen Sie sich wenden können.", "kontakt", ("adresse",))
BROCHURE = ("Zeigt, wo Sie die Broschüre zum Berufsbild finden.", "broschüre", ("berufsbild",))


def about(network: Network, prefix: str) -> Text:
    title: tuple[Inline, ...] = (Bold(network.name),)
    if network.short_name != network.name:
        title += (f" ({network.short_name})",)
    answer = text(*title)
    if network.about:
        answer += text(network.about)
    if network.website:
        answer += text(Link("Mehr auf der Internetseite", network.website))
    return answer + text(
        "Wie Sie Mitglied werden, zeigt ",
        Code(f"{prefix}mitmachen"),
        ". An wen Sie sich wenden können, zeigt ",
        Code(f"{prefix}kontakt"),
        ".",
    )


def join(network: Network) -> Text:
    how = network.join_text or "Wie Sie Mitglied werden, sagt Ihnen das Netzwerkmanagement."
    return text(Bold(f"Mitmachen bei {network.short_name}")) + text(how)


def contact(network: Network) -> Text:
    address = network.contact_address and f"{network.short_name}, {network.contact_address}"
    known = (
        ("Ansprechperson", network.contact_name),
        ("Anschrift", address),
        ("Telefon", network.contact_phone),
        ("Telefax", network.contact_fax),
        ("E-Mail", network.contact_email),
    )
    lines: list[Inline] = [f"{label}: {value}" for label, value in known if value]
    if network.website:
        lines.append(Link("Internet", network.website))
    if not lines:
        lines.append("Zurzeit sind keine Angaben hinterlegt.")
    separated = [part for line in lines for part in (line, "\n")][:-1]
    return text(Bold(f"Kontakt zu {network.short_name}")) + text(*separated)


def brochure(network: Network) -> Text:
    title, url = network.brochure_title, network.brochure_url
    if not url:
        return text("Zurzeit ist keine Broschüre hinterlegt.")
    return text("Die Broschüre zum Berufsbild: ", Link(f"»{title}«" if title else "Broschüre", url))
