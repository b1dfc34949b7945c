"""A kind of record from outside the package, and a small corpus that has some."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, ClassVar

from tests.conftest import declare, write_corpus
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.fields import Country, Date, NonBlankStr, Ref, Slug, Verbatim
from trafficking_explorer.records.registry import Kind, register, unregister

TEXT = (
    "Operation Sun enforced the Bridge Act of 2016, said Interpol. France passed the Border Code."
)
YAML = """\
source: s
treaties:
  - {id: bridge, quote: the Bridge Act, name: Bridge Act, agency: interpol,
     enacted: "2016", evidence: {enacted: of 2016, agency: said Interpol}}
  - {id: border, quote: France passed the Border Code, name: Border Code, country: FR}
agencies:
  - {id: interpol, quote: said Interpol, name: Interpol, kind: intergovernmental}
operations:
  - id: sun
    quote: Operation Sun
    name: Operation Sun
    kind: operation
    links:
      - {relation: about, to: treaty/bridge, quote: Operation Sun enforced the Bridge Act}
"""


class Treaty(Record):
    """A treaty, act or convention."""

    record_type: ClassVar[str] = "treaty"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    country: Annotated[str | None, Country()] = None
    enacted: Annotated[NonBlankStr | None, Date()] = None
    agency: Annotated[Slug | None, Ref("agency")] = None


TREATY = Kind(
    "treaty",
    "treaties",
    "Treaties and conventions.",
    f"{__name__}:{Treaty.__name__}",
    has_one_name=True,
)


@contextmanager
def registered_treaty() -> Iterator[None]:
    """Treaties are a kind of record, for a while."""
    register(TREATY)
    try:
        yield
    finally:
        unregister(TREATY.name)


def write_treaties(root: Path, yaml: str = YAML) -> Path:
    """A corpus with treaties."""
    curated = {"source.yaml": declare("s", "s.txt", TEXT), "treaties.yaml": yaml}
    return write_corpus(root / "corpus", curated, {"s.txt": TEXT})
