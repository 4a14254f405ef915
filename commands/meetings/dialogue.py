"""!termin neu alone: a date asked for step by step in the direct chat."""

from collections.abc import Awaitable, Callable
from typing import Any

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
from commands.meetings import fields
from commands.meetings.actions import Action
from commands.meetings.checking import checked
from commands.meetings.draft import MeetingDraft, usual_end
from commands.meetings.expression import Expression, Unclear, read_expression
from commands.meetings.fields import UnclearError
from commands.meetings.performing import perform
from commands.pending import Choice, Refused
from commands.texts import meeting_dialogue as texts
from commands.texts.meetings import KINDS

SUBJECT = "meeting"
_KINDS = {label: kind for kind, label in KINDS.items()}
_WHOLE_DAYS = frozenset({"frist", "netzwerktreffen"})

Read = Callable[[Occasion, Said, Any], Awaitable[Taken | Unfit]]


async def start(ctx: Context) -> Reply:
    return await begin(ctx, MEETING)


async def on_answer(occasion: Occasion, message: Message) -> Reply | None:
    return await hear(occasion, message, MEETING)


ON_ANSWER = Listener(Message, on_answer)


async def _read_kind(_occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
    kind = _KINDS.get(said.text) or fields.kind_of(said.text)
    return Unfit(texts.no_kind()) if kind is None else Taken(kind)


async def _read_time(occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
    zone = occasion.settings.timezone
    read = read_expression(said.text, occasion.now.astimezone(zone).date(), zone.key)
    if isinstance(read, Unclear):
        return Unfit(read.why, read.options)
    if read.when is None:
        return Unfit(texts.no_date())
    remark = texts.understood(read.shown)
    if read.rest:
        remark += texts.left_over(read.rest)
    return Taken(_kept(read), remark)


def _kept(read: Expression) -> dict[str, Any]:
    when = read.when
    return {
        "starts": when.starts if when else "",
        "ends": when.ends if when else None,
        "all_day": when is not None and when.all_day,
        "time_missing": when is not None and when.time_missing,
        "rrule": None if read.rule is None else read.rule.rrule,
        "later": read.later,
        "shown": read.shown,
    }


def _words(name: str) -> Read:
    async def read(_occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
        try:
            value = fields.title(said.text) if name == "title" else fields.words_of(name, said.text)
        except UnclearError as error:
            return Unfit(error.text)
        return Taken(value)

    return read


async def _read_registration(occasion: Occasion, said: Said, _present: Any) -> Taken | Unfit:
    today = occasion.now.astimezone(occasion.settings.timezone).date()
    try:
        return Taken(fields.registration(said.text, today))
    except UnclearError as error:
        return Unfit(error.text)


async def _send(occasion: Occasion, message: Message, answers: Answers) -> Sent | Held:
    if message.sender not in occasion.managers:
        return Sent(texts.not_allowed())
    time, kind = answers["time"], answers["kind"]
    if time["time_missing"] and kind not in _WHOLE_DAYS:
        return Held("time", Unfit(texts.no_time(time["shown"])))
    outcome = await checked(occasion, Action.new(_draft(occasion, answers)))
    if isinstance(outcome, Refused):
        return Held("time", Unfit(outcome.why))
    if isinstance(outcome, Choice):
        return Held("time", Unfit(outcome.question, tuple(o.label for o in outcome.options)))
    return Sent(await perform(occasion, outcome.action, message.sender))


def _draft(occasion: Occasion, answers: Answers) -> MeetingDraft:
    time, kind = answers["time"], answers["kind"]
    ends = time["ends"] or usual_end(kind, time["starts"], all_day=time["all_day"])
    return MeetingDraft(
        kind,
        answers["title"],
        time["starts"],
        ends,
        time["all_day"],
        occasion.settings.timezone.key,
        place=answers["place"],
        description=answers["description"],
        register_by=answers["registration"],
        later=time["later"],
        rrule=time["rrule"],
    )


MEETING = Script(
    SUBJECT,
    "termin neu",
    texts.opening,
    (
        Step(
            "kind",
            texts.KIND,
            texts.ASK_KIND,
            _read_kind,
            texts.shown_kind,
            aliases=texts.KIND_ALIASES,
            choices=tuple(_KINDS),
            required=True,
        ),
        Step(
            "title",
            texts.TITLE,
            texts.ASK_TITLE,
            _words("title"),
            texts.shown_plain,
            aliases=texts.TITLE_ALIASES,
            required=True,
        ),
        Step(
            "time",
            texts.TIME,
            texts.ASK_TIME,
            _read_time,
            texts.shown_time,
            aliases=texts.TIME_ALIASES,
            required=True,
        ),
        Step(
            "place",
            texts.PLACE,
            texts.ASK_PLACE,
            _words("place"),
            texts.shown_place,
            aliases=texts.PLACE_ALIASES,
        ),
        Step(
            "description",
            texts.DESCRIPTION,
            texts.ASK_DESCRIPTION,
            _words("description"),
            texts.shown_plain,
        ),
        Step(
            "registration",
            texts.REGISTRATION,
            texts.ASK_REGISTRATION,
            _read_registration,
            texts.shown_registration,
            aliases=texts.REGISTRATION_ALIASES,
        ),
    ),
    _send,
)
