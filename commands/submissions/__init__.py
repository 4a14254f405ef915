"""Submissions to the collection: from a member's message to a reviewed entry."""
