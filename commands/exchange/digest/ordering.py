"""!rundbrief: order the digest, change the order, end it."""

from commands.conversation.command import CommandContext, ReadBack, Reply, UnfitError
from commands.conversation.texts import german
from commands.exchange.digest.confirming import ask_for_code, code_in, confirm, take_order
from commands.exchange.digest.reading import DigestWish, read_wish
from commands.exchange.digest.schedule import is_on
from commands.exchange.digest.texts import ordering as texts
from commands.language.markup import Text
from commands.language.urls import is_address
from storage.exchange import digest, digest_codes
from storage.exchange.digest import DigestOrder


async def order(ctx: CommandContext, words: str) -> Reply:
    person = ctx.message.sender
    known = await digest.of(ctx.tx, person)
    code = code_in(words)
    if code is not None:
        return await _confirm(ctx, code)
    if not words.strip():
        return Reply(_shown(ctx, known))
    wish = read_wish(words)
    if wish is None:
        raise UnfitError(texts.not_understood(ctx.prefix))
    if wish.ends:
        await digest.end(ctx.tx, person)
        return Reply(texts.ended(ctx.prefix) if known else texts.none_to_end(ctx.prefix))
    if not is_on(ctx.settings):
        return Reply(texts.off(ctx.prefix))
    return await _take(ctx, wish, known)


def _shown(ctx: CommandContext, known: DigestOrder | None) -> Text:
    if not is_on(ctx.settings):
        return texts.off(ctx.prefix)
    mails = ctx.settings.mail is not None
    if known is None:
        return texts.not_ordered(ctx.prefix, mails=mails)
    return texts.ordered(known, ctx.zone, ctx.prefix, tell_address=ctx.message.direct)


async def _take(ctx: CommandContext, wish: DigestWish, known: DigestOrder | None) -> Reply:
    """Take a wish; what it leaves open stays as it is, or is weekly and here."""
    person = ctx.message.sender
    rhythm = wish.rhythm or ("weekly" if known is None else known.rhythm)
    address = None if known is None else known.address
    if wish.by_mail:
        if ctx.settings.mail is None:
            return Reply(texts.no_mail(ctx.prefix))
        if not ctx.message.direct:
            return Reply(texts.address_in_direct_chat(ctx.prefix))
        if wish.address is None and address is None:
            raise UnfitError(texts.which_address(ctx.prefix))
        if wish.address is not None and wish.address != address:
            if not is_address(wish.address):
                raise UnfitError(texts.no_address(ctx.prefix))
            return await ask_for_code(ctx, ctx.message, rhythm, wish.address)
    elif wish.here:
        address = None
    await digest_codes.spend(ctx.tx, person)
    taken = await take_order(ctx, person, rhythm, address)
    return Reply(texts.taken(taken, ctx.zone, ctx.prefix, direct=ctx.message.direct))


async def _confirm(ctx: CommandContext, code: str) -> Reply:
    if not ctx.message.direct:
        return Reply(texts.CODE_IN_DIRECT_CHAT)
    return await confirm(ctx, ctx.message, code)


async def read_back(ctx: CommandContext, name: str, rest: str) -> ReadBack:
    """Ask in words whether what a sentence says is to be done."""
    line = f"{name} {rest}".strip()
    wish = read_wish(rest)
    label = german.line_of(ctx.prefix, line)
    if wish is None:
        return ReadBack(line, label, german.question(ctx.prefix, line))
    if wish.ends:
        return ReadBack(line, label, texts.SHALL_I_END)
    return ReadBack(line, label, texts.shall_i_order(wish.rhythm, wish.address, mail=wish.by_mail))
