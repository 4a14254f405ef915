"""File a submission, examine it, and announce it to the management or say why not."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from commands.collection.place import Located
from commands.conversation.command import Context, Reply, UnfitError
from commands.conversation.events import File
from commands.language.markup import Text
from commands.language.names import fold
from commands.language.urls import normalised
from commands.submissions import notices
from commands.submissions.compare import compare
from commands.submissions.draft import SubmissionDraft
from commands.submissions.texts import submissions as texts
from storage.collection import documents
from storage.collection.documents import Document
from storage.database import Transaction
from storage.submissions import submissions
from storage.submissions.submissions import Submission, SubmissionFile, SubmissionStep, What

MOST_UNDECIDED = 20
MOST_A_DAY = 40
# The command by which members change what they submitted.
CHANGE = "einreichung ändern"
_MOST_SIMILAR = 3


@dataclass(frozen=True)
class Origin:
    """The submitter and the message; `event_id` is None for a dialogue."""

    submitter: str
    room_id: str
    event_id: str | None


async def submit(
    ctx: Context, draft: SubmissionDraft, located: Located, origin: Origin, file: File | None
) -> Submission:
    """File it; `examined` follows. `located` must have no options.

    Raises UnfitError with the answer for the member, and then nothing is filed.
    """
    if ctx.settings.management_room is None:
        raise UnfitError(texts.not_possible(ctx.settings.network.contact_email))
    own = await submissions.of_submitter(ctx.tx, origin.submitter)
    if sum(each.undecided for each in own) >= MOST_UNDECIDED:
        raise UnfitError(texts.too_many(MOST_UNDECIDED, ctx.prefix))
    # Withdrawn files still take room on the disk for a while.
    if sum(ctx.now - each.created_at < timedelta(days=1) for each in own) >= MOST_A_DAY:
        raise UnfitError(texts.too_many_a_day(MOST_A_DAY))
    submission = _new(ctx, draft, located, origin)
    await check(ctx, submission, has_file=file is not None)
    submission = await submissions.add(ctx.tx, submission)
    if file is not None:
        await submissions.put_file(ctx.tx, _waiting(ctx, submission, file))
    await note_step(ctx, submission, "submitted", origin.submitter)
    return submission


def receipt(ctx: Context, submission: Submission, located: Located, file: File | None) -> Reply:
    """Return the answer to the member when it is filed; similar names are offered."""
    prefix, name = ctx.prefix, None if file is None else file.name
    answer = texts.received(prefix, submission, located.municipality, name)
    number, similar = submission.submission_id, located.similar[:_MOST_SIMILAR]
    if located.municipality is None and located.ags is None:
        answer += texts.unknown_place(submission.place, similar)
    options = tuple(f"{CHANGE} {number} {each}" for each in similar)
    return Reply(answer + texts.what_next(prefix, submission), options)


async def check(ctx: Context, submission: Submission, *, has_file: bool) -> None:
    """Raise UnfitError if there is nothing in it, or nothing new; a file must be read first."""
    if has_file:
        return
    if submission.url is None and submission.title is None:
        raise UnfitError(texts.NOTHING_SUBMITTED)
    for other in await submissions.of_submitter(ctx.tx, submission.submitter or ""):
        if other.undecided and await _repeats(ctx.tx, submission, other):
            raise UnfitError(texts.submitted_before(ctx.prefix, other.submission_id))
    if submission.note is None:
        comparison = await compare(ctx.tx, submission, None)
        if comparison.kind == "schon vorhanden":
            raise UnfitError(texts.there_already(ctx.prefix, submission.place))


async def examined(
    ctx: Context, submission_id: int, link_state: str | None, file: SubmissionFile | None
) -> None:
    """Go on after link and file were examined; again later for a file that was unreachable."""
    tx = ctx.tx
    before = await submissions.get(tx, submission_id)
    if before is None or not before.undecided:
        return
    known = await submissions.file_of(tx, submission_id)
    if file is not None:
        await _keep(ctx, file)
    after = replace(before, link_state=link_state or before.link_state, state="open")
    reason = await _reason_against(ctx, after, file)
    if reason is not None:
        await end(ctx, after, "unsuitable", None, reason.body)
        await _tell(ctx, after, reason, "unsuitable")
        return
    await submissions.change(tx, replace(after, changed_at=ctx.now))
    if file is not None and file.state == "unsuitable" and not _looks_alike(file, known):
        await _tell(ctx, after, texts.only_link(after, file.name, file.problem), "file")
    if not await is_announced(tx, after):
        await note_step(ctx, after, "checked", None)
        await notices.announce(ctx, after)
    elif not _looks_alike(file, known) or before != after:
        await notices.refresh(ctx, after)


async def is_announced(tx: Transaction, submission: Submission) -> bool:
    steps = await submissions.steps_of(tx, submission.submission_id)
    return any(each.action == "checked" for each in steps)


async def withdraw(ctx: Context, submission: Submission, actor: str) -> None:
    """Withdraw an undecided submission; the notice shows it."""
    await end(ctx, submission, "withdrawn", actor)


async def end(
    ctx: Context,
    submission: Submission,
    how: Literal["withdrawn", "unsuitable"],
    actor: str | None,
    reason: str = "",
) -> None:
    tx = ctx.tx
    ended = replace(submission, state=how, changed_at=ctx.now)
    await submissions.change(tx, ended)
    await submissions.forget_source(tx, submission.submission_id)
    await note_step(ctx, submission, how, actor, reason)
    await notices.end_question(ctx, submission.submission_id)
    await notices.refresh(ctx, ended)


async def note_step(
    ctx: Context, submission: Submission, what: What, actor: str | None, detail: str = ""
) -> None:
    done = SubmissionStep(submission.submission_id, ctx.now, actor, what, detail)
    await submissions.add_step(ctx.tx, done)


def _new(ctx: Context, draft: SubmissionDraft, located: Located, origin: Origin) -> Submission:
    municipality = located.municipality
    return Submission(
        submission_id=0,
        submitter=origin.submitter,
        room_id=origin.room_id,
        event_id=origin.event_id,
        state="checking",
        place=located.name,
        municipality_id=None if municipality is None else municipality.municipality_id,
        ags=located.ags,
        created_at=ctx.now,
        changed_at=ctx.now,
        **draft.model_dump(exclude={"place"}),
    )


def _waiting(ctx: Context, submission: Submission, file: File) -> SubmissionFile:
    return SubmissionFile(
        submission.submission_id, file.name, file.source, file.encrypted, "waiting", ctx.now
    )


async def _repeats(tx: Transaction, submission: Submission, other: Submission) -> bool:
    """Return whether the other one says the same, word by word."""
    if other.submission_id == submission.submission_id or _content(submission) != _content(other):
        return False
    return await submissions.file_of(tx, other.submission_id) is None


def _content(submission: Submission) -> tuple[object, ...]:
    """Return all that a member says, with the link as a key."""
    url = submission.url and normalised(submission.url)
    one = submission
    where = (one.municipality_id, one.ags, fold(one.place), one.list)
    return (*where, url, one.title, one.status, one.adopted, one.note)


async def _keep(ctx: Context, file: SubmissionFile) -> None:
    """Store the file; its source is forgotten when nothing more is to be fetched."""
    final = file.state in ("stored", "unsuitable")
    await submissions.put_file(ctx.tx, replace(file, source={}) if final else file)
    if file.sha256 is not None and file.kind is not None and file.bytes is not None:
        document = Document(file.sha256, file.kind, file.bytes, ctx.now)
        await documents.add(ctx.tx, document)


async def _reason_against(
    ctx: Context, submission: Submission, file: SubmissionFile | None
) -> Text | None:
    """Return why nothing is left for the management to decide, if so."""
    if file is not None and file.state == "unsuitable" and submission.url is None:
        return texts.unsuitable(submission, file.name, file.problem, ctx.prefix)
    comparison = await compare(ctx.tx, submission, file.sha256 if file is not None else None)
    if comparison.kind != "schon vorhanden" or submission.note is not None:
        return None
    return texts.found_there(ctx.prefix, submission)


def _looks_alike(file: SubmissionFile | None, known: SubmissionFile | None) -> bool:
    return _visible(file) == _visible(known)


def _visible(file: SubmissionFile | None) -> tuple[object, ...] | None:
    return None if file is None else (file.name, file.state, file.problem, file.sha256)


async def _tell(ctx: Context, submission: Submission, text: Text, what: str) -> None:
    transaction_id = f"submission-{submission.submission_id}-{what}"
    await notices.tell_submitter(ctx, submission, text, transaction_id)
