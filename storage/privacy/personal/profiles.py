"""What the columns about profiles say about a person, and about whoever looks for somebody."""

from collections.abc import Mapping
from types import MappingProxyType

from storage.privacy.personal.kinds import FoundBy, Table, words

_PROFILE = """
    resumes_at consent consented_at changed_at confirmed_at asked_at hidden_at left_at due_at
"""

PROFILE_TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "profile": Table(
            found=(
                FoundBy(
                    "profile",
                    "user_id = :user_id",
                    words(
                        "user_id place land ags role topics reports size since keys stems"
                        " visibility mentions"
                    ),
                    words(_PROFILE),
                ),
            ),
            others=words("place role reports"),
            technical=words(f"profile_id {_PROFILE}"),
        ),
        "inquiry": Table(
            found=(
                FoundBy(
                    "inquiries",
                    "asker = :user_id",
                    words("asker wanted sentence asked_at"),
                    words("due_at"),
                ),
            ),
            others=words("wanted sentence"),
            technical=words("inquiry_id due_at"),
        ),
        "inquiry_person": Table(
            found=(
                FoundBy(
                    "inquired", "user_id = :user_id", words("user_id progress"), words("due_at")
                ),
            ),
            technical=words("inquiry_person_id inquiry_id due_at"),
        ),
    }
)
