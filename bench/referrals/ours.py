"""Our side: a referral that a link worker and a group move, with rules, consent, versions, letters and the trail."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from poai.actions.moving import move
from poai.actions.office import Office
from poai.domain.access import Actor
from poai.domain.account import Grant, Role, State
from poai.domain.consent import ALWAYS, Consent, Giver, Way
from poai.domain.person import Details
from poai.domain.referral import NOTHING, Answer, Name, Outcome
from poai.domain.sharing import shared
from poai.domain.team import TeamKind
from poai.settings import Settings
from poai.store import Accounts, Consents, Keys, People, Teams

GROUP = "example-lunch-club"
# Round and round: five moves by which a referral comes back to where it was. The group makes all but the last.
ROUND = (Name.OPEN, Name.ACCEPT, Name.START, Name.FINISH, Name.REOPEN)
_ANSWERS = {Name.FINISH: Answer(outcome=Outcome.HELPED), Name.REOPEN: Answer(note="There is room again.")}


class Ours:
    """One referral, sent. `acknowledged` counts its moves."""

    def __init__(self, folder: Path) -> None:
        self._now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        self._office = Office.open(Settings.read({"POAI_DATA": str(folder)}))
        with self._office.store.work() as connection:
            team = Teams(connection).add(name="Team", kind=TeamKind.PRACTICE, base="base", now=self._now)
            accounts = Accounts(connection)
            self._worker = self._actor(accounts, "jay", Grant(Role.LINK_WORKER, team.id))
            self._member = self._actor(accounts, "martin", Grant(Role.ORGANISATION_MEMBER, GROUP))
            keys = Keys.load(connection, self._office.secret)
            person = People(connection, self._worker, keys).add(
                names="Ivy Fictional",
                details=Details(reach="by post"),
                team=team.id,
                worker=self._worker.id,
                now=self._now,
            )
            consent = Consents(connection, keys).add(
                Consent(
                    id="",
                    person=person.id,
                    organisation=GROUP,
                    purpose="referral",
                    fields=ALWAYS,
                    wording="1",
                    way=Way.SPOKEN,
                    giver=Giver.PERSON,
                    who="",
                    by=self._worker.id,
                    given_at=self._now,
                    until=self._now.date() + timedelta(days=365),
                )
            )
        with self._office.work(self._now, self._worker.id) as work:
            self._referral = work.referrals(self._worker).add(
                person,
                consent,
                listing="lunch",
                listing_name="Lunch",
                locality="here",
                shared=shared(person, ALWAYS),
                maker=self._worker.id,
                now=self._now,
            )
        self.acknowledged = 0
        self._move(Name.SEND)

    def move(self) -> None:
        """The next move of the round."""
        self._move(ROUND[(self.acknowledged - 1) % len(ROUND)])

    def close(self) -> None:
        """Lets go of the store; every move that was acknowledged must be there."""
        with self._office.work(self._now, self._worker.id, reading=True) as work:
            kept = len(work.referrals_of_nobody().history(self._referral.id))
        self._office.store.close()
        if kept != self.acknowledged:
            raise RuntimeError(f"{self.acknowledged} moves were acknowledged, {kept} are there")

    def _move(self, name: Name) -> None:
        self._now += timedelta(seconds=1)
        actor = self._worker if name in (Name.SEND, Name.REOPEN) else self._member
        self._referral = move(
            self._office,
            actor,
            self._referral.id,
            name,
            version=self._referral.version,
            now=self._now,
            answer=_ANSWERS.get(name, NOTHING),
        )
        self.acknowledged += 1

    def _actor(self, accounts: Accounts, name: str, grant: Grant) -> Actor:
        made = accounts.add(email=f"{name}@example.org", name=name, grants=[grant], now=self._now)
        accounts.set_state(made.id, State.ACTIVE)
        return Actor(made.id, name, frozenset({grant}), "second-factor", "a session")
