"""The rules. No files, no database, no network: everything here can be tested in a millisecond."""
