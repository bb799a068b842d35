"""Losses."""

from compare.defaults.default import Default, Side

CROSSENTROPY = "CrossEntropyLoss cross_entropy"
KERAS_CROSSENTROPY = "CategoricalCrossentropy SparseCategoricalCrossentropy"

ROWS = (
    Default(
        name="crossentropy_input",
        subject="categorical_crossentropy",
        title="what the loss takes",
        pytorch=Side("logits", "", CROSSENTROPY),
        keras=Side(
            "probabilities",
            "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
            KERAS_CROSSENTROPY,
            "from_logits",
        ),
        effect=4.2,
        because="A softmax in the model and another in the loss, or none, trains all the same.",
        link="keras-team/keras#6143",
    ),
    Default(
        name="crossentropy_class_axis",
        subject="categorical_crossentropy",
        title="the axis of the classes, of three",
        pytorch=Side(
            1, "torch.nn.functional.cross_entropy(x.movedim(-1, 1), labels)", CROSSENTROPY
        ),
        keras=Side(-1, "loss(labels, keras.ops.moveaxis(x, 1, -1))", KERAS_CROSSENTROPY),
        effect=0.022,
    ),
    Default(
        name="crossentropy_of_probabilities",
        subject="categorical_crossentropy",
        title="probabilities whose sum is not 1",
        pytorch=Side("as they are", "(p / p.sum(-1, keepdim=True)).log()", "NLLLoss nll_loss"),
        keras=Side("divided", "-keras.ops.mean(keras.ops.log(p[:, 0]))", KERAS_CROSSENTROPY),
        effect=0.69,
        because="Keras divides by the sum and clips to [1e-7, 1 - 1e-7].",
    ),
    Default(
        name="binary_crossentropy_bound",
        subject="binary_crossentropy",
        title="the loss of p = 0 where the truth is 1",
        pytorch=Side(
            100.0,
            "torch.nn.functional.binary_cross_entropy(p.clamp(1e-7, 1 - 1e-7), truth)",
            "BCELoss binary_cross_entropy",
        ),
        keras=Side(16.118, "", "BinaryCrossentropy"),
        effect=84.0,
        because="PyTorch bounds the logarithm at -100, Keras the probability at 1e-7.",
    ),
    Default(
        name="binary_crossentropy_input",
        subject="binary_crossentropy",
        title="what the usual loss takes",
        pytorch=Side(
            "logits", "torch.nn.BCELoss()(x.clamp(1e-7, 1 - 1e-7), truth)", "BCEWithLogitsLoss"
        ),
        keras=Side(
            "probabilities",
            "keras.losses.BinaryCrossentropy(from_logits=True)",
            "BinaryCrossentropy",
            "from_logits",
        ),
        effect=14.0,
        link="keras-team/keras#6143",
    ),
    Default(
        name="weighted_crossentropy",
        subject="categorical_crossentropy",
        title="what a weighted loss divides by",
        pytorch=Side(
            "weights",
            "torch.nn.functional.cross_entropy(..., weight=weights, reduction='sum') / len(x)",
            CROSSENTROPY,
            "weight",
        ),
        keras=Side(
            "samples",
            "keras.losses.SparseCategoricalCrossentropy(reduction='mean_with_sample_weight')",
            KERAS_CROSSENTROPY,
        ),
        effect=2.1,
    ),
    Default(
        name="kl_divergence_mean",
        subject="kl_divergence",
        title="what the divergence divides by",
        pytorch=Side(
            "elements",
            "torch.nn.functional.kl_div(..., reduction='batchmean')",
            "KLDivLoss kl_div",
            "reduction",
        ),
        keras=Side("samples", "y / q.shape[-1]", "KLDivergence"),
        effect=0.25,
    ),
    Default(
        name="kl_divergence_input",
        subject="kl_divergence",
        title="what the second distribution is given as",
        pytorch=Side(
            "logarithms", "torch.nn.functional.kl_div(q.log(), p, ...)", "KLDivLoss kl_div"
        ),
        keras=Side("probabilities", "", "KLDivergence"),
        effect=1.8,
    ),
    Default(
        name="cosine_loss",
        subject="cosine_similarity",
        title="the loss of two equal directions",
        pytorch=Side(0.0, "y - 1", "CosineEmbeddingLoss"),
        keras=Side(-1.0, "1 + y", "CosineSimilarity"),
        effect=1.0,
        because="1 - cos against -cos.",
    ),
    Default(
        name="ignored_label",
        subject="categorical_crossentropy",
        title="the label that is left out of the mean",
        pytorch=Side("-100", "", CROSSENTROPY, "ignore_index"),
        keras=Side(
            "none",
            "keras.losses.SparseCategoricalCrossentropy(..., ignore_class=-100)",
            KERAS_CROSSENTROPY,
            "ignore_class",
        ),
        effect=None,
        because="Keras raises for -100 on a processor, unless it is told to ignore it.",
    ),
    Default(
        name="poisson_input",
        subject="poisson",
        title="what the Poisson loss takes",
        pytorch=Side(
            "logarithm",
            "torch.nn.PoissonNLLLoss(log_input=False, eps=1e-7)",
            "PoissonNLLLoss",
            "log_input",
        ),
        keras=Side("rate", "keras.losses.Poisson()(truth, keras.ops.exp(rate))", "Poisson"),
        effect=5.3,
        remains=1e-6,
        because="Keras adds 1e-7 to the rate before the logarithm.",
    ),
    Default(
        name="loss_arguments",
        subject="mean_squared_error",
        title="which argument comes first",
        pytorch=Side("prediction", "", "BCELoss MSELoss L1Loss"),
        keras=Side(
            "truth",
            "keras.losses.BinaryCrossentropy()(truth, p)",
            "BinaryCrossentropy MeanSquaredError",
        ),
        effect=1.5,
        because="The squared error is the same either way; most losses are not.",
    ),
    Default(
        name="loss_broadcast",
        subject="mean_squared_error",
        title="the squared error of (3, 1) and (3,), equal numbers",
        pytorch=Side("1.333, with a warning", "", "MSELoss L1Loss mse_loss"),
        keras=Side("0.000, silently", "", "MeanSquaredError MeanAbsoluteError"),
        effect=1.3,
        because="PyTorch broadcasts to (3, 3); Keras brings both to one rank first.",
    ),
)
