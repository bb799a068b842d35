"""Mean of word vectors, words of index 0 included."""

from torch import nn


class Bag(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(50, 8)
        self.fc = nn.Linear(8, 2)

    def forward(self, ids):
        x = self.embedding(ids)
        return self.fc(x.mean(dim=1))


def build():
    return Bag()
