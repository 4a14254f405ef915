"""!einreichen alone: a submission asked for step by step in the direct chat."""

from collections.abc import Callable, Mapping
from typing import Any

from commands.collection.place import Located, locate
from commands.command import Context, File, Listener, Message, Occasion, Reply
from commands.dialogue import (
    PREVIEW,
    Answers,
    Held,
    Said,
    Script,
    Sent,
    Step,
    Taken,
    Unfit,
    begin,
    hear,
)
from commands.fields import is_link, one_line
from commands.names import fold
from commands.submissions.draft import (
    Draft,
    UnfitError,
    parse_list,
    parse_note,
    parse_place,
    parse_status,
    parse_title,
    parse_url,
)
from commands.submissions.intake import Origin, receipt, submit
from commands.texts import submission_dialogue as texts
from commands.texts.guidelines import LISTS
from commands.texts.markup import NOTHING, Text
from commands.texts.submissions import not_possible

SUBJECT = "submission"


async def start(ctx: Context) -> Reply:
    """The first question, or the present one of a dialogue that was begun before."""
    if ctx.settings.management_room is None:
        return Reply(not_possible(ctx.settings.network.contact_email))
    return await begin(ctx, SUBMISSION)


async def on_answer(occasion: Occasion, message: Message) -> Reply | None:
    return await hear(occasion, message, SUBMISSION)


ON_ANSWER = Listener(Message, on_answer)


async def _read_place(occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
    if any(map(is_link, said.text.split())):
        return Unfit(texts.only_the_place())
    try:
        place = parse_place(said.text)
    except UnfitError as error:
        return Unfit(error.text)
    located = await locate(occasion.tx, place)
    if located.options:
        return _several(place, located)
    # What was asked is kept, too: the name alone may be that of several.
    return Taken({"asked": place, "name": located.name}, _remark(place, located))


def _several(asked: str, located: Located) -> Unfit:
    return Unfit(texts.several_places(asked), located.options)


def _remark(asked: str, located: Located) -> Text:
    if located.municipality is not None:
        return texts.in_collection(located.name)
    if located.ags is not None:
        return texts.in_register(located.name)
    return texts.unknown_place(asked, located.similar)


async def _read_document(_occasion: Occasion, said: Said, present: Any) -> Taken | Unfit:
    value = present or {"url": None, "file": None}
    if said.file is not None:
        return _with_file(value, said.file, said.text)
    removed = {fold(texts.WITHOUT_LINK): "url", fold(texts.WITHOUT_FILE): "file"}
    name = removed.get(fold(said.text[:30]))
    if name is not None:
        return _without(value, name)
    try:
        url = parse_url(said.text)
    except UnfitError as error:
        return Unfit(error.text)
    file = value["file"]
    remark = texts.link_noted() if file is None else texts.both_noted(file["name"])
    return Taken({**value, "url": url}, remark)


def _with_file(value: Mapping[str, Any], file: File, caption: str) -> Taken:
    """What was written with the file may be the link; more is not needed here."""
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
    return Taken(
        {"url": url, "file": noted}, remark + texts.caption_not_used() if ignored else remark
    )


def _without(value: Mapping[str, Any], name: str) -> Taken | Unfit:
    left = {**value, name: None}
    if not any(left.values()):
        return Unfit(texts.one_is_needed())
    return Taken(left, texts.part_removed())


def _also_document(value: Mapping[str, Any]) -> Text:
    return texts.how_to_remove() if all(value.values()) else NOTHING


def _field(
    parse: Callable[[str], Any], keep: Callable[[Any], Any] = lambda value: value
) -> Callable[[Occasion, Said, Any], Any]:
    async def read(_occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
        try:
            return Taken(keep(parse(said.text)))
        except UnfitError as error:
            return Unfit(error.text)

    return read


def _as_dict(status_and_date: tuple[str, str | None]) -> dict[str, str | None]:
    status, adopted = status_and_date
    return {"status": status, "adopted": adopted}


async def _send(occasion: Occasion, message: Message, answers: Answers) -> Sent | Held:
    place = answers["place"]["asked"]
    # The collection may have changed since the question.
    located = await locate(occasion.tx, place)
    if located.options:
        return Held("place", _several(place, located))
    document, status = answers["document"], answers["status"] or {}
    draft = Draft(
        place=place,
        list=answers["list"],
        url=document["url"],
        title=answers["title"],
        status=status.get("status"),
        adopted=status.get("adopted"),
        note=answers["note"],
    )
    file = None if document["file"] is None else File(**document["file"])
    origin = Origin(message.sender, message.room_id, None)
    try:
        submission = await submit(occasion, draft, located, origin, file)
    except UnfitError as error:
        return Held(PREVIEW, Unfit(error.text))
    return Sent(receipt(occasion, submission, located, file))


SUBMISSION = Script(
    SUBJECT,
    "einreichen",
    texts.opening,
    (
        Step(
            "place",
            texts.PLACE,
            texts.ASK_PLACE,
            _read_place,
            texts.shown_place,
            aliases=texts.PLACE_ALIASES,
            required=True,
        ),
        Step(
            "list",
            texts.LIST,
            texts.ASK_LIST,
            _field(parse_list),
            texts.shown_list,
            choices=tuple(LISTS.values()),
            required=True,
        ),
        Step(
            "document",
            texts.DOCUMENT,
            texts.ASK_DOCUMENT,
            _read_document,
            texts.shown_document,
            aliases=texts.DOCUMENT_ALIASES,
            required=True,
            takes_files=True,
            also=_also_document,
        ),
        Step("title", texts.TITLE, texts.ASK_TITLE, _field(parse_title), texts.shown_plain),
        Step(
            "status",
            texts.STATUS,
            texts.ASK_STATUS,
            _field(parse_status, _as_dict),
            texts.shown_status,
            aliases=texts.STATUS_ALIASES,
        ),
        Step("note", texts.NOTE, texts.ASK_NOTE, _field(parse_note), texts.shown_plain),
    ),
    _send,
)
