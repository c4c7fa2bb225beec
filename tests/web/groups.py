"""Groups in front of a browser: one whose member signs in, and one that has nothing but an address."""

from dataclasses import dataclass

from poai.actions.moving import move
from poai.domain.listing import Organisation
from poai.domain.referral import Name, Referral, Status
from poai.store import Accounts, Organisations
from tests.actions.casework import Casework
from tests.actions.cast import Letter
from tests.web.staff import Hands, StaffSite

PUBLISHED = "tea@chapel.example.org"


@dataclass
class Groups:
    """Casework on a site. `chapel` is the slug of the group without accounts."""

    site: StaffSite
    work: Casework
    chapel: str = "chapel"

    @classmethod
    def open(cls, site: StaffSite) -> "Groups":
        made = Organisation(
            id="6f1c9a50-0000-4000-8000-00000000000c", slug="chapel", name="Chapel", email=PUBLISHED
        )
        with site.cast.store.work() as connection:
            Organisations(connection).publish(made, made_by="test", why="test", now=site.cast.now)
        return cls(site, Casework(site.cast))

    def hands(self, name: str) -> Hands:
        """A browser in which somebody of the casework is signed in."""
        hands = self.site.hands()
        with self.site.cast.store.read() as connection:
            account = Accounts(connection).get(self.work[name].id)
        assert account
        token = self.site.cast.signed_in(account)
        hands.browser.cookies.set("__Host-session", token, domain="help.example.org")
        return hands

    def sent(self, organisation: str = "chapel") -> tuple[Referral, Letter]:
        """A referral that was sent just now, and the letter about it."""
        one = self.work.referral(Status.DRAFT, organisation=organisation)
        self.site.cast.letters()
        move(self.work.office, self.work["nora"], one.id, Name.SEND, version=0, now=self.site.cast.now)
        (letter,) = self.site.cast.letters()
        return self.work.now_is(one), letter
