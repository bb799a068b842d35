"""keras.applications.ResNet50 in PyTorch: `build()`, and `wrong()` with one mistake."""

from torch import nn
from torch.nn import functional as F

STAGES = ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2))  # filters, blocks, stride


def batch_norm(channels):
    return nn.BatchNorm2d(channels, eps=1.001e-5, momentum=0.01)


class Bottleneck(nn.Module):
    """1 by 1, 3 by 3, 1 by 1, and a shortcut around; the first convolution has the stride."""

    def __init__(self, channels, filters, stride, convolves):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, filters, 1, stride)
        self.bn1 = batch_norm(filters)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(filters, filters, 3, padding=1)
        self.bn2 = batch_norm(filters)
        self.relu2 = nn.ReLU()
        self.conv3 = nn.Conv2d(filters, 4 * filters, 1)
        self.bn3 = batch_norm(4 * filters)
        self.convolves = convolves
        if convolves:
            self.conv0 = nn.Conv2d(channels, 4 * filters, 1, stride)
            self.bn0 = batch_norm(4 * filters)
        self.out = nn.ReLU()

    def forward(self, x):
        y = self.relu1(self.bn1(self.conv1(x)))
        y = self.relu2(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        shortcut = self.bn0(self.conv0(x)) if self.convolves else x
        return self.out(shortcut + y)


def stage(channels, filters, blocks, stride):
    """The first block convolves its shortcut and has the stride."""
    first = Bottleneck(channels, filters, stride, True)
    others = [Bottleneck(4 * filters, filters, 1, False) for _ in range(blocks - 1)]
    return nn.Sequential(first, *others)


class ResNet50(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv1_pad = nn.ZeroPad2d(3)
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2)
        self.bn1 = batch_norm(64)
        self.relu = nn.ReLU()
        # Zeros, not a pool's own padding, which never wins: Keras pads so.
        self.pool1_pad = nn.ZeroPad2d(1)
        self.pool1 = nn.MaxPool2d(3, stride=2)
        channels = 64
        for i, (filters, blocks, stride) in enumerate(STAGES, 2):
            self.add_module(f"stage{i}", stage(channels, filters, blocks, stride))
            channels = 4 * filters
        self.predictions = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(self.conv1_pad(x))))
        x = self.pool1(self.pool1_pad(x))
        for i in range(2, 2 + len(STAGES)):
            x = getattr(self, f"stage{i}")(x)
        return F.softmax(self.predictions(x.mean(dim=(2, 3))), dim=1)


def build():
    return ResNet50()


def wrong():
    """Stage 3 has its stride in the 3 by 3 convolution, as torchvision's network has it."""
    model = ResNet50()
    first = model.stage3[0]
    first.conv1.stride, first.conv2.stride = (1, 1), (2, 2)
    return model
