"""Worked examples: the ideas that the layers are made of, each small enough to follow by hand."""

from scratch.examples.chain_rule import chain_rule
from scratch.examples.edge_detection import edge_detection
from scratch.examples.gradient_analysis import gradient_analysis
from scratch.examples.gradient_descent import gradient_descent
from scratch.examples.loss_curves import loss_curves
from scratch.examples.neuron import Neuron
from scratch.examples.optimizer_paths import optimizer_paths
from scratch.examples.regularized_loss import regularized_loss
from scratch.examples.rnn_states import rnn_states
from scratch.examples.transfer_learning import transfer_learning

__all__ = [
    "Neuron",
    "chain_rule",
    "edge_detection",
    "gradient_analysis",
    "gradient_descent",
    "loss_curves",
    "optimizer_paths",
    "regularized_loss",
    "rnn_states",
    "transfer_learning",
]
