"""What every command does alike: reads the settings, speaks, and says what went wrong without a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from sqlalchemy.exc import DBAPIError

from poai.catalogue import BadCatalogueError
from poai.interchange.directory import OrphanError
from poai.reading.problem import BadFiles
from poai.settings import SettingError, Settings
from poai.store import StoreError


def settings() -> Settings:
    """The settings; stops where they cannot be used."""
    try:
        return Settings.read()
    except SettingError as error:
        stop(str(error))


@contextmanager
def plainly() -> Iterator[None]:
    """Errors that we foresaw, said without a traceback."""
    try:
        yield
    except BadFiles as error:
        count = len(error.problems)
        stop(
            "\n".join(
                [*map(str, error.problems), f"{count} problem{'s' * (count > 1)}. Nothing was changed."]
            )
        )
    except DBAPIError as error:
        stop(f"The database said: {error.orig}. Nothing was changed.")
    except (StoreError, BadCatalogueError, OrphanError, OSError, ValueError) as error:
        stop(str(error))


def say(text: str) -> None:
    """A line to whoever asked."""
    typer.echo(text)


def stop(text: str) -> NoReturn:
    """What went wrong; the command ends with 1."""
    typer.echo(text, err=True)
    raise typer.Exit(1)
