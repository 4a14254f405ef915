"""Say something to somebody who asked without a name, and keep nothing of it."""

from commands.conversation.command import Context
from commands.conversation.posting import post
from commands.language.markup import Text
from storage.conversation import outbox
from storage.exchange import anonymous


async def tell(ctx: Context, question_id: int, text: Text, about: str) -> None:
    """Tell the asker in the direct chat, as was agreed before the question was posted.

    The name of the post is made of chance: it must not lead to the question.
    """
    link = await anonymous.to(ctx.tx, question_id)
    if link is None or ctx.membership(link.user_id) is not True:
        return
    name = f"anonymous-{about}-{int(ctx.resources.chance() * 10**15):015d}"
    await post(ctx, link.user_id, text, name)
    await outbox.untrace(ctx.tx, name)
