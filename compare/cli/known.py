"""`threefold defaults`, `defects` and `doctor`: what is known of what is installed."""

from typing import Annotated

import typer

from compare.cli.asked import DataDir, JsonFile, Trouble, checked_output
from compare.console import out


def doctor(data_dir: DataDir = None, json_file: JsonFile = None) -> None:
    """Say what is installed, what is missing, and how to mend it."""
    from compare import tables
    from compare.doctor import diagnose
    from compare.files import write_json

    checks = diagnose(data_dir)
    if json_file:
        write_json(checked_output(json_file), {"checks": [vars(c) for c in checks]})
    out.print(tables.diagnosis(checks))
    raise typer.Exit(3 if any(c.state == "broken" for c in checks) else 0)


def defects(
    name: Annotated[str | None, typer.Argument(help="All of one; else a list of all.")] = None,
    measure: Annotated[
        bool, typer.Option("--measure", help="See which the installed versions still have.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Show where the released frameworks are wrong themselves, and the way round."""
    from compare import defects as known
    from compare import tables
    from compare.files import write_json

    records = known.all() if name is None else known.named(name)
    if json_file:
        checked_output(json_file)
    seen = known.measured(records) if measure else {}
    if measure and not seen:
        raise Trouble("None of the frameworks that were asked about is installed.", 3)
    if json_file:
        write_json(json_file, {"defects": [known.row(d, seen.get(d)) for d in records]})
    if name:
        tables.show_defects(records)
    if measure or not name:
        out.print(tables.defects(records, seen))
    raise typer.Exit(1 if any(d.state(found) != "there" for d, found in seen.items()) else 0)


def defaults(
    subject: Annotated[
        str | None, typer.Argument(help="A layer, loss, optimizer or row; else all of them.")
    ] = None,
    measure: Annotated[
        bool, typer.Option("--measure", help="See what the installed versions really do.")
    ] = False,
    json_file: JsonFile = None,
) -> None:
    """Show the defaults in which PyTorch and Keras differ, and how to align them."""
    from compare import defaults as known
    from compare import tables
    from compare.files import write_json

    rows = known.rows() if subject is None else known.about(subject)
    if json_file:
        checked_output(json_file)
    seen = known.measured(rows) if measure else {}
    if measure and not seen:
        raise Trouble("None of the frameworks is installed, so nothing can be measured.", 3)
    if json_file:
        write_json(json_file, {"defaults": [known.row(r, seen.get(r.name)) for r in rows]})
    if subject:
        tables.show_defaults(rows)
    if measure or not subject:
        out.print(tables.defaults(rows, seen))
    raise typer.Exit(1 if any(seen[r.name].troubles(r) for r in rows if r.name in seen) else 0)
