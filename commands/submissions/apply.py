"""An accepted submission becomes part of the collection, and nothing that was there is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commands.collection.bodies import Body
from commands.collection.changing import blank, new_municipality, put
from commands.collection.fitting import new_fault
from commands.collection.rows import LONGEST_LABEL
from commands.command import Occasion
from commands.submissions.compare import Change, compare
from commands.submissions.details import brief
from commands.submissions.place import known_municipality
from commands.texts import review as texts
from storage import documents
from storage.database import Transaction
from storage.documents import Document, GuidelineDocument
from storage.guidelines import Guideline, Link, Municipality
from storage.submissions import Submission, SubmissionFile
from storage.versions import By, Whole

_LONGEST_PROVENANCE = 500


@dataclass(frozen=True)
class Unfit:
    """The entry cannot become so: which field, and why."""

    guideline_id: int
    field: str
    why: str


async def municipality_of(
    tx: Transaction, submission: Submission, body: Body | None
) -> Municipality | None:
    """The one it is about, new if need be; None if nobody knows what kind of body that is."""
    known = await known_municipality(tx, submission)
    if known is None or _is_another(known, submission, body):
        return await new_municipality(tx, submission.place, submission.ags, body)
    return known


def _is_another(known: Municipality, submission: Submission, body: Body | None) -> bool:
    """Only the name is the same, and a manager says it is in another Land."""
    by_name = submission.municipality_id is None and submission.ags is None
    return by_name and body is not None and known.land != body.land


async def apply(
    occasion: Occasion, submission: Submission, municipality: Municipality, manager: str
) -> Guideline | Unfit:
    """The entry that was created or changed; the submission itself stays as it is."""
    tx, number = occasion.tx, submission.submission_id
    details = await brief(tx, submission)
    submission = replace(submission, municipality_id=municipality.municipality_id)
    comparison = await compare(tx, submission, details.sha256)
    entry = comparison.guideline or blank(municipality, submission.list, occasion.now)
    after = _merged(occasion, entry, comparison.changes, submission)
    fault = new_fault(Whole(entry, municipality), Whole(after, municipality))
    if fault is not None:
        return Unfit(entry.guideline_id, *fault)
    attached = await documents.attached(tx, entry.guideline_id)
    if details.file is not None and details.sha256 not in {None, *(a.sha256 for a in attached)}:
        attached.append(await _document(occasion, entry, details.file))
    whole = Whole(after, municipality, tuple(attached))
    stored, _ = await put(tx, whole, By(occasion.now, manager, number))
    return stored.guideline


def _merged(
    occasion: Occasion, entry: Guideline, changes: Sequence[Change], submission: Submission
) -> Guideline:
    """Exactly the changes that the notice showed."""
    new = {change.field: change.after for change in changes}
    return replace(
        entry,
        title=new.get("title", entry.title),
        status=new.get("status", entry.status),
        adopted=new.get("adopted", entry.adopted),
        updated=new.get("updated", entry.updated),
        links=entry.links + _new_links(occasion, new.get("title", entry.title), new.get("link")),
        provenance=_provenance(entry, submission),
        confirmed_by=texts.MANAGEMENT,
        confirmed_at=occasion.now.replace(microsecond=0),
    )


def _new_links(occasion: Occasion, title: str | None, url: str | None) -> tuple[Link, ...]:
    if url is None:
        return ()
    today = occasion.now.astimezone(occasion.settings.timezone).date().isoformat()
    label = (title or texts.LINK)[:LONGEST_LABEL].strip()
    return (Link(label, url, today),)


def _provenance(entry: Guideline, submission: Submission) -> str:
    """All sources in their order; if that gets too long, the first and this one."""
    this = texts.provenance(submission.submission_id)
    if not entry.provenance:
        return this
    told = f"{entry.provenance}; {this}"
    if len(told) <= _LONGEST_PROVENANCE:
        return told
    return f"{entry.provenance.partition(';')[0][:400]}; …; {this}"


async def _document(
    occasion: Occasion, entry: Guideline, file: SubmissionFile
) -> GuidelineDocument:
    sha256, kind, size = file.sha256 or "", file.kind or "", file.bytes or 0
    await documents.add(occasion.tx, Document(sha256, kind, size, occasion.now))
    name = file.name.strip() or texts.LINK
    return GuidelineDocument(entry.guideline_id, sha256, name, occasion.now)
