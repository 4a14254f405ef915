"""What each column of the exchange says about a person: questions, results, newcomers."""

from collections.abc import Mapping
from types import MappingProxyType

from storage.privacy.personal.kinds import FoundBy, Table


def _words(columns: str) -> tuple[str, ...]:
    return tuple(columns.split())


_PERSON = "user_id = :user_id"
_QUESTION = """
    question_id state asked_at closed_at revision replies first_reply_at last_reply_at watch_from
    watched watched_at
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
            found=(FoundBy("unasked", _PERSON, _words("user_id feature about outcome told_at")),),
        ),
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
