"""!einreichen without words: a submission step by step in the direct chat."""

from collections.abc import Mapping
from typing import Any

from commands.collection.fields import (
    is_link,
    parse_list,
    parse_note,
    parse_place,
    parse_status,
    parse_title,
    parse_url,
)
from commands.collection.place import Located, locate
from commands.collection.texts.editing_dialogue import several_places, shown_list, shown_place
from commands.collection.texts.guidelines import LISTS
from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.dialogue.script import (
    PREVIEW,
    Answers,
    DialogueStep,
    Script,
    SendFailure,
    StepAnswer,
    StepValue,
    parsing,
)
from commands.conversation.dialogue.talk import begin, route
from commands.conversation.events import File, Message
from commands.language.markup import NOTHING, Text
from commands.language.names import fold
from commands.language.visible import one_line
from commands.submissions.draft import SubmissionDraft
from commands.submissions.intake import Origin, receipt, submit
from commands.submissions.placing import is_known, named_in
from commands.submissions.texts import placing as placing_texts
from commands.submissions.texts import submission_dialogue as texts
from commands.submissions.texts.submissions import not_possible

SUBJECT = "submission"


async def start(ctx: CommandContext) -> Reply:
    """Ask the first question, or the present one of a dialogue that is open."""
    if ctx.settings.management_room is None:
        return Reply(not_possible(ctx.settings.network.contact_email))
    return await begin(ctx, SUBMISSION)


async def _read_place(ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    if any(map(is_link, answer.text.split())):
        raise UnfitError(texts.ONLY_THE_PLACE)
    if answer.text == placing_texts.NO_OTHER:
        raise UnfitError(placing_texts.WRITE_AGAIN)
    used = placing_texts.used(answer.text)
    place = parse_place(used or answer.text)
    located = await locate(ctx.tx, place)
    if located.options:
        raise UnfitError(several_places(place), located.options)
    if not is_known(located) and used is None:
        # "die Stadt Bonn", "wir sind aus Bonn"
        named = await named_in(ctx.tx, place)
        place, located = (place, located) if named is None else (named.name, named)
    if not is_known(located) and used is None:
        choices = placing_texts.yes_use(place), placing_texts.NO_OTHER, *located.similar[:3]
        raise UnfitError(placing_texts.use_anyway(place), choices)
    # The typed words are stored, too: several places may have the name.
    return StepValue({"asked": place, "name": located.name}, _remark(located))


def _remark(located: Located) -> Text:
    if located.municipality is not None:
        return texts.in_collection(located.name)
    return texts.in_register(located.name) if located.ags is not None else NOTHING


async def read_document(_ctx: Context, answer: StepAnswer, present: Any) -> StepValue:
    value = present or {"url": None, "file": None}
    if answer.file is not None:
        return _with_file(value, answer.file, answer.text)
    removed = {fold(texts.WITHOUT_LINK): "url", fold(texts.WITHOUT_FILE): "file"}
    name = removed.get(fold(answer.text[:30]))
    if name is not None:
        return _without(value, name)
    if answer.text.strip() and not any(mark in answer.text for mark in "./:"):
        raise UnfitError(texts.NO_LINK_IN_IT)
    url, file = parse_url(answer.text), value["file"]
    remark = texts.LINK_NOTED if file is None else texts.both_noted(file["name"])
    return StepValue({**value, "url": url}, remark)


def _with_file(value: Mapping[str, Any], file: File, caption: str) -> StepValue:
    """Note the file; its caption may be the link, and nothing else is needed here."""
    try:
        url, ignored = parse_url(caption), False
    except UnfitError:
        url, ignored = value["url"], bool(caption)
    name, former = one_line(file.name), value["file"]
    if former is not None:
        remark = texts.file_replaced(name, former["name"])
    else:
        remark = texts.file_noted(name) if url is None else texts.both_noted(name)
    noted = {"name": name, "source": dict(file.source), "encrypted": file.encrypted}
    return StepValue(
        {"url": url, "file": noted}, remark + texts.CAPTION_NOT_USED if ignored else remark
    )


def _without(value: Mapping[str, Any], name: str) -> StepValue:
    left = {**value, name: None}
    if not any(left.values()):
        raise UnfitError(texts.ONE_IS_NEEDED)
    return StepValue(left, texts.PART_REMOVED)


def _also_document(value: Mapping[str, Any]) -> Text:
    return texts.HOW_TO_REMOVE if all(value.values()) else NOTHING


def _status(words: str) -> dict[str, str | None]:
    status, adopted = parse_status(words)
    return {"status": status, "adopted": adopted}


async def located_in(ctx: Context, answers: Answers) -> Located | SendFailure:
    """Locate it once more: the collection may have changed since the question."""
    place = answers["place"]["asked"]
    located = await locate(ctx.tx, place)
    if located.options:
        return SendFailure("place", several_places(place), located.options)
    return located


def draft_of(answers: Answers) -> SubmissionDraft:
    status = answers["status"] or {}
    return SubmissionDraft(
        place=answers["place"]["asked"],
        list=answers["list"],
        url=answers["document"]["url"],
        title=answers["title"],
        status=status.get("status"),
        adopted=status.get("adopted"),
        note=answers["note"],
    )


async def _send(ctx: Context, message: Message, answers: Answers) -> Reply | SendFailure:
    located = await located_in(ctx, answers)
    if isinstance(located, SendFailure):
        return located
    draft, document = draft_of(answers), answers["document"]
    file = None if document["file"] is None else File(**document["file"])
    origin = Origin(message.sender, message.room_id, None)
    try:
        submission = await submit(ctx, draft, located, origin, file)
    except UnfitError as error:
        return SendFailure(PREVIEW, error.text)
    return receipt(ctx, submission, located, file)


SUBMISSION = Script(
    SUBJECT,
    "einreichen",
    texts.opening,
    (
        DialogueStep("place", texts.PLACE, _read_place, shown_place, required=True),
        DialogueStep(
            "list",
            texts.LIST,
            parsing(parse_list),
            shown_list,
            choices=tuple(LISTS.values()),
            required=True,
        ),
        DialogueStep(
            "document",
            texts.DOCUMENT,
            read_document,
            texts.shown_document,
            required=True,
            takes_files=True,
            also=_also_document,
        ),
        DialogueStep("title", texts.TITLE, parsing(parse_title)),
        DialogueStep("status", texts.STATUS, parsing(_status), texts.shown_status),
        DialogueStep("note", texts.NOTE, parsing(parse_note)),
    ),
    _send,
)

ROUTE = route(SUBMISSION)
