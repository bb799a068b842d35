"""Mean of word vectors; the padding row is not trained."""

from torch import nn


class Bag(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(30, 6, padding_idx=0)
        self.fc = nn.Linear(6, 2)

    def forward(self, ids):
        return self.fc(self.embedding(ids).mean(dim=1))


def build():
    return Bag()
