"""The three roles of [rooms]: a room there is for each, or a new encrypted one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.matrix.aliases import NoSuchRoomError, room_of
from bot.matrix.api import RefusedError
from bot.setup.answers import AnswerSource, SetupQuestion, settle
from bot.setup.connection import SetupConnection
from bot.setup.draft import ConfigDraft
from bot.setup.inputs import UnfitInputError, read_alias, read_choice, read_people
from bot.setup.rooms import (
    ROLES,
    AliasTakenError,
    MayNotCreateError,
    SeenRoom,
    invite,
    make_room,
    seen_rooms,
)
from bot.texts import operation
from bot.texts import setup as texts
from bot.texts import setup_written as written

_WHEN_INVITED = SetupQuestion("", texts.WHEN_INVITED, "")


@dataclass
class RoomSteps:
    draft: ConfigDraft
    answers: AnswerSource
    connection: SetupConnection
    # Told before the first room is made, so that nothing is lost with a call that is killed.
    on_managers: Callable[[Sequence[str]], None]
    # Whom new rooms begin with; the person is asked once.
    managers: Sequence[str] = ()
    _seen: Sequence[SeenRoom] = field(default=(), init=False)
    # By id: none of them can be the room of the management.
    _of_members: set[str] = field(default_factory=set, init=False)

    @property
    def is_done(self) -> bool:
        return not self._open_roles()

    def settle(self) -> None:
        """Find a room for each role that has none yet. Raises Failure."""
        self._of_members |= set(self.draft.get("rooms", "network") or ())
        self._of_members |= {self.draft.get("rooms", "exchange")} - {None}
        user_id = self.connection.user_id
        self._seen = self.connection.run(lambda api: seen_rooms(api, user_id))
        self._take_made()
        may_create = True
        while missing := self._open_roles():
            self._list()
            wanted = {role: self._choice(role, new=may_create) for role in missing}
            may_create = self._settle(wanted)
            if may_create:
                return
            self.answers.read(_WHEN_INVITED)
            self._seen = self.connection.run(lambda api: seen_rooms(api, user_id))

    def _open_roles(self) -> list[str]:
        return [role for role in ROLES if not self.draft.get("rooms", role)]

    def _take_made(self) -> None:
        """Go on with the rooms that an earlier call has made."""
        for role in self._open_roles():
            made = next((room for room in self._seen if room.role == role), None)
            if made is not None:
                self.answers.say(texts.made_before(made.name))
                self.managers = self.managers or sorted(made.managers)
                self._finish(role, made)

    def _list(self) -> None:
        self.answers.say(texts.rooms_seen(len(self._seen)))
        for number, room in enumerate(self._seen, start=1):
            self.answers.say(
                texts.room_seen(
                    number, room.name, invited=room.is_invitation, encrypted=room.is_encrypted
                )
            )

    def _choice(self, role: str, *, new: bool) -> list[str] | None:
        """Return the chosen rooms, none of them to leave it out, None for a new one."""
        default = texts.NEW if new else texts.NO_ROOM
        question = SetupQuestion(f"ROOMS__{role.upper()}", texts.ROOM_QUESTIONS[role], default)
        return settle(self.answers, question, partial(self._read_choice, role))

    def _read_choice(self, role: str, words: str) -> list[str] | None:
        if words.casefold() == texts.NEW:
            return None
        if words.casefold() in texts.NO_ROOM_WORDS:
            return []
        known = [room.room_id for room in self._seen]
        parts = words.split(",") if role == "network" else [words]
        chosen = [read_choice(each, known) for each in parts if each.strip()]
        ids = {self._id_of(room) for room in chosen}
        if role != "management":
            self._of_members |= ids
        elif ids & self._of_members:
            raise UnfitInputError(texts.SAME_ROOM)
        return chosen

    def _id_of(self, room: str) -> str:
        """Return where an address leads. Raises UnfitInputError."""
        if room.startswith("!"):
            return room
        try:
            found = self.connection.run(lambda api: room_of(api, room))
        except (NoSuchRoomError, RefusedError):
            found = None
        if found is None:
            raise UnfitInputError(texts.no_such_room(room))
        return found

    def _settle(self, wanted: Mapping[str, list[str] | None]) -> bool:
        """Note what was chosen, create what is new; return False if that is not allowed."""
        for role, chosen in wanted.items():
            if chosen:
                self._note(role, chosen, self._name(chosen[0]))
        new = (role for role, chosen in wanted.items() if chosen is None)
        return all(self._create(role) for role in new)

    def _name(self, room: str) -> str:
        return next((each.name for each in self._seen if each.room_id == room), "")

    def _create(self, role: str) -> bool:
        if not self.managers:
            server = self.connection.user_id.partition(":")[2]
            question = SetupQuestion("INIT__MANAGERS", texts.MANAGERS)
            self.managers = settle(self.answers, question, partial(read_people, server=server))
            self.on_managers(self.managers)
        given = self.answers.given(f"INIT__ALIAS_{role.upper()}")
        alias: str | None = given or written.ALIASES[role]
        while True:
            try:
                made = self._make(role, None if alias in texts.NO_ROOM_WORDS else alias)
            except AliasTakenError:
                alias = self._other_alias(role, str(alias))
            except MayNotCreateError:
                self.answers.refuse(texts.may_not_create(self.connection.user_id))
                return False
            except RefusedError as error:
                self.answers.refuse(texts.not_created(operation.refused(str(error))))
                return False
            else:
                self.answers.say(texts.made(made.name, made.address))
                self._finish(role, made)
                return True

    def _make(self, role: str, alias: str | None) -> SeenRoom:
        user_id, managers = self.connection.user_id, self.managers

        def make(address: str | None) -> SeenRoom:
            return self.connection.run(lambda api: make_room(api, user_id, role, address, managers))

        try:
            return make(alias)
        except MayNotCreateError:
            if alias is None:
                raise
            # Some homeservers allow rooms, but no addresses.
            return make(None)

    def _other_alias(self, role: str, taken: str) -> str | None:
        server = self.connection.user_id.partition(":")[2]
        variable = f"INIT__ALIAS_{role.upper()}"
        self.answers.refuse(texts.alias_taken(f"#{taken}:{server}"), variable)
        return settle(self.answers, SetupQuestion(variable, texts.ALIAS, ""), read_alias)

    def _finish(self, role: str, room: SeenRoom) -> None:
        """Invite the managers who are not there yet; only then the room is noted."""
        for manager in sorted(room.managers - room.people):
            if not self.connection.run(partial(invite, room=room, user_id=manager)):
                self.answers.say(texts.not_invited(manager, room.name))
        if role != "management":
            self._of_members.add(room.room_id)
        self._note(role, [room.room_id], room.name)

    def _note(self, role: str, rooms: Sequence[str], name: str) -> None:
        value = list(rooms) if role == "network" else rooms[0]
        self.draft.add("rooms", {role: value}, written.room_comment(name) if name else "")
