"""!annehmen with the Land alone is asked for the kind, to tap."""

import pytest

from tests.support.reviewing import Review


@pytest.mark.parametrize("land", ["Hessen", "hessen", "HE"])
async def test_the_land_alone_leads_to_the_question_for_the_kind(review: Review, land: str) -> None:
    number = await review.submit("Musterstadt", municipality_id=None)
    told = "\n\n".join(await review.say(f"!annehmen {number} {land}"))

    assert "Was für eine Kommune ist es?" in told
    assert "1. Stadt, Hessen\n2. Gemeinde, Hessen\n3. Landkreis, Hessen" in told
    assert (await review.get(number)).state == "open"

    assert "angenommen" in "\n\n".join(await review.say("1"))
    assert (await review.get(number)).state == "accepted"
