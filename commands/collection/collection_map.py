"""!karte: send a map of the collection, and say in words all that it shows."""

from pydantic import Field

from commands.collection.terms import list_called
from commands.collection.texts import collection_map as texts
from commands.collection.transfer.rows import ListName
from commands.conversation.command import Arguments, Attachment, Command, CommandContext, Reply
from commands.conversation.posting import file_content
from storage.collection import collection_map

# In pixels: upright, as a phone is held.
WIDTH, HEIGHT = 1200, 1700


class Show(Arguments):
    list: ListName | None = Field(default=None, title=texts.WHICH_LIST)

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        return {"list": list_called(text) or text} if text.strip() else {}


async def show(ctx: CommandContext, args: Show) -> Reply:
    lands = await collection_map.lands(ctx.tx, args.list)
    if not lands:
        return Reply(texts.nothing(args.list))
    kinds = await collection_map.kinds(ctx.tx, args.list)
    day = ctx.today
    content = file_content(texts.FILE_NAME, "image/png", "m.image") | {
        "body": texts.caption(lands, args.list),
        "info": {"mimetype": "image/png", "w": WIDTH, "h": HEIGHT},
    }
    picture = Attachment("map", {"list": args.list, "day": day.isoformat()}, content)
    return Reply(texts.in_numbers(lands, kinds, args.list), attachments=(picture,))


MAP = Command("karte", show, Show, *texts.COMMAND, public=True, lookup=True, apart=True)
