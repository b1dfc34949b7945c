"""Fields of a suggested record that its words leave open, and the values to choose from."""

from collections.abc import Mapping
from dataclasses import replace

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.curation.types import (
    PLACEHOLDER,
    FieldChoice,
    RecordSuggestion,
)
from trafficking_explorer.curation.yaml_style import record_yaml
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.fields import (
    Coded,
    Country,
    ExploitationCode,
    FieldRole,
    Ref,
    country_codes,
    fields_of,
)
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.vocabulary import FORM_VOCABULARIES
from trafficking_explorer.text.did_you_mean import did_you_mean

_LEFT_OUT = "leave it out"
_MOST_TOLD = 12
"""Codes that a message lists."""


def field_choices(store: Store, offer: RecordSuggestion, field: str) -> tuple[FieldChoice, ...]:
    """The values of an open field, and “leave it out” if a record need not have it; () for free words."""
    role = _role(offer.record_type, field)
    found: list[FieldChoice] = []
    match role:
        case Coded(vocabulary):
            found = [FieldChoice(term.code, term.definition) for term in vocabulary.terms]
        case ExploitationCode():
            found = [
                FieldChoice(term.code, term.definition)
                for vocabulary in FORM_VOCABULARIES
                for term in vocabulary.terms
            ]
        case Country():
            found = [FieldChoice(code, country_names(code)[0]) for code in country_codes()]
        case Ref(target):
            rows = store.rows(
                "SELECT record_id, title FROM corpus.records WHERE record_type = ? ORDER BY title",
                (target,),
            )
            found = [FieldChoice(id_, title) for id_, title in rows]
    if found and not _is_required(offer.record_type, field):
        found.append(FieldChoice(None, _LEFT_OUT))
    return tuple(found)


def filled(offer: RecordSuggestion, values: Mapping[str, str | None]) -> RecordSuggestion:
    """A suggestion with values for open fields; those with None are left out."""
    fields = tuple(
        (name, values.get(name, value) if value == PLACEHOLDER else value)
        for name, value in offer.draft.fields
    )
    draft = replace(
        offer.draft, fields=tuple((name, value) for name, value in fields if value is not None)
    )
    return replace(
        offer,
        draft=draft,
        yaml=record_yaml(draft),
        yaml_elsewhere=record_yaml(draft, offer.source_id),
    )


def given_values(
    store: Store, offer: RecordSuggestion, given: Mapping[str, str]
) -> RecordSuggestion:
    """A suggestion with values that were typed for its open fields.

    Raises:
        CuratingError: a field is not open, or does not take the value.
    """
    for name, value in given.items():
        if name not in offer.open_fields:
            known = ", ".join(offer.open_fields) or "none"
            raise CuratingError(f"--set {name}: is not open in this record; open are: {known}")
        codes = [each.value for each in field_choices(store, offer, name) if each.value]
        if not value.strip() or (codes and value not in codes):
            raise CuratingError(
                f"--set {name}: {value!r} is not one of its values{did_you_mean(value, codes)}"
            )
    return filled(offer, given)


def refuse_open(store: Store, offer: RecordSuggestion) -> None:
    """Refuse to write a record with a field that is open.

    Raises:
        CuratingError: it has one; the message has its values.
    """
    for name in offer.open_fields:
        codes = [each.value for each in field_choices(store, offer, name) if each.value]
        more = ", …" if len(codes) > _MOST_TOLD else ""
        values = f": {', '.join(codes[:_MOST_TOLD])}{more}" if codes else ""
        raise CuratingError(
            f"{offer.record_type}/{offer.record_id}: the words do not settle `{name}`; choose it with "
            f"--set {name}=VALUE{values}"
        )


def _role(record_type: str, field: str) -> FieldRole | None:
    specs = fields_of(KINDS[record_type].model)
    return next((each.role for each in specs if each.name == field), None)


def _is_required(record_type: str, field: str) -> bool:
    info = KINDS[record_type].model.model_fields.get(field)
    return info is not None and info.is_required()
