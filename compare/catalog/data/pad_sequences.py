"""The record of padding."""

from compare.concept import Difference, bad, case, concept

SEQUENCES = [[1, 2, 3, 4, 5], [6], [7, 8, 9]]

CONCEPT = concept(
    name="pad_sequences",
    family="data",
    symbol="pad_sequences",
    title="Padding of sequences",
    summary=(
        "Puts sequences of different lengths into one array, filling the short ones and cutting "
        "the long ones; in front by default, so that the last steps are the sequence's own."
    ),
    equation=r"(s_1, \dots, s_T) \mapsto (0, \dots, 0, s_{\max(1, T - L + 1)}, \dots, s_T)",
    source="Chollet et al., Keras, 2015, keras.utils.pad_sequences",
    cases=[
        case("ordinary", sequences=SEQUENCES),
        case("cut and filled", sequences=SEQUENCES, maxlen=3),
        case("longer than all", sequences=SEQUENCES, maxlen=8),
        case("filled behind", sequences=SEQUENCES, maxlen=8, padding="post"),
        case("cut behind", sequences=SEQUENCES, maxlen=2, truncating="post"),
        case("both behind", sequences=SEQUENCES, maxlen=3, padding="post", truncating="post"),
        case("other value", sequences=SEQUENCES, maxlen=4, value=-1),
        case("floats", sequences=[[0.5, 1.5], [2.5]], maxlen=3, dtype="float32"),
        case("an empty sequence", sequences=[[], [1, 2]]),
    ],
    bad=[
        bad("no length", says="`maxlen` must be an integer >= 1", sequences=SEQUENCES, maxlen=0),
        bad("unknown side", says="`padding` must be one of", sequences=SEQUENCES, padding="left"),
        bad("numbers", says="`sequences` must be a list of lists", sequences=[1, 2]),
    ],
    differences=[
        Difference("side that is filled", "right", "left", 'padding_side="left" in PyTorch'),
    ],
)
