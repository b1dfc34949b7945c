"""Link each field of a record to its passage, or report why that is impossible.

The evidence of a field is its own passages, otherwise the record's. For a field that holds words of
the source, it is narrowed to these words.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any

from trafficking_explorer.corpus.anchoring import MOST_PLACES, exactly_one
from trafficking_explorer.corpus.corpus import (
    Corpus,
    LocatedRecord,
    Problem,
    QuoteLookup,
    SourcePosition,
    SourceText,
)
from trafficking_explorer.corpus.support import SupportCheck, missing_name, support_check
from trafficking_explorer.errors import Location, QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.base import Link, Record
from trafficking_explorer.records.evidence import QUOTE_KEYS, TextPosition, TextQuote, YamlPath
from trafficking_explorer.records.fields import FieldSpec, fields_of
from trafficking_explorer.records.quote import Quote
from trafficking_explorer.records.source import Source
from trafficking_explorer.text.did_you_mean import did_you_mean
from trafficking_explorer.text.display import short_digest, truncate
from trafficking_explorer.text.unseen import look_alike_hint

_OF_WORDS = ("unanchored-quote", "ambiguous-quote", "unsupported-value", "no-evidence")
RECORD = "record"
"""The field name of passages that support a record as a whole."""


def ground(
    entry: LocatedRecord, corpus: Corpus
) -> tuple[list[tuple[str, SourcePosition]], list[Problem]]:
    """The positions that support each field of a record, in field order, and the problems."""
    grounding = _Grounding(entry, corpus)
    grounding.run()
    problems = grounding.problems
    if problems and corpus.has_unreadable_text(entry):
        # The missing text may be the only cause, and it is reported at the source.
        problems = [each for each in problems if each.rule not in _OF_WORDS or _is_quote(each)]
    return list(grounding.positions), problems


def _is_quote(problem: Problem) -> bool:
    """True if it is about a quote, not about words of another field."""
    return problem.sought is not None and not problem.sought.whole_words


def find_quote(
    record: Record, quote: TextQuote, text: SourceText, *, whole_words: bool = False
) -> TextPosition:
    """Find the one place of a quote in an article; a source's own fields may quote furniture.

    Raises:
        QuoteNotFound, QuoteAmbiguous: there is no such place, or several.
    """
    places = places_in(text, quote, whole_words=whole_words)
    if not places:
        outside = text.anchor_text.find_each(quote, whole_words=whole_words)
        everywhere = list(islice(outside, MOST_PLACES))
        if everywhere and not isinstance(record, Source):
            raise QuoteNotFound(
                f"“{truncate(quote.exact)}” is only outside the article (line "
                f"{text.anchor_text.line_of(everywhere[0].start)})"
            )
        places = everywhere
    return exactly_one(quote, places, text.anchor_text)


def places_in(
    text: SourceText, quote: TextQuote, *, whole_words: bool = False
) -> list[TextPosition]:
    """The places of a quote in an article, at most `MOST_PLACES`."""
    everywhere = text.anchor_text.find_each(quote, whole_words=whole_words)
    return list(islice(filter(text.is_article, everywhere), MOST_PLACES))


def key_of(entry: LocatedRecord, part: str, field: str) -> str:
    """The key of `evidence` or `resolved` for a field; a key may name several: "value, unit"."""
    keys = entry.document.keys_at((*entry.trail, part))
    return next((key for key in keys if field in (name.strip() for name in key.split(","))), field)


class _Grounding:
    def __init__(self, entry: LocatedRecord, corpus: Corpus) -> None:
        self.entry = entry
        self.record = entry.record
        self.corpus = corpus
        self.positions: dict[tuple[str, SourcePosition], None] = {}
        """Fields and positions, in order, each pair once."""
        self.problems: list[Problem] = []
        self.record_positions: list[SourcePosition] = []
        """The positions of the record's own passages."""
        self.narrowed: dict[tuple[SourcePosition, str], SourcePosition | None] = {}
        """Positions of words in passages; some are looked up twice."""

    def run(self) -> None:
        self.record_positions = self.places(self.record.quote, ("quote",))
        self.keep(
            "text" if self.record.record_type == Quote.record_type else RECORD,
            self.record_positions,
        )
        fields = fields_of(type(self.record))
        values = vars(self.record)
        special = {*self.record.evidence, *self.record.resolved}
        one = self.record_positions[0] if len(self.record_positions) == 1 else None
        for field in fields:
            value = values[field.name]
            if not value and (value is None or value == ()):
                continue
            # A shortcut for most fields: supported by the only passage, or by words in it.
            if one is not None and field.name not in special:
                if field.uses_record_passage:
                    self.positions[field.name, one] = None
                    continue
                words = values[field.written_in] if field.written_in else value
                if field.is_single_verbatim and (place := self.narrow(one, words)):
                    self.positions[field.name, place] = None
                    continue
            self.link_field(field, value)
        for i, link in enumerate(self.record.links):
            self.link(link, ("links", i))
        if special:
            self.check_names({field.name for field in fields})

    def check_names(self, known: set[str]) -> None:
        """Report fields in `evidence` and `resolved` that do not exist or are empty."""
        for part in ("evidence", "resolved"):
            for name in getattr(self.record, part):
                if name not in known:
                    message = (
                        f"{part}: there is no field {name!r}{did_you_mean(name, sorted(known))}"
                    )
                elif getattr(self.record, name) in (None, ()):
                    message = f"{part}: the field {name!r} is empty"
                else:
                    continue
                at = self.entry.at(part, key_of(self.entry, part, name))
                self.problems.append(Problem(at, "unknown-field", message))

    def link_field(self, field: FieldSpec, value: Any) -> None:
        name = field.name
        resolved = name in self.record.resolved
        has_own = name in self.record.evidence
        given: list[SourcePosition] = []
        if has_own:
            trail: YamlPath = ("evidence", key_of(self.entry, "evidence", name))
            given = self.places(self.record.evidence[name], trail)
        if field.is_words and not resolved:
            values = value if field.many else (value,)
            self.link_words(
                name, values, given if has_own else self.record_positions, has_own, (name,)
            )
        elif has_own or resolved or field.is_own:
            self.keep(name, given)
        elif not self.record_positions:
            if not self.record.quote:
                self.without_evidence(name, (name,))
        elif field.written_in:
            written = getattr(self.record, field.written_in)
            self.keep(
                name, [self.narrow(place, written) or place for place in self.record_positions]
            )
        elif len(self.record_positions) < 2:
            self.keep(name, self.record_positions)
        else:
            values = value if field.many else (value,)
            self.keep(name, self.supporting(support_check(field), values))

    def supporting(
        self, test: SupportCheck | None, values: Sequence[object]
    ) -> list[SourcePosition]:
        """The record's passages that support a value; all of them if none does alone.

        For a field that words cannot settle, such as a kind, it is the first passage.
        """
        if test is None or len(self.record_positions) < 2:
            return self.record_positions[:1]
        found = [
            place
            for place in self.record_positions
            if any(
                test(value, (self.corpus.words_at(place),), self.corpus) is None for value in values
            )
        ]
        return found or self.record_positions

    def link(self, link: Link, trail: YamlPath) -> None:
        if link.quote:
            given = self.places(link.quote, (*trail, "quote"))
            role = link.role
            if role and given and not any(self.narrow(place, role) for place in given):
                self.unsupported("role", role, given, (*trail, "role"))
            self.keep(link.field, given)
        elif link.role is not None:
            self.link_words(
                link.field, (link.role,), self.record_positions, False, (*trail, "role")
            )
        elif not link.resolved:
            if not self.record.quote:
                self.without_evidence(f"link to {link.to}", trail)
            target_type, _, target_id = link.to.partition("/")
            names = self.corpus.names_of(target_type, target_id)
            self.keep(
                link.field,
                self.supporting(lambda _, words, __: missing_name(names, words), (link.to,)),
            )

    def link_words(
        self,
        name: str,
        values: Sequence[str],
        places: list[SourcePosition],
        strict: bool,
        trail: YamlPath,
    ) -> None:
        """Find each value in the passages; without passages, anywhere in the text."""
        used: set[SourcePosition] = set()
        for i, value in enumerate(values):
            found = [(place, hit) for place in places if (hit := self.narrow(place, value))]
            if found:
                self.keep(name, [hit for _, hit in found])
                if strict:
                    used.update(place for place, _ in found)
            elif strict:
                if places:
                    self.unsupported(name, value, places, (*trail, i) if len(values) > 1 else trail)
            elif self.record.quote and not self.record_positions:
                return  # The passage itself is missing, and that is reported.
            else:
                self.anywhere(name, value, (*trail, i) if len(values) > 1 else trail)
        if strict:
            self.keep(name, [place for place in places if place not in used])

    def anywhere(self, name: str, value: str, trail: YamlPath) -> None:
        """Keep the only place of some words in the record's texts."""
        quote = TextQuote(exact=value)
        sources = dict.fromkeys(source_id for source_id, _ in self.record_positions)
        default = self.entry.source_of(quote)
        candidates = list(sources) or ([default] if default else [])
        error: Exception | None = None
        sought: QuoteLookup | None = None
        for source_id in candidates:
            text = self.corpus.texts.get(source_id)
            if text is None:
                continue
            try:
                position = self.find(quote, text, whole_words=True)
            except (QuoteNotFound, QuoteAmbiguous) as failure:
                if error is None or isinstance(failure, QuoteAmbiguous):
                    error, sought = failure, QuoteLookup(source_id, quote, whole_words=True)
            else:
                self.keep(name, [(source_id, position)])
                return
        if error is None and not candidates:
            self.without_evidence(name, trail)
        elif error is not None:
            rule = "ambiguous-quote" if isinstance(error, QuoteAmbiguous) else "unanchored-quote"
            message = f"{name}: {error}; or add {name} under evidence or resolved"
            self.problems.append(Problem(self.entry.at(*trail), rule, message, sought=sought))

    def unsupported(
        self, name: str, value: str, places: Sequence[SourcePosition], trail: YamlPath
    ) -> None:
        hint = look_alike_hint(value, map(self.corpus.words_at, places))
        message = f"{name}: “{truncate(value)}” is not in its passage{hint}"
        self.problems.append(Problem(self.entry.at(*trail), "unsupported-value", message))

    def without_evidence(self, name: str, trail: YamlPath) -> None:
        message = (
            f"{name} has no evidence: give the record a quote, or add the field under evidence or "
            "resolved"
        )
        self.problems.append(Problem(self.entry.at(*trail), "no-evidence", message))

    def places(self, quotes: Sequence[TextQuote], trail: YamlPath) -> list[SourcePosition]:
        """The positions of quotes; a quote with none or several becomes a problem."""
        places: list[SourcePosition] = []
        for quote in quotes:
            source_id = self.entry.source_of(quote)
            text = self.corpus.texts.get(source_id or "")
            # Most occur exactly once in the text.
            if source_id and text and (position := text.once(quote)):
                places.append((source_id, position))
                continue
            at = partial(self.entry.at, *trail, *quote.trail)
            if place := self.place(quote, source_id, at):
                places.append(place)
        return places

    def place(
        self, quote: TextQuote, source_id: str | None, at: Callable[[], Location]
    ) -> SourcePosition | None:
        """The position of a quote; None, and a problem, if there is not exactly one.

        Args:
            at: finds the quote's location in the file, which is slow and only needed for a problem.
        """
        if source_id is None:
            message = "no source: name it here, or once for the file (source: …)"
            self.problems.append(Problem(at(), "no-source", message))
            return None
        text = self.corpus.texts.get(source_id)
        if text is None:
            if ("source", source_id) not in self.corpus.declared:
                known = self.corpus.declared_ids.get("source", ())
                # A misspelt `exact:` reads like the id of a source.
                wanted = self.corpus.may_ask_for_near(self.entry.document.path)
                close = did_you_mean(source_id, [*known, *sorted(QUOTE_KEYS)]) if wanted else ""
                message = f"there is no source {source_id!r}{close}"
                self.problems.append(Problem(at(), "dangling-reference", message))
            return None
        if quote.sha256 is not None and not text.sha256.startswith(quote.sha256):
            edition = self.corpus.edition(source_id, quote.sha256)
            if edition is None:
                self.problems.append(self.missing_edition(quote, source_id, text, at()))
                return None
            source_id, text = edition.source.id, edition
        try:
            position = self.find(quote, text)
        except (QuoteAmbiguous, QuoteNotFound) as error:
            several = isinstance(error, QuoteAmbiguous)
            self.count_quote(text, "several" if several else "gone")
            rule = "ambiguous-quote" if several else "unanchored-quote"
            message = f"{error} (source {source_id})"
            self.problems.append(Problem(at(), rule, message, sought=QuoteLookup(source_id, quote)))
            return None
        self.count_quote(text, "found")
        return source_id, position

    def count_quote(self, text: SourceText, what: str) -> None:
        """Count the state of a quote if its text has changed."""
        if text.is_changed:
            self.corpus.quote_status[self.entry.document.path, text.source.id, what] += 1

    def missing_edition(
        self, quote: TextQuote, source_id: str, text: SourceText, at: Location
    ) -> Problem:
        """The problem of a quote from an edition that does not exist."""
        message = f"no edition of source {source_id} has a text with the SHA-256 {quote.sha256}…"
        try:
            place = self.find(quote, text)
        except (QuoteNotFound, QuoteAmbiguous):
            return Problem(at, "missing-edition", message, sought=QuoteLookup(source_id, quote))
        here = (
            f"its text {short_digest(text.sha256)}…, line {text.anchor_text.line_of(place.start)}"
        )
        return Problem(at, "missing-edition", f"{message}; the words are in {here}")

    def find(
        self, quote: TextQuote, text: SourceText, *, whole_words: bool = False
    ) -> TextPosition:
        # Records that quote the same words fail with the same error.
        kind = self.record.record_type == Source.record_type
        key = (text.source.id, quote.exact, quote.prefix, quote.suffix, whole_words, kind)
        known = self.corpus.found
        if key not in known:
            try:
                known[key] = find_quote(self.record, quote, text, whole_words=whole_words)
            except (QuoteNotFound, QuoteAmbiguous) as error:
                known[key] = error
        found = known[key]
        if isinstance(found, Exception):
            raise found.with_traceback(None)
        return found

    def narrow(self, place: SourcePosition, words: str) -> SourcePosition | None:
        """The first place of `words` within a passage, whole words only."""
        key = place, words
        if (found := self.narrowed.get(key, place)) is not place:
            return found
        source_id, outer = place
        inside = self.corpus.texts[source_id].anchor_text.first_words(words, outer)
        self.narrowed[key] = found = (source_id, inside) if inside else None
        return found

    def keep(self, field: str, places: Sequence[SourcePosition]) -> None:
        """Add positions to a field's evidence, each once."""
        for place in places:
            self.positions[field, place] = None
