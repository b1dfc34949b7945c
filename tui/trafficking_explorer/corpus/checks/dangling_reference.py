"""Check that each reference names an existing record."""

from collections.abc import Iterator, Sequence

from trafficking_explorer.corpus.checks.base import Check
from trafficking_explorer.corpus.corpus import Corpus, GroundedRecord, LocatedRecord, Problem
from trafficking_explorer.records.evidence import YamlPath
from trafficking_explorer.records.fields import refs_of
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.did_you_mean import did_you_mean


def references(entry: LocatedRecord) -> Iterator[tuple[YamlPath, str, str]]:
    """All references of a record: path, type and id."""
    record = entry.record
    for field, target_type in refs_of(type(record)):
        if value := getattr(record, field.name):
            for i, target in enumerate(value if field.many else (value,)):
                trail = (field.name, i) if field.many else (field.name,)
                yield trail, target_type, target
    for i, link in enumerate(record.links):
        target_type, _, target_id = link.to.partition("/")
        yield ("links", i, "to"), target_type, target_id


def dangling_reference(grounds: Sequence[GroundedRecord], corpus: Corpus) -> Iterator[Problem]:
    """Report references to records that do not exist, with the closest existing ids."""
    for entry, _ in grounds:
        if corpus.declared.issuperset(entry.record.targets):
            continue  # Nearly always, and no path is needed.
        for trail, target_type, target_id in references(entry):
            if target_type not in KINDS:
                message = (
                    f"{target_type!r} is not a record kind{did_you_mean(target_type, [*KINDS])}"
                )
                yield Problem(entry.at(*trail), "dangling-reference", message)
            elif (target_type, target_id) not in corpus.declared:
                ids = corpus.declared_ids.get(target_type, ())
                message = f"there is no {target_type}/{target_id}"
                wanted = ids and corpus.may_ask_for_near(entry.document.path)
                near = did_you_mean(target_id, ids) if wanted else ""
                yield Problem(entry.at(*trail), "dangling-reference", message + near)


CHECK = Check("dangling-reference", dangling_reference)
