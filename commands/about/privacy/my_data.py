"""!datenschutz explains all stored data; !meinedaten sends one's own as a file."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from commands.about.texts import data_names as names
from commands.about.texts import my_data as texts
from commands.about.texts import privacy as privacy_texts
from commands.conversation.command import Arguments, Command, CommandContext, Reply
from commands.conversation.elsewhere import privately
from commands.conversation.posting import post_file
from storage.privacy.findings import Mention, Record, mentions, records_of
from storage.privacy.personal.kinds import Subject
from storage.records import from_row

Found = Mapping[Subject, Sequence[Record]]
_JSON = frozenset({"content", "fallback", "source"})
_PLAIN = tuple(subject for subject in names.SUBJECTS if subject not in ("submissions", "done"))


async def my_data(ctx: CommandContext, _args: Arguments) -> Reply:
    sender = ctx.message.sender
    document = everything(
        sender, await records_of(ctx.tx, sender), await mentions(ctx.tx, sender), ctx.now, ctx.zone
    )
    counts = {name: len(part) for name, part in document.items() if isinstance(part, list)}
    about = texts.what_is_in_it(counts, ctx.prefix, ctx.settings.privacy.retention_days, sender)
    sorry = texts.no_direct_chat(ctx.prefix)
    reply = await privately(ctx, about, texts.IN_DIRECT_CHAT, unreachable=sorry, name="my-data")
    await _bring(ctx, ctx.message.room_id if ctx.message.direct else sender, document)
    return reply


MY_DATA = Command("meinedaten", my_data, Arguments, *texts.MY_DATA, public=True, apart=True)


async def _bring(ctx: CommandContext, room_id: str, document: Mapping[str, object]) -> None:
    file = json.dumps(document, ensure_ascii=False, indent=2).encode()
    name = texts.file_name(ctx.today)
    transaction_id = f"my-data-{ctx.message.event_id}-file"
    await post_file(ctx, room_id, file, name, "application/json", transaction_id)


def everything(
    user_id: str, rows: Found, named: Sequence[Mention], now: datetime, zone: ZoneInfo
) -> dict[str, object]:
    """Return the data by subject, as JSON will have it; a subject is there even if it is empty."""
    own = {row["submission_id"] for row in rows["submissions"]}
    return {
        texts.PERSON: user_id,
        texts.AS_OF: _local(now, zone),
        names.SUBJECTS["submissions"]: [
            _shown(row, zone)
            | {
                texts.FILE: next((_shown(f, zone) for f in _of(row, rows["files"])), None),
                texts.STEPS: _steps(row, rows, zone),
            }
            for row in rows["submissions"]
        ],
        names.SUBJECTS["done"]: [
            _shown(row, zone) for row in rows["done"] if row["submission_id"] not in own
        ],
        **{names.SUBJECTS[s]: [_shown(row, zone) for row in rows[s]] for s in _PLAIN},
        texts.MENTIONS: [texts.mention(m.table, m.column, m.text) for m in named],
    }


def _of(submission: Record, rows: Sequence[Record]) -> list[Record]:
    return [row for row in rows if row["submission_id"] == submission["submission_id"]]


def _steps(submission: Record, rows: Found, zone: ZoneInfo) -> list[dict[str, object]]:
    by_person = _of(submission, rows["done"])
    steps = [*by_person, *_of(submission, rows["happened"])]
    steps.sort(key=lambda step: str(step["step_id"]).zfill(20))
    return [
        {texts.BY: texts.by(person=step in by_person)}
        | _shown({k: v for k, v in step.items() if k != "submission_id"}, zone)
        for step in steps
    ]


def _shown(row: Record, zone: ZoneInfo) -> dict[str, object]:
    shown = {
        names.LABELS[column]: _value(column, value, zone)
        for column, value in row.items()
        if column in names.LABELS and column != "payload"
    }
    return shown | _payload(json.loads(str(row.get("payload") or "{}")))


def _payload(payload: Mapping[str, object]) -> dict[str, object]:
    """Show what has a name of its own beside the columns, and the rest together."""
    rest = {name: value for name, value in payload.items() if name not in names.LABELS}
    shown = {names.LABELS[name]: payload[name] for name in payload if name not in rest}
    return shown | ({names.LABELS["payload"]: rest} if rest else {})


def _value(column: str, value: object, zone: ZoneInfo) -> object:
    if isinstance(value, bytes):
        return texts.content_of_file(len(value))
    if isinstance(value, int) and (column.endswith("_at") or column == "not_before"):
        return _local(from_row(value), zone)
    if isinstance(value, str) and column in _JSON:
        return json.loads(value)
    return names.value(column, value)


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


class HowMuch(Arguments):
    everything: Literal["alles"] | None = Field(default=None, title=privacy_texts.ALL)


async def privacy(ctx: CommandContext, args: HowMuch) -> Reply:
    """Tell the most important in a room, and the whole in the direct chat."""
    if ctx.message.direct or args.everything:
        return await privately(ctx, privacy_texts.privacy(ctx.settings), name="privacy")
    short = privacy_texts.in_short(ctx.prefix)
    return Reply(short, options=(f"datenschutz {privacy_texts.ALL}",))


PRIVACY = Command("datenschutz", privacy, HowMuch, *privacy_texts.PRIVACY, public=True, lookup=True)
