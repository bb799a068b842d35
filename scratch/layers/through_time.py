r"""The loop over time and the way back through it, "backpropagation through time".

Forward, states_t = step(a_t, states_{t-1}) for t = 1 ... T, and the output y_t is the first state.
Backward, the same loop from T to 1: what the later steps say about the states is added to what
y_t says, and the sum is taken through the step. Masked steps pass both on as they are.

Source: Werbos, "Backpropagation through time: what it does and how to do it", 1990.
"""

import numpy as np

from scratch.validation import floats, reject, same_shape


def first_states(initial_state, names, shape, dtype):
    """The states before the first step: zeros unless given, as a list or, if single, an array."""
    if initial_state is None:
        return [np.zeros(shape, dtype) for _ in names]
    given = initial_state if isinstance(initial_state, (list, tuple)) else [initial_state]
    if len(given) != len(names):
        reject("initial_state", f"a list [{', '.join(names)}]", initial_state)
    given = [floats("initial_state", state) for state in given]
    return [same_shape("initial_state", s, shape, "a state").astype(dtype) for s in given]


def forward_through_time(step, a, states, mask, zero_output_for_mask=False):
    """(y_1 ... y_T, the last states, what each step left for the way back).

    Arguments:
        step: (a_t, *states) -> (the next states, what its backward needs).
        a: (time, batch, ...), what each step is given.
        states: before the first step.
        mask: a TimeMask.
        zero_output_for_mask: a masked step's output is zero instead of the output before it.
    """
    y = zeros = np.zeros_like(states[0])
    ys, steps = [], []
    for t in range(len(a)):
        after, kept = step(a[t], *states)
        steps.append((states, kept))
        y = mask.select(t, after[0], zeros if zero_output_for_mask else y)
        states = [mask.select(t, new, old) for new, old in zip(after, states)]
        ys.append(y)
    return ys, states, steps


def backward_through_time(step_backward, dys, dstates, steps, mask, zero_output_for_mask=False):
    """(da_1 ... da_T, dL/dstates before the first step).

    Arguments:
        step_backward: (dstates_t, states_{t-1}, kept) -> (da_t, dstates_{t-1}).
        dys: dL/dy_t of every step.
        dstates: dL/dstates after the last step.
        steps: what the forward loop left.
    """
    da, dy_past = [], 0
    for t in reversed(range(len(steps))):
        dy, dy_past = mask.divide(t, dys[t] + dy_past)
        if zero_output_for_mask:
            dy_past = 0
        dafter, dpast = zip(*[mask.divide(t, d) for d in dstates])
        da_t, dbefore = step_backward((dafter[0] + dy, *dafter[1:]), *steps[t])
        dstates = [d + past for d, past in zip(dbefore, dpast)]
        da.append(da_t)
    return np.stack(da[::-1]), dstates
