"""Names of mails to a person: the same each time, and they tell nobody who it is."""

import hashlib


def name_of_mail(kind: str, user_id: str, event_id: str = "") -> str:
    person = hashlib.sha256(f"{user_id} {event_id}".encode()).hexdigest()[:16]
    return f"{kind}-{person}"
