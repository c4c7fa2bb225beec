"""Why an address could not be fetched."""

from enum import StrEnum

from poai.domain.errors import PoaiError


class Why(StrEnum):
    """Why an address could not be fetched."""

    ADDRESS = "address"  # it is none that we fetch
    NAME = "name"  # nobody knows the name
    PRIVATE = "private"  # it leads into a private network
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    LARGE = "large"
    REDIRECTS = "redirects"
    STATUS = "status"  # it answered with an error
    GARBLED = "garbled"


class FetchError(PoaiError):
    """It could not be fetched. The message says why in plain words; `status` is what was answered, or 0."""

    def __init__(self, why: Why, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.why = why
        self.reason = reason
        self.status = status
