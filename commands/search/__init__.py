"""Full-text search of the collection."""
