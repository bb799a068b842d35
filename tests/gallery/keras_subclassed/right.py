"""The same as a class."""

import keras
from keras import layers


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(4, 3)
        self.norm = layers.BatchNormalization()
        self.flat = layers.Flatten()
        self.out = layers.Dense(3)

    def call(self, x, training=False):
        x = keras.ops.relu(self.conv(x))
        x = self.norm(x, training=training)
        return keras.ops.softmax(self.out(self.flat(x)))


def build():
    return Net()
