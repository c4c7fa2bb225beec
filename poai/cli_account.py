"""Commands for whoever runs the machine: let the first administrator in, and see who may come in."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from poai.actions.accounts import add_from_host, everybody
from poai.actions.invitations import DAYS
from poai.actions.office import Office
from poai.cli_plain import plainly, say, settings, stop
from poai.domain.account import Account, Grant, Role
from poai.domain.errors import InvalidError

account = typer.Typer(no_args_is_help=True, help="Who may come in.")

_WRONG = {
    ("email", "wrong"): "This is not an e-mail address",
    ("email", "taken"): "Somebody has this address already",
    ("name", "missing"): "Give a name",
    ("name", "too-long"): "The name is too long",
    ("name", "wrong"): "The name has characters that cannot be shown",
    ("grants", "wrong"): "There is nothing of that name for which this role could be given",
}


@account.command("add")
def add(
    email: Annotated[str, typer.Argument(help="The e-mail address with which they sign in.")],
    name: Annotated[str, typer.Argument(help="Their name, as colleagues see it.")],
    role: Annotated[Role, typer.Option(help="What they are here.")] = Role.ADMINISTRATOR,
    scope: Annotated[
        str, typer.Option(help="For a team (its id), an organisation (its slug) or an area (its key).")
    ] = "",
) -> None:
    """Make an account and print the link with which somebody chooses a password. For the first administrator."""
    with plainly():
        office = Office.open(settings())
        try:
            grants = [Grant(role, scope)]
            link = add_from_host(office, email=email, name=name, grants=grants, now=datetime.now(UTC))
        except InvalidError as error:
            stop(_WRONG[error.field, error.reason])
        finally:
            office.store.close()
    say(f"Give this link to {name}. It works once, for {DAYS} days:")
    say(link)


@account.command("list")
def list_() -> None:
    """Print who may come in: their state, roles, address and name."""
    with plainly():
        office = Office.open(settings())
        found = everybody(office)
        office.store.close()
    for each in found:
        say(f"{each.state:9} {_roles(each)}  {each.email}  {each.name}")
    if not found:
        say('Nobody yet. Begin with: poai account add you@example.org "Your Name"')


def _roles(each: Account) -> str:
    return ", ".join(
        f"{grant.role} ({grant.scope})" if grant.scope else grant.role for grant in sorted(each.grants)
    )
