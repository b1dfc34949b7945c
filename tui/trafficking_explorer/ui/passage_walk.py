"""The passages of a record that a reader walks through: each place once, by source and place."""

from collections.abc import Iterable, Iterator

from trafficking_explorer.database.read_models import Detail, Passage, SourceDocument, Span


class PassageWalk:
    """Passages in the order of the walk, found by their index in it."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        distinct: dict[tuple[str, int, int], Passage] = {}
        for passage in passages:
            # Of several fields with one passage, the record as a whole speaks for all.
            if passage.place not in distinct or passage.is_whole:
                distinct[passage.place] = passage
        self.stops = tuple(distinct[place] for place in sorted(distinct))

    @classmethod
    def of(cls, record: Detail | None, documents: dict[str, SourceDocument]) -> "PassageWalk":
        """The passages of a record that have a text to be shown in; of a source, all in it."""
        if record is None:
            return cls()
        if record.record_type == "source":
            document = documents.get(record.record_id)
            return cls(document.passages if document else ())
        return cls(each for each in record.passages if each.source_id in documents)

    def __len__(self) -> int:
        return len(self.stops)

    def in_source(self, source_id: str | None) -> list[Passage]:
        """The passages in a source."""
        return [stop for _, stop in self._numbered(source_id)]

    def begins_at(self, source_id: str | None) -> int | None:
        """The first passage in a source, by place."""
        return next((index for index, _ in self._numbered(source_id)), None)

    def main_in(self, source_id: str | None) -> int | None:
        """The first passage of the record as a whole in a source, else the first of a field."""
        whole = (index for index, stop in self._numbered(source_id) if stop.is_whole)
        return next(whole, self.begins_at(source_id))

    def index_of(self, source_id: str | None, span: Span) -> int | None:
        """The passage at just these words."""
        return next((i for i, stop in self._numbered(source_id) if stop.span == span), None)

    def around(self, source_id: str | None, span: Span) -> int | None:
        """The shortest passage that contains some words, first among those of whole records."""
        found = [
            (not stop.is_whole, stop.end - stop.start, index)
            for index, stop in self._numbered(source_id)
            if stop.start <= span[0] and span[1] <= stop.end
        ]
        return min(found)[-1] if found else None

    def _numbered(self, source_id: str | None) -> Iterator[tuple[int, Passage]]:
        return (each for each in enumerate(self.stops) if each[1].source_id == source_id)
