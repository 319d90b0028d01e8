"""Every wrong rule is noticed by a case of the library, or it is not wrong: no case at all tells it from the text."""

import pytest
from mutants import mutants, notices
from proof.test_proof import difference

from checker.engine.check import Check
from checker.regulations.xishuangbanna import BODY

each_check = pytest.mark.parametrize("check", BODY.checks, ids=BODY.made_checks)


@each_check
def test_every_mutant_is_noticed_by_a_case_or_differs_from_the_text_in_none(check: Check) -> None:
    every = list(mutants(check.model))
    survivors = [mutant for mutant in every if not notices(mutant.model, check)]
    wrong = {f"{mutant.where}: {mutant.what}": difference(mutant.model, check) for mutant in survivors}
    same = sum(case is None for case in wrong.values())
    wrong = {what: case for what, case in wrong.items() if case is not None}
    print(f"{len(every)} mutants, {same} of them differ from the text in no case; of the others the library notices")
    print(f"{len(every) - same - len(wrong)} of {len(every) - same}")
    assert wrong == {}, "each line a mutant, with a case that would notice it"


@each_check
def test_the_rules_themselves_are_not_noticed(check: Check) -> None:
    assert not notices(check.model, check)
