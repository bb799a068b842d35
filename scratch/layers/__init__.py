"""Layers, one a file, named as Keras names them."""

from scratch.layers.activation import Activation
from scratch.layers.add import Add
from scratch.layers.average_pooling2d import AveragePooling2D
from scratch.layers.batch_normalization import BatchNormalization
from scratch.layers.bidirectional import Bidirectional
from scratch.layers.concatenate import Concatenate
from scratch.layers.conv2d import Conv2D
from scratch.layers.conv2d_transpose import Conv2DTranspose
from scratch.layers.dense import Dense
from scratch.layers.depthwise_conv2d import DepthwiseConv2D
from scratch.layers.dropout import Dropout
from scratch.layers.embedding import Embedding
from scratch.layers.flatten import Flatten
from scratch.layers.gaussian_noise import GaussianNoise
from scratch.layers.global_average_pooling2d import GlobalAveragePooling2D
from scratch.layers.global_max_pooling2d import GlobalMaxPooling2D
from scratch.layers.gru import GRU
from scratch.layers.layer import Layer
from scratch.layers.layer_normalization import LayerNormalization
from scratch.layers.lstm import LSTM
from scratch.layers.max_pooling2d import MaxPooling2D
from scratch.layers.multi_head_attention import MultiHeadAttention
from scratch.layers.random_flip import RandomFlip
from scratch.layers.random_rotation import RandomRotation
from scratch.layers.reshape import Reshape
from scratch.layers.simple_rnn import SimpleRNN

__all__ = [
    "GRU",
    "LSTM",
    "Activation",
    "Add",
    "AveragePooling2D",
    "BatchNormalization",
    "Bidirectional",
    "Concatenate",
    "Conv2D",
    "Conv2DTranspose",
    "Dense",
    "DepthwiseConv2D",
    "Dropout",
    "Embedding",
    "Flatten",
    "GaussianNoise",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling2D",
    "Layer",
    "LayerNormalization",
    "MaxPooling2D",
    "MultiHeadAttention",
    "RandomFlip",
    "RandomRotation",
    "Reshape",
    "SimpleRNN",
]
