"""First values of weights."""

from compare.defaults.default import Default, Side

CONV = "Conv1d Conv2d Conv3d"
KERAS_CONV = "Conv1D Conv2D Conv3D"
RECURRENT, KERAS_RECURRENT = "RNN LSTM GRU", "SimpleRNN LSTM GRU"

ROWS = (
    Default(
        name="dense_kernel_initialization",
        subject="dense",
        title="the bound of the uniform kernel, times √fan_in, as many outputs as inputs",
        pytorch=Side(1.0, "torch.nn.init.xavier_uniform_(kernel)", "Linear"),
        keras=Side(1.73, "keras.initializers.VarianceScaling(1 / 3, 'fan_in', 'uniform')", "Dense"),
        effect=0.73,
        remains=1e-3,
        because="Drawn numbers: bounds agree as far as a million draws show.",
        link="keras-team/keras#13995",
    ),
    Default(
        name="dense_bias_initialization",
        subject="dense",
        title="the bound of the bias, times √fan_in",
        pytorch=Side(1.0, "torch.nn.init.zeros_(layer.bias)", "Linear"),
        keras=Side(0.0, "keras.initializers.RandomUniform(-(256**-0.5), 256**-0.5)", "Dense"),
        effect=1.0,
        remains=1e-3,
        link="keras-team/keras#13995",
    ),
    Default(
        name="conv_kernel_initialization",
        subject="conv2d",
        title="the bound of the uniform kernel, times √fan_in, as many filters as channels",
        pytorch=Side(1.0, "torch.nn.init.xavier_uniform_(kernel)", CONV),
        keras=Side(
            1.73, "keras.initializers.VarianceScaling(1 / 3, 'fan_in', 'uniform')", KERAS_CONV
        ),
        effect=0.73,
        remains=1e-3,
        link="keras-team/keras#13995",
    ),
    Default(
        name="conv_bias_initialization",
        subject="conv2d",
        title="the bound of the bias, times √fan_in",
        pytorch=Side(1.0, "torch.nn.init.zeros_(layer.bias)", CONV),
        keras=Side(0.0, "keras.initializers.RandomUniform(-(36**-0.5), 36**-0.5)", KERAS_CONV),
        effect=1.0,
        remains=1e-3,
    ),
    Default(
        name="embedding_initialization",
        subject="embedding",
        title="the standard deviation of the rows",
        pytorch=Side(1.0, "torch.nn.init.uniform_(layer.weight, -0.05, 0.05)", "Embedding"),
        keras=Side(0.029, "keras.initializers.RandomNormal(stddev=1.0)", "Embedding"),
        effect=0.97,
        remains=1e-2,
        link="keras-team/keras#13995",
    ),
    Default(
        name="he_normal_tail",
        subject="he_normal",
        title="whether the normal distribution is cut at two standard deviations",
        pytorch=Side(
            "not cut",
            "torch.nn.init.trunc_normal_(w, std=std, a=-2 * std, b=2 * std)",
            "kaiming_normal_",
        ),
        keras=Side(
            "cut",
            "keras.initializers.VarianceScaling(2.0, 'fan_in', 'untruncated_normal')",
            "HeNormal",
        ),
        effect=2.5,
        remains=0.5,
        because="Shown is the greatest of a million weights in standard deviations; the std to "
        "give is √(2 / fan_in) / 0.8796.",
    ),
    Default(
        name="truncated_normal_deviation",
        subject="truncated_normal",
        title="the standard deviation of what is drawn",
        pytorch=Side(
            0.88,
            "torch.nn.init.trunc_normal_(w, std=0.05, a=-0.1, b=0.1)",
            "trunc_normal_",
            "std",
        ),
        keras=Side(
            0.044, "keras.initializers.TruncatedNormal(stddev=1.0)", "TruncatedNormal", "stddev"
        ),
        effect=0.84,
        remains=1e-2,
        because="PyTorch's bounds are absolute, ±2; Keras's are two standard deviations of 0.05.",
    ),
    Default(
        name="recurrent_kernel_initialization",
        subject="lstm",
        title="the recurrent kernel; the effect is |UU' - I|",
        pytorch=Side("uniform", "torch.nn.init.orthogonal_(layer.weight_hh_l0)", RECURRENT),
        keras=Side(
            "orthogonal",
            "keras.initializers.RandomUniform(-(64**-0.5), 64**-0.5)",
            KERAS_RECURRENT,
        ),
        effect=0.74,
        remains=0.05,
        because="The effect of one draw against another; orthogonal to the dtype's last digit.",
        link="keras-team/keras#9773",
    ),
    Default(
        name="lstm_forget_bias",
        subject="lstm",
        title="the bias of the forget gate at first",
        pytorch=Side("about 0", "layer.bias_ih_l0[H : 2 * H] = 1", "LSTM"),
        keras=Side("1", "keras.layers.LSTM(..., unit_forget_bias=False)", "LSTM"),
        effect=0.99,
        remains=0.05,
        because="PyTorch draws both biases; the other rows are set to 0.",
        link="pytorch/pytorch#20102",
    ),
    Default(
        name="prelu_slope",
        subject="prelu",
        title="the slope at first",
        pytorch=Side(0.25, "torch.nn.PReLU(init=0.0)", "PReLU"),
        keras=Side(
            0.0,
            "keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(0.25))",
            "PReLU",
        ),
        effect=0.25,
        because="Keras also has a slope for each element; shared_axes=[1, 2] leaves channels.",
    ),
)
