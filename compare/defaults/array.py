"""Functions of arrays, and gradients that are clipped."""

from compare.defaults.default import Default, Side

ROWS = (
    Default(
        name="variance_divisor",
        subject="variance",
        title="what the squares of n numbers are divided by",
        pytorch=Side("n - 1", "torch.var(x, correction=0)", "var std", "correction"),
        keras=Side("n", "keras.ops.var(x) * len(x) / (len(x) - 1)", "var std"),
        effect=0.037,
    ),
    Default(
        name="median_of_even",
        subject="median",
        title="the median of 1, 2, 3, 4",
        pytorch=Side(2.0, "torch.quantile(x, 0.5)", "median"),
        keras=Side(2.5, "keras.ops.quantile(x, 0.5, method='lower')", "median"),
        effect=0.5,
    ),
    Default(
        name="norm_gradient_at_zero",
        subject="norm",
        title="the gradient of the norm of (0, 0)",
        pytorch=Side("0", "", "norm"),
        keras=Side(
            "nan",
            "keras.ops.sqrt(keras.ops.where(square > 0, square, 1.0))",
            "norm",
        ),
        effect=None,
    ),
    Default(
        name="integer_mean",
        subject="mean",
        title="the mean of the integers 1 and 2",
        pytorch=Side("RuntimeError", "", "mean"),
        keras=Side(1.5, "", "mean"),
        effect=None,
    ),
    Default(
        name="clip_by_norm",
        subject="clipping",
        title="what is clipped to a norm",
        pytorch=Side(
            "all together",
            "tensor(g) / tensor(g).norm().clamp(min=1)",
            "clip_grad_norm_",
        ),
        keras=Side("each variable", "keras.optimizers.SGD(..., global_clipnorm=1.0)", "clipnorm"),
        effect=0.49,
        remains=1e-6,
        because="PyTorch adds 1e-6 to the norm, Keras rounds it to float32.",
    ),
    Default(
        name="clip_epsilon",
        subject="clipping",
        title="the norm 13 after clipping all to 1",
        pytorch=Side(0.999999923, "tensor([13.0]) * min(1.0, 1.0 / 13.0)", "clip_grad_norm_"),
        keras=Side(1.0, "", "global_clipnorm"),
        effect=7.7e-08,
    ),
)
