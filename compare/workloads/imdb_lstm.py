"""Film reviews with an LSTM: for or against, from the order of their last 200 words."""

from dataclasses import replace

import numpy as np

from compare.datasets import Dataset
from compare.workload import Prepared, Spec, Workload, part, spec
from scratch.data.pad_sequences import pad_sequences
from scratch.metrics import METRICS

WORDS = 10_000
LENGTH = 200


def network(recurrent_dropout: float) -> Spec:
    """The network, with so much of the recurrent units dropped."""
    return spec(
        (LENGTH,),
        [
            part("embedding", input_dim=WORDS, output_dim=128),
            part("lstm", units=64, dropout=0.2, recurrent_dropout=recurrent_dropout),
            part("dense", units=1),
        ],
        loss=part("binary_crossentropy", from_logits=True),
        optimizer=part("adam", learning_rate=0.001),
        output="sigmoid",
    )


def prepare(d: Dataset) -> Prepared:
    """The last 200 word numbers of each review, shorter ones padded with 0 in front."""
    x_train, x_test = (pad_sequences(x, maxlen=LENGTH) for x in (d.x_train, d.x_test))
    y_train, y_test = (y.astype(np.float64).reshape(-1, 1) for y in (d.y_train, d.y_test))
    return Prepared(x_train, y_train, x_test, y_test, d)


WORKLOAD = Workload(
    name="imdb_lstm",
    title="Film reviews, embedding 128, LSTM 64",
    summary="Whether a review is favourable; on IMDB's, or on synthetic reviews without them.",
    source="Maas et al., Learning Word Vectors for Sentiment Analysis, 2011",
    spec=network(recurrent_dropout=0.2),
    datasets=("imdb", "synthetic_reviews"),
    prepare=prepare,
    metrics={"accuracy": METRICS["binary_accuracy"]},
    batch_size=32,
    epochs=5,
    quick_epochs=1,
    quick_steps=5,
    trajectory_steps=100,
    validation_split=0.2,
    # Trainings from one seed part by rounding and end 0.01 from each other, so three seeds can
    # bound the difference of the means to about 0.03 and no closer.
    margin=0.03,
    classes=2,
)
# PyTorch's own LSTM drops no recurrent units. Without them it can take part as it is, so this is
# the race in which it is at its fastest.
INPUT_DROPOUT = replace(
    WORKLOAD,
    name="imdb_lstm_input_dropout",
    title="Film reviews, dropout of inputs alone",
    summary="As imdb_lstm, without recurrent dropout; its steps are compared and timed.",
    spec=network(recurrent_dropout=0.0),
    trajectory_steps=25,
    seeds=(),
)
WORKLOADS = (WORKLOAD, INPUT_DROPOUT)
