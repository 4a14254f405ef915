"""Who may have what done here: decided once for commands, reactions, replies, edits, dialogues."""

from collections.abc import Sequence
from hashlib import sha256

from commands.conversation.command import AnyCommand, Context
from commands.conversation.command_words import refusal as only_management
from commands.conversation.elsewhere import tell_management
from commands.conversation.events import IncomingEvent, Message, Reaction, Redaction
from commands.conversation.room_facts import OPEN
from commands.conversation.texts import admission as texts
from commands.language.markup import Text


def is_manager(ctx: Context, event: IncomingEvent) -> bool:
    # Who was put out may still send what an old key can read.
    return event.room_id == ctx.settings.management_room and event.sender in ctx.managers


def usable(
    ctx: Context, event: IncomingEvent, commands: Sequence[AnyCommand]
) -> Sequence[AnyCommand]:
    """Return the commands that are there for this person in this room."""
    kinds = {(each.management, each.public) for each in commands}
    allowed = {kind for kind in kinds if _may_use(ctx, event, *kind)}
    return [each for each in commands if (each.management, each.public) in allowed]


def _may_use(ctx: Context, event: IncomingEvent, management: bool, public: bool) -> bool:
    if management and not is_manager(ctx, event):
        return False
    return refusal(ctx, event, public=public, decides=management) is None


def refusal_of(
    ctx: Context, event: IncomingEvent, command: AnyCommand, commands: Sequence[AnyCommand]
) -> Text:
    """Explain why it is not; `commands` are all there are."""
    why = refusal(ctx, event, public=command.public, decides=False)
    if why is None and is_manager(ctx, event):
        why = refusal(ctx, event, public=command.public, decides=command.management)
    return why or only_management(ctx.settings.prefix, command, commands)


def refusal_of_call(ctx: Context, event: IncomingEvent, *, public: bool) -> Text | None:
    """Return why what a route or listener would do is not done; None if it is.

    Whoever removes something only takes it back. All that is not public in the management room
    decides on something.
    """
    if public or isinstance(event, Redaction):
        return None
    decides = event.room_id == ctx.settings.management_room
    return refusal(ctx, event, public=False, decides=decides)


def refusal(ctx: Context, event: IncomingEvent, *, public: bool, decides: bool) -> Text | None:
    """Return why this person may not; None if they may."""
    membership = True if public else ctx.membership(event.sender)
    if membership is None:
        return texts.membership_unknown(ctx.settings.prefix)
    if not membership:
        return texts.only_members(ctx.settings.prefix)
    if decides and ctx.faults & OPEN:
        return texts.management_room_open(ctx.faults)
    if decides and ctx.settings.verified_only and not _is_from_signed_device(event):
        return texts.only_signed_devices(by_reaction=isinstance(event, Reaction))
    return None


def _is_from_signed_device(event: IncomingEvent) -> bool:
    return isinstance(event, Message) and event.device is not None and event.device.signed


async def tell_unsigned_device(ctx: Context, event: IncomingEvent) -> None:
    """Tell the management once that somebody commands from a device that is not cross-signed."""
    device = event.device if isinstance(event, Message) else None
    if device is None or device.signed or not is_manager(ctx, event):
        return
    digest = sha256(f"{event.sender} {device.device_id}".encode()).hexdigest()[:16]
    told = texts.unsigned_device(event.sender, device.device_id)
    await tell_management(ctx, told, f"unsigned-device-{digest}")
