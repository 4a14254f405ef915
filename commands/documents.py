"""!dokument sends what is stored with an entry; the management hears what could not be read."""

from collections.abc import Sequence

from pydantic import Field

from commands.collection import Entry, Outcome, Result, search
from commands.command import Arguments, Attachment, Command, Context, Occasion, Reply
from commands.command_words import find
from commands.files import FileKind
from commands.guidelines import not_found, submitting
from commands.numbers import number_of
from commands.posting import file_content, say
from commands.texts import documents as texts
from commands.texts import guidelines as guideline_texts
from commands.texts.markup import NOTHING, Text
from commands.texts.offers import to_choose
from storage import document_texts, documents, guidelines
from storage.database import Transaction
from storage.document_texts import DocumentText
from storage.documents import StoredDocument


class SendDocument(Arguments):
    place: str = Field(title=texts.PLACE, min_length=1)
    number: int | None = Field(default=None, title=texts.NUMBER)

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        """A place may be several words; the number, if there is one, is the last."""
        *place, last = text.split() or [""]
        number = number_of(last)
        if place and number is not None:
            return {"place": " ".join(place), "number": str(number)}
        return {"place": text} if text.strip() else {}


async def send_document(ctx: Context, args: SendDocument) -> Reply:
    outcome = await search(ctx.tx, args.place)
    if outcome.result is Result.NONE:
        return Reply(not_found(outcome, args.place, submitting(ctx)))
    places = {entry.municipality.name for entry in outcome.entries}
    if len(places) > 1:
        return _which_place(outcome, args.place)
    # Namesakes have only this name: their documents stand in one list.
    [place] = places
    stored = await _stored(ctx.tx, outcome.entries)
    reply = _answered(ctx, outcome.entries, place, stored, args.number)
    return Reply(_remarked(outcome, reply.text), reply.options, attachments=reply.attachments)


DOCUMENT = Command(
    "dokument",
    send_document,
    SendDocument,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("dokumente", "datei"),
    lookup=True,
)


def _answered(
    ctx: Context,
    entries: Sequence[Entry],
    place: str,
    stored: Sequence[texts.Stored],
    number: int | None,
) -> Reply:
    if not stored:
        links = [texts.links(guideline) for entry in entries for guideline in entry.guidelines]
        return Reply(texts.none(place, [link for each in links for link in each], _how(ctx, place)))
    if number is None and len(stored) == 1:
        number = 1
    if number is not None and 1 <= number <= len(stored):
        chosen = stored[number - 1]
        return Reply(texts.sending(place, chosen), attachments=(_attachment(chosen.document),))
    shown = stored[: texts.MOST_SHOWN]
    answer = NOTHING if number is None else texts.no_such_number(place, number)
    answer += texts.choice(place, shown, len(stored)) + to_choose(len(shown))
    return Reply(answer, tuple(f"dokument {place} {n}" for n in range(1, len(shown) + 1)))


def _which_place(outcome: Outcome, asked: str) -> Reply:
    found = [entry.municipality for entry in outcome.entries]
    # One line for namesakes.
    names = tuple(dict.fromkeys(municipality.name for municipality in found))
    told = [next(m for m in found if m.name == name) for name in names]
    answer = texts.which_place(asked, told) + to_choose(len(names))
    return Reply(answer, tuple(f"dokument {name}" for name in names))


def _remarked(outcome: Outcome, answer: Text) -> Text:
    """As !leitlinie says what else there is to know about the name."""
    if outcome.printed is not None:
        name = outcome.entries[0].municipality.name
        answer = guideline_texts.from_printed_list(outcome.printed, name) + answer
    if outcome.elsewhere is not None:
        answer += guideline_texts.namesake_without_entry(outcome.elsewhere)
    return answer


def _how(ctx: Context, place: str) -> Text:
    """To submit a document: by command where there is one."""
    if find("einreichen", ctx.commands) is not None:
        return texts.submit_by_command(ctx.settings.prefix, place)
    return texts.submit_by_mail(ctx.settings.network.contact_email)


async def _stored(tx: Transaction, entries: Sequence[Entry]) -> list[texts.Stored]:
    of = {g.guideline_id: (e.municipality, g.list) for e in entries for g in e.guidelines}
    found = await documents.brought(tx, of)
    several = len(entries) > 1
    return [texts.Stored(each, *of[each.guideline_id], several) for each in found]


def _attachment(document: StoredDocument) -> Attachment:
    content = file_content(document.name, FileKind[document.kind].media_type)
    return Attachment("document", {"sha256": document.sha256}, content)


# --- what could not be read


async def tell_unread(occasion: Occasion, read: DocumentText) -> None:
    """The management, once for each document and problem; nobody if there is none."""
    room_id = occasion.settings.management_room
    if room_id is None or read.problem is None:
        return
    tx = occasion.tx
    holders = await documents.holders(tx, read.sha256)
    names = {each.name for number in holders for each in await _of(tx, number, read.sha256)}
    written = await document_texts.written(tx, read.sha256)
    places = await guidelines.places(tx, holders)
    text = texts.unread(sorted(places), sorted(names), read, written)
    await say(occasion, room_id, text, f"document-{read.sha256}-{read.problem}")


async def _of(tx: Transaction, guideline_id: int, sha256: str) -> list[StoredDocument]:
    return [each for each in await documents.brought(tx, [guideline_id]) if each.sha256 == sha256]
