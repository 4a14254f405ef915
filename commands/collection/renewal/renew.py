"""Compare a register that was read with the one in force, and put it in its place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commands.collection.changing import refresh_spellings
from commands.collection.renewal.places import ReadRegister
from commands.collection.terms import LANDS
from commands.collection.texts import register as texts
from commands.collection.transfer.files import InvalidFileError
from storage.collection import register, renewed_register
from storage.collection.register import RegisterPlace
from storage.collection.renewed_register import FormerPlace, PlaceOfEntry
from storage.database import Transaction

# The day of the shipped register is not known, only its year.
SHIPPED_AS_OF = "2016"
# Of what is in force so much may be gone; more, and the file is not the whole register. From 2016
# to 2022 it was 3.5 % of all municipalities, and at most a quarter of those of one Land.
_MOST_GONE, _MOST_GONE_OF_LAND = 0.1, 0.5


@dataclass(frozen=True)
class Difference:
    """`renamed` are pairs of before and now; `rekeyed` is, by the key of what is gone, the only
    new one of the same name in the same Land.
    """

    places: Sequence[RegisterPlace]
    new: Sequence[RegisterPlace]
    gone: Sequence[RegisterPlace]
    renamed: Sequence[tuple[RegisterPlace, RegisterPlace]]
    rekeyed: Mapping[str, RegisterPlace]

    @property
    def unchanged(self) -> int:
        return len(self.places) - len(self.new) - len(self.renamed)


@dataclass(frozen=True)
class RegisterRenewal:
    """Tells what was done; `entries` are of municipalities that are gone or have another name."""

    before: str
    difference: Difference
    entries: Sequence[PlaceOfEntry]


async def renew(
    tx: Transaction, read: ReadRegister, now: datetime, *, older: bool = False
) -> RegisterRenewal:
    """Put it into force. Raises InvalidFileError; then roll back, as after a trial."""
    edition = await register.edition(tx)
    before = SHIPPED_AS_OF if edition is None else edition.as_of
    if read.as_of.isoformat() < before and not older:
        raise InvalidFileError(texts.older(read.as_of.isoformat(), before))
    found = compare(await renewed_register.in_force(tx), read)
    former = _former(await renewed_register.former(tx), found)
    respelled = await register.other_names(tx, {each.ags for each in former})
    await renewed_register.replace(tx, read.edition(now), found.places, former)
    keys = {*respelled, *(each.ags for each in former)}
    await refresh_spellings(tx, await renewed_register.municipalities(tx, keys))
    concerned = {each.ags for each in found.gone} | {now.ags for _, now in found.renamed}
    return RegisterRenewal(before, found, await renewed_register.entries(tx, concerned))


def compare(in_force: Iterable[RegisterPlace], read: ReadRegister) -> Difference:
    """Compare by official key. Raises InvalidFileError if that cannot be the whole register."""
    before = {place.ags: place for place in in_force}
    places = sorted((each.beside(before.get(each.ags)) for each in read.places), key=_by_key)
    now = {place.ags: place for place in places}
    gone = [place for ags, place in before.items() if ags not in now]
    _refuse_a_part(before, gone, len(now))
    new = [place for place in places if place.ags not in before]
    both = [(before[ags], place) for ags, place in now.items() if ags in before]
    renamed = [(old, place) for old, place in both if old.key != place.key]
    return Difference(places, new, gone, renamed, _rekeyed(gone, new))


def _by_key(place: RegisterPlace) -> str:
    return place.ags


def _refuse_a_part(
    before: Mapping[str, RegisterPlace], gone: Sequence[RegisterPlace], found: int
) -> None:
    if len(gone) > _MOST_GONE * len(before):
        raise InvalidFileError(texts.only_a_part(found, len(before), len(gone)))
    all_of, gone_of = (Counter(ags[:2] for ags in keys) for keys in (before, [g.ags for g in gone]))
    for land, count in gone_of.items():
        if count > _MOST_GONE_OF_LAND * all_of[land]:
            raise InvalidFileError(texts.only_a_part(found, all_of[land], count, LANDS[land]))


def _rekeyed(
    gone: Iterable[RegisterPlace], new: Iterable[RegisterPlace]
) -> Mapping[str, RegisterPlace]:
    """Return what the file itself shows: one of that name went in a Land, and one came."""
    went, came = (_by_name(places) for places in (gone, new))
    return {
        places[0].ags: came[name][0]
        for name, places in went.items()
        if len(places) == len(came.get(name, ())) == 1
    }


def _by_name(places: Iterable[RegisterPlace]) -> Mapping[tuple[str, str], list[RegisterPlace]]:
    found: defaultdict[tuple[str, str], list[RegisterPlace]] = defaultdict(list)
    for place in places:
        found[place.ags[:2], place.key].append(place)
    return found


def _former(known: Iterable[FormerPlace], found: Difference) -> list[FormerPlace]:
    """Return what was called otherwise or is gone, by this register and by those before it."""
    now = {place.ags: place for place in found.places}
    before = [*found.gone, *(old for old, _ in found.renamed)]
    former = {
        (each.ags, each.key): each
        for each in (
            *known,
            *(FormerPlace(p.ags, p.name, p.name, p.kind, p.district, p.key, 2) for p in before),
        )
    }
    return [
        _standing(each, now.get(each.ags))
        for each in former.values()
        if each.ags not in now or now[each.ags].key != each.key
    ]


def _standing(place: FormerPlace, now: RegisterPlace | None) -> FormerPlace:
    if now is None:
        return place._replace(name=place.called, standing=2)
    return place._replace(name=now.name, kind=now.kind, district=now.district, standing=1)
