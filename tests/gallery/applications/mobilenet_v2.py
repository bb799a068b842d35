"""keras.applications.MobileNetV2 in PyTorch: `build()`, and `wrong()` with one mistake."""

from torch import nn
from torch.nn import functional as F

BLOCKS = (  # filters, stride
    (16, 1), (24, 2), (24, 1), (32, 2), (32, 1), (32, 1), (64, 2), (64, 1), (64, 1),
    (64, 1), (96, 1), (96, 1), (96, 1), (160, 2), (160, 1), (160, 1), (320, 1),
)  # fmt: skip


def batch_norm(channels):
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.001)


class InvertedResidual(nn.Module):
    """Expand, filter each channel, project; added to the input where shapes allow."""

    def __init__(self, channels, filters, stride, expansion):
        super().__init__()
        inner = channels * expansion
        self.expands = expansion > 1
        self.adds = stride == 1 and channels == filters
        if self.expands:
            self.expand = nn.Conv2d(channels, inner, 1, bias=False)
            self.expand_bn = batch_norm(inner)
            self.expand_relu = nn.ReLU6()
        # Keras pads even sizes at the right and the bottom only.
        self.pad = nn.ZeroPad2d((0, 1, 0, 1)) if stride == 2 else None
        self.depthwise = nn.Conv2d(
            inner, inner, 3, stride, padding=0 if self.pad else 1, groups=inner, bias=False
        )
        self.depthwise_bn = batch_norm(inner)
        self.depthwise_relu = nn.ReLU6()
        self.project = nn.Conv2d(inner, filters, 1, bias=False)
        self.project_bn = batch_norm(filters)

    def forward(self, x):
        y = self.expand_relu(self.expand_bn(self.expand(x))) if self.expands else x
        y = self.pad(y) if self.pad else y
        y = self.depthwise_relu(self.depthwise_bn(self.depthwise(y)))
        y = self.project_bn(self.project(y))
        return x + y if self.adds else y


class MobileNetV2(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, stride=2, bias=False)
        self.bn_conv1 = batch_norm(32)
        self.conv1_relu = nn.ReLU6()
        channels = 32
        for i, (filters, stride) in enumerate(BLOCKS):
            block = InvertedResidual(channels, filters, stride, 6 if i else 1)
            self.add_module(f"block_{i}", block)
            channels = filters
        self.conv_last = nn.Conv2d(channels, 1280, 1, bias=False)
        self.bn_last = batch_norm(1280)
        self.out_relu = nn.ReLU6()
        self.predictions = nn.Linear(1280, classes)

    def forward(self, x):
        x = self.conv1_relu(self.bn_conv1(self.conv1(F.pad(x, (0, 1, 0, 1)))))
        for i in range(len(BLOCKS)):
            x = getattr(self, f"block_{i}")(x)
        x = self.out_relu(self.bn_last(self.conv_last(x)))
        return F.softmax(self.predictions(x.mean(dim=(2, 3))), dim=1)


def build():
    return MobileNetV2()


def wrong():
    """Block 6 pads on all sides, as PyTorch users do."""
    model = MobileNetV2()
    model.block_6.pad = nn.ZeroPad2d(1)
    return model
