"""!status and !erneut senden, for the management room: what is well, what is not, what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import Field

from commands.about.texts import sending_again as refused
from commands.about.texts import status as texts
from commands.conversation.command import Arguments, Command, CommandContext, Context, Reply
from storage import key_value
from storage.collection import link_checks, register
from storage.conversation import queues, refusals
from storage.conversation.queues import Queue
from storage.key_value import CLOCK_OFF, MISSING_ROOMS, PING_FAILURE, PINGED, SANDBOX_FAILURE
from storage.matrix import rooms, sync
from storage.meetings import calendars, reminders
from storage.submissions import submissions

# The homeserver's limits make a busy queue wait; longer than this is not normal.
_STUCK = timedelta(minutes=15)


@dataclass
class _Report:
    problems: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    # Of these, those that people ask for.
    usual: list[str] = field(default_factory=list)

    def add_usual(self, fact: str) -> None:
        self.facts.append(fact)
        self.usual.append(fact)


class Detail(Arguments):
    exactly: Literal["genau"] | None = Field(default=None, title=texts.EXACTLY)


async def problems(ctx: Context) -> Sequence[str]:
    """Return a sentence for each, with its remedy."""
    return (await _examine(ctx)).problems


async def status(ctx: CommandContext, args: Detail) -> Reply:
    report = await _examine(ctx)
    if args.exactly:
        return Reply(texts.status(ctx.settings.version, report.problems, report.facts))
    return Reply(texts.in_short(report.problems, report.usual, ctx.prefix))


async def _examine(ctx: Context) -> _Report:
    report = _Report()
    await _add_process(ctx, report)
    await _add_encryption(ctx, report)
    _add_queue(ctx, report, texts.MESSAGES, await queues.to_rooms(ctx.tx))
    mails = await queues.by_mail(ctx.tx)
    if ctx.settings.mail is not None or mails.waiting or mails.failed:
        _add_queue(ctx, report, texts.MAILS, mails)
    await _add_submissions(ctx, report)
    await _add_rooms(ctx, report)
    await _add_refusals(ctx, report)
    await _add_calendars(ctx, report)
    await _add_machine(ctx, report)
    await _add_ping(ctx, report)
    await _add_backups(ctx, report)
    due = await reminders.due_between(ctx.tx, ctx.now, ctx.now + timedelta(days=1))
    report.add_usual(texts.reminders(due))
    report.add_usual(await _links(ctx))
    report.facts.append(await _register(ctx))
    report.facts.append(texts.database(await key_value.database_bytes(ctx.tx)))
    return report


async def _add_process(ctx: Context, report: _Report) -> None:
    started_at = await key_value.get(ctx.tx, "started_at")
    if started_at is not None:
        since = datetime.fromtimestamp(int(started_at), UTC)
        report.facts.append(texts.running(ctx.now - since))
    last_at = await sync.last_at(ctx.tx)
    report.facts.append(texts.NEVER_SYNCED if last_at is None else texts.synced(ctx.now - last_at))


async def _add_encryption(ctx: Context, report: _Report) -> None:
    match await key_value.get(ctx.tx, "encryption"):
        case "ok":
            report.facts.append(texts.ENCRYPTION_OK)
        case "own_keys_missing":
            report.problems.append(texts.OWN_KEYS_MISSING)
        case _:
            report.facts.append(texts.ENCRYPTION_UNKNOWN)
    match await key_value.get(ctx.tx, "cross_signing"):
        case "signed":
            report.facts.append(texts.CROSS_SIGNING_OK)
        case "unsigned":
            report.problems.append(texts.UNSIGNED)
        case "foreign":
            report.problems.append(texts.FOREIGN)
        case _:
            report.facts.append(texts.CROSS_SIGNING_UNKNOWN)


def _add_queue(ctx: Context, report: _Report, what: texts.QueueWords, queue: Queue) -> None:
    waited = None if queue.oldest_at is None else ctx.now - queue.oldest_at
    report.facts.append(texts.waiting(what, queue.waiting, waited))
    if waited is not None and waited > _STUCK:
        report.problems.append(texts.stuck(what, waited))
    if queue.failed:
        report.problems.append(texts.failed(what, queue.failed, ctx.prefix))


async def _add_submissions(ctx: Context, report: _Report) -> None:
    undecided = await submissions.in_state(ctx.tx, "checking", "open")
    waited = ctx.now - undecided[0].created_at if undecided else None
    report.add_usual(texts.submissions(len(undecided), waited))
    files = await submissions.files_to_fetch(ctx.tx)
    numbers = sorted(file.submission_id for file in files if file.state == "unreachable")
    if numbers:
        report.problems.append(texts.unreachable_files(numbers, ctx.prefix))


async def _add_rooms(ctx: Context, report: _Report) -> None:
    report.facts.append(texts.rooms(len(await rooms.joined(ctx.tx))))
    for fault in sorted(ctx.faults):
        report.problems.append(texts.MANAGEMENT_ROOM[fault])
    for alias in (await key_value.get(ctx.tx, key_value.MOVED_ALIASES) or "").split():
        report.problems.append(texts.moved_alias(alias))
    for name in (await key_value.get(ctx.tx, MISSING_ROOMS) or "").split():
        report.problems.append(texts.missing(name))
    for room in await rooms.pending(ctx.tx):
        report.problems.append(texts.pending(room.room_id))
    for gone in await rooms.left(ctx.tx):
        report.problems.append(texts.left(gone.room_id, gone.reason, ctx.now - gone.left_at))


async def _add_refusals(ctx: Context, report: _Report) -> None:
    """Name rooms; of persons only how many, for it is nobody's business who they are."""
    refusing = await refusals.rooms(ctx.tx)
    persons = [room for room in refusing if room.personal]
    for room in refusing:
        where = room.room_id, room.waiting, ctx.now - room.since
        if room.gone and not room.personal:
            report.problems.append(refused.waits_for_invitation(*where))
        elif not room.personal:
            report.problems.append(refused.muted(*where, ctx.prefix))
    if persons:
        waited = ctx.now - min(person.since for person in persons)
        report.facts.append(refused.refusing_persons(len(persons), waited))


