"""Activations."""

from compare.defaults.default import Default, Side

ROUNDED = "Keras rounds Python's floats to float32."

ROWS = (
    Default(
        name="leaky_relu_layer_slope",
        subject="leaky_relu",
        title="the slope of the layer below zero",
        pytorch=Side(0.01, "torch.nn.LeakyReLU(negative_slope=0.3)", "LeakyReLU", "negative_slope"),
        keras=Side(
            0.3, "keras.layers.LeakyReLU(negative_slope=0.01)", "LeakyReLU", "negative_slope"
        ),
        effect=0.67,
        remains=1e-7,
        because=ROUNDED,
        link="pytorch/pytorch#83821",
    ),
    Default(
        name="leaky_relu_function_slope",
        subject="leaky_relu",
        title="the slope of the function below zero",
        pytorch=Side(
            0.01,
            "torch.nn.functional.leaky_relu(x, negative_slope=0.2)",
            "leaky_relu",
            "negative_slope",
        ),
        keras=Side(
            0.2, "keras.ops.leaky_relu(x, negative_slope=0.01)", "leaky_relu", "negative_slope"
        ),
        effect=0.44,
        remains=1e-7,
        because=ROUNDED,
        link="pytorch/pytorch#83821",
    ),
    Default(
        name="gelu_constant",
        subject="gelu",
        title="√2 in float64",
        pytorch=Side("exact", "", "GELU gelu"),
        keras=Side("rounded to float32", "0.5 * x * (1 + keras.ops.erf(x / np.sqrt(2.0)))", "gelu"),
        effect=5e-09,
        link="tinygrad/tinygrad#16162",
    ),
    Default(
        name="gelu_approximation",
        subject="gelu",
        title="the function gelu: by erf, or its approximation by tanh",
        pytorch=Side(
            "erf",
            "torch.nn.functional.gelu(x, approximate='tanh')",
            "gelu",
            "approximate",
        ),
        keras=Side("tanh", "keras.ops.gelu(x, approximate=False)", "gelu", "approximate"),
        effect=0.0004,
        remains=1e-8,
        because="keras.ops.gelu approximates; keras.activations.gelu and layers do not. " + ROUNDED,
        link="tinygrad/tinygrad#16162",
    ),
    Default(
        name="softplus_threshold",
        subject="softplus",
        title="softplus of more than 20",
        pytorch=Side(
            "x above 20",
            "torch.nn.functional.softplus(x, threshold=40)",
            "Softplus softplus",
            "threshold",
        ),
        keras=Side("exact", "keras.ops.where(x > 20, x, keras.ops.softplus(x))", "softplus"),
        effect=7.6e-10,
    ),
    Default(
        name="softmax_axis",
        subject="softmax",
        title="the axis of three that a softmax runs over, where none is named",
        pytorch=Side(0, "torch.nn.functional.softmax(x, dim=-1)", "Softmax softmax", "dim"),
        keras=Side(-1, "keras.layers.Softmax(axis=0)", "Softmax softmax", "axis"),
        effect=0.69,
    ),
    Default(
        name="relu_gradient_at_zero",
        subject="relu",
        title="the derivative of maximum(x, 0) at 0",
        pytorch=Side(0.5, "torch.relu(x)", "maximum"),
        keras=Side(1.0, "keras.ops.relu(x)", "maximum"),
        effect=0.5,
        together=True,
        because="relu has 0 there in both; the first layer of a network meets zeros often.",
    ),
)
