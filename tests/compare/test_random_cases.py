"""Random cases of the records that have them: all implementations and the witness agree."""

import pytest
from hypothesis import given, settings

from compare import catalog
from compare.check import check_case

CONCEPTS = [c for c in catalog.concepts().values() if c.random]


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda c: c.name)
def test_random_cases_agree(concept):
    @settings(max_examples=10, deadline=None)
    @given(concept.random())
    def agree(case):
        findings = list(check_case(concept, case))
        assert any(f.verdict == "agree" for f in findings)
        wrong = [f for f in findings if f.verdict in ("disagree", "failed")]
        assert not wrong, "\n".join(f"{f.dtype} {f.quantity}: {f.message}" for f in wrong)

    agree()
