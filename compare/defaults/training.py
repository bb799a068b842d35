"""Schedules, plateaus and batches."""

from compare.defaults.default import Default, Side

ROUNDED = "Keras computes schedules in float32."
PLATEAU = "ReduceLROnPlateau"

ROWS = (
    Default(
        name="step_decay_staircase",
        subject="step_decay",
        title="the rate after 3 steps of a decay to a tenth every 2",
        pytorch=Side(
            0.1, "torch.optim.lr_scheduler.ExponentialLR(..., gamma=0.1 ** (1 / 2))", "StepLR"
        ),
        keras=Side(
            0.0316,
            "keras.optimizers.schedules.ExponentialDecay(..., staircase=True)",
            "ExponentialDecay",
            "staircase",
        ),
        effect=0.68,
        remains=1e-7,
        because=ROUNDED,
    ),
    Default(
        name="piecewise_boundary",
        subject="step_decay",
        title="the first step at the lower rate, boundary 3",
        pytorch=Side(
            3, "torch.optim.lr_scheduler.MultiStepLR(..., milestones=[3 + 1])", "MultiStepLR"
        ),
        keras=Side(
            4,
            "keras.optimizers.schedules.PiecewiseConstantDecay([3 - 1], [1.0, 0.1])",
            "PiecewiseConstantDecay",
        ),
        effect=0.9,
        remains=1e-7,
        because=ROUNDED,
    ),
    Default(
        name="cosine_past_end",
        subject="cosine_decay",
        title="the rate two steps after the end of a cosine of 4",
        pytorch=Side(
            0.5,
            "torch.optim.lr_scheduler.LambdaLR(..., lr_lambda=lambda step: "
            "0.5 * (1 + np.cos(np.pi * min(step, 4) / 4)))",
            "CosineAnnealingLR",
        ),
        keras=Side(0.0, "", "CosineDecay"),
        effect=1.0,
        remains=1e-7,
        because="PyTorch's rises again. " + ROUNDED,
    ),
    Default(
        name="cosine_minimum",
        subject="cosine_decay",
        title="the least rate of a cosine from 0.5 whose minimum is given as 0.1",
        pytorch=Side(0.1, "least(eta_min=0.1 * 0.5)", "CosineAnnealingLR", "eta_min"),
        keras=Side(
            0.05,
            "keras.optimizers.schedules.CosineDecay(..., alpha=np.float64(0.1) / 0.5)",
            "CosineDecay",
            "alpha",
        ),
        effect=0.05,
        because="eta_min is a rate, alpha a share of the first.",
    ),
    Default(
        name="plateau_patience",
        subject="reduce_lr_on_plateau",
        title="the epochs without improvement before the rate falls, patience 2",
        pytorch=Side(3, "torch.optim.lr_scheduler.ReduceLROnPlateau(..., patience=2 - 1)", PLATEAU),
        keras=Side(2, "keras.callbacks.ReduceLROnPlateau(patience=2 + 1)", PLATEAU),
        effect=0.9,
    ),
    Default(
        name="plateau_cooldown",
        subject="reduce_lr_on_plateau",
        title="the epochs from one fall to the next on a flat loss, cooldown 2, patience aligned",
        pytorch=Side(
            4,
            "torch.optim.lr_scheduler.ReduceLROnPlateau(..., patience=1, cooldown=2 - 1)",
            PLATEAU,
        ),
        keras=Side(3, "keras.callbacks.ReduceLROnPlateau(patience=2, cooldown=2 + 1)", PLATEAU),
        effect=0.09,
    ),
    Default(
        name="plateau_threshold",
        subject="reduce_lr_on_plateau",
        title="whether a loss that falls from 0.01 by 1e-5 an epoch improves",
        pytorch=Side(
            "yes",
            "torch.optim.lr_scheduler.ReduceLROnPlateau(..., threshold_mode='abs')",
            PLATEAU,
            "threshold_mode",
        ),
        keras=Side("no", "keras.callbacks.ReduceLROnPlateau(min_delta=1e-4 * 0.01)", PLATEAU),
        effect=0.9,
        because="1e-4 of the best loss against 1e-4.",
    ),
    Default(
        name="plateau_least_change",
        subject="reduce_lr_on_plateau",
        title="the rate 1e-8 after a plateau; the effect in units of it",
        pytorch=Side(
            1e-8, "torch.optim.lr_scheduler.ReduceLROnPlateau(..., eps=0.0)", PLATEAU, "eps"
        ),
        keras=Side(1e-9, "", PLATEAU),
        effect=0.9,
        because="PyTorch makes no reduction by less than eps, 1e-8.",
    ),
    Default(
        name="batch_size",
        subject="mini_batches",
        title="the rows of a batch; the effect in batches of 64 rows",
        pytorch=Side(
            1, "torch.utils.data.DataLoader(..., batch_size=32)", "DataLoader", "batch_size"
        ),
        keras=Side(32, "model.fit(..., batch_size=1)", "fit", "batch_size"),
        effect=62.0,
    ),
    Default(
        name="row_order",
        subject="shuffle",
        title="the order of the rows; the effect is 1 where only one shuffles",
        pytorch=Side(
            "in order", "torch.utils.data.DataLoader(..., shuffle=True)", "DataLoader", "shuffle"
        ),
        keras=Side("shuffled", "model.fit(..., shuffle=False)", "fit", "shuffle"),
        effect=1.0,
        because="Keras's validation_split takes the last rows, before it shuffles.",
        link="keras-team/keras#8346",
    ),
)
