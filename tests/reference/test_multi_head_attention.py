"""Attention: how our kernels map to torch.nn.MultiheadAttention, which packs them."""

import numpy as np
import pytest

from scratch.layers import MultiHeadAttention

torch = pytest.importorskip("torch")


def packed(layer):
    """torch.nn.MultiheadAttention with the weights of a scratch layer of heads · key_dim = n."""
    p, n = layer.params, layer.params["query_kernel"].shape[0]
    names = ("query", "key", "value")
    twin = torch.nn.MultiheadAttention(n, layer.num_heads, batch_first=True, dtype=torch.float64)
    weights = {
        "in_proj_weight": np.concatenate([p[f"{x}_kernel"].reshape(n, n).T for x in names]),
        "in_proj_bias": np.concatenate([p[f"{x}_bias"].ravel() for x in names]),
        "out_proj.weight": p["output_kernel"].reshape(n, n).T,
        "out_proj.bias": p["output_bias"],
    }
    twin.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    return twin


@pytest.mark.parametrize("causal", [False, True])
def test_torch_nn_multihead_attention_gives_the_same(causal):
    layer = MultiHeadAttention(num_heads=2, key_dim=4, bias_initializer="random_normal")
    query, value = np.random.default_rng(0).standard_normal((2, 3, 5, 8))
    y = layer.forward(query, value, use_causal_mask=causal)
    hidden = torch.ones(5, 5, dtype=torch.bool).triu(1) if causal else None
    q, v = torch.tensor(query), torch.tensor(value)
    expected, _ = packed(layer)(q, v, v, attn_mask=hidden)
    np.testing.assert_allclose(y, expected.detach().numpy(), rtol=0, atol=1e-14)
