"""Normalizations in PyTorch, read as canonical layers."""

from typing import Any

from torch import Tensor, nn

from reference.pytorch.models.reading import Reading, named_arguments
from reference.pytorch.models.slots import Slot
from reference.pytorch.models.tape import Step

BATCH = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d)
INSTANCE = (nn.InstanceNorm1d, nn.InstanceNorm2d, nn.InstanceNorm3d)


def slots(**tensors: Tensor | None) -> dict[str, Slot]:
    """Those weights that are there; the moving ones are state."""
    return {
        name: Slot(t, state=name.startswith("moving"))
        for name, t in tensors.items()
        if t is not None
    }


def normalization(step: Step) -> Reading | None:
    """Batch, layer, group, instance and RMS normalization."""
    call: Any = step.call
    if isinstance(call, BATCH):
        momentum = None if call.momentum is None else 1 - call.momentum
        found = {"epsilon": call.eps, "momentum": momentum}
        found |= {"scale": call.weight is not None, "center": call.bias is not None}
        found["tracks"] = call.running_mean is not None
        found["training"] = call.training or call.running_mean is None
        return Reading(
            "batch_normalization",
            found,
            slots(
                gamma=call.weight,
                beta=call.bias,
                moving_mean=call.running_mean,
                moving_variance=call.running_var,
            ),
        )
    if isinstance(call, nn.LayerNorm):
        found = {"epsilon": call.eps, "axes": len(call.normalized_shape)}
        return Reading("layer_normalization", found, slots(gamma=call.weight, beta=call.bias))
    if isinstance(call, nn.GroupNorm):
        found = {"epsilon": call.eps, "groups": call.num_groups}
        return Reading("group_normalization", found, slots(gamma=call.weight, beta=call.bias))
    if isinstance(call, INSTANCE):
        found = {"epsilon": call.eps, "groups": call.num_features}
        return Reading("group_normalization", found, slots(gamma=call.weight, beta=call.bias))
    if type(call).__name__ == "RMSNorm" and isinstance(call, nn.Module):
        return Reading("rms_normalization", {"epsilon": call.eps}, slots(gamma=call.weight))
    return by_function(step)


def by_function(step: Step) -> Reading | None:
    """F.layer_norm, F.batch_norm, F.group_norm."""
    args = named_arguments(step)

    def value(key: str, place: int, default: Any = None) -> Any:
        return args.get(key, args.get(place, default))

    if step.function == "layer_norm":
        found = {"epsilon": value("eps", 4, 1e-5), "axes": len(value("normalized_shape", 1))}
        weights = slots(gamma=value("weight", 2), beta=value("bias", 3))
        return Reading("layer_normalization", found, weights)
    if step.function == "batch_norm":
        names = {"moving_mean": 1, "moving_variance": 2, "gamma": 3, "beta": 4}
        theirs = ("running_mean", "running_var", "weight", "bias")
        given = {n: value(t, p) for (n, p), t in zip(names.items(), theirs, strict=True)}
        found = {"epsilon": value("eps", 7, 1e-5), "momentum": 1 - value("momentum", 6, 0.1)}
        found |= {"scale": given["gamma"] is not None, "center": given["beta"] is not None}
        return Reading("batch_normalization", found, slots(**given))
    if step.function == "group_norm":
        found = {"epsilon": value("eps", 4, 1e-5), "groups": value("num_groups", 1)}
        weights = slots(gamma=value("weight", 2), beta=value("bias", 3))
        return Reading("group_normalization", found, weights)
    return None
