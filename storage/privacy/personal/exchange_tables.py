"""What each column of the exchange says about a person: questions, results, digests."""

from collections.abc import Mapping
from types import MappingProxyType

from storage.privacy.personal.kinds import FoundBy, Table


def _words(columns: str) -> tuple[str, ...]:
    return tuple(columns.split())


_PERSON = "user_id = :user_id"
_QUESTION = """
    question_id state asked_at closed_at revision replies first_reply_at last_reply_at watch_from
    watched watched_at anonymous
"""

EXCHANGE_TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "topic": Table(public=_words("topic_id name")),
        "topic_word": Table(public=_words("key topic_id word")),
        "question": Table(
            found=(
                FoundBy(
                    "questions",
                    "asker = :user_id",
                    _words("asker room_id root title topics stems"),
                    _words(_QUESTION),
                ),
            ),
            others=_words("title"),
            technical=_words(_QUESTION),
        ),
        "question_follower": Table(
            found=(FoundBy("followed", _PERSON, _words("user_id"), _words("question_id")),),
            technical=_words("question_id"),
        ),
        "question_mention": Table(
            found=(
                FoundBy(
                    "mentioned", _PERSON, _words("user_id mentioned_at"), _words("question_id")
                ),
            ),
            technical=_words("question_id"),
        ),
        "unasked": Table(
            found=(
                FoundBy(
                    "unasked",
                    _PERSON,
                    _words("user_id feature about outcome told_at digested_at"),
                ),
            ),
        ),
        "anonymous_link": Table(
            found=(
                FoundBy(
                    "anonymous",
                    _PERSON,
                    _words("user_id title text topics"),
                    _words("question_id step additions due_at"),
                ),
            ),
            others=_words("title text"),
            technical=_words("question_id step additions due_at"),
        ),
        "anonymous_mark": Table(technical=_words("digest expires_at")),
        "digest_order": Table(
            found=(
                FoundBy(
                    "digest",
                    _PERSON,
                    _words("user_id rhythm address ordered_at looked_at due_at"),
                ),
            ),
            technical=_words(
                "version_mark question_mark result_mark foreword_mark announcement_mark"
            ),
        ),
        "digest_told": Table(
            found=(
                FoundBy(
                    "digest_told",
                    _PERSON,
                    _words("user_id starts register_by"),
                    _words("meeting_id"),
                ),
            ),
            technical=_words("meeting_id"),
        ),
        "digest_code": Table(
            found=(
                FoundBy(
                    "digest_codes", _PERSON, _words("user_id address rhythm asked_at expires_at")
                ),
            ),
            technical=_words("code_id code tries"),
        ),
        "digest_foreword": Table(
            named=_words("text"), technical=_words("foreword_id"), public=_words("written_at")
        ),
        "announcement_news": Table(technical=_words("news_id announcement_id")),
        "result_change": Table(technical=_words("change_id question_id")),
        "newcomer": Table(
            found=(
                FoundBy(
                    "newcomer",
                    _PERSON,
                    _words("user_id joined_at changed_at"),
                    _words("state due_at"),
                ),
            ),
            technical=_words("state due_at"),
        ),
        "introduction": Table(
            found=(
                FoundBy(
                    "introductions",
                    _PERSON,
                    _words("user_id room_id posted_at"),
                    _words("introduction_id"),
                ),
            ),
            technical=_words("introduction_id"),
        ),
        "management_question": Table(
            found=(
                FoundBy(
                    "management_questions",
                    "person = :user_id",
                    _words("person"),
                    _words("management_question_id state asked_at changed_at unanswered"),
                ),
            ),
            technical=_words("management_question_id state asked_at changed_at unanswered"),
        ),
        "announcement": Table(
            found=(
                FoundBy(
                    "announcements",
                    "author = :user_id",
                    _words("author event_id"),
                    _words("announcement_id text state due_at created_at posted_at"),
                ),
            ),
            others=_words("text"),
            technical=_words("rings in_digest revision"),
            public=_words("announcement_id state due_at created_at posted_at"),
        ),
        "announcement_copy": Table(technical=_words("announcement_id room_id")),
        "result": Table(
            others=_words("title text"),
            technical=_words("question_id words"),
            public=_words("topics written_at"),
        ),
    }
)
