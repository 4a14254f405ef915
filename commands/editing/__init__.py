"""!eintrag and !rückgängig: the management edits the collection, and nothing is lost."""
