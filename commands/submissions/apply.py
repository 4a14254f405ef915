"""An accepted submission becomes part of the collection, and nothing that was there is lost."""

from collections.abc import Sequence
from dataclasses import replace

from commands.collection import refresh_spellings
from commands.command import Occasion
from commands.submissions.bodies import Body, registered
from commands.submissions.compare import Change, compare
from commands.submissions.details import brief
from commands.submissions.place import known_municipality
from commands.texts import review as texts
from storage import documents, guidelines
from storage.database import Transaction
from storage.documents import Document, GuidelineDocument
from storage.guidelines import Guideline, Link, Municipality
from storage.submissions import Submission, SubmissionFile

_LONGEST_PROVENANCE = 500


async def municipality_of(
    tx: Transaction, submission: Submission, body: Body | None
) -> Municipality | None:
    """The one it is about, new if need be; None if nobody knows what kind of body that is."""
    known = await known_municipality(tx, submission)
    if known is None or _is_another(known, submission, body):
        return await _new_municipality(tx, submission, body)
    return known


def _is_another(known: Municipality, submission: Submission, body: Body | None) -> bool:
    """Only the name is the same, and a manager says it is in another Land."""
    by_name = submission.municipality_id is None and submission.ags is None
    return by_name and body is not None and known.land != body.land


async def _new_municipality(
    tx: Transaction, submission: Submission, body: Body | None
) -> Municipality | None:
    if submission.ags is not None:
        body = await registered(tx, submission.ags) or body
    if body is None:
        return None
    name, ags = submission.place, submission.ags
    for other in await guidelines.municipalities(tx):
        if (other.name, other.land) == (name, body.land):
            if ags is None:
                return other
            # A namesake in the same Land, of which Bavaria has many.
            name = f"{name} ({ags})"
    created = Municipality(0, name, None, submission.place, body.kind, body.land, "", ags)
    return await guidelines.add_municipality(tx, created)


async def apply(
    occasion: Occasion, submission: Submission, municipality: Municipality
) -> Guideline:
    """The entry that was created or changed; the submission itself stays as it is."""
    tx = occasion.tx
    details = await brief(tx, submission)
    submission = replace(submission, municipality_id=municipality.municipality_id)
    comparison = await compare(tx, submission, details.sha256)
    before = comparison.guideline
    entry = before or _empty(occasion, submission, municipality)
    after = _merged(occasion, entry, comparison.changes, submission)
    if before is None:
        after = await guidelines.add(tx, after)
    else:
        await guidelines.change(tx, after)
    await refresh_spellings(tx, [municipality])
    if details.file is not None and details.sha256 is not None:
        await _attach(occasion, after, details.file, details.sha256)
    return after


def _empty(occasion: Occasion, submission: Submission, municipality: Municipality) -> Guideline:
    return Guideline(
        guideline_id=0,
        municipality_id=municipality.municipality_id,
        list=submission.list,
        number=None,
        printed="",
        certainty="sicher",
        remark="",
        title=None,
        document_type=None,
        status="unbekannt",
        adopted=None,
        adopted_by=None,
        updated=None,
        summary=None,
        source=None,
        provenance="",
        confirmed_by=None,
        confirmed_at=None,
        created_at=occasion.now.replace(microsecond=0),
    )


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
    return (Link(title or texts.LINK, url, today),)


def _provenance(entry: Guideline, submission: Submission) -> str:
    """All sources in their order; if that gets too long, the first and this one."""
    this = texts.provenance(submission.submission_id)
    if not entry.provenance:
        return this
    told = f"{entry.provenance}; {this}"
    if len(told) <= _LONGEST_PROVENANCE:
        return told
    return f"{entry.provenance.partition(';')[0][:400]}; …; {this}"


async def _attach(occasion: Occasion, entry: Guideline, file: SubmissionFile, sha256: str) -> None:
    kind, size = file.kind or "", file.bytes or 0
    await documents.add(occasion.tx, Document(sha256, kind, size, occasion.now))
    document = GuidelineDocument(entry.guideline_id, sha256, file.name, occasion.now)
    await documents.attach(occasion.tx, document)
