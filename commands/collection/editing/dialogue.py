"""!eintrag neu without words: a new entry step by step in the direct chat."""

from dataclasses import asdict
from typing import Any

from commands.collection.editing.checking import checked
from commands.collection.editing.edits import EntryAction, Place
from commands.collection.editing.fields import links, statuses, values_of
from commands.collection.editing.performing import perform
from commands.collection.editing.places import place_of
from commands.collection.editing.reading import read_place
from commands.collection.fields import parse_list
from commands.collection.place import Located
from commands.collection.texts import editing_dialogue as texts
from commands.collection.texts.editing import which_body
from commands.collection.texts.guidelines import LISTS
from commands.conversation.command import Context, UnfitError
from commands.conversation.dialogue.script import (
    Answers,
    DialogueStep,
    Reader,
    Script,
    SendFailure,
    StepAnswer,
    StepValue,
    parsing,
    parsing_dates,
)
from commands.conversation.dialogue.talk import route
from commands.conversation.events import Message
from commands.language.markup import Text
from storage.collection import guidelines


async def _read_place(ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    name, body = read_place(answer.text)
    place = await place_of(ctx.tx, name, body)
    if isinstance(place, Located) and place.options:
        raise UnfitError(texts.several_places(name), place.options)
    if isinstance(place, Located):
        raise UnfitError(which_body(name, place.similar, f"{name}, Stadt, Hessen"))
    number = place.municipality_id
    municipality = None if number is None else await guidelines.municipality(ctx.tx, number)
    if municipality is None:
        return StepValue(asdict(place))
    entries = await guidelines.of_municipalities(ctx.tx, [municipality.municipality_id])
    return StepValue(asdict(place), texts.already_there([(municipality, e) for e in entries]))


def _field(name: str) -> Reader:
    return parsing_dates(lambda words, today: values_of(name, words, today)[name])


async def _send(ctx: Context, message: Message, answers: Answers) -> Text | SendFailure:
    if message.sender not in ctx.managers:
        return texts.NOT_ALLOWED
    try:
        outcome = await checked(ctx, _action(answers))
    except UnfitError as error:
        return SendFailure("place", error.text)
    return await perform(ctx, outcome.action, message.sender)


def _action(answers: Answers) -> EntryAction:
    names = ("list", "title", "document_type", "adopted_by", "summary", "source")
    fields = {name: answers[name] for name in names if answers[name] is not None}
    fields |= answers["status"] or {}
    if answers["links"]:
        fields["links"] = {"add": answers["links"]}
    return EntryAction("new", fields=fields, place=Place(**answers["place"]))


ENTRY = Script(
    "entry",
    "eintrag neu",
    texts.opening,
    (
        DialogueStep("place", texts.PLACE, _read_place, texts.shown_place, required=True),
        DialogueStep(
            "list",
            texts.LIST,
            parsing(parse_list),
            texts.shown_list,
            choices=tuple(LISTS.values()),
            required=True,
        ),
        DialogueStep("title", texts.TITLE, _field("title")),
        DialogueStep("document_type", texts.KIND, _field("document_type")),
        DialogueStep("status", texts.STATUS, parsing(statuses), texts.shown_status),
        DialogueStep("adopted_by", texts.BODY, _field("adopted_by")),
        DialogueStep("summary", texts.SUMMARY, _field("summary")),
        DialogueStep("links", texts.LINKS, parsing_dates(links), texts.shown_links),
        DialogueStep("source", texts.SOURCE, _field("source")),
    ),
    _send,
)

ROUTE = route(ENTRY)
