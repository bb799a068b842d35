"""The fused path: the same training steps as the plain layers', in buffers that are kept.

`network.compile(..., fused=True)` chooses it. A `Plan` turns the list of layers into a list of
steps, each a kernel that does the work of one or several layers at once; a layer that has no
fused form is called as it is. The plain layers remain what is true: the fused path is tested to
give the same numbers, up to the order in which sums are rounded.

Threads. The kernels can share their work among threads (`set_threads`), as NumPy lets go of the
interpreter inside matrix products and array functions. The BLAS must then be held to one thread
itself, which NumPy cannot do: set OPENBLAS_NUM_THREADS=1 (MKL_NUM_THREADS, OMP_NUM_THREADS) before
Python starts. While there are helpers, each has a CPU that the calling thread keeps away from.
"""

from scratch.fused.plan import Plan
from scratch.fused.threads import set_threads

__all__ = ["Plan", "set_threads"]
