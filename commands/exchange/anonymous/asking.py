"""!frage anonym: from the first words to the yes, after which chance says when it is posted."""

from dataclasses import replace
from datetime import timedelta

from commands.conversation.command import CommandContext, Context, Reply, UnfitError
from commands.conversation.offers import DECLINE
from commands.exchange.anonymous import adding, ending, limits
from commands.exchange.anonymous.reviewing import LINE, found_in, objections, without
from commands.exchange.anonymous.texts import asking as texts
from commands.exchange.anonymous.texts import reviewing as words_of
from commands.exchange.questions.asking import Draft, draft_of, similar_to
from commands.exchange.questions.texts import asking as asking_texts
from storage.exchange import anonymous
from storage.exchange.anonymous import AnonymousLink

# Posted within an hour, also if the job that does it comes a turn late.
_SOONEST, _SPAN = timedelta(minutes=1), timedelta(minutes=49)
_DRAFT_KEPT_FOR = timedelta(days=1)
_MOST_SIMILAR = 2


async def ask(ctx: CommandContext, words: str) -> Reply:
    """Take the question, or what was chosen about the one that is there."""
    asker = ctx.message.sender
    link = await anonymous.of(ctx.tx, asker)
    choice = words.strip(" .!").casefold()
    if link is not None and choice in words_of.ALL:
        return await _chosen(ctx, link, choice)
    if link is not None and link.step != "draft":
        return _state(ctx, link)
    await limits.check(ctx, asker)
    if not words:
        return Reply(texts.how(ctx.prefix), untraced=True)
    return await begin(ctx, asker, await draft_of(ctx, words))


async def begin(ctx: Context, asker: str, draft: Draft) -> Reply:
    """Hold the question, and say what it could give away. Raises UnfitError."""
    present = await anonymous.of(ctx.tx, asker)
    if present is not None and present.step != "draft":
        raise UnfitError(texts.one_at_a_time(ctx.prefix))
    await limits.check(ctx, asker)
    await anonymous.tidy(ctx.tx, asker)
    link = AnonymousLink(
        asker,
        "draft",
        draft.title,
        draft.text,
        draft.topics,
        due_at=ctx.now + _DRAFT_KEPT_FOR,
    )
    await anonymous.put(ctx.tx, link)
    objected = await objections(ctx, link.text, *link.topics)
    return objected or await _similar(ctx, link) or _preview(link)


def _state(ctx: Context, link: AnonymousLink) -> Reply:
    if link.step != "waiting":
        return Reply(texts.is_open(ctx.prefix), untraced=True)
    line = f"{LINE} {words_of.TAKE_BACK}"
    return Reply(texts.WAITING, options=(line,), proposed=True, untraced=True)


async def _similar(ctx: Context, link: AnonymousLink) -> Reply | None:
    found = await similar_to(ctx, Draft(link.title, link.text, link.topics))
    if not found:
        return None
    shown = [(each.question_id, each.title, each.state == "done") for each in found]
    lines = (*(f"frage {each.question_id}" for each in found), f"{LINE} {words_of.ANYWAY}")
    return Reply(asking_texts.similar(shown), options=lines, proposed=True, untraced=True)


def _preview(link: AnonymousLink) -> Reply:
    shown = texts.preview(link.text, link.topics)
    lines = (f"{LINE} {words_of.SEND}", DECLINE)
    return Reply(shown, options=lines, proposed=True, untraced=True)


async def _chosen(ctx: Context, link: AnonymousLink, choice: str) -> Reply:
    """Do what was chosen; what it does not fit any more is answered with how it stands."""
    if choice == words_of.LEAVE_OUT and link.text:
        return await _leave_out(ctx, link)
    if choice == words_of.CHANGE and link.text:
        return await _change(ctx, link)
    match link.step:
        case "adding":
            return await adding.chosen(ctx, link, choice)
        case "ending":
            return await ending.chosen(ctx, link, choice)
        case "waiting" if choice == words_of.TAKE_BACK:
            await anonymous.drop(ctx.tx, link.user_id)
            await anonymous.tidy(ctx.tx, link.user_id)
            return Reply(texts.TAKEN_BACK, untraced=True)
        case "draft" if choice == words_of.SEND:
            return await _agree(ctx, link)
        case "draft" if choice == words_of.KEEP:
            return await _similar(ctx, link) or _preview(link)
        case "draft" if choice == words_of.ANYWAY:
            return _preview(link)
    return _state(ctx, link)


async def _leave_out(ctx: Context, link: AnonymousLink) -> Reply:
    text = without(link.text, await found_in(ctx, link.text))
    if link.step != "draft":
        changed = replace(link, text=text)
        await anonymous.put(ctx.tx, changed)
        return adding.preview(changed) if link.step == "adding" else ending.preview(changed)
    draft = await draft_of(ctx, text)
    topics = tuple([each for each in link.topics if not await found_in(ctx, each)])
    changed = replace(link, title=draft.title, text=draft.text, topics=topics)
    await anonymous.put(ctx.tx, changed)
    return await _similar(ctx, changed) or _preview(changed)


async def _change(ctx: Context, link: AnonymousLink) -> Reply:
    await anonymous.tidy(ctx.tx, link.user_id)
    if link.step == "draft":
        await anonymous.drop(ctx.tx, link.user_id)
        return Reply(texts.write_again(ctx.prefix, LINE), untraced=True)
    await anonymous.put(ctx.tx, replace(link, step="open", text="", due_at=None))
    command = "ergänzen" if link.step == "adding" else "erledigt"
    return Reply(texts.write_again(ctx.prefix, command), untraced=True)


async def _agree(ctx: Context, link: AnonymousLink) -> Reply:
    """Let chance say when it is posted; what was said on the way is dropped."""
    await limits.check(ctx, link.user_id)
    await limits.count(ctx, link.user_id)
    await anonymous.tidy(ctx.tx, link.user_id)
    due_at = ctx.now + _SOONEST + _SPAN * ctx.resources.chance()
    await anonymous.put(ctx.tx, replace(link, step="waiting", due_at=due_at))
    return Reply(texts.agreed(ctx.prefix), untraced=True)
