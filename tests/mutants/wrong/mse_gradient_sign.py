"""Mean squared error with gradient.

like: mean_squared_error
object: mean_squared_error,mean_squared_error_gradient
verdict: wrong
cause: sign
note: The gradient has the opposite sign: target minus prediction.
"""


def mean_squared_error(targets, outputs):
    return ((targets - outputs) ** 2).mean()


def mean_squared_error_gradient(targets, outputs):
    return 2 * (targets - outputs) / outputs.size
