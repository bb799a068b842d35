"""`threefold validate`: your own layer, loss or optimizer."""

from typing import Annotated

import typer

from compare.cli.asked import JsonFile, Quiet, Trouble, checked_output
from compare.console import out


def validate(
    target: Annotated[
        str | None, typer.Argument(metavar="FILE.py:OBJECT[,OBJECT]", help="What to judge.")
    ] = None,
    like: Annotated[
        str | None, typer.Option(help="The concept it should be; `list` shows them all.")
    ] = None,
    make: Annotated[str | None, typer.Option(help="An expression that builds an instance.")] = None,
    params: Annotated[
        str | None, typer.Option(help="Where its weights are: kernel=W,bias=b.")
    ] = None,
    grads: Annotated[
        str | None, typer.Option(help="Where their gradients are: kernel=dW,bias=db.")
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="Also check the concept itself in both frameworks.")
    ] = False,
    seconds: Annotated[float, typer.Option(help="The time limit.")] = 60,
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Say whether your own layer, loss or optimizer is right, and if not, what is wrong."""
    from compare.files import write_json
    from compare.validation import command

    if like == "list":
        out.print("\n".join(command.listed()), highlight=False)
        raise typer.Exit(0)
    if target is None:
        raise Trouble("FILE.py:OBJECT must name what to judge. Received: nothing", 2)
    if json_file:
        checked_output(json_file)
    try:
        found = command.run(target, like, make, params, grads, everyone, seconds)
    except command.PROBLEMS as error:
        raise Trouble(command.words(error), 2) from error
    if json_file:
        write_json(json_file, found.row())
    command.show(found, quiet)
    raise typer.Exit({"right": 0, "wrong": 1}.get(found.verdict, 2))
