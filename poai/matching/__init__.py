"""From what somebody typed to the listings that fit. No files but its own vectors, no database, no clock."""
