"""Word embeddings as two functions.

like: embedding
object: word_embedding_forward,word_embedding_backward
verdict: right
note: The gradient is computed with a one-hot product, which adds up repeated words.
"""

import numpy as np


def word_embedding_forward(x, W):
    return W[x], (x, W.shape[0])


def word_embedding_backward(dout, cache):
    x, V = cache
    one_hot = np.eye(V)[x.ravel()]
    return one_hot.T @ dout.reshape(len(one_hot), -1)
