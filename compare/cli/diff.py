"""`threefold diff` and `transfer`: two models, and the weights of one in the other."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from compare.cli.asked import Dtype, JsonFile, Quiet, Trouble, at_least, checked_output
from compare.console import out


class WeightsWay(StrEnum):
    """Whose weights a comparison of two models uses."""

    left_to_right = "left-to-right"
    right_to_left = "right-to-left"
    as_is = "as-is"


def diff(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="FILE.py:factory, or FILE.keras.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="The other model.")],
    input_shape: Annotated[
        str | None, typer.Option(help="One sample, channels last: 28,28,1.")
    ] = None,
    input_file: Annotated[
        Path | None, typer.Option("--input", help="A .npz file with the inputs.")
    ] = None,
    weights: Annotated[
        WeightsWay, typer.Option(help="Whose weights both get.")
    ] = WeightsWay.left_to_right,
    loss: Annotated[str | None, typer.Option(help="A loss for both, such as mse.")] = None,
    steps: Annotated[int, typer.Option(help="So many training steps.")] = 3,
    optimizer: Annotated[
        str | None, typer.Option(help="An optimizer for both: sgd, adam or adamw, as sgd:0.1.")
    ] = None,
    train: Annotated[
        bool | None, typer.Option("--train/--eval", help="Only this mode; both without.")
    ] = None,
    static: Annotated[
        bool, typer.Option("--static", help="Only what the settings tell; nothing is run.")
    ] = False,
    seconds: Annotated[float, typer.Option(help="The time limit.")] = 300,
    json_file: JsonFile = None,
    quiet: Quiet = False,
) -> None:
    """Say where two models part, layer by layer, forward, backward and in training, and why."""
    from compare.files import write_json
    from compare.parity import command

    at_least("--steps", steps, 1)
    if json_file:
        checked_output(json_file)
    if static:
        show_static(left, right, seconds, json_file)
    options = {
        "input_shape": input_shape,
        "input": str(input_file) if input_file else None,
        "weights": weights.value,
        "loss": loss,
        "steps": steps,
        "optimizer": optimizer,
        "modes": [False, True] if train is None else [train],
    }
    try:
        found = command.run(left, right, options, seconds)
    except command.PROBLEMS as error:
        raise Trouble(str(error), 2) from error
    if json_file:
        write_json(json_file, found)
    command.show(found, quiet)
    raise typer.Exit(0 if found["verdict"] == "agree" else 1)


def show_static(left: str, right: str, seconds: float, json_file: Path | None) -> NoReturn:
    """What will differ between two models before anything runs; 1 where a setting does."""
    from compare import tables
    from compare.defaults.targets import differences
    from compare.files import write_json
    from compare.parity.command import PROBLEMS

    try:
        found = differences(left, right, seconds)
    except PROBLEMS as error:
        raise Trouble(str(error), 2) from error
    if json_file:
        write_json(json_file, {"differences": found})
    out.print(tables.static_differences(found))
    raise typer.Exit(1 if any(one["configured"] for one in found) else 0)


def transfer(
    left: Annotated[str, typer.Argument(metavar="LEFT", help="Whose weights: FILE.py:factory.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="The model that gets them.")],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="For PyTorch .pt or .safetensors, for Keras .weights.h5, .keras or .safetensors.",
        ),
    ],
    input_shape: Annotated[
        str | None, typer.Option(help="One sample, channels last: 28,28,1.")
    ] = None,
    reorder: Annotated[
        bool, typer.Option(help="Permute a dense kernel behind Flatten for the other order.")
    ] = False,
    dtype: Annotated[Dtype, typer.Option(help="What the file holds.")] = Dtype.float32,
    seconds: Annotated[float, typer.Option(help="The time limit.")] = 300,
    json_file: JsonFile = None,
) -> None:
    """Write one model's weights as the other's, and check them by reading them back."""
    from compare.files import write_json
    from compare.parity import command

    if json_file:
        checked_output(json_file)
    options = {"input_shape": input_shape}
    try:
        found = command.transfer(left, right, str(output), reorder, dtype.value, options, seconds)
    except command.PROBLEMS as error:
        raise Trouble(str(error), 2) from error
    if json_file:
        write_json(json_file, found)
    command.show_transfer(found)
    raise typer.Exit(1 if found["left_over"] or found["round_trip"] > 0 else 0)
