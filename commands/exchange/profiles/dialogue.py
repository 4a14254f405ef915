"""!profil step by step in the direct chat, and its preview with the consent."""

from collections.abc import Mapping
from dataclasses import replace
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
from commands.exchange import topics
from commands.exchange.profiles import keeping
from commands.exchange.profiles.keeping import place_of
from commands.exchange.profiles.reading import (
    LONGEST_REPORTS,
    LONGEST_ROLE,
    MOST_TOPICS,
    reachable_by,
    size_of,
    year_in,
)
from commands.exchange.profiles.texts import dialogue as texts
from commands.exchange.profiles.texts import writing as writing_texts
from commands.language.markup import NOTHING, Text
from commands.language.visible import one_line
from storage.database import Transaction
from storage.exchange import profiles
from storage.exchange.profiles import Profile


def checked(words: str, most: int) -> str:
    """Return the words on one line. Raises UnfitError."""
    line = one_line(words)
    reach = reachable_by(line)
    if reach is not None:
        raise UnfitError(writing_texts.not_reachable(reach))
    if not line or len(line) > most:
        raise UnfitError(writing_texts.too_long(most, len(line)))
    return line


async def topics_in(tx: Transaction, words: str) -> list[str]:
    """Return the topics that are named. Raises UnfitError."""
    reach = reachable_by(words)
    if reach is not None:
        raise UnfitError(writing_texts.not_reachable(reach))
    named = await topics.named(tx, words)
    if not 1 <= len(named) <= MOST_TOPICS:
        raise UnfitError(writing_texts.topics_do_not_fit(MOST_TOPICS, len(named)))
    return list(named)


def size_in(words: str) -> int:
    size = size_of(words)
    if size is None:
        raise UnfitError(writing_texts.NO_SIZE)
    return size


async def _read_place(ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    found = await place_of(ctx.tx, answer.text)
    remark = NOTHING
    if not found.known:
        remark = writing_texts.unknown_place(found.value["name"], found.similar)
    return StepValue(dict(found.value), remark)


async def _read_topics(ctx: Context, answer: StepAnswer, _present: Any) -> StepValue:
    return StepValue(await topics_in(ctx.tx, answer.text))


def _visibility(words: str) -> str:
    chosen = texts.visibility_called(words)
    if chosen is None:
        raise UnfitError(texts.WHICH_VISIBILITY)
    return chosen


def _mentions(words: str) -> bool:
    chosen = texts.is_yes(words)
    if chosen is None:
        raise UnfitError(texts.YES_OR_NO)
    return chosen


async def _send(ctx: Context, message: Message, answers: Answers) -> Text | SendFailure:
    if not answers["topics"] and not answers["place"]:
        return SendFailure("topics", writing_texts.NEEDS_SOMETHING)
    return texts.saved(await save(ctx, message.sender, answers), ctx.prefix)


async def save(ctx: Context, user_id: str, answers: Answers) -> Profile:
    """Store what was agreed to, in the place of what there was."""
    before = await profiles.of(ctx.tx, user_id)
    place: Mapping[str, Any] = answers["place"] or {"name": "", "land": "", "ags": None}
    profile = Profile(
        0,
        user_id,
        place["name"],
        place["land"],
        place["ags"],
        answers["role"] or "",
        tuple(answers["topics"] or ()),
        answers["reports"] or "",
        answers["size"],
        answers["since"],
        (),
        (),
        answers["visibility"] or "on_request",
        bool(answers["mentions"]),
        texts.CONSENT_VERSION,
        ctx.now,
        ctx.now,
        ctx.now,
        ctx.now,
    )
    profile = keeping.compared(profile)
    if before is None:
        return await keeping.store(ctx, profile)
    number, pause = before.profile_id, before.resumes_at
    return await keeping.confirm(ctx, replace(profile, profile_id=number, resumes_at=pause))


def _previewed(answers: Answers) -> Answers:
    """Show what is stored if nothing was said of it."""
    return {
        **answers,
        "visibility": answers.get("visibility") or "on_request",
        "mentions": bool(answers.get("mentions")),
    }


def answers_of(profile: Profile | None) -> dict[str, Any]:
    """Return a profile as if it had been answered in the dialogue; every step has an answer."""
    if profile is None:
        return {step.name: None for step in SCRIPT.steps} | {"visibility": "on_request"}
    place = {"name": profile.place, "land": profile.land, "ags": profile.ags}
    return {
        "place": place if profile.place else None,
        "topics": list(profile.topics) or None,
        "role": profile.role or None,
        "reports": profile.reports or None,
        "size": profile.size,
        "since": profile.since,
        "visibility": profile.visibility,
        "mentions": profile.mentions,
    }


SCRIPT = Script(
    "profile",
    "profil",
    texts.opening,
    (
        DialogueStep("place", texts.PLACE, _read_place, texts.shown_place),
        DialogueStep("topics", texts.TOPICS, _read_topics, texts.shown_topics),
        DialogueStep("role", texts.ROLE, parsing(lambda words: checked(words, LONGEST_ROLE))),
        DialogueStep(
            "reports", texts.REPORTS, parsing(lambda words: checked(words, LONGEST_REPORTS))
        ),
        DialogueStep(
            "size", texts.SIZE, parsing(size_in), texts.shown_size, choices=texts.SIZE_CHOICES
        ),
        DialogueStep(
            "since",
            texts.SINCE,
            parsing_dates(lambda words, today: _year(words, today.year)),
        ),
        DialogueStep(
            "visibility",
            texts.VISIBILITY,
            parsing(_visibility),
            texts.shown_visibility,
            choices=texts.VISIBILITY_CHOICES,
        ),
        DialogueStep(
            "mentions",
            texts.MENTIONS,
            parsing(_mentions),
            texts.shown_mentions,
            choices=texts.MENTION_CHOICES,
        ),
    ),
    _send,
    _previewed,
    texts.CONSENT,
)
ROUTE = route(SCRIPT)


def _year(words: str, this_year: int) -> int:
    year = year_in(words, this_year)
    if year is None:
        raise UnfitError(writing_texts.no_year(this_year))
    return year
