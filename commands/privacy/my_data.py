"""!meinedaten: everything that is stored on the person, as a file in the direct chat."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.command import Arguments, Command, Context, Reply
from commands.posting import bring, notice, say
from commands.texts import my_data as texts
from commands.texts.markup import Text
from storage.findings import Mention, Record, found, mentions
from storage.outbox import Otherwise
from storage.personal import Subject
from storage.times import from_row

Found = Mapping[Subject, Sequence[Record]]
_JSON = frozenset({"answers", "content", "options", "otherwise", "source"})
_TOLD_PLAINLY: tuple[Subject, ...] = (
    "dialogue",
    "direct_chat",
    "messages",
    "notices",
    "invitations",
    "confirmed",
    "refusing",
    "meetings",
    "rsvps",
    "said",
    "wishes",
    "reminders",
    "question",
    "offers",
    "versions",
)


async def my_data(ctx: Context, _args: Arguments) -> Reply:
    sender = ctx.message.sender
    document = everything(
        sender,
        await found(ctx.tx, sender),
        await mentions(ctx.tx, sender),
        ctx.now,
        ctx.settings.timezone,
    )
    counts = {name: len(part) for name, part in document.items() if isinstance(part, list)}
    about = texts.what_is_in_it(
        counts, ctx.settings.prefix, ctx.settings.privacy.retention_days, sender
    )
    if ctx.message.direct:
        await _bring(ctx, ctx.message.room_id, document)
        return Reply(about)
    await _say_in_direct_chat(ctx, about)
    await _bring(ctx, sender, document)
    return Reply(texts.in_direct_chat())


MY_DATA = Command(
    "meinedaten",
    my_data,
    Arguments,
    texts.SUMMARY,
    "meinedaten",
    aliases=("meine-daten", "auskunft"),
)


async def _say_in_direct_chat(ctx: Context, about: Text) -> None:
    message = ctx.message
    transaction_id = f"my-data-{message.event_id}"
    sorry = notice(texts.no_direct_chat(ctx.settings.prefix), f"otherwise-{transaction_id}")
    otherwise = Otherwise(message.room_id, sorry)
    await say(ctx, message.sender, about, transaction_id, otherwise=otherwise)


async def _bring(ctx: Context, room_id: str, document: Mapping[str, object]) -> None:
    file = json.dumps(document, ensure_ascii=False, indent=2).encode()
    name = texts.file_name(ctx.now.astimezone(ctx.settings.timezone).date())
    transaction_id = f"my-data-{ctx.message.event_id}-file"
    await bring(ctx, room_id, file, name, "application/json", transaction_id)


def everything(
    user_id: str, rows: Found, named: Sequence[Mention], now: datetime, zone: ZoneInfo
) -> dict[str, object]:
    """As JSON will have it, by subject; a subject is there even if nothing is stored."""
    own = {row["submission_id"] for row in rows["submissions"]}
    return {
        texts.PERSON: user_id,
        texts.AS_OF: _local(now, zone),
        texts.SUBJECTS["submissions"]: [
            _shown(row, zone)
            | {
                texts.FILE: next((_shown(f, zone) for f in _of(row, rows["files"])), None),
                texts.STEPS: _steps(row, rows, zone),
            }
            for row in rows["submissions"]
        ],
        texts.SUBJECTS["done"]: [
            _shown(row, zone) for row in rows["done"] if row["submission_id"] not in own
        ],
        **{texts.SUBJECTS[s]: [_shown(row, zone) for row in rows[s]] for s in _TOLD_PLAINLY},
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
    return {
        texts.LABELS[column]: _value(column, value, zone)
        for column, value in row.items()
        if column in texts.LABELS
    }


def _value(column: str, value: object, zone: ZoneInfo) -> object:
    if isinstance(value, bytes):
        return texts.content_of_file(len(value))
    if isinstance(value, int) and (column.endswith("_at") or column == "not_before"):
        return _local(from_row(value), zone)
    if isinstance(value, str) and column in _JSON:
        return json.loads(value)
    return texts.value(column, value)


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")
