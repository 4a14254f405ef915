"""Dates as iCalendar files, and what such files and programmes say, as values."""
