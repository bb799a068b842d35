"""The table of causes: which setting of which layer, in words, with the line to change.

A Cause speaks of one argument of one kind of layer. `{left}` and `{right}` stand for the two
values, `{l}` and `{r}` for the two sides' names.
"""

from dataclasses import dataclass
from typing import Any

from reference.observed import ACTIVATIONS


@dataclass(frozen=True)
class Cause:
    """What one differing argument means.

    Attributes:
        kind: the layer's kind; "" for any.
        argument: the canonical argument.
        says: the cause.
        keras, torch: how the argument is written there.
        link: where people met it.
    """

    kind: str
    argument: str
    says: str
    keras: str
    torch: str
    link: str = ""


CAUSES = (
    Cause(
        "batch_normalization", "epsilon",
        "batch normalization epsilon (eps): {left} against {right}",
        "keras.layers.BatchNormalization(epsilon={value})", "torch.nn.BatchNorm2d(eps={value})",
        "https://github.com/gzuidhof/nn-transfer/pull/3",
    ),
    Cause(
        "batch_normalization", "momentum",
        "batch normalization momentum: Keras's {left} is 1 - torch's momentum, against {right} "
        "(inverted convention)",
        "keras.layers.BatchNormalization(momentum={value})",
        "torch.nn.BatchNorm2d(momentum={complement})",
        "https://github.com/huggingface/transformers/issues/19454",
    ),
    Cause(
        "batch_normalization", "training",
        "batch normalization runs in another mode: batch statistics on one side, moving (running) "
        "statistics on the other (training flag, frozen, track_running_stats)",
        "bn(x, training=training) with bn.trainable left True", "model.train() / model.eval()",
        "https://github.com/pytorch/vision/issues/2079",
    ),
    Cause(
        "batch_normalization", "scale", "batch normalization has gamma (scale, affine) on one "
        "side only", "keras.layers.BatchNormalization(scale=True)",
        "torch.nn.BatchNorm2d(affine=True)",
    ),
    Cause(
        "batch_normalization", "center", "batch normalization has beta (center, affine) on one "
        "side only", "keras.layers.BatchNormalization(center=True)",
        "torch.nn.BatchNorm2d(affine=True)",
    ),
    Cause(
        "batch_normalization", "axis", "batch normalization over another axis: {left} against "
        "{right}", "keras.layers.BatchNormalization(axis=-1)", "torch.nn.BatchNorm2d(channels)",
    ),
    Cause(
        "layer_normalization", "epsilon",
        "layer normalization epsilon (eps): {left} against {right}",
        "keras.layers.LayerNormalization(epsilon={value})",
        "torch.nn.LayerNorm(features, eps={value})",
    ),
    Cause(
        "layer_normalization", "axes",
        "layer normalization over other axes: the last {left} against the last {right}",
        "keras.layers.LayerNormalization(axis=...)", "torch.nn.LayerNorm(normalized_shape)",
    ),
    Cause(
        "layer_normalization", "axis",
        "layer normalization over another axis: {left} against {right}",
        "keras.layers.LayerNormalization(axis=-1)", "torch.nn.LayerNorm(normalized_shape)",
    ),
    Cause(
        "group_normalization", "epsilon",
        "group normalization epsilon (eps): {left} against {right}",
        "keras.layers.GroupNormalization(epsilon={value})", "torch.nn.GroupNorm(..., eps={value})",
    ),
    Cause(
        "group_normalization", "groups",
        "group normalization with {left} groups against {right}",
        "keras.layers.GroupNormalization(groups={value})", "torch.nn.GroupNorm({value}, channels)",
    ),
    Cause(
        "rms_normalization", "epsilon", "RMS normalization epsilon (eps): {left} against {right}",
        "keras.layers.RMSNormalization(epsilon={value})", "torch.nn.RMSNorm(..., eps={value})",
    ),
    Cause(
        "activation", "function", "another activation: {left} against {right}",
        'activation="{value}"', "{value}",
    ),
    Cause(
        "activation", "approximate",
        "GELU form: the tanh approximation against the exact erf form (approximate={left} "
        "against {right})",
        "keras.activations.gelu(x, approximate={value})",
        "torch.nn.GELU(approximate='tanh' or 'none')",
        "https://github.com/tinygrad/tinygrad/pull/16162",
    ),
    Cause(
        "activation", "alpha", "slope (negative_slope, alpha) of the activation: {left} against "
        "{right}", "keras.layers.LeakyReLU(negative_slope={value})",
        "torch.nn.LeakyReLU({value})", "https://github.com/pytorch/pytorch/issues/83821",
    ),
    Cause(
        "activation", "beta", "softplus beta: {left} against {right}", "keras.activations.softplus",
        "torch.nn.Softplus(beta={value})",
    ),
    Cause(
        "activation", "axis", "softmax over another axis (dim): {left} against {right}",
        "keras.layers.Softmax(axis=-1)", "torch.softmax(x, dim=-1)",
    ),
    Cause(
        "conv", "padding", "convolution padding: {left} against {right} (before, after each "
        "axis); padding='same' with strides is asymmetric in Keras",
        "keras.layers.ZeroPadding2D(...) before Conv2D(..., padding='valid')",
        "torch.nn.functional.pad(x, (left, right, top, bottom)) before Conv2d(..., padding=0)",
        "https://github.com/pytorch/pytorch/issues/67551",
    ),
    Cause(
        "conv", "strides", "convolution strides: {left} against {right}", "strides={value}",
        "stride={value}",
    ),
    Cause(
        "conv", "dilation", "convolution dilation: {left} against {right}",
        "dilation_rate={value}", "dilation={value}",
    ),
    Cause(
        "conv", "groups", "convolution groups: {left} against {right}", "groups={value}",
        "groups={value}",
    ),
    Cause(
        "conv", "kernel_size", "kernel size: {left} against {right}", "kernel_size={value}",
        "kernel_size={value}",
    ),
    Cause("conv", "filters", "filters (channels): {left} against {right}", "filters={value}",
          "out_channels={value}"),
    Cause("conv", "padding_mode", "padding mode: {left} against {right}", "padding with zeros",
          "padding_mode='zeros'"),
    Cause(
        "conv_transpose", "padding", "transposed convolution padding (what is cropped, "
        "output_padding): {left} against {right}",
        "keras.layers.Cropping2D after Conv2DTranspose(..., padding='valid')",
        "torch.nn.ConvTranspose2d(..., padding=p, output_padding=q)",
        "https://github.com/keras-team/keras/issues/15666",
    ),
    Cause("conv_transpose", "strides", "transposed convolution strides: {left} against {right}",
          "strides={value}", "stride={value}"),
    Cause("conv_transpose", "dilation", "transposed convolution dilation: {left} against {right}",
          "dilation_rate={value}", "dilation={value}"),
    Cause("conv_transpose", "kernel_size", "kernel size: {left} against {right}",
          "kernel_size={value}", "kernel_size={value}"),
    Cause("max_pool", "pool_size", "pool size (kernel_size): {left} against {right}",
          "pool_size={value}", "kernel_size={value}"),
    Cause("max_pool", "strides", "pooling strides: {left} against {right}", "strides={value}",
          "stride={value}"),
    Cause(
        "max_pool", "padding", "max pooling border (padding, ceil_mode): {left} against {right} "
        "(before, after each axis)", "keras.layers.MaxPooling2D(padding='valid' or 'same')",
        "torch.nn.MaxPool2d(..., padding=p, ceil_mode=True or False)",
        "https://github.com/pytorch/pytorch/issues/67551",
    ),
    Cause("average_pool", "pool_size", "pool size (kernel_size): {left} against {right}",
          "pool_size={value}", "kernel_size={value}"),
    Cause("average_pool", "strides", "pooling strides: {left} against {right}",
          "strides={value}", "stride={value}"),
    Cause(
        "average_pool", "count_include_pad", "average pooling at the border: padding counted "
        "(count_include_pad) is {left} against {right}",
        "keras.layers.AveragePooling2D never counts it",
        "torch.nn.AvgPool2d(..., count_include_pad=False)",
        "https://github.com/pytorch/pytorch/issues/87892",
    ),
    Cause(
        "average_pool", "padding", "average pooling border (padding, ceil_mode): {left} against "
        "{right}", "keras.layers.AveragePooling2D(padding='valid' or 'same')",
        "torch.nn.AvgPool2d(..., padding=p, ceil_mode=...)",
        "https://github.com/pytorch/pytorch/issues/87892",
    ),
    Cause("concatenate", "axis", "concatenation along another axis: {left} against {right}",
          "keras.layers.Concatenate(axis=...)", "torch.cat(xs, dim=...)"),
    Cause("", "units", "another number of units: {left} against {right}", "units={value}",
          "out_features / hidden_size={value}"),
    Cause("", "use_bias", "a bias on one side only (bias missing): use_bias {left} against "
          "{right}", "use_bias={value}", "bias={value}"),
    Cause(
        "gru", "reset_after", "GRU reset_after: the reset gate after the product (torch, "
        "reset_after=True) against before it: {left} against {right}",
        "keras.layers.GRU(units, reset_after=True)", "torch.nn.GRU is always reset_after=True",
        "https://github.com/tensorflow/tensorflow/issues/43960",
    ),
    Cause(
        "bidirectional", "reset_after", "GRU reset_after: {left} against {right}",
        "keras.layers.GRU(units, reset_after=True)", "torch.nn.GRU is always reset_after=True",
        "https://github.com/tensorflow/tensorflow/issues/43960",
    ),
    Cause("", "time_first", "batch_first: torch takes axis 0 for time and axis 1 for the batch "
          "(time, batch, features) where batch_first=False", "(batch, time, features)",
          "batch_first=True"),
    Cause("", "go_backwards", "direction: one side goes backwards through time (go_backwards)",
          "go_backwards=False", "torch.flip(x, [1])"),
    Cause("", "recurrent_activation", "recurrent (gate) activation: {left} against {right}",
          "recurrent_activation='sigmoid'", "torch's gates are sigmoid"),
    Cause("", "activation", "activation of the recurrent cell: {left} against {right}",
          "activation='tanh'", "nonlinearity='tanh'"),
    Cause("", "initial_state", "an initial state (h0) on one side only", "initial_state=None",
          "rnn(x) without h0"),
    Cause("", "merge_mode", "bidirectional merge mode: {left} against {right}",
          "merge_mode='concat'", "torch concatenates both directions"),
    Cause(
        "", "padding_idx", "embedding padding_idx: {left} against {right}: torch keeps that row at "
        "zero without a gradient", "keras has no padding_idx: zero the row",
        "torch.nn.Embedding(n, d) without padding_idx",
    ),
    Cause(
        "", "mask_zero", "time mask: mask_zero on one side only, so masked (padded) steps are "
        "skipped there", "keras.layers.Embedding(..., mask_zero=False)",
        "pack_padded_sequence, or a mask in the pooling",
    ),
    Cause(
        "", "masked", "mask on one side only (mask_zero, attention mask, causal mask)",
        "without mask_zero or use_causal_mask", "attn_mask / pack_padded_sequence",
    ),
    Cause("", "padding_mask", "padding mask on one side only", "mask_zero=False",
          "key_padding_mask=..."),
    Cause("", "input_dim", "vocabulary size: {left} against {right}", "input_dim={value}",
          "num_embeddings={value}"),
    Cause("", "output_dim", "embedding size: {left} against {right}", "output_dim={value}",
          "embedding_dim={value}"),
    Cause("attention", "num_heads", "number of attention heads: {left} against {right}",
          "num_heads={value}", "num_heads={value}"),
    Cause("attention", "key_dim", "size of an attention head (key_dim): {left} against {right}, "
          "and with it the scale 1/sqrt(d)", "key_dim={value}", "embed_dim = heads * {value}"),
    Cause("attention", "dropout", "attention dropout rate: {left} against {right}",
          "dropout={value}", "dropout={value}"),
    Cause("", "dropout", "dropout inside the recurrent layer: rate {left} against {right}",
          "dropout={value}", "torch.nn.LSTM(dropout=...) is between layers"),
    Cause("", "recurrent_dropout", "recurrent dropout: rate {left} against {right}",
          "recurrent_dropout={value}", "torch has none"),
    Cause("dropout", "rate", "dropout rate: {left} against {right}", "Dropout({value})",
          "Dropout({value})"),
    Cause("dropout", "variant", "another kind of dropout: {left} against {right}",
          "Dropout or SpatialDropout2D", "Dropout or Dropout2d"),
    Cause("upsample", "mode", "interpolation: {left} against {right}", "interpolation='{value}'",
          "mode='{value}'", "https://github.com/pytorch/pytorch/issues/10604"),
    Cause("upsample", "align_corners", "interpolation align_corners: {left} against {right}",
          "Keras does not align corners", "align_corners=False",
          "https://github.com/pytorch/pytorch/issues/10604"),
    Cause("upsample", "scale", "upsampling factor: {left} against {right}", "size={value}",
          "scale_factor={value}"),
    Cause("padding", "padding", "padding: {left} against {right}", "ZeroPadding2D({value})",
          "F.pad(x, ...)"),
    Cause("padding", "mode", "padding mode: {left} against {right}", "ZeroPadding2D", "F.pad"),
    Cause("scale", "constant", "scaled by {left} against {right}", "x * {value}", "x * {value}"),
    Cause("offset", "constant", "offset {left} against {right}", "x + {value}", "x + {value}"),
    Cause("", "axis", "another axis: {left} against {right}", "axis={value}", "dim={value}"),
)  # fmt: skip

