"""What can go wrong, in the words of the field. One table, in poai/web/errors.py, turns each into a page."""

from poai.domain.listing import Listing
from poai.domain.referral import Refusal


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


class InvalidError(PoaiError):
    """What somebody gave cannot be taken. `field` says which part, `reason` why, in words for programs."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class SignInError(PoaiError):
    """The address, the password or the code is wrong: never said which."""


class SignedOutError(PoaiError):
    """There is no session, or it has ended: sign in first."""


class ThrottledError(PoaiError):
    """Too many failures. `retry_after` is in whole seconds, and the right password does not shorten it."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many failures: again in {retry_after} seconds")
        self.retry_after = retry_after


class LinkError(PoaiError):
    """A link from a letter that was used, has run out or never was: never said which."""


class StaleError(PoaiError):
    """Somebody else changed it in the meantime."""


class ConflictError(StaleError):
    """Somebody else changed the same fields. `yours` is the listing as it was sent, `theirs` as it stands now, which is
    revision `number`."""

    def __init__(self, fields: tuple[str, ...], yours: Listing, theirs: Listing, number: int) -> None:
        super().__init__("somebody else changed the same facts of this listing")
        self.fields = fields
        self.yours = yours
        self.theirs = theirs
        self.number = number


class ForbiddenError(PoaiError):
    """They may do it to others, but not to themselves: no secret, so it is said."""


class MoveError(PoaiError):
    """A referral cannot make this move now. `refusal` is a `poai.domain.referral.Refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"the referral cannot be moved: {refusal}")
        self.refusal = refusal


class OpenReferralError(PoaiError):
    """The person has a referral to this listing that is not over. `referral` is its id."""

    def __init__(self, referral: str) -> None:
        super().__init__("there is an open referral to this listing already")
        self.referral = referral


class ConsentError(PoaiError):
    """There is no consent that allows as much: ask first."""


class ClosedError(PoaiError):
    """The record is closed: nothing is added to it until it is open again."""


class RepeatedError(PoaiError):
    """The same form was sent twice, and says something else the second time."""
