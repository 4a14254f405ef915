"""!dokument sends what is stored with an entry; the management hears what could not be read."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import Field

from commands.collection import Entry, Outcome, Result, search
from commands.command import Arguments, Attachment, Command, Context, Occasion, Reply
from commands.command_words import find
from commands.files import FileKind
from commands.guidelines import called, look_up, not_found, submitting
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
    outcome = await look_up(ctx.tx, args.place)
    match outcome.result:
        case Result.FOUND:
            reply = await _found(ctx, outcome.entries[0], args.number)
            return replace(reply, text=_remarked(outcome, reply.text))
        case Result.AMBIGUOUS:
            municipalities = [entry.municipality for entry in outcome.entries]
            told = guideline_texts.ambiguous(args.place, municipalities)
            shown = municipalities[: guideline_texts.MOST_CHOICES]
            return _choice(told, [called(each, municipalities) for each in shown])
        case Result.NONE:
            told = not_found(outcome, args.place, submitting(ctx))
            return _choice(told, outcome.suggestions)


DOCUMENT = Command(
    "dokument",
    send_document,
    SendDocument,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("dokumente", "datei"),
    lookup=True,
)


async def _found(ctx: Context, entry: Entry, number: int | None) -> Reply:
    place = entry.municipality.name
    stored = await _stored(ctx.tx, entry)
    if not stored:
        links = [link for g in entry.guidelines for link in guideline_texts.entry_links(g)]
        return Reply(texts.none(place, links, _how(ctx, place)))
    if number is None and len(stored) == 1:
        number = 1
    if number is not None and 1 <= number <= len(stored):
        chosen = stored[number - 1]
        return Reply(texts.sending(place, chosen), attachments=(_attachment(chosen.document),))
    shown = stored[: texts.MOST_SHOWN]
    told = NOTHING if number is None else texts.no_such_number(place, number)
    told += texts.choice(place, shown, len(stored))
    namesakes = (await search(ctx.tx, place)).entries
    asked = called(entry.municipality, [each.municipality for each in namesakes])
    return _choice(told, [f"{asked} {n}" for n in range(1, len(shown) + 1)])


def _choice(told: Text, asked: Sequence[str]) -> Reply:
    """Of what may be asked for next, if anything."""
    if not asked:
        return Reply(told)
    return Reply(told + to_choose(len(asked)), tuple(f"dokument {each}" for each in asked))


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


async def _stored(tx: Transaction, entry: Entry) -> list[texts.Stored]:
    lists = {guideline.guideline_id: guideline.list for guideline in entry.guidelines}
    found = await documents.brought(tx, lists)
    return [texts.Stored(each, lists[each.guideline_id]) for each in found]


def _attachment(document: StoredDocument) -> Attachment:
    content = file_content(document.name, FileKind[document.kind].media_type)
    return Attachment("document", {"sha256": document.sha256}, content)


# --- what could not be read


async def tell_unread(occasion: Occasion, read: DocumentText) -> None:
    """The management, once for each document and problem; nobody if no entry has it."""
    room_id = occasion.settings.management_room
    if room_id is None or read.problem is None:
        return
    tx = occasion.tx
    holders = await documents.holders(tx, read.sha256)
    if not holders:
        return
    names = {each.name for number in holders for each in await _of(tx, number, read.sha256)}
    written = await document_texts.written(tx, read.sha256)
    places = await guidelines.places(tx, holders)
    text = texts.unread(sorted(places), sorted(names), read, written)
    await say(occasion, room_id, text, f"document-{read.sha256}-{read.problem}")


async def _of(tx: Transaction, guideline_id: int, sha256: str) -> list[StoredDocument]:
    return [each for each in await documents.brought(tx, [guideline_id]) if each.sha256 == sha256]
