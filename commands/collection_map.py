"""!karte: a map of the collection, with everything that it shows in words."""

from pydantic import Field

from commands.collection import ListName
from commands.command import Arguments, Attachment, Command, Context, Reply
from commands.lists import list_called
from commands.posting import file_content
from commands.texts import collection_map as texts
from storage import collection_map

# In pixels: upright, as a phone is held.
WIDTH, HEIGHT = 1200, 1600


class Show(Arguments):
    list: ListName | None = Field(default=None, title=texts.WHICH_LIST)

    @classmethod
    def split(cls, text: str) -> dict[str, str]:
        return {"list": list_called(text) or text} if text.strip() else {}


async def show(ctx: Context, args: Show) -> Reply:
    lands = await collection_map.lands(ctx.tx, args.list)
    if not lands:
        return Reply(texts.nothing(args.list))
    kinds = await collection_map.kinds(ctx.tx, args.list)
    day = ctx.now.astimezone(ctx.settings.timezone).date()
    content = file_content(texts.FILE_NAME, "image/png", "m.image") | {
        "body": texts.caption(lands, args.list),
        "info": {"mimetype": "image/png", "w": WIDTH, "h": HEIGHT},
    }
    picture = Attachment("map", {"list": args.list, "day": day.isoformat()}, content)
    return Reply(texts.counted(lands, kinds, args.list), attachments=(picture,))


MAP = Command(
    "karte",
    show,
    Show,
    texts.SUMMARY,
    texts.EXAMPLE,
    aliases=("landkarte",),
    lookup=True,
)
