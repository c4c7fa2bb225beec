"""The trail: what is written down about everything that somebody does with an account or a person's record.

A row says who did what to what, when and from where, with ids only: no names, addresses or words that
somebody typed. The trail outlives what it tells of, and those who read it may not read that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

VISITOR = "visitor"  # who acts before anybody has signed in
SYSTEM = "system"  # who acts when a command or the clock does

_KEYS = re.compile(r"[A-Za-z0-9_.:,;/+=-]{0,200}", re.ASCII)


class Event(StrEnum):
    """What happened, in the past tense. One that is in somebody's trail is never renamed or taken away."""

    PASSWORD_PASSED = "password-passed"  # noqa: S105 -- the first step of signing in
    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGN_IN_THROTTLED = "sign-in-throttled"
    SIGNED_OUT = "signed-out"
    SESSION_ENDED = "session-ended"
    SECOND_FACTOR_FAILED = "second-factor-failed"
    SECOND_FACTOR_ADDED = "second-factor-added"
    SECOND_FACTOR_REMOVED = "second-factor-removed"
    RECOVERY_CODES_MADE = "recovery-codes-made"
    RECOVERY_CODE_USED = "recovery-code-used"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 -- an event, no password
    RESET_ASKED = "reset-asked"
    RESET_USED = "reset-used"
    EMAIL_CHANGE_ASKED = "email-change-asked"
    EMAIL_CHANGED = "email-changed"
    INVITATION_SENT = "invitation-sent"
    INVITATION_USED = "invitation-used"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_CHANGED = "account-changed"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ROLE_GIVEN = "role-given"
    ROLE_TAKEN = "role-taken"
    TEAM_ADDED = "team-added"
    TEAM_CHANGED = "team-changed"
    PERSON_ADDED = "person-added"
    PERSON_READ = "person-read"
    PERSON_CHANGED = "person-changed"
    PERSON_CLOSED = "person-closed"
    PERSON_REOPENED = "person-reopened"
    PERSON_ERASED = "person-erased"
    PERSON_HELD = "person-held"  # by a legal hold
    PERSON_RELEASED = "person-released"
    HANDED_OVER = "handed-over"
    NOTE_ADDED = "note-added"
    CONVERSATION_KEPT = "conversation-kept"
    GOAL_ADDED = "goal-added"
    GOAL_CHANGED = "goal-changed"
    MEASURED = "measured"
    CONSENT_GIVEN = "consent-given"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    REFERRAL_MADE = "referral-made"
    REFERRAL_READ = "referral-read"
    REFERRALS_LISTED = "referrals-listed"
    REFERRAL_MOVED = "referral-moved"
    REFERRAL_SNOOZED = "referral-snoozed"
    REFERRAL_CHASED = "referral-chased"
    SIGNPOSTED = "signposted"
    MESSAGE_SENT = "message-sent"
    CONTACT_RECORDED = "contact-recorded"
    REPLY_LINK_SENT = "reply-link-sent"
    REPLY_LINK_OPENED = "reply-link-opened"
    CODE_FAILED = "code-failed"
    OWN_VIEW_CODE_MADE = "own-view-code-made"
    OWN_VIEW_READ = "own-view-read"
    CONCERN_SAID = "concern-said"
    CONCERN_SEEN = "concern-seen"
    RETENTION_RUN = "retention-run"
    SUBJECT_ACCESS_GIVEN = "subject-access-given"
    KEYS_CHANGED = "keys-changed"
    PEOPLE_LISTED = "people-listed"
    GLASS_BROKEN = "glass-broken"
    EXPORTED = "exported"
    TRAIL_READ = "trail-read"
    DOUBLE_SHOWN = "double-shown"  # somebody was told that a person like theirs is known
    DOUBLE_PASSED = "double-passed"  # and said that they are not the same
    LISTING_CHANGED = "listing-changed"
    LISTING_CONFIRMED = "listing-confirmed"
    LISTING_PROPOSED = "listing-proposed"
    LISTING_ACCEPTED = "listing-accepted"
    LISTING_RETURNED = "listing-returned"
    LISTING_PROPOSAL_WITHDRAWN = "listing-proposal-withdrawn"  # by who made it
    LISTING_PUT_BACK = "listing-put-back"
    LISTING_WITHDRAWN = "listing-withdrawn"
    LISTING_HIDDEN = "listing-hidden"
    LISTING_SHOWN = "listing-shown"
    LISTINGS_MERGED = "listings-merged"
    GROUP_ADDED = "group-added"
    GROUP_CHANGED = "group-changed"
    PROMPT_SENT = "prompt-sent"
    PROMPT_OPENED = "prompt-opened"
    SUGGESTION_MADE = "suggestion-made"
    SUGGESTION_DECIDED = "suggestion-decided"
    SUGGESTION_MEANT = "suggestion-meant"  # it had been set apart as an advertisement
    CLAIM_VERIFIED = "claim-verified"
    CLAIM_DENIED = "claim-denied"
    DO_NOT_LIST_ADDED = "do-not-list-added"
    DO_NOT_LIST_LIFTED = "do-not-list-lifted"
    FEED_TAKEN = "feed-taken"
    LINKS_CHECKED = "links-checked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the trail. `number` counts from 1 without gaps; `at` is in UTC.

    `actor` is an account's id, VISITOR or SYSTEM; `thing` is "kind:id" or ""; `origin` is a keyed hash of
    the network address. `event` is one of Event, unless another version of the program wrote it.
    """

    number: int
    at: datetime
    actor: str
    event: str
    thing: str
    origin: str
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the trail: the newest row's number and its keyed hash (in hex). Kept elsewhere, it shows later what was cut off."""

    number: int
    mac: str

    def __str__(self) -> str:
        """One line, which `read` takes."""
        return f"{self.number} {self.mac}"

    @classmethod
    def read(cls, line: str) -> "Head":
        """The head that a line tells. Raises ValueError if it is no such line."""
        number, _, mac = line.strip().partition(" ")
        if not (number.isascii() and number.isdigit() and re.fullmatch("[0-9a-f]{64}", mac)):
            raise ValueError(
                "a head of the trail is a number and 64 digits and letters, as `poai audit head` prints"
            )
        return cls(int(number), mac)


START = Head(0, "0" * 64)  # of a trail without rows


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the trail found: `bad` is the number of the first row that is not as it was written, or None.

    `rows` is how many rows are as they were written; `why` says what is wrong, in plain words.
    """

    rows: int
    bad: int | None = None
    why: str = ""

    @property
    def good(self) -> bool:
        """Whether every row is as it was written."""
        return self.bad is None


def check_keys(*texts: str) -> None:
    """Raises ValueError, without repeating it, for a text that is more than an id, a key or a number."""
    for text in texts:
        if not _KEYS.fullmatch(text):
            raise ValueError(
                "the trail takes ids, keys and numbers only: no spaces, no e-mail addresses, no sentences"
            )
