"""What a trained network says of a few test rows, for a reader to look at."""

import base64
import io
from typing import Any

import numpy as np

from compare.datasets.text import decode
from compare.training import Training
from compare.workload import Prepared, Workload

COUNT = 12
LAST_WORDS = 40
"""So much of a text is shown: its end, which the network read last."""


def samples(workload: Workload, data: Prepared, trained: Training) -> list[dict[str, Any]]:
    """A record for each of the first test rows; none where there is nothing to predict."""
    if workload.spec.adversary:
        return []
    truth = np.asarray(data.restore(data.y_test))
    about = {"workload": workload.name, "implementation": trained.implementation}
    found = []
    for row in range(min(COUNT, len(truth))):
        prediction = trained.prediction[row]
        said, confidence = answer(workload.spec.output, prediction)
        true = float(np.ravel(truth[row])[0])
        found.append(
            {
                **about,
                "row": row,
                "input": shown(data, row),
                "true": true,
                "predicted": said,
                "confidence": confidence,
            }
        )
    return found


def answer(output: str, prediction: np.ndarray) -> tuple[float, float | None]:
    """(the class or number, the probability that was given to it)."""
    if output == "softmax":
        return float(np.argmax(prediction)), float(np.max(prediction))
    value = float(np.ravel(prediction)[0])
    if output == "sigmoid":
        return float(value > 0.5), max(value, 1 - value)
    return value, None


def shown(data: Prepared, row: int) -> str:
    """The row as a picture's address, as text, or as its first numbers."""
    x, source = data.x_test[row], data.dataset
    if source.vocabulary:
        return decode(x[-LAST_WORDS:], source.vocabulary)
    shape = getattr(source.x_test, "shape", ())[1:]
    if len(shape) == 2:
        return picture(x.reshape(shape))
    return ", ".join(f"{value:.3g}" for value in np.ravel(x)[:8])


def picture(image: np.ndarray) -> str:
    """A grey image as a PNG in a data address: ink on paper."""
    from PIL import Image

    ink = 255 - np.asarray(255.0 * image / max(image.max(), 1), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(ink).save(buffer, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"
