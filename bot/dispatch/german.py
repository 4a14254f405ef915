"""Answer ordinary German: what was meant, read back or offered, by the rules of the subjects."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from commands.collection.gazetteer import names_for
from commands.conversation.command import AnyCommand, CommandContext, ReadBack, Reply, UsageError
from commands.conversation.command_words import match
from commands.conversation.offers import DECLINE
from commands.conversation.texts import german as texts
from commands.language.markup import Inline
from commands.language.numbers import number_and_words
from commands.language.understanding import (
    Response,
    Rulebook,
    SentenceRules,
    Understanding,
    Where,
    is_sentence,
    is_thanks,
    understand,
)
from commands.language.visible import one_line

_MOST_OFFERED = 9
_HELP = "hilfe"
# Counted as an answer at once below the post about a date; the answer says so.
_LONGEST_ANSWER = 6
_ANSWERS = frozenset({"dabei", "nichtdabei", "vielleicht"})
# Whatever stands behind them is theirs.
_FREE_TEXT = frozenset(
    {"suche", "einreichen", "frage", "frage anonym", "ergänzen", "profil", "hilfe", "vorstellen"}
)
_QUESTION = "frage "


def _begins_sentence(command: AnyCommand, rest: str) -> bool:
    return command.is_sentence is not None and command.is_sentence(rest)


def is_about_one(words: str) -> bool:
    """Return whether a number stands before other words."""
    number, rest = number_and_words(words)
    return number is not None and bool(rest)


@dataclass(frozen=True)
class Plan:
    """What to do: say the reply, or run the line and say how it was understood."""

    reply: Reply | None = None
    line: str | None = None
    told: bool = True


@dataclass(frozen=True)
class GermanReader:
    """Understands what people write without a command."""

    # Called with the first sentence: a start needs none.
    sentences: Callable[[], Sequence[SentenceRules]]
    commands: Sequence[AnyCommand]

    @cached_property
    def _rulebook(self) -> Rulebook:
        return Rulebook(self.sentences())

    def is_command(self, words: str) -> bool:
        """Return whether it is a complete command line and no sentence that begins like one."""
        command, rest = match(words, self.commands)
        if command is None:
            return False
        if command.name in _FREE_TEXT:
            # "Frage 12 ist erledigt" is about that question.
            return command.name != "frage" or not is_about_one(rest)
        if self._several(words) or _begins_sentence(command, rest):
            return False
        try:
            command.parse(rest)
        except UsageError:
            return False
        return command.any_words or not is_sentence(rest)

    def _several(self, words: str) -> tuple[str, ...]:
        """Return the command lines if each line is one of its own."""
        lines = [line.strip() for line in words.split("\n") if line.strip()]
        if not 1 < len(lines) <= _MOST_OFFERED or not all(map(self.is_command, lines)):
            return ()
        found = (match(line, self.commands) for line in lines)
        return tuple(f"{command.name} {rest}".strip() for command, rest in found if command)

    async def plan(
        self, ctx: CommandContext, words: str, where: Where, number: int | None
    ) -> Plan | None:
        """Return what to do; None for silence. `number` is of the date below whose post it is."""
        lines = self._several(words) if where is Where.DIRECT else ()
        if lines:
            return await self._choice(ctx, Understanding(Response.CHOICE, lines, all_asked=True))
        rulebook = self._rulebook
        said = rulebook.heard(where, words, ctx.settings.bot_names)
        if said is None:
            return None
        if said.has_greeting and not said.sentences:
            return Plan(line=_HELP, told=False)
        names = await names_for(ctx.tx, rulebook, said)
        found = understand(rulebook, names, said, management=ctx.in_management)
        if found.response is Response.SILENCE:
            thanked = where is Where.DIRECT and is_thanks(said)
            return Plan(Reply(texts.WELCOME)) if thanked else None
        question = self._from_outside(ctx, words, found)
        if question is not None:
            # The command asks whether it may be passed on.
            return Plan(line=f"anfrage {question}", told=False)
        if number is not None:
            found = replace(found, lines=tuple(_numbered(line, number) for line in found.lines))
        return await self._plan(ctx, words, found, where)

    def _from_outside(self, ctx: CommandContext, words: str, found: Understanding) -> str | None:
        """Return a free question of somebody who is no member, and cannot ask the network."""
        if not ctx.message.direct or ctx.membership(ctx.message.sender) is not False:
            return None
        asked = [line.removeprefix(_QUESTION) for line in found.lines if line.startswith(_QUESTION)]
        if found.response is Response.UNCLEAR:
            return asked[0] if asked else None
        if any(match(line, ctx.commands)[0] is not None for line in found.lines):
            return None
        return asked[0] if asked else one_line(words) if words.rstrip().endswith("?") else None

    async def look_up_in(self, ctx: CommandContext, words: str) -> str | None:
        """Return the look-up that words with the prefix mean, which begin with no command."""
        said = self._rulebook.heard(Where.DIRECT, words)
        if said is None:
            return None
        names = await names_for(ctx.tx, self._rulebook, said)
        found = understand(self._rulebook, names, said)
        # "!wann" alone is nothing that could be answered, but something that can be offered.
        is_sure = found.response is Response.COMMAND
        is_alone = found.response is Response.UNCLEAR and len(said.tokens) == 1
        line = found.lines[0] if is_sure or is_alone else ""
        command, _ = match(line, ctx.commands)
        return line if command is not None and command.name != _HELP else None

    async def _plan(
        self, ctx: CommandContext, words: str, found: Understanding, where: Where
    ) -> Plan:
        match found.response:
            case Response.COMMAND:
                return self._run(ctx, found.lines[0])
            case Response.CONFIRM:
                short = where is Where.BELOW_DATE and len(words.split()) <= _LONGEST_ANSWER
                if short and found.lines[0].partition(" ")[0] in _ANSWERS:
                    return Plan(line=found.lines[0], told=False)
                return await self._read_back(ctx, found.lines[0])
            case Response.CHOICE:
                return await self._choice(ctx, found)
            case _:
                return self._suggestions(ctx, found.lines)

    def _run(self, ctx: CommandContext, line: str) -> Plan:
        command, _ = match(line, self.commands)
        if command is None:
            return Plan(Reply(texts.to_come(ctx.prefix, line)))
        return Plan(line=line)

    async def _read_back(self, ctx: CommandContext, line: str) -> Plan:
        command, rest = match(line, self.commands)
        if command is None:
            return Plan(Reply(texts.to_come(ctx.prefix, line)))
        if command not in ctx.commands or command.previews:
            # Its refusal, or its own question, is the answer.
            return Plan(line=line, told=False)
        backs = await _backs(ctx, command, line, rest)
        if not backs:
            return Plan(line="termine", told=False)
        if len(backs) > 1:
            labels = [back.label for back in backs[:_MOST_OFFERED]]
            options = tuple(back.line for back in backs[:_MOST_OFFERED])
            return Plan(Reply(texts.which_date(labels) + texts.choose(), options=options))
        [back] = backs
        hint = texts.to_answer(direct=ctx.message.direct)
        text = texts.read_back(back.asked, hint)
        return Plan(Reply(text, options=(back.line, DECLINE), proposed=True))

    async def _choice(self, ctx: CommandContext, found: Understanding) -> Plan:
        labels: list[tuple[Inline, ...]] = []
        options: list[str] = []
        for line in found.lines:
            command, rest = match(line, self.commands)
            backs = [] if command is None else await _backs(ctx, command, line, rest)
            for back in backs or [ReadBack(line, texts.line_of(ctx.prefix, line), ())]:
                shown = texts.line_of(ctx.prefix, back.line)
                labels.append(shown if back.label == shown else (*shown, ": ", *back.label))
                options.append(back.line)
        first = labels[:_MOST_OFFERED]
        # An open date may be one of several.
        each = found.all_asked and len(labels) == len(found.lines)
        text = texts.all_asked(first) if each else texts.which(first)
        text += texts.choose_each() if each else texts.choose()
        return Plan(Reply(text, options=tuple(options[:_MOST_OFFERED]), each=each))

    def _suggestions(self, ctx: CommandContext, lines: Sequence[str]) -> Plan:
        labels: list[tuple[Inline, ...]] = []
        for line in lines:
            name = line.partition(" ")[0]
            made: Callable[[str, str], tuple[Inline, ...]] = texts.line_of
            if name == "suche":
                made = texts.in_the_collection
            elif name == "frage" and " " in line:
                made = texts.to_the_network
            labels.append(made(ctx.prefix, line))
        return Plan(Reply(texts.not_understood(labels), options=tuple(lines), preplace=False))


async def _backs(
    ctx: CommandContext, command: AnyCommand, line: str, rest: str
) -> Sequence[ReadBack]:
    """Return the whole lines that an open one may mean, each with its question."""
    asked: Callable[[CommandContext, str, str], Awaitable[Sequence[ReadBack]]] | None
    asked = command.read_back
    if asked is not None:
        return await asked(ctx, command.name, rest)
    label = texts.line_of(ctx.prefix, line)
    return [ReadBack(line, label, texts.question(ctx.prefix, line))]


def _numbered(line: str, number: int) -> str:
    """Put the number of the date behind the command that needs one."""
    name, _, rest = line.partition(" ")
    if name in ("kalender", "erinnerungen", "termine", "hilfe"):
        return line
    return " ".join([name, str(number), *rest.split()])
