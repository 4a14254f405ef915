"""What everybody is asked for when the annual meeting is over."""

from commands.texts.markup import Bold, Link, Text, text
from commands.texts.meetings import named
from storage.meetings import Meeting


def afterwards(meeting: Meeting, email: str) -> Text:
    told = text(Bold(f"{named(meeting)} ist vorbei.")) + text(
        "Haben Sie dort etwas vorgestellt oder mitgeschrieben? Bitte senden Sie Ihre Folien und"
        " Protokolle hier in diesen Raum, dann haben alle etwas davon."
    )
    if not email:
        return told
    return told + text("Oder an das Netzwerkmanagement: ", Link(email, f"mailto:{email}"))
