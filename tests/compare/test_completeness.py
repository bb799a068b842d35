"""Nothing that was promised can go missing: every concept of the tutorials and of the contract."""

import importlib

import pytest

from compare import catalog

PROMISED = {
    "activations": (
        "linear sigmoid tanh relu leaky_relu elu selu gelu silu softplus softmax log_softmax"
    ),
    "losses": (
        "mean_squared_error mean_absolute_error huber binary_crossentropy "
        "categorical_crossentropy sparse_categorical_crossentropy"
    ),
    "layers": (
        "dense activation flatten reshape add concatenate conv2d conv2d_transpose "
        "depthwise_conv2d max_pooling2d average_pooling2d global_average_pooling2d "
        "global_max_pooling2d dropout batch_normalization layer_normalization embedding "
        "simple_rnn lstm gru bidirectional multi_head_attention "
        "random_flip random_rotation gaussian_noise"
    ),
    "initializers": (
        "zeros ones constant random_normal random_uniform truncated_normal glorot_uniform "
        "glorot_normal he_uniform he_normal orthogonal"
    ),
    "regularizers": "l1 l2 l1_l2",
    "optimizers": "sgd adagrad rmsprop adam adamw",
    "schedules": "step_decay exponential_decay cosine_decay",
    "callbacks": "reduce_lr_on_plateau early_stopping",
    "metrics": (
        "accuracy binary_accuracy confusion_matrix precision recall f1_score mae mse rmse r2"
    ),
    "data": (
        "standardize min_max_scale one_hot shuffle train_test_split mini_batches impute "
        "encode_categories pad_sequences"
    ),
    "examples": (
        "neuron chain_rule gradient_descent optimizer_paths loss_curves regularized_loss "
        "edge_detection rnn_states gradient_analysis transfer_learning"
    ),
}

CONTRACT = {
    "layers": (
        "Dense Activation Conv2D Conv2DTranspose DepthwiseConv2D MaxPooling2D AveragePooling2D "
        "GlobalAveragePooling2D GlobalMaxPooling2D Flatten Reshape Dropout BatchNormalization "
        "LayerNormalization Embedding SimpleRNN LSTM GRU Bidirectional MultiHeadAttention "
        "Add Concatenate"
    ),
    "activations": PROMISED["activations"],
    "losses": (
        "MeanSquaredError MeanAbsoluteError Huber BinaryCrossentropy CategoricalCrossentropy "
        "SparseCategoricalCrossentropy"
    ),
    "optimizers": "SGD Adagrad RMSprop Adam AdamW",
    "schedules": "StepDecay ExponentialDecay CosineDecay",
    "callbacks": "ReduceLROnPlateau EarlyStopping",
    "network": "Sequential",
}


@pytest.mark.parametrize("family", PROMISED)
def test_every_promised_concept_is_in_the_catalogue(family):
    there = {c.name for c in catalog.concepts().values() if c.family == family}
    assert set(PROMISED[family].split()) <= there


def test_the_tables_know_every_family():
    assert set(PROMISED) == set(catalog.FAMILIES)


@pytest.mark.parametrize("module", CONTRACT)
def test_every_name_of_the_contract_can_be_imported(module):
    package = importlib.import_module(f"scratch.{module}")
    missing = [name for name in CONTRACT[module].split() if not hasattr(package, name)]
    assert not missing
