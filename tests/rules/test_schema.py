"""The schemas say what the code reads and writes, no more and no less."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import ROOT
from checker.api.bridge import deeper, evaluate, readings, view
from checker.api.schema import case_schema, follows_schema, result_schema
from checker.engine.case import TEXTS, case_fields, read_cases
from checker.engine.check import Check
from checker.engine.evaluate import study, study_readings
from checker.engine.fields import Answers, BadCase, Day, Names, Text
from checker.engine.follows import follows
from checker.engine.result import to_json
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import MODEL

FORMATS = jsonschema.FormatChecker()
CASE = jsonschema.Draft202012Validator(case_schema(TOLERANCE), format_checker=FORMATS)
RESULT = jsonschema.Draft202012Validator(result_schema(TOLERANCE))
SCHEMAS = {
    check: [
        jsonschema.Draft202012Validator(schema(check), format_checker=FORMATS)
        for schema in (case_schema, result_schema, follows_schema)
    ]
    for check in BODY.checks
}

answers = st.dictionaries(st.sampled_from(sorted(MODEL.facts)), st.sampled_from([True, False, "unknown"]))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["answers", "case", "title", "loss"]) | st.text(max_size=4), inner, max_size=3
        )
    ),
    max_leaves=12,
)
truths = st.sampled_from([True, False, "unknown"])


def _of(kind: object) -> st.SearchStrategy[object]:
    """Values that a kind of field takes, and some near them."""
    match kind:
        case Text():
            return st.text(max_size=5) | anything
        case Day():
            return st.sampled_from(["2026-05-03", "2026-02-30", "2026-5-3"]) | anything
        case Names(known=known):
            return st.lists(st.sampled_from([*known, "7(33)"]), max_size=3) | anything
        case Answers(known=known):
            return st.dictionaries(st.sampled_from([*known, "eror"]), truths | st.just(3), max_size=3) | anything
    raise AssertionError(f"no values for {kind}")


FIELDS = case_fields(TOLERANCE)
near_cases = st.fixed_dictionaries(
    {"answers": answers | anything},
    optional={field.key: _of(field.kind) for field in FIELDS if field.key != "answers"},
)
whole_cases = st.fixed_dictionaries(
    {
        field.key: st.lists(st.sampled_from([*field.kind.known]), max_size=2)
        if isinstance(field.kind, Names)
        else st.dictionaries(st.sampled_from([*field.kind.known]), truths, max_size=2)
        if isinstance(field.kind, Answers)
        else st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(str)
        if isinstance(field.kind, Day)
        else st.text(max_size=5)
        for field in FIELDS
    }
)


@pytest.mark.parametrize("schema", [case_schema(TOLERANCE), result_schema(TOLERANCE)])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


@settings(max_examples=80, deadline=None)
@given(answers)
def test_every_result_is_as_its_schema_says_and_every_step_names_its_provision(given_: dict[str, Any]) -> None:
    (case,) = read_cases(to_json({"answers": given_}), TOLERANCE)
    result = study(case, TOLERANCE)
    RESULT.validate(result)
    RESULT.validate({**result, "readings": study_readings(case, TOLERANCE)})
    assert result == json.loads(evaluate(to_json({"answers": given_}), BODY.place(TOLERANCE)))
    waiting = [*result["derivation"], *result["findings"]]
    while waiting:
        step = waiting.pop()
        assert step["provision"] and step["quote"]
        waiting += step["because"]


@pytest.mark.parametrize("check", BODY.checks, ids=BODY.made_checks)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_follows_of_any_case_of_any_check_is_as_its_schema_says(check: Check, data: st.DataObject) -> None:
    keys = st.sampled_from(sorted(check.model.facts))
    document = {"answers": data.draw(st.dictionaries(keys, st.sampled_from([True, False, "unknown"])))}
    (case,) = read_cases(to_json(document), check)
    takes, result, after = SCHEMAS[check]
    takes.validate(document)
    result.validate(study(case, check))
    after.validate(follows(case, check))


@settings(max_examples=600, deadline=None)
@given(near_cases | st.fixed_dictionaries({"case": st.lists(near_cases, max_size=2)}) | anything)
def test_the_reader_takes_exactly_what_the_schema_allows(document: object) -> None:
    text = to_json(document)
    try:
        read_cases(text, TOLERANCE, toml=False)
        taken = True
    except BadCase as error:
        taken = False
        assert "\n" not in str(error)
    assert taken == CASE.is_valid(document)


@settings(max_examples=100, deadline=None)
@given(whole_cases)
def test_a_case_with_every_field_is_taken_by_the_reader_and_by_the_schema(document: dict[str, object]) -> None:
    assert document.keys() == {field.key for field in FIELDS}
    CASE.validate(document)
    (case,) = read_cases(to_json(document), TOLERANCE, toml=False)
    assert {*case.texts} == {*TEXTS} and case.fits == tuple(document["fits"])  # type: ignore[arg-type]
    for key, read in {"poles": case.poles, "follows": case.follows}.items():
        assert len(read) == len(document[key])  # type: ignore[arg-type]


@pytest.mark.parametrize("file", sorted((ROOT / "cases").glob("*.toml")), ids=lambda file: file.stem)
def test_every_file_of_the_library_is_as_its_schema_says(file: Path) -> None:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    takes, *_ = SCHEMAS[BODY.of_file(file.stem)]
    takes.validate(document)


keys = st.sampled_from([*MODEL.facts, *MODEL.readings, "plan", "nonsense"])
near_choices = st.fixed_dictionaries(
    {"chosen": st.dictionaries(keys, st.sampled_from(["yes", "no", "unknown", "maybe"]), max_size=4)}
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60) | (anything | near_choices).map(to_json))
def test_whatever_text_crosses_the_bridge_comes_back_as_a_result_or_one_clear_line(text: str) -> None:
    for call in (evaluate, view, deeper, readings):
        answer = json.loads(call(text, BODY.place(TOLERANCE)))
        assert ("error" in answer) != bool(answer.keys() & {"possible", "view"})


def test_a_result_that_is_not_as_the_schema_says_is_refused() -> None:
    (case,) = read_cases('{"answers": {}}', TOLERANCE)
    result = study(case, TOLERANCE)
    assert not RESULT.is_valid({**result, "grade": "免责"})
    assert not RESULT.is_valid({**result, "open": ["nonsense"]})
