"""Everything the bot can do: the three visible lists."""

from commands import care, offers, personal_reminders, rsvp
from commands.browsing import COLLECTION
from commands.collection_map import MAP
from commands.command import AnyCommand, AnyListener
from commands.dialogue import LEAVE
from commands.documents import DOCUMENT
from commands.editing import command as editing
from commands.editing import dialogue as entry_dialogue
from commands.editing import pending as entry_previews
from commands.guidelines import GUIDELINE
from commands.help import HELP
from commands.job import Job
from commands.management import STATUS
from commands.meetings import afterwards, announcements, listing, series_editing
from commands.meetings import command as meeting
from commands.meetings import dialogue as meeting_dialogue
from commands.meetings import pending as meeting_previews
from commands.meetings.calendar_file import CALENDAR
from commands.network import ABOUT, BROCHURE, CONTACT, JOIN
from commands.privacy import FORGET_ME, MY_DATA, PRIVACY
from commands.reminders import REPLAN, SEND_DUE
from commands.search.command import SEARCH
from commands.submissions import (
    changes,
    conversation,
    dialogue,
    mailing,
    members,
    refreshing,
    reminders,
    review,
    show,
)
from commands.upkeep import FORGET, TELL_UNREADABLE

COMMANDS: tuple[AnyCommand, ...] = (
    HELP,
    GUIDELINE,
    DOCUMENT,
    COLLECTION,
    SEARCH,
    MAP,
    offers.MORE,
    members.SUBMIT,
    members.OWN,
    show.SHOW,
    members.WITHDRAW,
    listing.LIST,
    meeting.ONE,
    rsvp.YES,
    rsvp.NO,
    rsvp.MAYBE,
    personal_reminders.REMIND,
    personal_reminders.SHOW,
    personal_reminders.STOP,
    CALENDAR,
    ABOUT,
    JOIN,
    CONTACT,
    BROCHURE,
    PRIVACY,
    MY_DATA,
    FORGET_ME,
    LEAVE,
    review.QUEUE,
    review.ACCEPT,
    review.REFUSE,
    conversation.ASK,
    editing.ENTRY,
    editing.UNDO,
    rsvp.ATTENDANCE,
    STATUS,
)

JOBS: tuple[Job, ...] = (
    REPLAN,
    SEND_DUE,
    TELL_UNREADABLE,
    FORGET,
    reminders.REMIND,
    mailing.DIGEST,
    refreshing.REFRESH,
    announcements.RECOUNT,
    series_editing.EXTEND,
    afterwards.ASK,
    care.TELL_LINKS,
    care.TELL_UNCONFIRMED,
)

# Asked in this order for what is no command.
LISTENERS: tuple[AnyListener, ...] = (
    changes.EDITED,
    changes.REMOVED,
    review.ON_REACTION,
    meeting_previews.ON_REACTION,
    entry_previews.ON_REACTION,
    rsvp.ON_REACTION,
    rsvp.ON_REMOVAL,
    review.ON_REASON,
    review.ON_REMOVAL,
    meeting_previews.ON_WORD,
    entry_previews.ON_WORD,
    offers.ON_REACTION,
    offers.ON_NUMBER,
    conversation.listening(COMMANDS),
    dialogue.ON_ANSWER,
    meeting_dialogue.ON_ANSWER,
    entry_dialogue.ON_ANSWER,
)
