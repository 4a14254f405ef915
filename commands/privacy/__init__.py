"""What is stored on people: told by !datenschutz, handed out by !meinedaten, deleted on request."""

from commands.privacy.about import PRIVACY
from commands.privacy.forget_me import FORGET_ME
from commands.privacy.my_data import MY_DATA

__all__ = ("FORGET_ME", "MY_DATA", "PRIVACY")
