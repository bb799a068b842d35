"""What is shown of a few test rows."""

import base64
import io

import numpy as np
from PIL import Image

from compare.samples import answer, picture


def test_a_class_comes_with_its_probability():
    assert answer("softmax", np.array([0.2, 0.7, 0.1])) == (1.0, 0.7)
    assert answer("sigmoid", np.array([0.25])) == (0.0, 0.75)
    assert answer("linear", np.array([3.5])) == (3.5, None)


def test_a_picture_is_ink_on_paper():
    address = picture(np.array([[0.0, 1.0]]))
    image = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    assert np.asarray(image).tolist() == [[255, 0]]
