"""What runs in a process of its own: loads both files, compares, writes the verdict as JSON."""

import json
import os
import sys
from typing import Any

from compare.validation.process import respond


def main(request: dict[str, Any]) -> None:
    """Answer the request; the answer goes to its `result` file."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    respond(request, answer_to)


def answer_to(request: dict[str, Any]) -> dict[str, Any]:
    """The verdict as a record, or why the input is unusable."""
    from compare.parity import diff, transfer
    from compare.validation.subject import Theirs, Unusable
    from reference.observed import Unobservable

    try:
        left, right = request["left"], request["right"]
        if "transfer" in request:
            return transfer(left, right, **request["transfer"], **request["options"]).row()
        return diff(left, right, **request["options"]).row()
    except (Unusable, Unobservable, Theirs) as error:
        return {"unusable": str(error)}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
