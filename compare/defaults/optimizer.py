"""Optimizers."""

from compare.defaults.default import Default, Side

ROUNDED = "Keras rounds Python's floats to float32; np.float64(0.9) stays what it is."
HALF_MEET = (
    "Neither has an argument for the other's place of epsilon: a small one makes both vanish."
)
PLACE = (
    "PyTorch adds epsilon to the root after it is corrected, Keras before: PyTorch's eps has to "
    "be 1e-7 / √(1 - β₂ᵗ), set before each step."
)


def rate(
    name: str, kind: str, keras_kind: str, values: tuple[float, float], effect: float
) -> Default:
    """The row of an optimizer's learning rate."""
    ours, theirs = values
    return Default(
        name=f"{name}_learning_rate",
        subject=name,
        title="the learning rate",
        pytorch=Side(ours, f"torch.optim.{kind}(..., lr={theirs})", kind, "lr"),
        keras=Side(
            theirs,
            f"keras.optimizers.{keras_kind}(learning_rate={ours})",
            keras_kind,
            "learning_rate",
        ),
        effect=effect,
        remains=1e-8 if name == "nadam" else 1e-12,
        because=NADAM_ROUNDED if name == "nadam" else "",
    )


NADAM_ROUNDED = "Keras has 0.96 in float32."

