"""!status, for the management room only: what is well, what is not, what to do."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from commands.command import Arguments, Command, Context, Reply
from commands.texts import management as texts
from storage import facts, link_checks, queues, reminders, rooms, submissions, sync

# The homeserver's limits make a busy queue wait for a while; longer is no longer normal.
_STUCK = timedelta(minutes=15)


@dataclass
class _Report:
    problems: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)


async def status(ctx: Context, _args: Arguments) -> Reply:
    report = _Report()
    await _add_process(ctx, report)
    await _add_encryption(ctx, report)
    await _add_queue(ctx, report)
    await _add_mails(ctx, report)
    await _add_submissions(ctx, report)
    await _add_rooms(ctx, report)
    due = await reminders.due_between(ctx.tx, ctx.now, ctx.now + timedelta(days=1))
    report.facts.append(texts.reminders(due))
    report.facts.append(await _links(ctx))
    report.facts.append(texts.database(await facts.database_bytes(ctx.tx)))
    return Reply(texts.status(ctx.settings.version, report.problems, report.facts))


async def _add_process(ctx: Context, report: _Report) -> None:
    started_at = await facts.get(ctx.tx, "started_at")
    if started_at is not None:
        since = datetime.fromtimestamp(int(started_at), UTC)
        report.facts.append(texts.running(ctx.now - since))
    last_at = await sync.last_at(ctx.tx)
    report.facts.append(texts.NEVER_SYNCED if last_at is None else texts.synced(ctx.now - last_at))


async def _add_encryption(ctx: Context, report: _Report) -> None:
    match await facts.get(ctx.tx, "encryption"):
        case "ok":
            report.facts.append(texts.ENCRYPTION_OK)
        case "own_keys_missing":
            report.problems.append(texts.OWN_KEYS_MISSING)
        case _:
            report.facts.append(texts.ENCRYPTION_UNKNOWN)
    match await facts.get(ctx.tx, "cross_signing"):
        case "signed":
            report.facts.append(texts.CROSS_SIGNING_OK)
        case "unsigned":
            report.problems.append(texts.UNSIGNED)
        case "foreign":
            report.problems.append(texts.FOREIGN)
        case _:
            report.facts.append(texts.CROSS_SIGNING_UNKNOWN)


async def _add_queue(ctx: Context, report: _Report) -> None:
    queue = await queues.to_rooms(ctx.tx)
    waited = None if queue.oldest_at is None else ctx.now - queue.oldest_at
    report.facts.append(texts.waiting(queue.waiting, waited))
    if waited is not None and waited > _STUCK:
        report.problems.append(texts.stuck(waited))
    if queue.failed:
        report.problems.append(texts.failed(queue.failed))


async def _add_mails(ctx: Context, report: _Report) -> None:
    queue = await queues.by_mail(ctx.tx)
    if ctx.settings.mail is None and not queue.waiting and not queue.failed:
        return
    waited = None if queue.oldest_at is None else ctx.now - queue.oldest_at
    report.facts.append(texts.mails_waiting(queue.waiting, waited))
    if waited is not None and waited > _STUCK:
        report.problems.append(texts.mails_stuck(waited))
    if queue.failed:
        report.problems.append(texts.mails_failed(queue.failed))


async def _add_submissions(ctx: Context, report: _Report) -> None:
    undecided = await submissions.in_state(ctx.tx, "checking", "open")
    waited = ctx.now - undecided[0].created_at if undecided else None
    report.facts.append(texts.submissions(len(undecided), waited))
    files = await submissions.files_to_fetch(ctx.tx)
    numbers = sorted(file.submission_id for file in files if file.state == "unreachable")
    if numbers:
        report.problems.append(texts.unreachable_files(numbers, ctx.settings.prefix))


async def _add_rooms(ctx: Context, report: _Report) -> None:
    report.facts.append(texts.rooms(len(await rooms.joined(ctx.tx))))
    for room in await rooms.pending(ctx.tx):
        report.problems.append(texts.pending(room.room_id))
    for gone in await rooms.left(ctx.tx):
        report.problems.append(texts.left(gone.room_id, gone.reason, ctx.now - gone.left_at))


async def _links(ctx: Context) -> str:
    if not ctx.settings.submissions.check_links:
        return texts.LINKS_OFF
    found = await link_checks.totals(ctx.tx)
    return texts.links(found.asked, found.failing, found.last_at, ctx.settings.timezone)


STATUS = Command(
    "status", status, Arguments, texts.STATUS_SUMMARY, "status", management=True, lookup=True
)
