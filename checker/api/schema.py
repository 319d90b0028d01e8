"""JSON Schema (2020-12) of a case, a result, or any TypedDict, generated from the code that reads and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from checker.body import Body
from checker.engine.case import LONGEST, case_fields
from checker.engine.check import Check
from checker.engine.fields import FIRST_YEAR, LAST_YEAR, Schema, fields_schema
from checker.engine.result import FollowsJson, FullJson
from checker.procedure.dates import matter_fields
from checker.procedure.deadlines import DeadlinesJson
from checker.procedure.procedure import Procedure

Keys = Mapping[str, Iterable[str]]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def case_schema(check: Check) -> Schema:
    """What ``evaluate`` takes: one case, or a list of them under ``case``."""
    case = fields_schema(case_fields(check))
    answers = case["properties"]["answers"]
    case["properties"]["answers"] = {"$ref": "#/$defs/answers"}
    return {
        "$schema": _DIALECT,
        "title": "案例",
        "$comment": f"{LONGEST} characters at most",
        "anyOf": [{"$ref": "#/$defs/case"}, _several("case", defaults={"$ref": "#/$defs/answers"})],
        "$defs": {"case": case, "answers": answers},
    }


def result_schema(check: Check) -> Schema:
    """What ``evaluate --json`` prints for one case."""
    return schema_of(FullJson, "结论", check)


def dates_schema(procedure: Procedure) -> Schema:
    """What ``deadlines`` takes: the dates of one matter, or a list of them under ``case``."""
    return {
        "$schema": _DIALECT,
        "title": "日子",
        "$comment": f"{LONGEST} characters at most; years {FIRST_YEAR} to {LAST_YEAR}",
        "anyOf": [{"$ref": "#/$defs/matter"}, _several("matter")],
        "$defs": {"matter": fields_schema(matter_fields(procedure))},
    }


def deadlines_schema() -> Schema:
    """What ``deadlines --json`` prints for one matter."""
    return schema_of(DeadlinesJson, "期限")


def _several(one: str, **beside: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"case": {"type": "array", "items": {"$ref": f"#/$defs/{one}"}, "minItems": 1}, **beside},
        "required": ["case"],
        "additionalProperties": False,
    }


def follows_schema(check: Check) -> Schema:
    """What ``follows --json`` prints for one case."""
    return schema_of(FollowsJson, "以后会怎样", check)


def schema_of(kind: Any, title: str, check: Check | None = None) -> Schema:
    """The schema of a TypedDict, and of every one that it contains; one that has keys of a check takes the check."""
    keys: Keys = {}
    if check:
        keys = {"verdict": check.verdicts, "fact": check.model.facts, "reading": check.model.readings}
    definitions: dict[str, Schema] = {}
    root = _schema(kind, definitions, keys)
    return {"$schema": _DIALECT, "title": title, **root, "$defs": definitions}


def _schema(kind: Any, definitions: dict[str, Schema], keys: Keys) -> Schema:
    if is_typeddict(kind):
        return _typed_dict(kind, definitions, keys)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return _schema(arguments[0], definitions, keys)
    if origin is Annotated:
        return {"enum": list(keys[kind.__metadata__[0]])}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0], definitions, keys)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(argument, definitions, keys) for argument in arguments]}
    return {"type": _PLAIN[kind]}


def _typed_dict(kind: Any, definitions: dict[str, Schema], keys: Keys) -> Schema:
    label = kind.__name__.removesuffix("Json")
    if label not in definitions:
        definitions[label] = {}  # holds the place, for shapes that contain themselves
        hints = get_type_hints(kind, include_extras=True)
        definitions[label] = {
            "type": "object",
            "properties": {key: _schema(hint, definitions, keys) for key, hint in hints.items()},
            "required": sorted(key for key, hint in hints.items() if get_origin(hint) is not NotRequired),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{label}"}


NAMES = {"case": "案例", "result": "结论", "follows": "以后会怎样", "dates": "日子", "deadlines": "期限"}
"""What has a schema, and how it is called."""


def schemas(body: Body, check: Check) -> dict[str, Schema]:
    """Those that there are, by name: of dates and deadlines only where there is a procedure."""
    made = {"case": case_schema(check), "result": result_schema(check), "follows": follows_schema(check)}
    if body.procedure:
        made |= {"dates": dates_schema(body.procedure), "deadlines": deadlines_schema()}
    return made
