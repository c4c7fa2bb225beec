"""The letters that we send by e-mail, and what each needs to be told.

No letter names a person who is helped or says what about them: e-mail may be read by others. Who wants
to know more follows the link and signs in.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# No quoted names before the "@", and only ASCII there: few servers take others. A domain may be in any script.
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[\w-]+(\.[\w-]+)*")


class Letter(StrEnum):
    """A letter is named for its template, templates/mail/<name>.txt. `link` is a whole address."""

    INVITATION = "invitation"
    RESET = "reset"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 -- a letter, no password
    FACTOR_CHANGED = "factor-changed"
    EMAIL_CONFIRM = "email-confirm"  # to the new address, to see that it is theirs
    EMAIL_CHANGED = "email-changed"  # to the old one
    ACCOUNT_DISABLED = "account-disabled"
    SIGNED_IN = "signed-in"
    WRONG_CODES = "wrong-codes"  # after the right password
    GLASS_BROKEN = "glass-broken"
    ACCESS_GIVEN = "access-given"  # to records, or to the trail
    REFERRAL_SENT = "referral-sent"  # to a group whose members sign in
    REFERRAL_ASKED = "referral-asked"  # to a group without accounts: the link is its way in
    REFERRAL_CODE = "referral-code"  # to the same address, once it has followed the link
    REFERRAL_MOVED = "referral-moved"  # to the link worker
    REFERRAL_STOPPED = "referral-stopped"  # to the group: nothing more of it is to be seen
    REFERRAL_REMINDER = "referral-reminder"  # to the group, which has not answered
    REFERRAL_MESSAGE = "referral-message"  # to either side
    REFERRAL_CONCERN = "referral-concern"  # to the link worker, of what the person said
    LISTING_CHECK = "listing-check"  # to a group: is its listing still right? The link is its way in
    LISTING_DECIDED = "listing-decided"  # to whoever proposed something of a listing
    LISTING_WAITS = "listing-waits"  # to a steward, once a day at most: something waits for them
    LISTING_UNANSWERED = "listing-unanswered"  # to a steward: a listing is about to be hidden
    CLAIM_CHECK = "claim-check"  # to a group's public address: somebody says that they are of the group
    DAY = "day"  # to a link worker: what needs doing, in one letter


NEEDS: Mapping[Letter, frozenset[str]] = {
    Letter.INVITATION: frozenset({"link", "days"}),
    Letter.RESET: frozenset({"link", "minutes"}),
    Letter.PASSWORD_CHANGED: frozenset({"link"}),
    Letter.FACTOR_CHANGED: frozenset({"link"}),
    Letter.EMAIL_CONFIRM: frozenset({"link", "minutes"}),
    Letter.EMAIL_CHANGED: frozenset(),
    Letter.ACCOUNT_DISABLED: frozenset(),
    Letter.SIGNED_IN: frozenset({"link"}),
    Letter.WRONG_CODES: frozenset({"link"}),
    Letter.GLASS_BROKEN: frozenset({"link"}),
    Letter.ACCESS_GIVEN: frozenset({"link"}),
    Letter.REFERRAL_SENT: frozenset({"link"}),
    Letter.REFERRAL_ASKED: frozenset({"link", "days"}),
    Letter.REFERRAL_CODE: frozenset({"code", "minutes"}),
    Letter.REFERRAL_MOVED: frozenset({"link"}),
    Letter.REFERRAL_STOPPED: frozenset({"reference"}),
    Letter.REFERRAL_REMINDER: frozenset({"link"}),
    Letter.REFERRAL_MESSAGE: frozenset({"link"}),
    Letter.REFERRAL_CONCERN: frozenset({"link"}),
    Letter.LISTING_CHECK: frozenset({"link", "days", "listing"}),
    Letter.LISTING_DECIDED: frozenset({"link", "listing"}),
    Letter.LISTING_WAITS: frozenset({"link", "count"}),
    Letter.LISTING_UNANSWERED: frozenset({"link", "listing", "days"}),
    Letter.CLAIM_CHECK: frozenset({"link", "days", "group"}),
    Letter.DAY: frozenset({"link", "count"}),
}


def check_address(address: str) -> None:
    """Raises ValueError, without repeating it, for what is not one plain e-mail address."""
    if not _ADDRESS.fullmatch(address) or len(address) > 254:
        raise ValueError("this is not one e-mail address")


def check_letter(recipient: str, letter: Letter, values: Mapping[str, str]) -> None:
    """Raises ValueError for what could not be sent: not one plain address, a value too many or too few, or one that
    holds a line break. The message repeats none of them."""
    check_address(recipient)
    if values.keys() != NEEDS[letter]:
        raise ValueError(f"the letter {letter!r} needs {sorted(NEEDS[letter])}, not {sorted(values)}")
    if any(_CONTROL.search(value) for value in values.values()):
        raise ValueError(f"a value of the letter {letter!r} is more than one line of text")
