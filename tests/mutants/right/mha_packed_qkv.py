"""Multi-head self-attention with one packed projection, forward and backward.

like: multi_head_attention
object: MultiHeadSelfAttention
verdict: right
note: GPT style: q, k, v come from one (d_model, 3*d_model) matrix; optional causal mask; gradients in grads.
"""

import numpy as np


class MultiHeadSelfAttention:
    def __init__(self, d_model, num_heads, causal=False, seed=0):
        assert d_model % num_heads == 0
        rng = np.random.default_rng(seed)
        self.h, self.dk, self.causal = num_heads, d_model // num_heads, causal
        self.params = {
            "Wqkv": rng.normal(0, d_model**-0.5, (d_model, 3 * d_model)),
            "bqkv": np.zeros(3 * d_model),
            "Wo": rng.normal(0, d_model**-0.5, (d_model, d_model)),
            "bo": np.zeros(d_model),
        }
        self.grads = {}

    def _split(self, t):
        B, T, _ = t.shape
        return t.reshape(B, T, self.h, self.dk).transpose(0, 2, 1, 3)

    def _merge(self, t):
        B, h, T, dk = t.shape
        return t.transpose(0, 2, 1, 3).reshape(B, T, h * dk)

    def forward(self, x):
        p = self.params
        qkv = x @ p["Wqkv"] + p["bqkv"]
        q, k, v = (self._split(t) for t in np.split(qkv, 3, axis=-1))
        scores = q @ k.swapaxes(-1, -2) / np.sqrt(self.dk)
        if self.causal:
            T = x.shape[1]
            scores = np.where(np.tril(np.ones((T, T), dtype=bool)), scores, -1e9)
        e = np.exp(scores - scores.max(axis=-1, keepdims=True))
        a = e / e.sum(axis=-1, keepdims=True)
        ctx = self._merge(a @ v)
        self.cache = (x, q, k, v, a, ctx)
        return ctx @ p["Wo"] + p["bo"]

    def backward(self, dout):
        x, q, k, v, a, ctx = self.cache
        p, g = self.params, self.grads
        g["Wo"] = np.einsum("bti,btj->ij", ctx, dout)
        g["bo"] = dout.sum(axis=(0, 1))
        dctx = self._split(dout @ p["Wo"].T)
        da = dctx @ v.swapaxes(-1, -2)
        dv = a.swapaxes(-1, -2) @ dctx
        ds = a * (da - (da * a).sum(axis=-1, keepdims=True)) / np.sqrt(self.dk)
        dq = ds @ k
        dk = ds.swapaxes(-1, -2) @ q
        dqkv = np.concatenate([self._merge(t) for t in (dq, dk, dv)], axis=-1)
        g["Wqkv"] = np.einsum("bti,btj->ij", x, dqkv)
        g["bqkv"] = dqkv.sum(axis=(0, 1))
        return dqkv @ p["Wqkv"].T
