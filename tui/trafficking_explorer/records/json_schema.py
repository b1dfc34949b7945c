"""The format of curated files as JSON Schema, for completion and checks in editors.

It covers less than `check`: a schema cannot tell that words are in their text or that a reference
leads to a record. `check` rejects everything that the schema rejects.
"""

from typing import Any

from pydantic import BaseModel

from trafficking_explorer.records.answer import ANSWER_VOCABULARY
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.evidence import QUOTE_KEYS
from trafficking_explorer.records.fields import (
    Coded,
    Country,
    Date,
    Editorial,
    ExploitationCode,
    FieldSpec,
    Normalized,
    Ref,
    Verbatim,
    country_codes,
    fields_of,
)
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.vocabulary import FORM_VOCABULARIES, RELATION, Vocabulary

Schema = dict[str, Any]

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
"""A value that is read as text. Editors take 002 for a number, which is accepted."""
_PASSAGES: Schema = {"$ref": "#/definitions/passages"}


def corpus_schema() -> Schema:
    """The schema of one curated file, in draft 7: the newest that all YAML servers know."""
    kinds = {
        kind.plural: _list(_record(kind.model), f"Records: {kind.plural}.")
        for kind in KINDS.values()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of curated records",
        "type": "object",
        "properties": {
            "source": {**_SCALAR, "description": "The id of the text that the quotes are from."},
            **kinds,
            "uncovered": _list(
                _closed(
                    dict.fromkeys(("source", "exact", "prefix", "suffix", "why"), _SCALAR),
                    ["exact", "why"],
                ),
                "Words of the article without a record, and the reason.",
            ),
            "answers": _list(
                _closed(
                    {"finding": _SCALAR, "answer": _codes(ANSWER_VOCABULARY), "reason": _SCALAR},
                    ["finding", "answer", "reason"],
                ),
                "Your answers to findings; check prints their ids.",
            ),
        },
        "additionalProperties": False,
        "definitions": _definitions(),
    }


def _definitions() -> Schema:
    about = "The first 8 or more digits of the SHA-256 of the text in which it was read."
    keys = dict.fromkeys(("exact", "prefix", "suffix", "source"), _SCALAR)
    quote = _closed({**keys, "sha256": {**_SCALAR, "description": about}}, ["exact"])
    one = [_SCALAR, {"$ref": "#/definitions/quote"}]
    several = [*one, {"type": "array", "items": {"anyOf": one}, "minItems": 1}]
    by_source = {
        "type": "object",
        "propertyNames": {"not": {"enum": sorted(QUOTE_KEYS)}},
        "additionalProperties": {"anyOf": several},
        "minProperties": 1,
    }
    nested = {"type": "array", "items": {"anyOf": [*one, by_source]}, "minItems": 1}
    return {
        "quote": quote,
        "passages": {
            "description": "Exact words of the text, a list of them, or a list for each source.",
            "anyOf": [*one, by_source, nested],
        },
    }


def _record(model: type[Record]) -> Schema:
    roles = {field.name: field for field in fields_of(model)}
    names = "|".join(sorted(roles))
    several = {"pattern": rf"^\s*({names})\s*(,\s*({names})\s*)*$"}
    properties: Schema = {}
    required = []
    for name, info in model.model_fields.items():
        if name in roles:
            properties[name] = _field(roles[name])
        elif name in ("quote", "furniture"):
            properties[name] = _PASSAGES
        elif name in ("evidence", "resolved"):
            inside = _PASSAGES if name == "evidence" else _SCALAR
            properties[name] = {
                "type": "object",
                "propertyNames": several,
                "additionalProperties": inside,
                "description": "Passages of individual fields."
                if name == "evidence"
                else "The reason for each field that you inferred.",
            }
        elif name == "links":
            properties[name] = _list(_link(), "Relations to other records.")
        elif name == "article":
            properties[name] = _article(info.annotation)
        elif name == "id":
            properties[name] = {**_SCALAR, "pattern": _ID, "description": "Unique in its kind."}
        else:
            properties[name] = _SCALAR
        if info.is_required():
            required.append(name)
    return _closed(properties, required)


def _field(field: FieldSpec) -> Schema:
    one = _value(field)
    if not field.many:
        return one
    about = one.pop("description", "")
    return {**_list(one, about), "minItems": 1}


def _value(field: FieldSpec) -> Schema:
    match field.role:
        case Verbatim():
            return {**_SCALAR, "description": "Words of the text, letter for letter."}
        case Editorial():
            return {**_SCALAR, "description": "Your own words."}
        case Coded(vocabulary):
            return _codes(vocabulary)
        case ExploitationCode():
            return {"enum": [code for each in FORM_VOCABULARIES for code in each.codes]}
        case Country():
            return {"enum": list(country_codes()), "description": "ISO 3166-1 alpha-2."}
        case Date():
            return {**_SCALAR, "description": "EDTF: 2016, 2016-06, 2017-11-06/2017-11-10, 2014/.."}
        case Ref(target):
            return {**_SCALAR, "pattern": _ID, "description": f"The id of one of: {target}."}
        case Normalized(written_in) if written_in:
            return {"type": ["number", "string"], "description": "A number in digits."}
    return dict(_SCALAR)


def _codes(vocabulary: Vocabulary) -> Schema:
    terms = [(term.code, term.definition) for term in vocabulary.terms]
    return {
        "enum": [code for code, _ in terms],
        # Editors show these next to the codes.
        "markdownEnumDescriptions": [definition for _, definition in terms],
    }


def _link() -> Schema:
    types = "|".join(KINDS)
    return _closed(
        {
            "relation": _codes(RELATION),
            "to": {
                "type": "string",
                "pattern": rf"^({types})/{_ID.removeprefix('^')}",
                "description": "type/id of the other record.",
            },
            "role": {**_SCALAR, "description": "Words of the text, letter for letter."},
            "quote": _PASSAGES,
            "resolved": {**_SCALAR, "description": "The reason, if you inferred the link."},
        },
        ["relation", "to"],
    )


def _article(model: Any) -> Schema:
    assert issubclass(model, BaseModel)
    edge = {"anyOf": [_SCALAR, {"$ref": "#/definitions/quote"}]}
    names = [str(info.alias) for info in model.model_fields.values()]
    return _closed(dict.fromkeys(names, edge), names)


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}
