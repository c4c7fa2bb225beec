"""What a link worker does with a referral that is made: send a draft, take it back, end it, ask again, correct it."""

from datetime import datetime

from poai.actions.answering import cleaned
from poai.actions.consents import Agreed, given
from poai.actions.found import person_of, referral_of
from poai.actions.moving import move_in, moved
from poai.actions.office import Office, Work
from poai.actions.once import once
from poai.actions.referrals import as_worker
from poai.actions.referring import open_goals
from poai.content.consent import ConsentWords
from poai.domain.access import Actor, Permission
from poai.domain.errors import ClosedError, InvalidError, MoveError, StaleError
from poai.domain.referral import NOTHING, Answer, Name, Party, Referral, Refusal
from poai.domain.sharing import shared

_FIELDS = {Refusal.REASON: "reason", Refusal.OUTCOME: "outcome", Refusal.NOTE: "note"}


def act(
    office: Office,
    actor: Actor,
    referral_id: str,
    name: Name,
    *,
    version: int,
    now: datetime,
    answer: Answer = NOTHING,
    key: str = "",
    address: str = "",
) -> None:
    """Moves a referral for those who asked, once for each form's `key`. `version` is that of the page they saw.

    Raises as `moving.move`; ClosedError for what would be sent; InvalidError for "reason", "outcome" or "note" (missing, too-long, wrong).
    """
    worker = as_worker(actor)
    with office.work(now, actor.id, address) as work:
        clean = cleaned(answer)

        def do() -> str:
            if name is Name.SEND:
                _while_open(work, worker, referral_of(work, worker, Permission.REFERRAL_WORK, referral_id))
            try:
                return move_in(work, worker, referral_id, name, version=version, answer=clean).id
            except MoveError as error:
                raise _told(error) from error

        said = (referral_id, name, str(version), clean.reason or "", clean.outcome or "", clean.note)
        once(work, key and f"move {key}", said, do)


def ask_again(
    office: Office,
    actor: Actor,
    referral_id: str,
    *,
    version: int,
    why: str,
    agreed: Agreed | None,
    words: ConsentWords,
    now: datetime,
    key: str = "",
    address: str = "",
) -> None:
    """Asks the same group again, and says why. Where consent no longer stands, `agreed` is what was agreed anew: the
    group then sees what that allows, as the record is today, and what it was asked before.

    Raises NotFoundError, MoveError, StaleError, ClosedError, ConsentError, OpenReferralError; InvalidError for "note" (missing …)
    or as `consents.given`.
    """
    worker = as_worker(actor)
    with office.work(now, actor.id, address) as work:
        answer = cleaned(Answer(note=why))

        def do() -> str:
            one = referral_of(work, worker, Permission.REFERRAL_WORK, referral_id)
            if one.version != version:
                raise StaleError("somebody else has moved this referral")
            _while_open(work, worker, one)
            newer = _agree(work, worker, one, agreed, words) if agreed else ""
            try:
                return moved(work, one, Name.REOPEN, Party.WORKER, actor.id, answer=answer, consent=newer).id
            except MoveError as error:
                raise _told(error) from error

        said = (referral_id, str(version), answer.note, *(agreed.said() if agreed else ()))
        once(work, key and f"ask again {key}", said, do)


def _while_open(work: Work, actor: Actor, one: Referral) -> None:
    """Raises ClosedError: no group is asked to help somebody whose record is closed."""
    person = work.people(actor).get(one.person, work.now)
    if person and person.closed_at:
        raise ClosedError("the record is closed")


def _agree(work: Work, actor: Actor, one: Referral, agreed: Agreed, words: ConsentWords) -> str:
    person = person_of(work, actor, Permission.PERSON_WRITE, one.person)
    consent = given(work, actor, person, agreed, words)
    before = work.referrals_of_nobody().shared(one.id)
    told = shared(person, consent.fields, goals=open_goals(work, person.id), ask=before.ask)
    work.referrals_of_nobody().retell(one, told)
    return consent.id


def _told(error: MoveError) -> InvalidError | MoveError:
    field = _FIELDS.get(error.refusal)
    return InvalidError(field, "missing") if field else error