async def _add_calendars(ctx: Context, report: _Report) -> None:
    """Add the calendars that are kept elsewhere."""
    failing = await calendars.failing_since(ctx.tx)
    if failing:
        report.problems.append(texts.calendars_failing(len(failing), ctx.now - failing[0]))
    left_out = await calendars.count_left_out(ctx.tx)
    if left_out:
        report.facts.append(texts.left_out(left_out))


async def _add_machine(ctx: Context, report: _Report) -> None:
    clock_off = await key_value.get(ctx.tx, CLOCK_OFF)
    if clock_off is not None:
        report.problems.append(texts.clock_off(int(clock_off)))
    failure = await key_value.noted(ctx.tx, SANDBOX_FAILURE)
    if failure is not None:
        kind, since = failure
        report.problems.append(texts.sandbox_failing(kind, ctx.now - since))


async def _add_ping(ctx: Context, report: _Report) -> None:
    if not ctx.settings.pings:
        return
    failure = await key_value.noted(ctx.tx, PING_FAILURE)
    sent = await key_value.noted(ctx.tx, PINGED)
    if failure is not None:
        kind, since = failure
        report.facts.append(texts.ping_failing(kind, ctx.now - since))
    else:
        done = texts.NEVER_PINGED if sent is None else texts.pinged(ctx.now - sent[1])
        report.facts.append(done)


async def _add_backups(ctx: Context, report: _Report) -> None:
    if not ctx.settings.backup_days:
        return
    from commands.about import backups

    report.problems += await backups.problems(ctx)
    report.add_usual(await backups.fact(ctx))


async def _links(ctx: Context) -> str:
    if not ctx.settings.submissions.check_links:
        return texts.LINKS_OFF
    found = await link_checks.totals(ctx.tx)
    return texts.links(found.checked, found.failing, found.last_at, ctx.zone)


async def _register(ctx: Context) -> str:
    from commands.collection.texts.register import in_force

    return texts.register(in_force(await register.edition(ctx.tx), ctx.today))


STATUS = Command("status", status, Detail, *texts.STATUS, management=True, lookup=True, apart=True)


async def send_again(ctx: CommandContext, _args: Arguments) -> Reply:
    """Put it back into the outbox under its old ids: nothing is sent twice."""
    count = await refusals.send_again(ctx.tx, ctx.now)
    return Reply(refused.sent_again(count, await refusals.files_given_up(ctx.tx), ctx.prefix))


SEND_AGAIN = Command("erneut senden", send_again, Arguments, *refused.SEND_AGAIN, management=True)
