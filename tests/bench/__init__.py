"""What takes time in large networks, by the clock: many rooms, reminders, the search."""
