"""A submission is filed, looked at and brought to the management, or its submitter is told why."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from commands.collection.place import Located
from commands.command import File, Occasion
from commands.names import fold
from commands.submissions import notices
from commands.submissions.compare import compare
from commands.submissions.draft import Draft, UnfitError
from commands.texts import submissions as texts
from commands.texts.markup import Text
from commands.urls import normalised
from storage import documents, submissions
from storage.database import Transaction
from storage.documents import Document
from storage.submissions import Step, Submission, SubmissionFile, What

MOST_UNDECIDED = 20
MOST_A_DAY = 40


@dataclass(frozen=True)
class Origin:
    """Who submits, and with which message; `event_id` is None for a dialogue."""

    submitter: str
    room_id: str
    event_id: str | None


async def submit(
    occasion: Occasion, draft: Draft, located: Located, origin: Origin, file: File | None
) -> Submission:
    """File it; it is looked at next, see `examined`. `located` must have no options.

    Raises UnfitError with what the member is to be told, and then nothing is filed.
    """
    if occasion.settings.management_room is None:
        raise UnfitError(texts.not_possible(occasion.settings.network.contact_email))
    own = await submissions.of_submitter(occasion.tx, origin.submitter)
    if sum(each.undecided for each in own) >= MOST_UNDECIDED:
        raise UnfitError(texts.too_many(MOST_UNDECIDED, occasion.settings.prefix))
    # What is withdrawn at once still takes room on the disk for a while.
    if sum(occasion.now - each.created_at < timedelta(days=1) for each in own) >= MOST_A_DAY:
        raise UnfitError(texts.too_many_a_day(MOST_A_DAY))
    submission = _new(occasion, draft, located, origin)
    await check(occasion, submission, has_file=file is not None)
    submission = await submissions.add(occasion.tx, submission)
    if file is not None:
        await submissions.put_file(occasion.tx, _waiting(occasion, submission, file))
    await note_step(occasion, submission, "submitted", origin.submitter)
    return submission


def receipt(
    occasion: Occasion, submission: Submission, located: Located, file: File | None
) -> Text:
    """What the member is told when it is filed."""
    prefix, name = occasion.settings.prefix, None if file is None else file.name
    answer = texts.received(prefix, submission, located.municipality, name)
    if located.municipality is None and located.ags is None:
        answer += texts.unknown_place(submission.place, located.similar)
    return answer + texts.what_next(prefix, submission)


async def check(occasion: Occasion, submission: Submission, *, has_file: bool) -> None:
    """Raises UnfitError if there is nothing in it, or nothing new; a file is to be seen first."""
    if has_file:
        return
    if submission.url is None and submission.title is None:
        raise UnfitError(texts.nothing_submitted())
    prefix = occasion.settings.prefix
    for other in await submissions.of_submitter(occasion.tx, submission.submitter or ""):
        if other.undecided and await _repeats(occasion.tx, submission, other):
            raise UnfitError(texts.submitted_before(prefix, other.submission_id))
    if submission.note is None:
        comparison = await compare(occasion.tx, submission, None)
        if comparison.kind == "schon vorhanden":
            raise UnfitError(texts.there_already(prefix, submission.place))


async def examined(
    occasion: Occasion, submission_id: int, link_state: str | None, file: SubmissionFile | None
) -> None:
    """Link and file were looked at; again later for a file that could not be fetched."""
    tx = occasion.tx
    before = await submissions.get(tx, submission_id)
    if before is None or not before.undecided:
        return
    known = await submissions.file_of(tx, submission_id)
    if file is not None:
        await _keep(occasion, file)
    after = replace(before, link_state=link_state or before.link_state, state="open")
    reason = await _reason_against(occasion, after, file)
    if reason is not None:
        await end(occasion, after, "unsuitable", None, reason.body)
        await _tell(occasion, after, reason, "unsuitable")
        return
    await submissions.change(tx, replace(after, changed_at=occasion.now))
    if file is not None and file.state == "unsuitable" and not _looks_alike(file, known):
        await _tell(occasion, after, texts.only_link(after, file.name, file.problem), "file")
    if not await is_announced(tx, after):
        await note_step(occasion, after, "checked", None)
        await notices.announce(occasion, after)
    elif not _looks_alike(file, known) or before != after:
        await notices.refresh(occasion, after)


async def is_announced(tx: Transaction, submission: Submission) -> bool:
    """Whether the management knows of it."""
    steps = await submissions.steps_of(tx, submission.submission_id)
    return any(each.what == "checked" for each in steps)


async def withdraw(occasion: Occasion, submission: Submission, actor: str) -> None:
    """To be asked of one that is undecided; the management sees it in the notice."""
    await end(occasion, submission, "withdrawn", actor)


async def end(
    occasion: Occasion,
    submission: Submission,
    how: Literal["withdrawn", "unsuitable"],
    actor: str | None,
    reason: str = "",
) -> None:
    """It is not decided, but over."""
    tx = occasion.tx
    ended = replace(submission, state=how, changed_at=occasion.now)
    await submissions.change(tx, ended)
    await submissions.forget_source(tx, submission.submission_id)
    await note_step(occasion, submission, how, actor, reason)
    await notices.refresh(occasion, ended)


async def note_step(
    occasion: Occasion, submission: Submission, what: What, actor: str | None, detail: str = ""
) -> None:
    done = Step(submission.submission_id, occasion.now, actor, what, detail)
    await submissions.add_step(occasion.tx, done)


def _new(occasion: Occasion, draft: Draft, located: Located, origin: Origin) -> Submission:
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
        list=draft.list,
        url=draft.url,
        title=draft.title,
        status=draft.status,
        adopted=draft.adopted,
        note=draft.note,
        created_at=occasion.now,
        changed_at=occasion.now,
    )


def _waiting(occasion: Occasion, submission: Submission, file: File) -> SubmissionFile:
    return SubmissionFile(
        submission.submission_id, file.name, file.source, file.encrypted, "waiting", occasion.now
    )


async def _repeats(tx: Transaction, submission: Submission, other: Submission) -> bool:
    """Whether the other one says the same, word by word."""
    if other.submission_id == submission.submission_id or _content(submission) != _content(other):
        return False
    return await submissions.file_of(tx, other.submission_id) is None


def _content(submission: Submission) -> tuple[object, ...]:
    """All that a member says, the link as a key."""
    url = submission.url and normalised(submission.url)
    one = submission
    where = (one.municipality_id, one.ags, fold(one.place), one.list)
    return (*where, url, one.title, one.status, one.adopted, one.note)


async def _keep(occasion: Occasion, file: SubmissionFile) -> None:
    """Where it was is forgotten when nothing more is to be fetched."""
    final = file.state in ("stored", "unsuitable")
    await submissions.put_file(occasion.tx, replace(file, source={}) if final else file)
    if file.sha256 is not None and file.kind is not None and file.bytes is not None:
        document = Document(file.sha256, file.kind, file.bytes, occasion.now)
        await documents.add(occasion.tx, document)


async def _reason_against(
    occasion: Occasion, submission: Submission, file: SubmissionFile | None
) -> Text | None:
    """Why nothing is left of it that the management could decide on."""
    if file is not None and file.state == "unsuitable" and submission.url is None:
        return texts.unsuitable(submission, file.name, file.problem, occasion.settings.prefix)
    comparison = await compare(occasion.tx, submission, file.sha256 if file is not None else None)
    if comparison.kind != "schon vorhanden" or submission.note is not None:
        return None
    return texts.found_there(occasion.settings.prefix, submission)


def _looks_alike(file: SubmissionFile | None, known: SubmissionFile | None) -> bool:
    """As far as people are told of it."""
    return _visible(file) == _visible(known)


def _visible(file: SubmissionFile | None) -> tuple[object, ...] | None:
    return None if file is None else (file.name, file.state, file.problem, file.sha256)


async def _tell(occasion: Occasion, submission: Submission, text: Text, what: str) -> None:
    transaction_id = f"submission-{submission.submission_id}-{what}"
    await notices.tell_submitter(occasion, submission, text, transaction_id)
