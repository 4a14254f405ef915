"""List everything the bot can do: commands, jobs, routes and listeners."""

from commands.about.help import HELP, START
from commands.about.housekeeping import FORGET, TELL_UNREADABLE
from commands.about.network import ABOUT, BROCHURE, CONTACT, JOIN
from commands.about.privacy import forget_me
from commands.about.privacy.forget_me import FORGET_ME
from commands.about.privacy.my_data import MY_DATA, PRIVACY
from commands.about.status import SEND_AGAIN, STATUS, problems
from commands.collection import maintenance_notes
from commands.collection.browsing.for_management import LISTS
from commands.collection.browsing.listing import COLLECTION
from commands.collection.collection_map import MAP
from commands.collection.documents import DOCUMENT
from commands.collection.editing import command as editing
from commands.collection.editing import dialogue as entry_dialogue
from commands.collection.editing import performing as entry_previews
from commands.collection.guidelines import GUIDELINE
from commands.collection.search.command import SEARCH
from commands.conversation import offers
from commands.conversation.command import AnyCommand, AnyListener, Job, Route
from commands.conversation.dialogue.talk import LEAVE
from commands.conversation.weekly import WeeklySubject, weekly_note
from commands.exchange.announcing import commands as announcing
from commands.exchange.anonymous import commands as unnamed
from commands.exchange.digest import commands as digest
from commands.exchange.newcomers import commands as newcomers
from commands.exchange.profiles import commands as profiles
from commands.exchange.questions import commands as exchange
from commands.language.understanding import SentenceRules
from commands.meetings import announcements, listing, personal_reminders, series_editing
from commands.meetings import checking as meeting_previews
from commands.meetings import command as meeting
from commands.meetings import dialogue as meeting_dialogue
from commands.meetings.calendar_file import CALENDAR, NEW_LINK, REVOKE
from commands.meetings.reminders.planning import REPLAN
from commands.meetings.reminders.sending import SEND_DUE
from commands.meetings.rsvp import answers as rsvp
from commands.meetings.rsvp.answers import ATTENDANCE
from commands.submissions import (
    changes,
    changing,
    conversation,
    dialogue,
    members,
    notices,
    reminders,
    review,
    unasked,
)

COMMANDS: tuple[AnyCommand, ...] = (
    HELP,
    START,
    GUIDELINE,
    DOCUMENT,
    COLLECTION,
    SEARCH,
    MAP,
    offers.MORE,
    members.SUBMIT,
    members.OWN,
    members.SHOW,
    changing.CHANGE,
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
    NEW_LINK,
    *exchange.COMMANDS,
    *profiles.COMMANDS,
    *digest.COMMANDS,
    *newcomers.COMMANDS,
    *unnamed.COMMANDS,
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
    *LISTS,
    *meeting.VERBS,
    *announcing.COMMANDS,
    *editing.COMMANDS,
    ATTENDANCE,
    STATUS,
    SEND_AGAIN,
)

# What each subject adds to the weekly note to the management, the most urgent first.
WEEKLY: tuple[WeeklySubject, ...] = (
    reminders.WEEKLY,
    exchange.WEEKLY,
    maintenance_notes.WEEKLY,
    listing.WEEKLY,
)

JOBS: tuple[Job, ...] = (
    REPLAN,
    SEND_DUE,
    REVOKE,
    TELL_UNREADABLE,
    FORGET,
    reminders.REMIND,
    reminders.DIGEST,
    notices.REFRESH,
    announcements.RECOUNT,
    series_editing.EXTEND,
    announcements.ASK,
    weekly_note(WEEKLY, problems),
    *exchange.JOBS,
    *profiles.JOBS,
    *digest.JOBS,
    *newcomers.JOBS,
    *announcing.JOBS,
)

# One for each kind of subject, and of what is awaited.
ROUTES: tuple[Route, ...] = (
    offers.ROUTE,
    forget_me.ROUTE,
    review.ROUTE,
    review.REASON_ROUTE,
    conversation.ROUTE,
    dialogue.ROUTE,
    changing.ROUTE,
    unasked.ROUTE,
    meeting_dialogue.ROUTE,
    meeting_previews.ROUTE,
    rsvp.ROUTE,
    rsvp.ROUTE_OF_SEVERAL,
    entry_dialogue.ROUTE,
    entry_previews.ROUTE,
    *exchange.ROUTES,
    *profiles.ROUTES,
    *digest.ROUTES,
    *newcomers.ROUTES,
    *announcing.ROUTES,
    *unnamed.ROUTES,
)

# Follow edits and removals of earlier messages, and take what is left; in no particular order.
LISTENERS: tuple[AnyListener, ...] = (
    changes.EDITED,
    changes.REMOVED,
    rsvp.ON_REMOVAL,
    unasked.LEFT_OVER,
)


def sentences() -> tuple[SentenceRules, ...]:
    """Return which sentences of ordinary German each subject understands."""
    from commands.about import sentences as about
    from commands.collection import sentences as collection
    from commands.exchange import sentences as exchange
    from commands.exchange.profiles import sentences as profiles
    from commands.meetings import sentences as meetings
    from commands.meetings.planning import sentences as planning
    from commands.meetings.rsvp import sentences as rsvp
    from commands.submissions import sentences as submissions

    subjects = (collection, meetings, rsvp, submissions, exchange, profiles, planning, about)
    return tuple(subject.RULES for subject in subjects)
