"""Commands for whoever runs the machine: check the trail, and send what waits in the outbox."""

from datetime import UTC, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from poai.actions.send_mail import mail_room, send_due, tidy
from poai.actions.verify_audit import audit_head, verify_audit
from poai.cli_plain import plainly, say, settings, stop
from poai.content import load_content
from poai.place import load_place
from poai.store import migrate, open_store
from poai.store.outbox import again, standing
from poai.web.i18n import load_languages
from poai.web.voices import voices

audit = typer.Typer(no_args_is_help=True, help="The trail of who did what, and whether it is whole.")


@audit.command("head")
def audit_head_() -> None:
    """Print the end of the trail as one line. Keep it on another machine, for `poai audit verify --head`."""
    with plainly():
        say(str(audit_head(settings())))


@audit.command("verify")
def audit_verify(
    head: Annotated[str, typer.Option(help="A line that `poai audit head` printed before.")] = "",
) -> None:
    """Read the whole trail and name the first row that is not as it was written."""
    with plainly():
        found = verify_audit(settings(), head)
    if not found.good:
        stop(f"The trail is not as it was written: {found.why}. {found.rows} rows before that are.")
    say(f"{found.rows} rows, all as they were written")
    if not head:
        say("Give --head with a line of before to see whether any were cut off the end")


def mail(
    retry: Annotated[str, typer.Option("--again", help="The id of a letter that was given up.")] = "",
) -> None:
    """Send the letters that are due, and name those that were given up."""
    ours, now = settings(), datetime.now(UTC)
    with plainly():
        place, content = load_place(ours.directory), load_content(ours.content)
        languages = load_languages(ours.content / "translations", content.pages, pseudo=ours.pseudo)
        store = open_store(ours.store)
        migrate(store)
        if retry:
            with store.work() as connection:
                if not again(connection, retry, now):
                    stop(f"No letter {retry} was given up")
        room = mail_room(ours, store, content.site.name, voices(languages.values(), ZoneInfo(place.timezone)))
        say(str(send_due(room, now)))
        tidy(room, now)
        with store.read() as connection:
            # Neither the address nor the server's answer, which may repeat it: a log may keep what we print.
            for letter in standing(connection, "dead"):
                say(f"given up: {letter.letter} {letter.id}")
        store.close()
