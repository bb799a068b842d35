"""The pytest plugin: a marker that validates what a test returns, and a concept's cases.

@pytest.mark.threefold(like="dense")
def test_my_layer():
    return MyDense                    # a class, an object, a function or a pair

@threefold_cases("conv2d")
def test_conv(case):
    layer = MyConv(**case.arguments)
    layer.kernel, layer.bias = case.params["kernel"], case.params["bias"]
    case.check(output=layer.forward(case.inputs["x"]))
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        "threefold(like=None, backward=None, make=None): validate what the test returns "
        "against a concept of threefold",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Call a marked test, and validate what it returns."""
    marker = pyfuncitem.get_closest_marker("threefold")
    if marker is None:
        return None
    from compare.validation import assert_agrees

    names = pyfuncitem._fixtureinfo.argnames
    returned = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    if returned is None:
        pytest.fail("A test marked threefold must return what is to be validated.", pytrace=False)
    try:
        assert_agrees(returned, *marker.args, **marker.kwargs)
    except AssertionError as error:
        pytest.fail(str(error), pytrace=False)
    return True


class ReferenceCase:
    """One case of a concept: its numbers, and what the reference makes of them.

    Attributes:
        arguments, inputs, call, params, state, training: as the case has them.
        expected: quantity -> array: output, grad:input, grad:kernel, ...
    """

    def __init__(self, name: str, case: Any, dtype: str = "float64") -> None:
        from compare import catalog, rooms
        from compare.problem import problem_of

        concept = catalog.get(name)
        problem = problem_of(concept, case, dtype)
        self.name = case.name
        self.arguments: Mapping[str, Any] = problem.arguments
        self.inputs, self.call = problem.inputs, problem.call
        self.params, self.state, self.training = problem.params, problem.state, problem.training
        self.upstream = problem.upstream
        self.expected = rooms.run("scratch", concept, problem)

    def check(self, **quantities: Any) -> None:
        """Compare quantities, `grad:kernel` written grad_kernel, by the rule of `agreement`."""
        from compare.agreement import closeness

        for name, value in quantities.items():
            quantity = next((q for q in self.expected if q.replace(":", "_") == name), name)
            if quantity not in self.expected:
                raise AssertionError(f"{quantity} must be one of {list(self.expected)}.")
            found = closeness(np.asarray(value), self.expected[quantity])
            if not found.agrees:
                raise AssertionError(f"case {self.name!r}, {quantity}: {found.message}")


def reference_cases(concept: str, dtype: str = "float64") -> Iterator[ReferenceCase]:
    """Every case of a concept that the reference runs."""
    from compare import catalog

    for case in catalog.get(concept).cases:
        yield ReferenceCase(concept, case, dtype)


def threefold_cases(concept: str, dtype: str = "float64") -> Callable[[Any], Any]:
    """Parametrize a test's argument `case` over all cases of a concept."""
    cases = list(reference_cases(concept, dtype))
    return pytest.mark.parametrize("case", cases, ids=[c.name for c in cases])
