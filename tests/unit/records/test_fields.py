"""The roles of record fields."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from trafficking_explorer.records.fields import (
    Coded,
    Country,
    Date,
    DecimalNumber,
    ExploitationCode,
    NonBlankStr,
    Normalized,
    Ref,
    Slug,
    UnknownCode,
    Verbatim,
    fields_of,
    to_number,
)
from trafficking_explorer.records.operation import Operation
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.records.vocabulary import UNIT

MODELS = [kind.model for kind in KINDS.values()]


class Sample(BaseModel):
    """One field of each type that checks something."""

    model_config = ConfigDict(strict=True)

    text: Annotated[NonBlankStr | None, Verbatim()] = None
    id: Slug | None = None
    number: Annotated[DecimalNumber | None, Normalized()] = None
    unit: Annotated[str | None, Coded(UNIT)] = None
    form: Annotated[str | None, ExploitationCode()] = None
    countries: Annotated[tuple[str, ...], Country()] = ()
    date: Annotated[str | None, Date()] = None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "words"),
        ("id", "a"),
        ("id", "002"),
        ("id", "iom-2-b"),
        ("unit", "persons"),
        ("form", "forced_labour"),
        ("form", "deception"),
        ("form", "recruitment"),
        ("form", "migrant_smuggling"),
        ("countries", ("TD", "ML")),
        ("countries", ()),
        ("date", "2017-11-06/2017-11-10"),
    ],
)
def test_what_fits_is_kept_as_it_is(field: str, value: object) -> None:
    """A sound value is neither changed nor guessed at."""
    assert getattr(Sample.model_validate({field: value}), field) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "  \u00a0\n"),
        ("text", 1),
        ("id", ""),
        ("id", "A"),
        ("id", "a_b"),
        ("id", "a--b"),
        ("id", "-a"),
        ("id", "a b"),
        ("id", "a\n"),
        ("id", "é"),
        ("id", "a" * 201),
        ("number", "many"),
        ("number", "1e5"),
        ("number", "9" * 400),
        ("unit", "Persons"),
        ("form", "prostitution"),
        ("countries", ("Chad",)),
        ("countries", ("td",)),
        ("countries", ("TD", "XX")),
        ("countries", ("UK",)),
        ("countries", "TD"),
        ("date", "June"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: object) -> None:
    """Blank texts, wrong ids, unknown codes, invalid dates."""
    with pytest.raises(ValidationError):
        Sample.model_validate({field: value})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0.0),
        ("3000", 3000.0),
        ("1.5", 1.5),
        ("-2", -2.0),
        ("+2", 2.0),
        ("9007199254740993", 9_007_199_254_740_993),
        ("10000000000", 1e10),
        (None, None),
        (3, 3),
    ],
)
def test_a_number_is_digits(written: object, value: object) -> None:
    """Plain decimal text becomes a number; other types pass."""
    assert to_number(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "_",
        ".",
        "-",
        "+-1",
        "--1",
        "1-",
        "3,000",
        "3 000",
        "3_4",
        "60_",
        "_60",
        "0.12345678901234567890",
        "1" * 31,
        "1e3",
        "nan",
        "inf",
        "0x1",
        "1.2.3",
        "٣",
        "½",
    ],
)
def test_anything_else_is_no_number(written: str) -> None:
    """Separators, exponents, infinities and the digits of other scripts are refused."""
    with pytest.raises(ValueError, match=r".+"):
        to_number(written)


def test_an_unknown_code_knows_the_known_ones() -> None:
    """The error carries the list, so that a message can name the nearest."""
    with pytest.raises(UnknownCode, match="'people' is not a unit") as caught:
        Coded(UNIT).check("people")
    assert caught.value.code == "people"
    assert caught.value.known == UNIT.codes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Chad", "TD"),
        ("no", "NO"),
        ("TCD", "TD"),
        ("tanzania", "TZ"),
        ("XQ", "XQ"),
        ("Atlantis", ""),
    ],
)
def test_a_country_is_known_by_its_name(written: str, meant: str) -> None:
    """The message names its code, not a code with similar letters."""
    with pytest.raises(UnknownCode, match="is not a country code") as caught:
        Country().check(written)
    assert caught.value.code == meant


def test_fields_are_known_with_their_roles() -> None:
    """Name, role and whether it is a list, in the order of the model, the note last."""
    fields = {field.name: field for field in fields_of(Operation)}
    assert list(fields)[:3] == ["name", "aliases", "kind"]
    assert list(fields)[-1] == "note"
    assert isinstance(fields["name"].role, Verbatim)
    assert isinstance(fields["countries"].role, Country)
    assert fields["forms"].role == Ref("form")
    assert {name for name, field in fields.items() if field.many} == {
        "aliases",
        "countries",
        "regions",
        "forms",
    }
    assert "id" not in fields
    assert "quote" not in fields


def test_the_curators_own_fields_rest_on_nothing() -> None:
    """Labels, notes and the codes the curator sorts by."""
    own = {field.name for field in fields_of(Statistic) if field.is_own}
    assert own == {"label", "scope", "note"}
    assert {field.name for field in fields_of(Quote) if field.is_own} == {"language", "note"}


@pytest.mark.parametrize("model", MODELS, ids=list(KINDS))
def test_every_field_of_a_kind_has_a_role(model: Any) -> None:
    """A field without a role would need no evidence, unnoticed."""
    known = {field.name for field in fields_of(model)}
    without = set(model.model_fields) - known
    structure = {"id", "quote", "evidence", "resolved", "links"}
    source_only = {"path", "sha256", "article", "furniture"}
    assert without <= structure | (source_only if model.record_type == "source" else set())


@pytest.mark.parametrize("model", MODELS, ids=list(KINDS))
def test_references_are_to_kinds_that_exist(model: Any) -> None:
    """A reference's target is a record type."""
    for field in fields_of(model):
        if isinstance(field.role, Ref):
            assert field.role.target in KINDS
        if isinstance(field.role, Normalized) and field.role.written_in:
            assert field.role.written_in in model.model_fields