ROWS = (
    rate("sgd", "SGD", "SGD", (0.001, 0.01), 0.031),
    Default(
        name="sgd_momentum_rounding",
        subject="sgd",
        title="momentum 0.9 as a Python float, in float64",
        pytorch=Side("0.9", "", "SGD"),
        keras=Side("0.9 in float32", "keras.optimizers.SGD(momentum=np.float64(0.9))", "SGD"),
        effect=4.7e-09,
        because=ROUNDED + " The betas, rho, weight_decay and schedules likewise.",
    ),
    Default(
        name="sgd_momentum_rate",
        subject="sgd",
        title="the velocity of momentum, seen when the learning rate changes",
        pytorch=Side("times the rate", "state['momentum_buffer'] *= old_rate / new_rate", "SGD"),
        keras=Side("contains the rate", "velocity.assign(velocity * new_rate / old_rate)", "SGD"),
        effect=0.048,
        link="pytorch/pytorch#1099",
    ),
    Default(
        name="sgd_nesterov_rate",
        subject="sgd",
        title="the velocity of Nesterov's momentum, seen when the learning rate changes",
        pytorch=Side("times the rate", "state['momentum_buffer'] *= old_rate / new_rate", "SGD"),
        keras=Side("contains the rate", "velocity.assign(velocity * new_rate / old_rate)", "SGD"),
        effect=0.043,
        link="jax-ml/jax#1528",
    ),
    Default(
        name="sgd_weight_decay",
        subject="sgd",
        title="the weight 1 after two steps of decay 0.1, rate 0.1, momentum 0.9, no gradient",
        pytorch=Side(0.9711, "w.mul_(1 - method.param_groups[0]['lr'] * 0.1)", "SGD"),
        keras=Side(0.9801, "gradient + 0.1 * w.numpy()", "SGD"),
        effect=0.4,
        because="PyTorch's decay is part of the gradient, and so of the velocity; Keras's is not.",
        link="keras-team/keras#19051",
    ),
    rate("adagrad", "Adagrad", "Adagrad", (0.01, 0.001), 0.015),
    Default(
        name="adagrad_accumulator",
        subject="adagrad",
        title="what the sum of squares begins at",
        pytorch=Side(
            0.0,
            "torch.optim.Adagrad(..., initial_accumulator_value=0.1)",
            "Adagrad",
            "initial_accumulator_value",
        ),
        keras=Side(
            0.1,
            "keras.optimizers.Adagrad(initial_accumulator_value=0.0)",
            "Adagrad",
            "initial_accumulator_value",
        ),
        effect=0.031,
    ),
    Default(
        name="adagrad_epsilon",
        subject="adagrad",
        title="epsilon: added to the root (PyTorch), or inside it (Keras)",
        pytorch=Side(1e-10, "torch.optim.Adagrad(..., eps=0.0)", "Adagrad", "eps"),
        keras=Side(1e-7, "keras.optimizers.Adagrad(epsilon=0.0)", "Adagrad", "epsilon"),
        effect=0.031,
        together=True,
        because=HALF_MEET,
    ),
    rate("rmsprop", "RMSprop", "RMSprop", (0.01, 0.001), 0.28),
    Default(
        name="rmsprop_decay",
        subject="rmsprop",
        title="how much of the mean square is kept",
        pytorch=Side(0.99, "torch.optim.RMSprop(..., alpha=0.9)", "RMSprop", "alpha"),
        keras=Side(0.9, "keras.optimizers.RMSprop(rho=0.99)", "RMSprop", "rho"),
        effect=0.21,
    ),
    Default(
        name="rmsprop_epsilon",
        subject="rmsprop",
        title="epsilon: added to the root (PyTorch), or inside it (Keras)",
        pytorch=Side(1e-8, "torch.optim.RMSprop(..., eps=1e-30)", "RMSprop", "eps"),
        keras=Side(1e-7, "keras.optimizers.RMSprop(epsilon=1e-30)", "RMSprop", "epsilon"),
        effect=0.3,
        together=True,
        because=HALF_MEET,
        link="pytorch/pytorch#23796",
    ),
    Default(
        name="rmsprop_momentum_rate",
        subject="rmsprop",
        title="the velocity of momentum, seen when the learning rate changes",
        pytorch=Side(
            "times the rate", "state['momentum_buffer'] *= old_rate / new_rate", "RMSprop"
        ),
        keras=Side(
            "contains the rate", "velocity.assign(velocity * new_rate / old_rate)", "RMSprop"
        ),
        effect=0.57,
    ),
    Default(
        name="adam_epsilon",
        subject="adam",
        title="epsilon",
        pytorch=Side(1e-8, "group['eps'] = 1e-7 / (1 - beta_2**step) ** 0.5", "Adam AdamW", "eps"),
        keras=Side(
            1e-7, "method.epsilon = 1e-8 * (1 - beta_2**step) ** 0.5", "Adam AdamW", "epsilon"
        ),
        effect=0.0039,
        because=PLACE,
        link="google-deepmind/optax#571",
    ),
    Default(
        name="adam_epsilon_place",
        subject="adam",
        title="the first step where gradient and epsilon are both 1e-7, as a share of the rate",
        pytorch=Side(0.5, "group['eps'] = 1e-7 / (1 - beta_2**step) ** 0.5", "Adam AdamW"),
        keras=Side(0.031, "method.epsilon = 1e-7 * (1 - beta_2**step) ** 0.5", "Adam AdamW"),
        effect=0.0034,
        because=PLACE,
        link="pytorch/pytorch#104857",
    ),
    Default(
        name="adam_weight_decay",
        subject="adam",
        title="the weight 1 after a step of decay 0.1 and no gradient, rate 0.001",
        pytorch=Side(0.999, "torch.optim.AdamW(..., weight_decay=0.1)", "Adam"),
        keras=Side(0.9999, "gradient + 0.1 * w.numpy()", "Adam"),
        effect=0.017,
        because="PyTorch's Adam has the decay in the gradient; Keras's is AdamW then.",
        link="pytorch/pytorch#38767",
    ),
    Default(
        name="adamw_weight_decay",
        subject="adamw",
        title="the decay",
        pytorch=Side(0.01, "torch.optim.AdamW(..., weight_decay=0.004)", "AdamW", "weight_decay"),
        keras=Side(0.004, "keras.optimizers.AdamW(weight_decay=0.01)", "AdamW", "weight_decay"),
        effect=6.6e-05,
    ),
    rate("adadelta", "Adadelta", "Adadelta", (1.0, 0.001), 0.013),
    Default(
        name="adadelta_decay",
        subject="adadelta",
        title="how much of the means is kept",
        pytorch=Side(0.9, "torch.optim.Adadelta(..., rho=0.95)", "Adadelta", "rho"),
        keras=Side(0.95, "keras.optimizers.Adadelta(rho=0.9)", "Adadelta", "rho"),
        effect=0.0053,
    ),
    Default(
        name="adadelta_epsilon",
        subject="adadelta",
        title="what is added inside the roots",
        pytorch=Side(1e-6, "torch.optim.Adadelta(..., eps=1e-7)", "Adadelta", "eps"),
        keras=Side(1e-7, "keras.optimizers.Adadelta(epsilon=1e-6)", "Adadelta", "epsilon"),
        effect=0.0087,
    ),
    rate("adamax", "Adamax", "Adamax", (0.002, 0.001), 0.0039),
    Default(
        name="adamax_epsilon",
        subject="adamax",
        title="epsilon: added before the maximum is taken (PyTorch), or after (Keras)",
        pytorch=Side(1e-8, "torch.optim.Adamax(..., eps=1e-30)", "Adamax", "eps"),
        keras=Side(1e-7, "keras.optimizers.Adamax(epsilon=1e-30)", "Adamax", "epsilon"),
        effect=0.0003,
        together=True,
        because=HALF_MEET,
    ),
    rate("nadam", "NAdam", "Nadam", (0.002, 0.001), 0.0051),
    Default(
        name="nadam_epsilon",
        subject="nadam",
        title="epsilon",
        pytorch=Side(1e-8, "torch.optim.NAdam(..., eps=1e-7)", "NAdam", "eps"),
        keras=Side(1e-7, "keras.optimizers.Nadam(epsilon=1e-8)", "Nadam", "epsilon"),
        effect=0.00081,
        remains=1e-8,
        because="Both add it to the corrected root. " + NADAM_ROUNDED,
    ),
    Default(
        name="nadam_momentum_decay",
        subject="nadam",
        title="how fast the momentum rises",
        pytorch=Side(
            0.004, "torch.optim.NAdam(..., momentum_decay=1.0)", "NAdam", "momentum_decay"
        ),
        keras=Side("1, fixed", "", "Nadam"),
        effect=0.00092,
        remains=1e-8,
        because="β₁ (1 - 0.96^(decay·t) / 2) with the decay 0.004 against 1. " + NADAM_ROUNDED,
    ),
)
