"""The record of a source's text: its fields, and the passages or the reasons of each."""

import hashlib
import re
from dataclasses import dataclass, field

from trafficking_explorer.corpus.anchoring import IndexedText, fold_white_space
from trafficking_explorer.corpus.suggestions import nearest_words
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.curation.article_parts import ArticleParts, end_after, find_parts
from trafficking_explorer.curation.publication_day import FoundDay, days_of_address
from trafficking_explorer.curation.publisher_name import host_of
from trafficking_explorer.curation.text_input import InputText
from trafficking_explorer.curation.yaml_style import QuotedScalar, Value
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.edtf import parse_date
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.records.source import to_address, to_moment
from trafficking_explorer.text.display import truncate
from trafficking_explorer.text.world_dates import written_days

_MOST_WORDS = 40
_ARCHIVE = re.compile(
    r"https?://web\.archive\.org/web/(?P<time>\d{14})\w*/(?P<url>https?:/+\S+)", re.IGNORECASE
)
_ORDER = (
    *(
        "id",
        "path",
        "sha256",
        "title",
        "publisher",
        "author",
        "language",
        "url",
        "captured",
        "archived",
    ),
    *("capture_method", "published", "article", "evidence", "resolved"),
)
"""The order of the fields."""


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """Options of the command; None and "" are inferred."""

    source_id: str | None = None
    title: str | None = None
    first: str | None = None
    last: str | None = None
    language: str | None = None
    url: str | None = None
    published: str | None = None
    author: str | None = None
    archived: str | None = None
    publisher: str | None = None
    redo: bool = False


