"""Store a profile with the moment at which something is to be done about it next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from commands.collection.place import Located, locate
from commands.collection.terms import registered
from commands.conversation.command import Context, UnfitError
from commands.conversation.posting import subject_of
from commands.conversation.settings import Settings
from commands.exchange.profiles.reading import LONGEST_PLACE, reachable_by
from commands.exchange.profiles.texts import writing as texts
from commands.exchange.questions.reading import key_of, stems_of
from commands.exchange.unasked import after_quiet
from commands.language.visible import one_line
from storage.conversation import awaited, outbox
from storage.database import Transaction
from storage.exchange import forgetting, inquiries, profiles, topics
from storage.exchange.profiles import Profile

# The subjects of the yearly question, and of the question whether a contact may be passed on.
CHECK, CONTACT = "profile", "contact"
YEAR, HIDE_AFTER, LEFT_FOR = timedelta(days=365), timedelta(days=60), timedelta(days=30)

UpkeepStep = Literal["resume", "ask", "hide", "delete"]


def next_step(profile: Profile, settings: Settings) -> tuple[datetime, UpkeepStep]:
    """Return what is to be done next if the person says nothing, and when."""
    if profile.left_at is not None:
        return profile.left_at + LEFT_FOR, "delete"
    steps: list[tuple[datetime, UpkeepStep]] = []
    pause = profile.resumes_at
    if pause is not None:
        steps.append((pause, "resume"))
    if profile.asked_at is None:
        yearly = profile.confirmed_at + YEAR
        steps.append((after_quiet(settings, max(yearly, pause or yearly)), "ask"))
    else:
        kept = timedelta(days=settings.privacy.retention_days.profiles)
        steps.append((profile.asked_at + kept, "delete"))
        if profile.hidden_at is None:
            steps.append((profile.asked_at + HIDE_AFTER, "hide"))
    return min(steps)


async def store(ctx: Context, profile: Profile) -> Profile:
    """Return it as it is stored."""
    due_at, _ = next_step(profile, ctx.settings)
    profile = replace(profile, due_at=due_at)
    await profiles.put(ctx.tx, profile)
    return profile


def compared(profile: Profile) -> Profile:
    """Return it with that by which it is found."""
    keys = tuple(dict.fromkeys(key for key in map(key_of, profile.topics) if key))
    return replace(profile, keys=keys, stems=stems_of(profile.role, profile.reports))


async def confirm(ctx: Context, profile: Profile) -> Profile:
    """Note that the person says it is true; end the question about it."""
    await awaited.end_about(ctx.tx, CHECK, subject_of(CHECK, profile.profile_id))
    return await store(ctx, replace(profile, confirmed_at=ctx.now, asked_at=None, hidden_at=None))


async def delete(ctx: Context, profile: Profile) -> None:
    """Delete it with all that others wait for."""
    subject = subject_of(CHECK, profile.profile_id)
    await awaited.end_about(ctx.tx, CHECK, subject)
    await outbox.forget_about(ctx.tx, subject)
    for person in await inquiries.open_to(ctx.tx, profile.user_id):
        await awaited.end_about(ctx.tx, CONTACT, subject_of(CONTACT, person.inquiry_person_id))
    await inquiries.drop_person(ctx.tx, profile.user_id)
    await forgetting.forget_profile(ctx.tx, profile.user_id)


async def rename_topic(ctx: Context, old: str, new: str) -> None:
    """Let profiles with this topic have the other name of it, and each topic once."""
    for profile in await profiles.with_topic(ctx.tx, old):
        named = dict.fromkeys(new if name == old else name for name in profile.topics)
        await profiles.put(ctx.tx, compared(replace(profile, topics=tuple(named))))


async def adopt_topic(ctx: Context, name: str, keys: Collection[str]) -> None:
    """Let topics that people wrote freely become the one that has these keys now."""
    known = await topics.keys(ctx.tx)
    own = {key for key in keys if known.get(key) == name}
    for profile in await profiles.everyone(ctx.tx):
        if own & set(profile.keys):
            named = (name if key_of(topic) in own else topic for topic in profile.topics)
            adopted = replace(profile, topics=tuple(dict.fromkeys(named)))
            await profiles.put(ctx.tx, compared(adopted))


@dataclass(frozen=True)
class ProfilePlace:
    """`value` is what a dialogue keeps: name, land, ags. `similar` are names if it is unknown."""

    value: Mapping[str, Any]
    known: bool
    similar: tuple[str, ...] = ()


async def place_of(tx: Transaction, words: str, line: str | None = None) -> ProfilePlace:
    """Return it; raise UnfitError if it is none, or several.

    Then `line` is offered with each; without it a dialogue lists them.
    """
    words = one_line(words)
    if not words or len(words) > LONGEST_PLACE:
        raise UnfitError(texts.place_does_not_fit(LONGEST_PLACE))
    reach = reachable_by(words)
    if reach is not None:
        raise UnfitError(texts.not_reachable(reach))
    located = await locate(tx, words)
    if located.options:
        if line is None:
            raise UnfitError(texts.which_of_places(words), located.options)
        options = tuple(line.replace("{}", each) for each in located.options)
        raise UnfitError(texts.which_place(words, located.options), options)
    known = located.municipality is not None or located.ags is not None
    value = {"name": located.name, "land": await land_of(tx, located), "ags": located.ags}
    return ProfilePlace(value, known, located.similar)


async def land_of(tx: Transaction, located: Located) -> str:
    if located.municipality is not None and located.municipality.certain.land:
        return located.municipality.certain.land
    body = None if located.ags is None else await registered(tx, located.ags)
    return "" if body is None else body.land
