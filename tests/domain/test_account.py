from poai.domain.account import SCOPES, Account, Grant, Role, Scope, State, misfits, same_email


def test_every_role_says_what_it_is_given_for() -> None:
    assert set(SCOPES) == set(Role)


def test_a_role_fits_only_its_kind_of_scope() -> None:
    for role, kind in SCOPES.items():
        assert Grant(role, "somewhere").fits == (kind is not Scope.PLACE), role
        assert Grant(role).fits == (kind in (Scope.PLACE, Scope.LOCALITY)), role


def test_grants_that_cannot_be_are_named() -> None:
    wrong = {Grant(Role.ADMINISTRATOR, "north"), Grant(Role.LINK_WORKER)}
    assert set(misfits({*wrong, Grant(Role.STEWARD), Grant(Role.LINK_WORKER, "north")})) == wrong


def test_an_address_is_the_same_however_it_is_typed() -> None:
    assert same_email("  Ann.Example@Example.ORG ") == "ann.example@example.org"


def test_an_account_tells_its_roles() -> None:
    grants = frozenset({Grant(Role.LINK_WORKER, "north"), Grant(Role.LINK_WORKER, "south")})
    assert Account("1", "a@example.org", "Ann", State.ACTIVE, grants).roles() == {Role.LINK_WORKER}
