"""The record of one-hot rows."""

from compare.concept import Difference, bad, case, concept
from compare.draws import given, integers

CONCEPT = concept(
    name="one_hot",
    family="data",
    symbol="one_hot",
    title="One-hot encoding",
    summary=(
        "Writes a class as a row of zeros with a single one, so that the network sees no order "
        "among classes that have none."
    ),
    equation=r"Y_{ik} = [k = y_i]",
    source="Bishop, Pattern Recognition and Machine Learning, 2006, section 4.1.3",
    cases=[
        case("ordinary", labels=integers(0, 5, 12), num_classes=5),
        case("integers", labels=integers(0, 5, 12), num_classes=5, dtype="int64"),
        case("one class", labels=given([0, 0]), num_classes=1),
        case("sequences", labels=integers(0, 3, 4, 6), num_classes=3),
    ],
    bad=[
        bad(
            "class out of range",
            says="`labels` must be class numbers from 0 to 2",
            labels=given([0, 3]),
            num_classes=3,
        ),
        bad(
            "negative class",
            says="`labels` must be class numbers from 0 to 2",
            labels=given([0, -1]),
            num_classes=3,
        ),
        bad(
            "not whole",
            says="`labels` must be an array of integers",
            raises=TypeError,
            labels=given([0.5]),
            num_classes=3,
        ),
    ],
    differences=[
        Difference("a class out of range", "raises", "a row of zeros", "check the labels first"),
        Difference("dtype", "int64", "float32", "name it"),
    ],
)
