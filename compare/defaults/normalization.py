"""Normalization, dropout, and the mode that a model is in."""

from compare.defaults.default import Default, Side

BATCH_NORM = "BatchNorm1d BatchNorm2d BatchNorm3d"
DROPOUT = "Dropout Dropout1d Dropout2d Dropout3d AlphaDropout"

ROWS = (
    Default(
        name="batch_normalization_epsilon",
        subject="batch_normalization",
        title="what is added to the variance",
        pytorch=Side(1e-5, "torch.nn.BatchNorm1d(..., eps=1e-3)", BATCH_NORM, "eps"),
        keras=Side(
            1e-3, "keras.layers.BatchNormalization(epsilon=1e-5)", "BatchNormalization", "epsilon"
        ),
        effect=1.5,
    ),
    Default(
        name="batch_normalization_momentum",
        subject="batch_normalization",
        title="how much of the running statistics a batch replaces",
        pytorch=Side(0.1, "torch.nn.BatchNorm1d(..., momentum=0.01)", BATCH_NORM, "momentum"),
        keras=Side(
            0.01, "keras.layers.BatchNormalization(momentum=0.9)", "BatchNormalization", "momentum"
        ),
        effect=0.097,
        complement=True,
        because="PyTorch's momentum is the share of the new, Keras's (0.99) that of the old.",
        link="huggingface/transformers#19454",
    ),
    Default(
        name="batch_normalization_variance",
        subject="batch_normalization",
        title="what the running variance of n numbers divides by",
        pytorch=Side("n - 1", "", BATCH_NORM),
        keras=Side("n", "", "BatchNormalization"),
        effect=0.21,
        because="The term of each batch times (n - 1) / n, or n / (n - 1), makes them equal; n "
        "counts samples and pixels, so that the difference is small for images.",
        link="pytorch/pytorch#77427",
    ),
    Default(
        name="batch_normalization_frozen",
        subject="batch_normalization",
        title="the statistics of a frozen layer in training mode",
        pytorch=Side("the batch's", "torch.nn.BatchNorm1d(..., eps=1e-3).eval()", BATCH_NORM),
        keras=Side("running", "keras.layers.BatchNormalization()", "BatchNormalization"),
        effect=3.6,
        because="trainable=False puts a Keras layer into inference mode as well.",
    ),
    Default(
        name="batch_normalization_one_sample",
        subject="batch_normalization",
        title="a batch of one sample in training mode",
        pytorch=Side("ValueError", "", BATCH_NORM),
        keras=Side("zeros", "", "BatchNormalization"),
        effect=None,
    ),
    Default(
        name="layer_normalization_epsilon",
        subject="layer_normalization",
        title="what is added to the variance",
        pytorch=Side(1e-5, "torch.nn.LayerNorm(..., eps=1e-3)", "LayerNorm", "eps"),
        keras=Side(
            1e-3, "keras.layers.LayerNormalization(epsilon=1e-5)", "LayerNormalization", "epsilon"
        ),
        effect=1.5,
    ),
    Default(
        name="group_normalization_epsilon",
        subject="group_normalization",
        title="what is added to the variance",
        pytorch=Side(1e-5, "torch.nn.GroupNorm(..., eps=1e-3)", "GroupNorm", "eps"),
        keras=Side(
            1e-3,
            "keras.layers.GroupNormalization(..., epsilon=1e-5)",
            "GroupNormalization",
            "epsilon",
        ),
        effect=1.9,
    ),
    Default(
        name="rms_normalization_epsilon",
        subject="rms_normalization",
        title="what is added to the mean square",
        pytorch=Side("the dtype's", "torch.nn.RMSNorm(..., eps=1e-6)", "RMSNorm", "eps"),
        keras=Side(
            1e-6,
            "keras.layers.RMSNormalization(epsilon=np.finfo('float64').eps)",
            "RMSNormalization",
            "epsilon",
        ),
        effect=0.89,
        because="PyTorch's None stands for np.finfo of the input's dtype.",
    ),
    Default(
        name="training_mode",
        subject="dropout",
        title="the mode of a layer that was just made",
        pytorch=Side("training", "torch.nn.Dropout(...).eval()", f"{DROPOUT} {BATCH_NORM}"),
        keras=Side(
            "inference",
            "keras.layers.Dropout(...)(x, training=True)",
            "Dropout SpatialDropout1D SpatialDropout2D AlphaDropout BatchNormalization",
        ),
        effect=1.0,
        because="A Keras layer trains only in fit and where it is told to; a module until eval().",
        link="pytorch/vision#2079",
    ),
    Default(
        name="functional_dropout",
        subject="dropout",
        title="dropout by a function whose mode is not said",
        pytorch=Side("drops", "torch.nn.functional.dropout(x, training=False)", "dropout"),
        keras=Side("does not", "keras.random.dropout(x, ...)", "Dropout"),
        effect=1.0,
        because="In a forward, F.dropout(x, p, self.training) follows the module's mode.",
    ),
    Default(
        name="wrong_dtype",
        subject="dense",
        title="a float64 input to a float32 layer",
        pytorch=Side("RuntimeError", "", "Linear"),
        keras=Side("float32", "", "Dense"),
        effect=None,
        because="Keras casts to the layer's dtype without a word: half of the digits are gone.",
    ),
)
