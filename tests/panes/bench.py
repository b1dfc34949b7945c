"""A fake curation service: answers like it, and notes what it is asked to write."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from trafficking_explorer.curation.types import (
    Draft,
    EvidenceSuggestion,
    ExistingRecord,
    RecordRef,
    RecordSuggestion,
    TargetFile,
    WriteResult,
)
from trafficking_explorer.errors import UsageError
from trafficking_explorer.records.evidence import TextQuote

_QUOTE = TextQuote(exact="words")


def _offer(
    record_type: str, record_id: str, summary: str, yaml: str, source_id: str
) -> RecordSuggestion:
    draft = Draft(record_type, record_id, (_QUOTE,), ())
    elsewhere = f"{yaml}  source: {source_id}\n"
    return RecordSuggestion(record_type, record_id, summary, yaml, elsewhere, source_id, draft)


@dataclass
class Bench:
    """Suggest a statistic or a quotation for any words."""

    root: Path = Path("/corpus")
    asked: list[tuple[str, int, int]] = field(default_factory=list)
    written: list[tuple[object, object]] = field(default_factory=list)
    wrong: str = ""
    """Why nothing can be written; empty where it can."""
    holders: int = 3
    known: str | None = None
    """The record that goes by the words already."""
    there: ExistingRecord | None = None
    """The record that already uses these words."""
    empty: bool = False

    def offers(self, source_id: str, start: int, end: int) -> tuple[RecordSuggestion, ...]:
        self.asked.append((source_id, start, end))
        if self.empty:
            return ()
        lines = "".join(f"  field-{n}: {n}\n" for n in range(40))
        statistic = f"- id: twelve   # \x1b[2J\u202e\n  label: [bold]x[/]\n{lines}"
        return (
            replace(
                _offer(
                    "statistic", "twelve", "statistic · 12 arrests\x1b[2J", statistic, source_id
                ),
                known=self.known,
                already=self.there,
            ),
            _offer("quote", "said", "quote · [red]人身売買[/red]", "- id: said\n", source_id),
        )

    def files(self, offer: RecordSuggestion) -> tuple[TargetFile, ...]:
        name = f"{offer.record_type}s.yaml"
        folder = self.root / "curated"
        return (
            TargetFile(folder / name, new=False, label=f"curated/{name}"),
            TargetFile(folder / "all.yaml", new=False, label="curated/all.yaml", elsewhere=True),
            TargetFile(folder / "new.yaml", new=True, label="curated/new.yaml"),
        )

    def write(self, offer: RecordSuggestion, target: TargetFile) -> WriteResult:
        return self._write(target.path, (offer.record_type, offer.record_id), offer, target)

    def records(self, source_id: str, start: int, end: int) -> tuple[RecordRef, ...]:
        return tuple(
            RecordRef("operation", f"o-{n}", f"Operation {n}", f"curated/o.yaml:{n + 1}")
            for n in range(self.holders)
        )

    def evidence_offers(
        self, holder: RecordRef, source_id: str, start: int, end: int
    ) -> tuple[EvidenceSuggestion, ...]:
        return tuple(
            EvidenceSuggestion(
                name, f"{name} of {holder.title}", f"{name}: words\n", holder, source_id, _QUOTE
            )
            for name in ("record", "date")
        )

    def write_evidence(self, offer: EvidenceSuggestion) -> WriteResult:
        return self._write(self.root / "curated/o.yaml", ("operation", "o-1"), offer, None)

    def _write(
        self, path: Path, record: tuple[str, str], offer: object, target: object
    ) -> WriteResult:
        if self.wrong:
            raise UsageError(self.wrong)
        self.written.append((offer, target))
        return WriteResult(path, 14, 5, record)
