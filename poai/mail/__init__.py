"""Letters: written from their templates, and handed to a mail server or written to a folder."""

from poai.mail.letters import Letters, Voice
from poai.mail.posting import Folder, Post, PostponedError, RefusedError, Smtp, UnreachableError

__all__ = ["Folder", "Letters", "Post", "PostponedError", "RefusedError", "Smtp", "UnreachableError", "Voice"]
