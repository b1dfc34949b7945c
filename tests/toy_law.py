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
laws:
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
      - {relation: about, to: law/bridge, quote: Operation Sun enforced the Bridge Act}
"""


class Law(Record):
    """A law, act or convention."""

    record_type: ClassVar[str] = "law"

    name: Annotated[NonBlankStr, Verbatim()]
    aliases: Annotated[tuple[NonBlankStr, ...], Verbatim()] = ()
    country: Annotated[str | None, Country()] = None
    enacted: Annotated[NonBlankStr | None, Date()] = None
    agency: Annotated[Slug | None, Ref("agency")] = None


LAW = Kind(
    "law", "laws", "Laws, acts and conventions.", f"{__name__}:{Law.__name__}", has_one_name=True
)


@contextmanager
def registered_law() -> Iterator[None]:
    """Laws are a kind of record, for a while."""
    register(LAW)
    try:
        yield
    finally:
        unregister(LAW.name)


def write_laws(root: Path, yaml: str = YAML) -> Path:
    """A corpus with laws."""
    curated = {"source.yaml": declare("s", "s.txt", TEXT), "laws.yaml": yaml}
    return write_corpus(root / "corpus", curated, {"s.txt": TEXT})
