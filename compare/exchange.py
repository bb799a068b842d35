"""Models as files: what one implementation trained and saved, the other two load and predict.

Each saves in safetensors, the format of all, and in those of its own framework.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from compare import persistence, rooms
from compare.agreement import SCALED, Finding, closeness
from compare.concept import ROOMS
from compare.training import train
from compare.workload import Prepared, Workload

DTYPE = "float64"


def exchange(workload: Workload, data: Prepared, epochs: int = 1) -> Iterator[Finding]:
    """A Finding for every format, implementation that saved, and other one that loaded."""
    there = [room for room in ROOMS if not rooms.why_absent(room)]
    with TemporaryDirectory() as folder:
        for saver in there:
            trained = train(workload, data, saver, epochs=epochs, dtype=DTYPE)
            for end, owner in persistence.FORMATS.items():
                if owner not in ("scratch", saver):
                    continue
                path = Path(folder, saver + end)
                persistence.save_weights(path, workload, trained.weights)
                weights = persistence.load_weights(path, workload)
                for reader in (room for room in there if room != saver):
                    network = rooms.trainer(reader)(workload.spec, weights, DTYPE)
                    said = data.restore(network.predict(data.x_test))
                    found = closeness(said, trained.prediction)
                    yield Finding(
                        workload.name,
                        f"{end}, saved by {saver}",
                        DTYPE,
                        "predictions",
                        reader,
                        saver,
                        found.max_abs_error,
                        found.scaled_error,
                        found.max_ulp,
                        SCALED,
                        "agree" if found.agrees else "disagree",
                        found.message,
                        found.worst_element,
                    )
