"""Convolutions, pooling, resizing, and the order of channels."""

from compare.defaults.default import Default, Side

CONV, KERAS_CONV = "Conv1d Conv2d Conv3d", "Conv1D Conv2D Conv3D"
TRANSPOSED = "ConvTranspose1d ConvTranspose2d ConvTranspose3d"
KERAS_TRANSPOSED = "Conv1DTranspose Conv2DTranspose Conv3DTranspose"

ROWS = (
    Default(
        name="conv_channels",
        subject="conv2d",
        title="where images have their channels",
        pytorch=Side("first", "torch.movedim(y, 1, -1)", CONV),
        keras=Side("last", "keras.ops.moveaxis(y, -1, 1)", KERAS_CONV),
        effect=3.0,
    ),
    Default(
        name="conv_kernel_layout",
        subject="conv2d",
        title="the shape of a kernel of 5 by 4, from 3 channels to 2",
        pytorch=Side([2, 3, 5, 4], "kernel.permute(2, 3, 1, 0)", CONV),
        keras=Side([5, 4, 3, 2], "kernel.transpose(3, 2, 0, 1)", KERAS_CONV),
        effect=3.0,
    ),
    Default(
        name="dense_kernel_layout",
        subject="dense",
        title="the shape of a kernel from 3 to 5",
        pytorch=Side([5, 3], "kernel.T", "Linear"),
        keras=Side([3, 5], "keras.ops.transpose(layer.kernel)", "Dense"),
        effect=2.0,
    ),
    Default(
        name="flatten_order",
        subject="flatten",
        title="the order in which the numbers of an image are laid in a row",
        pytorch=Side(
            "channel after channel",
            "torch.flatten(x.permute(0, 2, 3, 1), 1)",
            "Flatten flatten view reshape",
        ),
        keras=Side(
            "pixel after pixel",
            "keras.layers.Flatten()(keras.layers.Permute((3, 1, 2))(x))",
            "Flatten Reshape",
        ),
        effect=14.0,
        because="Or the rows of the next kernel are put in the other order, once.",
        link="gzuidhof/nn-transfer#16",
    ),
    Default(
        name="conv_same_stride",
        subject="conv2d",
        title="zeros before and after a row of 6 for a kernel of 3 and stride 2",
        pytorch=Side([1, 0], "torch.nn.functional.pad(x, (0, 1, 0, 1))", CONV),
        keras=Side([0, 1], "keras.layers.ZeroPadding2D(1)", f"{KERAS_CONV} DepthwiseConv2D"),
        effect=3.0,
        because="PyTorch's padding=1 adds one on either side, of which the last is not reached; "
        'Keras\'s padding="same" adds what is needed, the odd one at the end.',
        link="pytorch/pytorch#67551",
    ),
    Default(
        name="conv_transpose_same",
        subject="conv2d_transpose",
        title="what 4 pixels become, kernel 3, stride 2, padded",
        pytorch=Side(7, "torch.nn.ConvTranspose2d(..., stride=2)(x)[..., :-1, :-1]", TRANSPOSED),
        keras=Side(8, "keras.layers.Cropping2D(1)", KERAS_TRANSPOSED),
        effect="shapes",
        link="keras-team/keras#15666",
    ),
    Default(
        name="conv_transpose_output_padding",
        subject="conv2d_transpose",
        title="what is cut before and after where the size is doubled, kernel 3, stride 2",
        pytorch=Side(
            [1, 0], "torch.nn.ConvTranspose2d(..., stride=2)(x)[..., :-1, :-1]", TRANSPOSED
        ),
        keras=Side([0, 1], "keras.layers.Cropping2D(((1, 0), (1, 0)))", KERAS_TRANSPOSED),
        effect=3.0,
        because="padding=1, output_padding=1 has the right size and another place.",
        link="keras-team/keras#15666",
    ),
    Default(
        name="max_pool_odd_size",
        subject="max_pooling2d",
        title="windows of 2 in 5 pixels, the border included where it can be",
        pytorch=Side(2, "torch.nn.MaxPool2d(..., ceil_mode=True)", "MaxPool2d AvgPool2d"),
        keras=Side(3, "keras.layers.MaxPooling2D(...)", "MaxPooling2D AveragePooling2D"),
        effect="shapes",
        because='In Keras that is padding="same"; "valid", its default, drops the border as well.',
    ),
    Default(
        name="average_pool_border",
        subject="average_pooling2d",
        title="what an average at a padded border divides by",
        pytorch=Side(
            "zeros too",
            "torch.nn.AvgPool2d(..., count_include_pad=False)",
            "AvgPool1d AvgPool2d AvgPool3d",
            "count_include_pad",
        ),
        keras=Side(
            "pixels only",
            "keras.layers.AveragePooling2D(...)(keras.layers.ZeroPadding2D(1)(x))",
            "AveragePooling1D AveragePooling2D AveragePooling3D",
        ),
        effect=0.38,
        link="pytorch/pytorch#87892",
    ),
    Default(
        name="resize_nearest",
        subject="resize",
        title="which of 5 pixels the nearest of 3 are",
        pytorch=Side(
            [0, 1, 3],
            "torch.nn.functional.interpolate(..., mode='nearest-exact')",
            "interpolate Upsample",
            "mode",
        ),
        keras=Side([0, 2, 4], "", "resize Resizing UpSampling2D"),
        effect=1.0,
        because="PyTorch's nearest measures from the pixels' corners, Keras's from their centres.",
        link="pytorch/pytorch#10604",
    ),
    Default(
        name="resize_bicubic",
        subject="resize",
        title="the constant of the cubic in bicubic resizing",
        pytorch=Side(-0.75, "", "interpolate Upsample"),
        keras=Side(-0.5, "", "resize Resizing UpSampling2D"),
        effect=0.16,
        because="Neither has an argument for it.",
        link="pytorch/pytorch#10604",
    ),
)