@dataclass
class SourceRecord:
    """The fields of a source as they are written.

    Attributes:
        fields: by name, without `evidence` and `resolved`.
        evidence, resolved: by the name of the field.
        words: of the article, and of the whole text.
    """

    fields: dict[str, Value]
    evidence: dict[str, Value] = field(default_factory=dict)
    resolved: dict[str, Value] = field(default_factory=dict)
    title: str = ""
    first: str = ""
    last: str = ""
    words: tuple[int, int] = (0, 0)

    def value(self) -> dict[str, Value]:
        """The record as a mapping, in the usual order."""
        whole = dict(self.fields)
        whole |= {"evidence": self.evidence} if self.evidence else {}
        whole |= {"resolved": self.resolved} if self.resolved else {}
        return {name: whole[name] for name in _ORDER if name in whole}

    def said(self, name: str) -> str | None:
        """The value of a field of one line; None if it has none."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else None

    def take(self, name: str, value: str, quote: TextQuote | None, reason: str = "") -> None:
        """Give a field its value, and its passage, else its reason."""
        self.fields[name] = value
        if quote is not None:
            self.evidence[name] = quote
        elif reason:
            self.resolved[name] = reason


def describe(given: InputText, source_id: str, path: str, wishes: SourceOptions) -> SourceRecord:
    """Find the fields of a source in its text, its page and the options.

    Raises:
        CuratingError: words of an option are not in the text, or a value is not of its form.
    """
    _check_options(wishes)
    return _Describer(given, wishes).run(source_id, path)


def _check_options(wishes: SourceOptions) -> None:
    for option, value, check in (
        ("--url", wishes.url, to_address),
        ("--archived", wishes.archived, to_address),
        ("--published", wishes.published, parse_date),
    ):
        try:
            if value is not None:
                check(value)
        except ValueError as error:
            raise CuratingError(f"{option}: {error}") from error
    for option, words in (("--author", wishes.author), ("--publisher", wishes.publisher)):
        if words is not None and not words.strip():
            raise CuratingError(f"{option}: is blank; leave it out, or give a name")


class _Describer:
    def __init__(self, given: InputText, wishes: SourceOptions) -> None:
        self._given = given
        self._wishes = wishes
        self._text = IndexedText(given.text)
        self._facts = dict(given.facts)
        self._address = wishes.url or self._fact("url")

    def run(self, source_id: str, path: str) -> SourceRecord:
        wishes, text = self._wishes, self._text
        title = self._known_title()
        page = self._given.page
        parts = find_parts(
            text.text, address=self._address, site=page.site if page else "", title=title
        )
        if parts.title is None:
            raise CuratingError("no line is short enough for a title; give its words with --title")
        first = self._edge(wishes.first, parts.first, last=False)
        end = parts.last if wishes.first is None else end_after(text.text, first.start)
        last = self._edge(wishes.last, end, last=True)
        if last.end <= first.start:
            raise CuratingError(
                f"{self._given.label}: the article ends before it begins; see --from and --to"
            )
        record = SourceRecord({"id": QuotedScalar(source_id), "path": path})
        record.fields["sha256"] = QuotedScalar(hashlib.sha256(self._given.data).hexdigest())
        record.title = fold_white_space(text.text[slice(*parts.title)])
        record.take("title", record.title, shortest_unique_quote(parts.title, text))
        self._take_names(record, parts, first.start)
        self._take_published(record, parts)
        self._take_origin(record, parts)
        begins, ends = _grown(text, first, last=False), _grown(text, last, last=True)
        record.fields["article"] = {"from": begins, "to": ends}
        record.first, record.last = begins.exact, ends.exact
        record.words = (len(text.text[first.start : last.end].split()), len(text.text.split()))
        return record

    def _fact(self, name: str) -> str:
        return self._facts[name].value if name in self._facts else ""

    def _known_title(self) -> TextPosition | None:
        page, text = self._given.page, self._text.text
        if self._wishes.title is not None:
            return _find(self._text, self._wishes.title, "--title", last=False)
        if page is not None and page.title and text.startswith(page.title):
            return TextPosition(0, len(page.title))
        return None

    def _edge(self, wished: str | None, default: TextPosition, *, last: bool) -> TextPosition:
        if wished is None:
            return default
        return _find(self._text, wished, "--to" if last else "--from", last=last)

    def _take_names(self, record: SourceRecord, parts: ArticleParts, first: int) -> None:
        text, wishes = self._text, self._wishes
        author = parts.author
        if wishes.author is not None:
            self._take_given(record, "author", wishes.author)
        elif author is not None and ("author" in parts.entries or author.says.start >= first):
            quote = shortest_unique_quote(author.says, text)
            if text.fits_once(quote):
                record.take("author", fold_white_space(text.text[slice(*author.name)]), quote)
        if "author" not in record.fields and wishes.author is None and "author" in self._facts:
            record.take("author", self._fact("author"), None, self._facts["author"].reason)
        if wishes.publisher is not None:
            self._take_given(record, "publisher", wishes.publisher)
        elif "publisher" in self._facts:
            record.take("publisher", self._fact("publisher"), None, self._facts["publisher"].reason)
        elif parts.publisher is not None:
            name = fold_white_space(text.text[slice(*parts.publisher.name)])
            quote = shortest_unique_quote(parts.publisher.says, text)
            if text.fits_once(quote):
                record.take("publisher", name, quote)
        if "publisher" not in record.fields:
            address = self._address or parts.entries.get("url", "")
            if host := host_of(address):
                record.take("publisher", host, None, f"It is the host of the address, {address}.")

    def _take_given(self, record: SourceRecord, name: str, words: str) -> None:
        """Take a name that was given, with its first place in the text if it has one."""
        words = fold_white_space(words.strip())
        place = self._text.first_words(words, TextPosition(0, len(self._text.text)))
        quote = None if place is None else shortest_unique_quote(place, self._text)
        record.take(name, words, quote, f"Given with --{name} when the text was added.")

    def _take_published(self, record: SourceRecord, parts: ArticleParts) -> None:
        wished, found = self._wishes.published, parts.published
        if wished is not None:
            day = next(
                (
                    each
                    for each in written_days(self._text.text)
                    if any(d.isoformat() == wished for d in each.days)
                ),
                None,
            )
            place = TextPosition(day.start, day.end) if day else None
            quote = shortest_unique_quote(place, self._text) if place else None
            record.take(
                "published", wished, quote, "Given with --published when the text was added."
            )
            return
        fact = self._facts.get("published")
        if found is not None and (fact is None or fact.value == found.day.isoformat()):
            record.take(
                "published", found.day.isoformat(), shortest_unique_quote(found.place, self._text)
            )
        elif fact is not None:
            record.take("published", fact.value, None, fact.reason)
        elif (shown := self._shown_day(record.title)) is not None:
            shown_day, line = shown
            record.take("published", shown_day, None, f"The page shows it: “{truncate(line, 80)}”.")
        elif (own := _day_of_address(self._address or parts.entries.get("url", ""))) is not None:
            record.take("published", own, None, "The address of the page has this day.")

    def _shown_day(self, title: str) -> tuple[str, str] | None:
        """The day that the page shows around its article, and its line."""
        page = self._given.page
        if page is None:
            return None
        at = page.shown.find(title)
        place = TextPosition(at, at + len(title)) if at >= 0 else None
        found: FoundDay | None = find_parts(
            page.shown, address=self._address, title=place
        ).published
        return None if found is None else (found.day.isoformat(), page.shown[slice(*found.place)])

    def _take_origin(self, record: SourceRecord, parts: ArticleParts) -> None:
        """Take language, address, time and way of the capture, and the archived copy."""
        wishes, entries = self._wishes, parts.entries
        known = {
            "language": wishes.language or entries.get("language") or self._fact("language"),
            "url": wishes.url or entries.get("url") or self._fact("url"),
            "captured": entries.get("captured") or self._fact("captured"),
            "archived": wishes.archived or entries.get("archived") or "",
            "capture_method": self._fact("capture_method"),
        }
        copy = _ARCHIVE.fullmatch(known["url"])
        if copy is not None:
            # The page was read in a web archive.
            time = copy["time"]
            known["archived"] = known["archived"] or known["url"]
            known["url"] = re.sub(r"\A(https?):/+", r"\1://", copy["url"])
            known["captured"] = (
                f"{time[:4]}-{time[4:6]}-{time[6:8]}T{time[8:10]}:{time[10:12]}:{time[12:]}Z"
            )
            known["capture_method"] = "archived_page"
        checks = {"url": to_address, "archived": to_address, "captured": to_moment}
        for name, words in known.items():
            value = words.strip()
            try:
                checks.get(name, str)(value)
            except ValueError:
                # An entry of front matter in another form stays in the text.
                continue
            if value:
                record.fields[name] = QuotedScalar(value) if name == "captured" else value


def _day_of_address(address: str) -> str | None:
    """The day in an address such as …/2021/05/04/…; None without just one."""
    days = days_of_address(address)
    return days.pop().isoformat() if len(days) == 1 else None


def _find(text: IndexedText, words: str, option: str, *, last: bool) -> TextPosition:
    """The first or last place of some words.

    Raises:
        CuratingError: the text does not have them; the message has the nearest.
    """
    places = text.find_all(TextQuote(exact=words)) if words.strip() else []
    if places:
        return places[-1 if last else 0]
    near = nearest_words(words, text.text, (0, len(text.text))) if words.strip() else ()
    message = f"{option}: the text does not have “{truncate(words)}”"
    raise CuratingError("\n".join((message, *near)))


def _grown(text: IndexedText, place: TextPosition, *, last: bool) -> TextQuote:
    """Words at an edge of the article, with as many more as make them unique.

    Raises:
        CuratingError: the text repeats itself too much.
    """
    whole = text.text
    start, end = place
    for _ in range(_MOST_WORDS):
        quote = TextQuote(exact=fold_white_space(whole[start:end]))
        if text.fits_once(quote):
            return quote
        # The beginning grows forward, the end backward: the edge itself stays.
        more = (
            re.compile(r"\S+\s+\Z").search(whole, max(0, start - 400), start)
            if last
            else re.compile(r"\s+\S+").match(whole, end)
        )
        if more is None:
            break
        start, end = (more.start(), end) if last else (start, more.end())
    quote = shortest_unique_quote(place, text)
    if not text.fits_once(quote):
        option = "--to" if last else "--from"
        raise CuratingError(
            f"“{truncate(quote.exact)}” occurs several times; say with {option} where the article "
            f"{'ends' if last else 'begins'}"
        )
    return quote
