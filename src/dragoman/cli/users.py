"""``dragoman users``: who may sign in to ``dragoman serve --users FILE``."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="Who may sign in to the page: names and passwords in a file.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name, as it is to stand beside decisions.")]
Users = Annotated[Path, typer.Option("--users", metavar="FILE", help="The file; it holds no password, only hashes.")]


@app.command()
def add(name: Name, users: Users) -> None:
    """Let somebody in, or give somebody another password, which is asked for; the file is made when there is none."""
    from dragoman.web.passwords import add_user

    add_user(users, name, typer.prompt("Password (12 characters at least)", hide_input=True, confirmation_prompt=True))


@app.command()
def remove(name: Name, users: Users) -> None:
    """Let somebody in no more; who is signed in is out at once."""
    from dragoman.web.passwords import remove_user

    remove_user(users, name)


@app.command("list")
def list_(users: Users) -> None:
    """The names."""
    from dragoman.web.passwords import read_users

    for name in sorted(read_users(users)):
        typer.echo(name)
