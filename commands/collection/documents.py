"""!dokument: send a stored document; tell the management which could not be read."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import Field

from commands.collection.guidelines import (
    called_beside,
    not_found,
    remarked,
    submitting,
)
from commands.collection.lookup import CollectionEntry, Result, look_up
from commands.collection.texts import documents as texts
from commands.collection.texts import guidelines as guideline_texts
from commands.conversation.command import (
    Arguments,
    Attachment,
    Command,
    CommandContext,
    Context,
    Reply,
)
from commands.conversation.command_words import find
from commands.conversation.elsewhere import tell_management
from commands.conversation.posting import file_content
from commands.conversation.texts.offers import to_choose
from commands.language.files import FileKind
from commands.language.markup import NOTHING, Text
from commands.language.numbers import number_of
from storage.collection import document_texts, documents, guidelines
from storage.collection.document_texts import DocumentText
from storage.collection.documents import StoredDocument
from storage.database import Transaction


class SendDocument(Arguments):
    place: str = Field(title=texts.PLACE, min_length=1)
    number: int | None = Field(default=None, title=texts.NUMBER)

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        """Split off the number if the last word is one; a place may be several words."""
        *place, last = text.split() or [""]
        number = number_of(last)
        if place and number is not None:
            return {"place": " ".join(place), "number": str(number)}
        return {"place": text} if text.strip() else {}


async def send_document(ctx: CommandContext, args: SendDocument) -> Reply:
    outcome = await look_up(ctx.tx, args.place)
    match outcome.result:
        case Result.FOUND:
            reply = await _from_entry(ctx, outcome.entries[0], args.number)
            return replace(reply, text=remarked(outcome, reply.text))
        case Result.AMBIGUOUS:
            municipalities = [entry.municipality for entry in outcome.entries]
            answer = guideline_texts.ambiguous(args.place, municipalities)
            shown = municipalities[: guideline_texts.MOST_CHOICES]
            return _choice(answer, [called_beside(each, municipalities) for each in shown])
        case Result.NONE:
            answer = not_found(outcome, args.place, submitting(ctx), to_choose)
            return Reply(answer, _lines(outcome.suggestions))


DOCUMENT = Command("dokument", send_document, SendDocument, *texts.COMMAND, lookup=True)


async def _from_entry(ctx: CommandContext, entry: CollectionEntry, number: int | None) -> Reply:
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
    answer = NOTHING if number is None else texts.no_such_number(place, number)
    answer += texts.choice(place, shown, len(stored))
    namesakes = (await look_up(ctx.tx, place)).entries
    name = called_beside(entry.municipality, [each.municipality for each in namesakes])
    return _choice(answer, [f"{name} {n}" for n in range(1, len(shown) + 1)])


def _choice(text: Text, choices: Sequence[str]) -> Reply:
    return Reply(text + to_choose(len(choices)), _lines(choices))


def _lines(choices: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"dokument {each}" for each in choices)


def _how(ctx: CommandContext, place: str) -> Text:
    """Say how to submit a document: by command where there is one."""
    if find("einreichen", ctx.commands) is not None:
        return texts.submit_by_command(ctx.prefix, place)
    return texts.submit_by_mail(ctx.settings.network.contact_email)


async def _stored(tx: Transaction, entry: CollectionEntry) -> list[texts.Stored]:
    lists = {guideline.guideline_id: guideline.list for guideline in entry.guidelines}
    found = await documents.stored(tx, lists)
    return [texts.Stored(each, lists[each.guideline_id]) for each in found]


def _attachment(document: StoredDocument) -> Attachment:
    content = file_content(document.name, FileKind[document.kind].media_type)
    return Attachment("document", {"sha256": document.sha256}, content)


# --- documents that cannot be read


async def tell_unread(ctx: Context, read: DocumentText) -> None:
    """Tell the management once for each document and problem, if any entry has it."""
    if ctx.settings.management_room is None or read.problem is None:
        return
    tx = ctx.tx
    holders = await documents.holders(tx, read.sha256)
    if not holders:
        return
    names = {each.name for number in holders for each in await _of(tx, number, read.sha256)}
    written = await document_texts.pages_with_text(tx, read.sha256)
    places = await guidelines.places(tx, holders)
    text = texts.unread(sorted(places), sorted(names), read, written)
    await tell_management(ctx, text, f"document-{read.sha256}-{read.problem}")


async def _of(tx: Transaction, guideline_id: int, sha256: str) -> list[StoredDocument]:
    return [each for each in await documents.stored(tx, [guideline_id]) if each.sha256 == sha256]
