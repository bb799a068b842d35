"""`threefold list`: what there is."""

from typing import Any

from compare.cli.asked import JsonFile, checked_output
from compare.console import out


def list_(json_file: JsonFile = None) -> None:
    """Show every concept, its three implementations, and the workloads."""
    from rich.table import Table

    from compare import catalog, workloads
    from compare.concept import ROOMS
    from compare.files import write_json
    from compare.rooms import present

    absent = present()
    table = Table("concept", "what", "family", "cases", *ROOMS, box=None, pad_edge=False)
    rows: list[dict[str, Any]] = []
    for concept in catalog.concepts().values():
        there = {room: absent[room] or "yes" for room in ROOMS}
        rows.append(
            {
                "concept": concept.name,
                "family": concept.family,
                "title": concept.title,
                "cases": len(concept.cases),
                **there,
            }
        )
        signs = ["✓" if there[room] == "yes" else there[room] for room in ROOMS]
        table.add_row(concept.name, concept.title, concept.family, str(len(concept.cases)), *signs)
    out.print(table)
    examples = Table("workload", "what", "data", box=None, pad_edge=False)
    for workload in workloads.workloads().values():
        examples.add_row(workload.name, workload.title, " or ".join(workload.datasets))
    out.print()
    out.print(examples)
    if json_file:
        write_json(checked_output(json_file), {"concepts": rows})
