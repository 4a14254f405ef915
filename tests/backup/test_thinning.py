"""Old backups make room for new ones; the newest stays, and so does what others wrote."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backup.thinning import Thinning, nightly_name, superfluous, written_at
from bot.config.sections import Keep

BERLIN = ZoneInfo("Europe/Berlin")
BOT = "@netzwerkbot:example.org"
KEEP = Keep()
# From 2020 to 2031, whole seconds.
MOMENTS = st.integers(1_577_836_800, 1_924_991_999).map(lambda s: datetime.fromtimestamp(s, UTC))
KEEPS = st.builds(
    Keep, daily=st.integers(1, 9), weekly=st.integers(0, 6), monthly=st.integers(0, 14)
)


def nights(count: int, first: datetime = datetime(2026, 1, 1, 2, 10, tzinfo=UTC)) -> list[datetime]:
    return [first + timedelta(days=number) for number in range(count)]


@given(st.sets(MOMENTS, min_size=1), KEEPS, st.data())
def test_the_newest_stays_whatever_else_there_is(
    moments: set[datetime], keep: Keep, data: st.DataObject
) -> None:
    newest = data.draw(st.sampled_from(sorted(moments)))
    removed = superfluous(moments, newest, keep, BERLIN)

    assert newest not in removed
    assert all(each < newest for each in removed)
    assert len(moments - removed) <= keep.daily + keep.weekly + keep.monthly + 1 + sum(
        each > newest for each in moments
    )


@given(st.sets(MOMENTS, min_size=1), KEEPS)
def test_what_stays_needs_no_thinning(moments: set[datetime], keep: Keep) -> None:
    newest = max(moments)
    kept = moments - superfluous(moments, newest, keep, BERLIN)

    assert superfluous(kept, newest, keep, BERLIN) == set()


@given(st.sets(MOMENTS, min_size=1), KEEPS, MOMENTS)
def test_one_more_backup_removes_at_most_what_it_takes_the_place_of(
    moments: set[datetime], keep: Keep, newest: datetime
) -> None:
    before = {each for each in moments if each < newest}
    kept = before - superfluous(before, max(before), keep, BERLIN) if before else set()
    removed = superfluous({*kept, newest}, newest, keep, BERLIN)

    assert len(removed) <= 3  # one of days, one of weeks, one of months
    days = {each.astimezone(BERLIN).date() for each in {*kept, newest}}
    assert len({*kept, newest} - removed) >= min(len(days), keep.daily)


@given(st.integers(1, 60), KEEPS)
def test_as_many_days_as_wanted_are_kept(count: int, keep: Keep) -> None:
    moments = nights(count)
    removed = superfluous(moments, moments[-1], keep, BERLIN)

    assert removed.isdisjoint(moments[-keep.daily :])


def test_after_two_years_there_are_days_weeks_and_months() -> None:
    kept: set[datetime] = set()
    for night in nights(730):
        kept.add(night)
        kept -= superfluous(kept, night, KEEP, BERLIN)

    ages = sorted((max(kept) - each).days for each in kept)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(kept) <= 7 + 5 + 12
    assert 300 < ages[-1] < 366


def test_a_clock_that_was_ahead_for_a_night_removes_nothing() -> None:
    good, wrong = nights(7), datetime(2036, 5, 5, 2, 10, tzinfo=UTC)
    after_wrong = {*good, wrong} - superfluous({*good, wrong}, wrong, KEEP, BERLIN)
    assert set(good) - after_wrong == {good[0]}  # the seventh day; its week and month are kept

    again = good[-1] + timedelta(days=1)
    removed = superfluous({*after_wrong, again}, again, KEEP, BERLIN)
    assert wrong not in removed
    assert removed <= {good[1]}


def test_a_clock_set_back_by_years_removes_nothing() -> None:
    moments, wrong = nights(40), datetime(1970, 1, 1, 0, 5, tzinfo=UTC)

    assert superfluous({*moments, wrong}, wrong, KEEP, BERLIN) == set()


def test_the_hour_that_comes_twice_is_one_day() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = first + timedelta(hours=1)
    assert superfluous({first, second}, second, Keep(daily=1), BERLIN) == {first}


def written(directory: Path, *names: str) -> None:
    for name in names:
        (directory / name).write_text(name, encoding="utf-8")


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    mine = [
        nightly_name(BOT, night, sealed=number % 2 == 0) for number, night in enumerate(nights(9))
    ]
    theirs = [
        nightly_name("@netzwerkbot:example.com", nights(1)[0], sealed=False),
        nightly_name("@bot:example.org", nights(1)[0], sealed=False),
        mine[0].replace(".tar.gz", "-vor-dem-umzug.tar.gz"),
        mine[0].removesuffix(".enc") + ".bak",
        "before-0.2.0.tar.gz",
        "netzwerkbot-example.org-2025-12-1-021000Z.tar.gz",
        "urlaub.jpg",
    ]
    written(tmp_path, *mine, *theirs)
    (tmp_path / nightly_name(BOT, nights(1)[0] - timedelta(days=9), sealed=False)).mkdir()
    link = tmp_path / nightly_name(BOT, nights(1)[0] - timedelta(days=8), sealed=False)
    link.symlink_to(tmp_path / "urlaub.jpg")
    keep = Keep(daily=2, weekly=0, monthly=0)

    Thinning(user_id=BOT, keep=keep, zone="Europe/Berlin").thin(tmp_path / mine[-1])

    left = {path.name for path in tmp_path.iterdir() if path.is_file() and not path.is_symlink()}
    assert left == {*theirs, *mine[-2:]}
    assert link.is_symlink()


@pytest.mark.parametrize("user_id", [BOT, "@bot:localhost:8448", "@a/b=c:[::1]", "@ä:example.org"])
@pytest.mark.parametrize("sealed", [True, False])
def test_a_name_tells_when_it_was_written(user_id: str, *, sealed: bool) -> None:
    moment = datetime(2026, 12, 1, 2, 10, 5, tzinfo=UTC)
    name = nightly_name(user_id, moment, sealed=sealed)

    assert written_at(user_id, name) == moment
    assert "/" not in name
