"""What each column says about a person, and by which condition the rows about one are found."""

from collections.abc import Mapping
from types import MappingProxyType

from storage.privacy.personal.exchange_tables import EXCHANGE_TABLES
from storage.privacy.personal.kinds import FoundBy, Subject, Table
from storage.privacy.personal.kinds import words as _words
from storage.privacy.personal.profiles import PROFILE_TABLES

_PERSON = "user_id = :user_id"
_OWN = "submission_id IN (SELECT submission_id FROM submission WHERE submitter = :user_id)"
# Not the mail with a code: who could read that here need not own the address.
_TO_PERSON = """
    (room_id = :user_id
     OR room_id = 'mail:' || :user_id AND transaction_id NOT GLOB 'mail-digest-code-*'
     OR room_id IN (SELECT room_id FROM direct_chat WHERE user_id = :user_id))
"""
_ABOUT_OWN = """
    subject IN (SELECT kind || submission_id FROM submission,
        (SELECT 'submission:' AS kind UNION SELECT 'question:') WHERE submitter = :user_id)
"""


def _awaited(subject: Subject, condition: str) -> FoundBy:
    columns = _words("user_id kind room_id thread_root subject payload asked_at expires_at")
    return FoundBy(subject, f"{_PERSON} AND {condition}", columns)


