"""!termin neu without words: a new meeting step by step in the direct chat."""

from typing import Any

from commands.conversation.command import Context, UnfitError
from commands.conversation.dialogue.script import (
    Answers,
    DialogueStep,
    Script,
    SendFailure,
    StepAnswer,
    StepValue,
    parsing,
    parsing_dates,
)
from commands.conversation.dialogue.talk import route
from commands.conversation.events import Message
from commands.conversation.previews import PreviewChoice
from commands.language.markup import Text
from commands.meetings import fields
from commands.meetings.checking import checked, perform
from commands.meetings.draft import WHOLE_DAYS, MeetingAction, MeetingDraft, usual_end
from commands.meetings.expression import MeetingExpression, Unclear, read_expression
from commands.meetings.texts import meeting_dialogue as texts
from commands.meetings.texts.meetings import KINDS
from storage.meetings.meetings import Kind

SUBJECT = "meeting"
_KINDS = {label: kind for kind, label in KINDS.items()}


def _kind(words: str) -> Kind:
    kind = _KINDS.get(words) or fields.kind_of(words)
    if kind is None:
        raise UnfitError(texts.NO_KIND)
    return kind


async def _read_time(ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    read = read_expression(answer.text, ctx.today, ctx.zone.key)
    if isinstance(read, Unclear):
        raise UnfitError(read.why, read.options)
    if read.when is None:
        raise UnfitError(texts.NO_DATE)
    remark = texts.understood(read.shown)
    if read.rest:
        remark += texts.left_over(read.rest)
    return StepValue(_payload(read), remark)


def _payload(read: MeetingExpression) -> dict[str, Any]:
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


async def _send(ctx: Context, message: Message, answers: Answers) -> Text | SendFailure:
    if message.sender not in ctx.managers:
        return texts.NOT_ALLOWED
    time, kind = answers["time"], answers["kind"]
    if time["time_missing"] and kind not in WHOLE_DAYS:
        return SendFailure("time", texts.no_time(time["shown"]))
    try:
        outcome = await checked(ctx, MeetingAction.new(_draft(ctx, answers)))
    except UnfitError as error:
        return SendFailure("time", error.text)
    if isinstance(outcome, PreviewChoice):
        return SendFailure("time", outcome.question, tuple(o.label for o in outcome.options))
    return await perform(ctx, outcome.action, message.sender)


def _draft(ctx: Context, answers: Answers) -> MeetingDraft:
    time, kind = answers["time"], answers["kind"]
    ends = time["ends"] or usual_end(kind, time["starts"], all_day=time["all_day"])
    return MeetingDraft(
        kind,
        answers["title"],
        time["starts"],
        ends,
        time["all_day"],
        ctx.zone.key,
        place=answers["place"],
        description=answers["description"],
        register_by=answers["registration"],
        later=time["later"],
        rrule=time["rrule"],
    )


def _with_end(answers: Answers) -> Answers:
    """Show the usual end, too, which is announced if none was given."""
    time, kind = answers.get("time"), answers.get("kind")
    if not time or not kind or time["ends"] or time["all_day"] or time["time_missing"]:
        return answers
    ends = usual_end(kind, time["starts"], all_day=False)
    if ends == time["starts"]:
        return answers
    shown = texts.with_usual_end(time["shown"], ends)
    return {**answers, "time": {**time, "shown": shown}}


MEETING = Script(
    SUBJECT,
    "termin neu",
    texts.opening,
    (
        DialogueStep(
            "kind",
            texts.KIND,
            parsing(_kind),
            texts.shown_kind,
            choices=tuple(_KINDS),
            required=True,
        ),
        DialogueStep("title", texts.TITLE, parsing(fields.title), required=True),
        DialogueStep("time", texts.TIME, _read_time, texts.shown_time, required=True),
        DialogueStep("place", texts.PLACE, parsing(fields.place), texts.shown_place),
        DialogueStep("description", texts.DESCRIPTION, parsing(fields.description)),
        DialogueStep(
            "registration",
            texts.REGISTRATION,
            parsing_dates(fields.registration),
            texts.shown_registration,
        ),
    ),
    _send,
    _with_end,
)

ROUTE = route(MEETING)
