"""Text files that people edit, read into records, with problems that name file, line and field."""
