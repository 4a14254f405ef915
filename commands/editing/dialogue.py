"""!eintrag neu alone: an entry asked for step by step in the direct chat."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from commands.collection.place import Located
from commands.command import Context, Listener, Message, Occasion, Reply
from commands.dialogue import (
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
from commands.editing.actions import Action, Place
from commands.editing.checking import checked
from commands.editing.fields import links, statuses, values_of
from commands.editing.performing import perform
from commands.editing.places import place_of
from commands.editing.reading import read_place
from commands.fields import UnfitError, parse_list
from commands.pending import Checked, Refused
from commands.texts import editing_dialogue as texts
from commands.texts.editing import which_body
from commands.texts.guidelines import LISTS
from commands.texts.markup import Text
from storage import guidelines

Read = Callable[[Occasion, Said, Any], Awaitable[Taken | Unfit]]


async def start(ctx: Context) -> Reply:
    return await begin(ctx, ENTRY)


async def on_answer(occasion: Occasion, message: Message) -> Reply | None:
    return await hear(occasion, message, ENTRY)


ON_ANSWER = Listener(Message, on_answer)


async def _read_place(occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
    try:
        name, body = read_place(said.text)
    except UnfitError as error:
        return Unfit(error.text)
    place = await place_of(occasion.tx, name, body)
    if isinstance(place, Located) and place.options:
        return Unfit(texts.several_places(name), place.options)
    if isinstance(place, Located):
        return Unfit(which_body(name, place.similar, f"{name}, Stadt, Hessen"))
    number = place.municipality_id
    municipality = None if number is None else await guidelines.municipality(occasion.tx, number)
    if municipality is None:
        return Taken(asdict(place))
    entries = await guidelines.of_municipalities(occasion.tx, [municipality.municipality_id])
    return Taken(asdict(place), texts.already_there([(municipality, e) for e in entries]))


def _field(name: str) -> Read:
    async def read(occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
        today = occasion.now.astimezone(occasion.settings.timezone).date()
        try:
            match name:
                case "list":
                    return Taken(parse_list(said.text))
                case "status":
                    return Taken(statuses(said.text))
                case "links":
                    return Taken(links(said.text, today))
                case _:
                    return Taken(values_of(name, said.text, today)[name])
        except UnfitError as error:
            return Unfit(error.text)

    return read


async def _send(occasion: Occasion, message: Message, answers: Answers) -> Sent | Held:
    if message.sender not in occasion.managers:
        return Sent(texts.not_allowed())
    outcome = await checked(occasion, _action(answers))
    if isinstance(outcome, Checked):
        return Sent(await perform(occasion, outcome.action, message.sender))
    why = outcome.why if isinstance(outcome, Refused) else outcome.question
    return Held("place", Unfit(why))


def _action(answers: Answers) -> Action:
    names = ("list", "title", "document_type", "adopted_by", "summary", "source")
    fields = {name: answers[name] for name in names if answers[name] is not None}
    fields |= answers["status"] or {}
    if answers["links"]:
        fields["links"] = {"add": answers["links"]}
    return Action("new", fields=fields, place=Place(**answers["place"]))


def _step(name: str, label: str, question: Text, aliases: tuple[str, ...] = ()) -> Step:
    return Step(name, label, question, _field(name), texts.shown_plain, aliases=aliases)


ENTRY = Script(
    "entry",
    "eintrag neu",
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
            _field("list"),
            texts.shown_list,
            choices=tuple(LISTS.values()),
            required=True,
        ),
        _step("title", texts.TITLE, texts.ASK_TITLE),
        _step("document_type", texts.KIND, texts.ASK_KIND, texts.KIND_ALIASES),
        Step(
            "status",
            texts.STATUS,
            texts.ASK_STATUS,
            _field("status"),
            texts.shown_status,
            aliases=texts.STATUS_ALIASES,
        ),
        _step("adopted_by", texts.BODY, texts.ASK_BODY),
        _step("summary", texts.SUMMARY, texts.ASK_SUMMARY),
        Step(
            "links",
            texts.LINKS,
            texts.ASK_LINKS,
            _field("links"),
            texts.shown_links,
            aliases=texts.LINKS_ALIASES,
        ),
        _step("source", texts.SOURCE, texts.ASK_SOURCE),
    ),
    _send,
)