TABLES: Mapping[str, Table] = MappingProxyType(
    {
        **PROFILE_TABLES,
        "handled_event": Table(technical=_words("event_id handled_at outcome revision")),
        "awaited": Table(
            found=(
                _awaited("dialogue", "alone = 1"),
                _awaited("offers", "kind = 'offer'"),
                _awaited("refusing", "kind = 'refusal'"),
                _awaited("question", "kind = 'forgetting'"),
                _awaited("awaited", "NOT alone AND kind NOT IN ('offer', 'refusal', 'forgetting')"),
            ),
            others=("payload",),
            technical=_words("awaited_id alone"),
        ),
        "sync": Table(technical=_words("only_row token synced_at")),
        "outbox": Table(
            found=(
                FoundBy(
                    "messages",
                    _TO_PERSON,
                    _words("room_id content fallback file"),
                    _words(
                        "created_at state subject event_id attempts not_before error refused_since"
                    ),
                ),
                FoundBy(
                    "notices",
                    f"{_ABOUT_OWN} AND NOT {_TO_PERSON}",
                    _words("subject"),
                    _words("created_at state event_id"),
                ),
            ),
            named=_words("error"),
            others=_words("content fallback"),
            technical=_words(
                "outbox_id transaction_id event_type created_at not_before attempts state event_id"
                " refused_since untraced"
            ),
        ),
        "room": Table(
            found=(
                FoundBy(
                    "invitations",
                    "inviter = :user_id",
                    _words("inviter via"),
                    _words("room_id membership direct changed_at"),
                ),
            ),
            named=_words("reason"),
            technical=_words(
                "room_id membership direct replaced_by replaces attempts not_before"
                " unreadable_notice_at changed_at"
            ),
        ),
        "room_alias": Table(technical=_words("alias room_id noted_at")),
        "undecrypted_event": Table(technical=_words("event_id room_id session_id received_at")),
        "migration": Table(technical=_words("name sha256")),
        "key_value": Table(technical=_words("name value noted_at")),
        "direct_chat": Table(
            found=(
                FoundBy(
                    "direct_chat",
                    "user_id = :user_id",
                    _words("user_id room_id membership changed_at"),
                ),
            ),
        ),
        "submission": Table(
            found=(
                FoundBy(
                    "submissions",
                    "submitter = :user_id",
                    _words("submitter room_id event_id place list url title status adopted note"),
                    _words(
                        "submission_id state created_at changed_at municipality_id ags link_state"
                        " guideline_id revision reminder_stage mailed"
                    ),
                ),
            ),
            others=_words("place url title status adopted note"),
            technical=_words(
                "submission_id state created_at changed_at municipality_id ags link_state"
                " guideline_id revision reminder_stage mailed"
            ),
        ),
        "submission_file": Table(
            found=(
                FoundBy(
                    "files",
                    _OWN,
                    _words("name source encrypted state problem sha256 kind bytes"),
                    _words("submission_id attempts not_before"),
                ),
            ),
            named=_words("problem"),
            others=_words("name"),
            technical=_words("submission_id attempts not_before"),
        ),
        "submission_step": Table(
            found=(
                FoundBy(
                    "done",
                    "actor = :user_id",
                    _words("actor action detail done_at"),
                    _words("submission_id step_id"),
                ),
                FoundBy(
                    "happened",
                    f"{_OWN} AND actor IS NOT :user_id",
                    _words("action detail done_at"),
                    _words("submission_id step_id"),
                ),
            ),
            others=_words("detail"),
            technical=_words("step_id submission_id"),
        ),
        "guideline": Table(
            found=(
                FoundBy(
                    "confirmed",
                    "confirmed_by = :user_id",
                    _words("confirmed_by"),
                    _words("guideline_id title confirmed_at"),
                ),
            ),
            public=_words(
                "guideline_id municipality_id list number printed certainty remark title"
                " document_type status adopted adopted_by updated summary source provenance"
                " confirmed_at created_at deleted_at"
            ),
        ),
        "guideline_version": Table(
            found=(
                FoundBy(
                    "versions",
                    "actor = :user_id",
                    _words("actor"),
                    _words("guideline_id action reason done_at"),
                ),
            ),
            named=_words("reason origin"),
            others=_words("before after"),
            technical=_words("version_id batch guideline_id submission_id undoes"),
            public=_words("action done_at"),
        ),
        "guideline_link": Table(public=_words("guideline_id position label url as_of")),
        "link_check": Table(
            technical=_words("failures next_at reported_at"),
            public=_words("url page host state checked_at failing_since"),
        ),
        "guideline_document": Table(public=_words("guideline_id sha256 name added_at")),
        "document_text": Table(public=_words("sha256 problem pages read_at")),
        "document_page": Table(public=_words("page_id sha256 page text")),
        "search_entry": Table(public=_words("search_id guideline_id municipality_id land")),
        "search_page": Table(public=_words("search_id page_id")),
        "search_word": Table(public=_words("word_id form stem shown entries")),
        "search_entry_words": Table(public=_words("words")),
        "search_page_words": Table(public=_words("words")),
        "search_word_parts": Table(public=_words("form")),
        "search_pending": Table(technical=_words("mark guideline_id")),
        "file_request": Table(
            technical=_words("transaction_id kind source room_id content requested_at")
        ),
        "document": Table(public=_words("sha256 kind bytes stored_at")),
        "municipality": Table(
            public=_words("municipality_id name presumed official_name kind land district ags")
        ),
        "municipality_key": Table(public=_words("key municipality_id via")),
        "register_place": Table(public=_words("ags name kind district key")),
        "imported_place": Table(public=_words("ags name kind district key population")),
        "former_place": Table(public=_words("ags called name kind district key standing")),
        "register_edition": Table(
            public=_words("only_row as_of source population_of licence credit imported_at")
        ),
        "series": Table(
            public=_words("series_id uid rrule starts ends timezone all_day planned_to ended")
        ),
        "meeting": Table(
            found=(
                FoundBy(
                    "meetings",
                    "created_by = :user_id",
                    _words("created_by"),
                    _words("meeting_id title created_at"),
                ),
            ),
            named=_words("title place description reason"),
            technical=_words("sequence revision minutes_requested"),
            public=_words(
                "meeting_id uid series_id recurrence kind starts ends timezone all_day starts_at"
                " ends_at register_by state source created_at changed_at"
            ),
        ),
        "slot": Table(
            named=_words("title place"),
            public=_words("meeting_id position starts ends starts_at ends_at"),
        ),
        "rsvp": Table(
            found=(
                FoundBy(
                    "rsvps",
                    _PERSON,
                    _words("user_id answer event_id answered_at"),
                    _words("meeting_id"),
                ),
            ),
            technical=_words("meeting_id"),
        ),
        "rsvp_history": Table(
            found=(
                FoundBy(
                    "rsvp_history",
                    _PERSON,
                    _words("user_id answer event_id answered_at"),
                    _words("meeting_id"),
                ),
            ),
            technical=_words("history_id meeting_id"),
        ),
        "wish": Table(
            found=(FoundBy("wishes", _PERSON, _words("user_id lead"), _words("meeting_id")),),
            technical=_words("meeting_id"),
        ),
        "reminder": Table(
            found=(
                FoundBy(
                    "reminders",
                    "room_id = :user_id",
                    _words("room_id stage"),
                    _words("meeting_id starts_at due_at state done_at"),
                ),
            ),
            technical=_words("reminder_id meeting_id starts_at due_at state done_at posted_as"),
        ),
        "feed_token": Table(
            found=(FoundBy("feed", _PERSON, _words("user_id created_at")),),
            technical=_words("nonce"),
        ),
        **EXCHANGE_TABLES,
        "earlier_post": Table(technical=_words("mark words room_id event_id answers")),
        "earlier_room": Table(technical=_words("room_id read_at")),
        "recount": Table(technical=_words("meeting_id due_at")),
        "calendar": Table(technical=_words("source etag modified read_at failing_since")),
        "imported_meeting": Table(technical=_words("meeting_id uid hashes times_missing")),
        "programme_request": Table(
            technical=_words("meeting_id source event_id attempts not_before"),
        ),
    }
)
