"""Recurrent layers, attention and embeddings."""

from compare.defaults.default import Default, Side

RECURRENT, KERAS_RECURRENT = "RNN LSTM GRU", "SimpleRNN LSTM GRU"

ROWS = (
    Default(
        name="gru_gates",
        subject="gru",
        title="the order of the gates along a weight",
        pytorch=Side("r, z, n", "np.concatenate([w[..., z], w[..., r], w[..., n]], -1)", "GRU"),
        keras=Side("z, r, n", "np.concatenate([w[..., r], w[..., z], w[..., n]], -1)", "GRU"),
        effect=0.83,
        link="keras-team/keras#8720",
    ),
    Default(
        name="gru_reset",
        subject="gru",
        title="the reset gate before or after the product with the recurrent kernel",
        pytorch=Side("after, always", "", "GRU"),
        keras=Side(
            "after, by default", "keras.layers.GRU(..., reset_after=True)", "GRU", "reset_after"
        ),
        effect=0.12,
        because="The effect is that of reset_after=False, which models from Keras 2.0 have.",
        link="tensorflow/tensorflow#43960",
    ),
    Default(
        name="recurrent_biases",
        subject="lstm",
        title="the number of weights of an LSTM from 4 to 4",
        pytorch=Side(160, "name != 'bias_hh_l0'", "RNN LSTM"),
        keras=Side(144, "", "SimpleRNN LSTM"),
        effect=16.0,
        because="PyTorch has two biases where one would do: both move, so training doubles the "
        "bias's steps unless bias_hh is set to 0 and frozen.",
        link="tensorflow/tensorflow#20435",
    ),
    Default(
        name="recurrent_output",
        subject="lstm",
        title="what is returned of a sequence",
        pytorch=Side("every step", "y[:, -1]", RECURRENT),
        keras=Side(
            "last step",
            "keras.layers.LSTM(..., return_sequences=True)",
            KERAS_RECURRENT,
            "return_sequences",
        ),
        effect="shapes",
    ),
    Default(
        name="recurrent_axes",
        subject="lstm",
        title="the first axis of the input",
        pytorch=Side("time", "torch.nn.GRU(..., batch_first=True)", RECURRENT, "batch_first"),
        keras=Side("batch", "keras.ops.transpose(y, (1, 0, 2))", KERAS_RECURRENT),
        effect=0.79,
        because="Where both have the same length nothing else tells.",
    ),
    Default(
        name="bidirectional_last",
        subject="bidirectional",
        title="what the last output has of the backward direction",
        pytorch=Side("after one step", "torch.cat((h[0], h[1]), dim=1)", RECURRENT),
        keras=Side("after all steps", "steps[:, -1]", "Bidirectional"),
        effect=1.3,
        because="y[:, -1] is the backward direction's first step, Keras returns its last.",
    ),
    Default(
        name="lstm_dropout",
        subject="lstm",
        title="what dropout= of a recurrent layer drops; the effect is 1 where one layer does",
        pytorch=Side("outputs between layers", "torch.nn.functional.dropout(x)", RECURRENT),
        keras=Side("inputs", "keras.layers.LSTM(...)", KERAS_RECURRENT, "dropout"),
        effect=1.0,
        because="Keras draws one mask for all steps; PyTorch's function a new one for each.",
    ),
    Default(
        name="embedding_padding_row",
        subject="embedding",
        title="the row of the padding index at first; the effect is 1 where it is drawn",
        pytorch=Side("zero", "torch.nn.Embedding(...)", "Embedding", "padding_idx"),
        keras=Side(
            "drawn",
            "layer.embeddings.assign(layer.embeddings.numpy() * (np.arange(5) > 0)[:, None])",
            "Embedding",
            "mask_zero",
        ),
        effect=1.0,
    ),
    Default(
        name="embedding_padding_gradient",
        subject="embedding",
        title="the gradient of the row of the padding index",
        pytorch=Side("zero", "torch.nn.Embedding(...)", "Embedding", "padding_idx"),
        keras=Side("taken", "(ids != 0)[..., None].astype('float64')", "Embedding", "mask_zero"),
        effect=1.0,
        because="In Keras a mask keeps padding out of layers that take masks, and of no others.",
    ),
    Default(
        name="masked_mean",
        subject="global_average_pooling1d",
        title="what the mean over time divides by after an Embedding with mask_zero",
        pytorch=Side(
            "all steps", "(x * keep[..., None]).sum(1) / keep.sum(1, keepdim=True)", "mean"
        ),
        keras=Side(
            "the words", "keras.layers.GlobalAveragePooling1D()(x)", "GlobalAveragePooling1D"
        ),
        effect=0.92,
    ),
    Default(
        name="attention_axes",
        subject="multi_head_attention",
        title="the first axis of the input",
        pytorch=Side("time", "attention(batch_first=True)", "MultiheadAttention", "batch_first"),
        keras=Side("batch", "keras.ops.transpose(y, (1, 0, 2))", "MultiHeadAttention"),
        effect=36.0,
    ),
    Default(
        name="attention_mask",
        subject="multi_head_attention",
        title="what True means in a mask",
        pytorch=Side("leave out", "attention(x, x, x, attn_mask=~mask)", "MultiheadAttention"),
        keras=Side("take part", "", "MultiHeadAttention"),
        effect=30.0,
        because="scaled_dot_product_attention of PyTorch has it as Keras does.",
    ),
    Default(
        name="attention_width",
        subject="multi_head_attention",
        title="the number of weights at width 8 with 2 heads",
        pytorch=Side(288, "", "MultiheadAttention"),
        keras=Side(568, "keras.layers.MultiHeadAttention(2, key_dim=8 // 2)", "MultiHeadAttention"),
        effect=280.0,
        because="PyTorch divides the width among the heads; key_dim is the width of each.",
    ),
    Default(
        name="attention_result",
        subject="multi_head_attention",
        title="what is returned",
        pytorch=Side("output and weights", "attention(x, x, x)[0]", "MultiheadAttention"),
        keras=Side("output", "attention(x, x, return_attention_scores=True)", "MultiHeadAttention"),
        effect=1.0,
    ),
    Default(
        name="embedding_out_of_range",
        subject="embedding",
        title="an index beyond the table",
        pytorch=Side("IndexError", "", "Embedding"),
        keras=Side("InvalidArgumentError", "", "Embedding"),
        effect=None,
        because="So on a processor; on a GPU TensorFlow returns zeros.",
    ),
)