QUIET = {"tracks", "variant", "last"}
"""Settings that one framework alone has; they are no difference by themselves."""

FALSY = (
    "time_first",
    "go_backwards",
    "mask_zero",
    "masked",
    "padding_mask",
    "initial_state",
    "align_corners",
)


def differing(a: dict[str, Any], b: dict[str, Any]) -> list[str]:
    """The arguments that two layers of one kind do not share; of a partial list, only its own."""
    found: list[str] = []
    if "function" in a and not {a["function"], b.get("function")} <= ACTIVATIONS:
        return found  # A function of the user's own: its name says nothing of what it does.
    partial = a.get("partial") or b.get("partial")
    for name in dict.fromkeys([*a, *b]):
        if partial and not (name in a and name in b):
            continue
        if name == "last" or (name in QUIET and not (name in a and name in b)):
            continue
        left, right = a.get(name), b.get(name)
        if name in FALSY:
            left, right = bool(left), bool(right)
        if isinstance(left, float) and isinstance(right, float):
            if abs(left - right) > 1e-6 * max(abs(left), abs(right)):
                found.append(name)
        elif (left != right and not (name not in a or name not in b)) or (
            (name in a) != (name in b) and (left or right)
        ):
            found.append(name)
    return found


def cause_of(kind: str, argument: str) -> Cause | None:
    """The table's entry."""
    for cause in CAUSES:
        if cause.argument == argument and cause.kind in ("", kind):
            return cause
    return None


def say(cause: Cause, left: Any, right: Any) -> tuple[str, str]:
    """(the cause, the fix) with both values in place."""
    says = cause.says.format(left=shown(left), right=shown(right))
    return says, f"{fixed(cause.keras, left)} or {fixed(cause.torch, right)}"


def fixed(template: str, value: Any) -> str:
    """The line with a value in place."""
    complement = round(1 - value, 6) if isinstance(value, float) else value
    return template.format(value=shown(value), complement=shown(complement))


def shown(value: Any) -> str:
    """A value as one writes it; 1e-05 is 1e-5."""
    if value is None:
        return "none"
    if isinstance(value, float):
        return f"{value:.6g}".replace("e-0", "e-")
    return str(value)
