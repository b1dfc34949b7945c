"""Lists at the end of a rule's page: codes of each field, fields of each kind."""

from collections.abc import Iterator

from trafficking_explorer.records.base import Link
from trafficking_explorer.records.fields import Coded, Country, ExploitationCode, fields_of
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.vocabulary import FORM_VOCABULARIES


def allowed_values(rule: str) -> Iterator[str]:
    """Codes of each field, or fields of each kind; nothing for a rule that needs no list."""
    match rule:
        case "unknown-code":
            yield "Codes"
            yield from _codes()
        case "missing-field":
            yield "Fields of each kind"
            yield from _fields()


def _codes() -> Iterator[str]:
    """Each list of codes, under the fields that use it."""
    holders: dict[tuple[str, ...], list[str]] = {}
    for kind in KINDS.values():
        for field in fields_of(kind.model):
            if codes := _codes_of(field.role):
                holders.setdefault(codes, []).append(f"{kind.name}: {field.name}")
    for link in Link.model_fields["relation"].metadata:
        if codes := _codes_of(link):
            holders.setdefault(codes, []).append("links: relation")
    for codes, fields in holders.items():
        yield f"  {', '.join(fields)}"
        yield f"    {', '.join(codes)}"


def _codes_of(role: object) -> tuple[str, ...]:
    match role:
        case Coded(vocabulary):
            return vocabulary.codes
        case ExploitationCode():
            return tuple(code for each in FORM_VOCABULARIES for code in each.codes)
        case Country():
            return ("two capital letters of ISO 3166-1, such as TD",)
    return ()


def _fields() -> Iterator[str]:
    """The required and optional fields of each kind."""
    for kind in KINDS.values():
        needed = [
            info.alias or name
            for name, info in kind.model.model_fields.items()
            if info.is_required()
        ]
        known = [each.name for each in fields_of(kind.model)]
        yield f"  {kind.name}: {', '.join(needed)}"
        if further := [each for each in known if each not in needed]:
            yield f"    also {', '.join(further)}"
