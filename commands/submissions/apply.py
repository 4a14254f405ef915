"""Write an accepted submission into the collection; nothing that was there is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from commands.collection.changing import blank, new_municipality, put
from commands.collection.terms import Body
from commands.collection.transfer.files import new_fault
from commands.collection.transfer.rows import LONGEST_LABEL
from commands.conversation.command import Context
from commands.submissions.compare import SubmissionChange, brief, compare, known_municipality
from commands.submissions.texts import review as texts
from storage.collection import documents
from storage.collection.documents import Document, GuidelineDocument
from storage.collection.guidelines import Guideline, GuidelineLink, Municipality
from storage.collection.versions import EntrySnapshot, Provenance
from storage.database import Transaction
from storage.submissions.submissions import Submission, SubmissionFile

_LONGEST_PROVENANCE = 500


@dataclass(frozen=True)
class UnfitEntry:
    """The entry cannot be stored like this: which field, and why."""

    guideline_id: int
    field: str
    why: str


async def municipality_of(
    tx: Transaction, submission: Submission, body: Body | None
) -> Municipality | None:
    """Return the municipality of the submission, new if need be; None if its kind is unknown."""
    known = await known_municipality(tx, submission)
    if known is None or _is_another(known, submission, body):
        return await new_municipality(tx, submission.place, submission.ags, body)
    return known


def _is_another(known: Municipality, submission: Submission, body: Body | None) -> bool:
    """Return whether only the name is the same: a manager says it is in another Land."""
    by_name = submission.municipality_id is None and submission.ags is None
    return by_name and body is not None and known.land != body.land


async def apply(
    ctx: Context, submission: Submission, municipality: Municipality, manager: str
) -> Guideline | UnfitEntry:
    """Create or change the entry and return it; the submission itself stays as it is."""
    tx, number = ctx.tx, submission.submission_id
    details = await brief(tx, submission)
    submission = replace(submission, municipality_id=municipality.municipality_id)
    comparison = await compare(tx, submission, details.sha256)
    entry = comparison.guideline or blank(municipality, submission.list, ctx.now)
    after = _merged(ctx, entry, comparison.changes, submission)
    fault = new_fault(EntrySnapshot(entry, municipality), EntrySnapshot(after, municipality))
    if fault is not None:
        return UnfitEntry(entry.guideline_id, *fault)
    attached = await documents.attached(tx, entry.guideline_id)
    if details.file is not None and details.sha256 not in {None, *(a.sha256 for a in attached)}:
        attached.append(await _document(ctx, entry, details.file))
    whole = EntrySnapshot(after, municipality, tuple(attached))
    stored, _ = await put(tx, whole, Provenance(ctx.now, manager, number))
    return stored.guideline


def _merged(
    ctx: Context, entry: Guideline, changes: Sequence[SubmissionChange], submission: Submission
) -> Guideline:
    """Apply exactly the changes that the notice showed."""
    new: dict[str, Any] = {change.field: change.after for change in changes}
    return replace(
        entry,
        **{name: value for name, value in new.items() if name not in ("link", "document")},
        links=entry.links + _new_links(ctx, new.get("title", entry.title), new.get("link")),
        provenance=_provenance(entry, submission),
        confirmed_by=texts.MANAGEMENT,
        confirmed_at=ctx.now.replace(microsecond=0),
    )


def _new_links(ctx: Context, title: str | None, url: str | None) -> tuple[GuidelineLink, ...]:
    if url is None:
        return ()
    today = ctx.today.isoformat()
    label = (title or texts.LINK)[:LONGEST_LABEL].strip()
    return (GuidelineLink(label, url, today),)


def _provenance(entry: Guideline, submission: Submission) -> str:
    """Return all sources in their order; if that gets too long, the first and this one."""
    this = texts.provenance(submission.submission_id)
    if not entry.provenance:
        return this
    both = f"{entry.provenance}; {this}"
    if len(both) <= _LONGEST_PROVENANCE:
        return both
    return f"{entry.provenance.partition(';')[0][:400]}; …; {this}"


async def _document(ctx: Context, entry: Guideline, file: SubmissionFile) -> GuidelineDocument:
    sha256, kind, size = file.sha256 or "", file.kind or "", file.bytes or 0
    await documents.add(ctx.tx, Document(sha256, kind, size, ctx.now))
    name = file.name.strip() or texts.LINK
    return GuidelineDocument(entry.guideline_id, sha256, name, ctx.now)
