"""What can go wrong, in the words of the field. One table, in poai/web/errors.py, turns each into a page."""


class PoaiError(Exception):
    """Something that we foresaw. The message is for the log and for staff; pages have words of their own."""


class NotFoundError(PoaiError):
    """There is no such thing, or not for this person: the two must look the same."""


class BadRequestError(PoaiError):
    """What was sent cannot be read."""


class UnsafeError(PoaiError):
    """A form came from somewhere that is not one of our pages."""


class TooLargeError(PoaiError):
    """More was sent than we take."""


class TooSlowError(PoaiError):
    """What was sent did not arrive in time."""
