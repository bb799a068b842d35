r"""The chain rule by hand, on h = f g with f = e^u, u = x² + y², g = sin z.

∂h/∂x = ∂h/∂f · ∂f/∂u · ∂u/∂x: each link of the chain is easy, and the links are multiplied.

Source: Goodfellow, Bengio, Courville, "Deep Learning", 2016, section 6.5.2.
"""

import numpy as np

from scratch.validation import floats, same_shape


def chain_rule(x, y, z):
    """h and its three derivatives, elementwise, for arrays of one shape.

    >>> chain_rule(np.array(0.0), np.array(0.0), np.array(0.0))["dh_dz"]
    np.float64(1.0)
    """
    x, y, z = (floats(name, value) for name, value in (("x", x), ("y", y), ("z", z)))
    same_shape("y", y, x.shape, "x")
    same_shape("z", z, x.shape, "x")

    u = x**2 + y**2
    f, g = np.exp(u), np.sin(z)
    h = f * g

    dh_df, dh_dg = g, f
    df_du = f
    dg_dz = np.cos(z)
    du_dx, du_dy = 2 * x, 2 * y
    return {
        "h": h,
        "dh_dx": dh_df * df_du * du_dx,
        "dh_dy": dh_df * df_du * du_dy,
        "dh_dz": dh_dg * dg_dz,
    }
