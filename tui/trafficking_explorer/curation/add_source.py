"""An article of one's own into a corpus: its text beside the others, and the record of its source."""

import hashlib
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from trafficking_explorer.corpus.anchoring import IndexedText
from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.loader import CURATED, SEEDS, read_batch, resolve_batch
from trafficking_explorer.corpus.suggestions import nearest_words
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.curation.append_record import check_writable, new_text, write_new
from trafficking_explorer.curation.bylines import byline
from trafficking_explorer.curation.record_index import slug
from trafficking_explorer.curation.text_input import read_plain_text
from trafficking_explorer.curation.yaml_style import STEP, QuotedScalar, Value, block_lines
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import APP
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.date_expressions import whole_dates
from trafficking_explorer.text.display import sanitize, truncate
from trafficking_explorer.text.files import atomic_write

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MENU = re.compile(r"[|»›>•·]|\A\s*[•*–-]\s|https?://|\bcookies?\b", re.IGNORECASE)
_LONGEST_TITLE = 300
"""Code points of a line that may be a title."""
_LONGEST_DATE_LINE = 120
_HEAD_LINES = 8
"""Of a head, which a text of short paragraphs does not end."""
_PUBLISHED = re.compile(r"\A(?:first\s+)?(?:published|posted|date|updated)\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:related (?:articles?|posts?|news|stories)|share (?:this|on)|leave a (?:reply|comment)|comments?\b|"
    r"subscribe|newsletter|you (?:may|might) also like|more (?:news|stories)|read (?:more|next|also)|"
    r"tags\b|topics\b|about us|skip to content|privacy policy|(?:©|copyright)|(?:log|sign) (?:in|up)\b|"
    r"search(?: (?:this|the|our))?(?: (?:web)?site)?\W*\Z)",
    re.IGNORECASE,
)
"""How the lines begin that sites put above and below an article."""
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\Z")
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What a person says of an article; None and "" are worked out."""

    source_id: str | None = None
    title: str | None = None
    first: str | None = None
    last: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class AddedSource:
    """An article that is in the corpus now.

    Attributes:
        files: those that were written, the record of the source last.
        words: of the article, and of the whole text.
        author: as the text names them; None where no one line plainly does.
        published: EDTF; None where the text has no one clear date line.
        problems: what `check` has to say of the record.
    """

    source_id: str
    files: tuple[Path, ...]
    title: str
    first: str
    last: str
    words: tuple[int, int]
    author: str | None
    published: str | None
    problems: tuple[Problem, ...]

    def next_steps(self, root: Path) -> tuple[str, ...]:
        """What was taken for what, and what to look at now, a line each."""
        folder = shlex.quote(str(root))
        published = self.published or "not found: add it with its evidence"
        edges = [truncate(sanitize(each), 50) for each in (self.first, self.last)]
        inside, all_ = self.words
        return (
            f"title:     {sanitize(self.title)}",
            f"article:   from “{edges[0]}” to “{edges[1]}”, {inside:,} of {all_:,} words",
            *([f"author:    {sanitize(self.author)}"] if self.author else ()),
            f"published: {published}",
            *(f"problem:   {each.at}: {sanitize(each.message)}" for each in self.problems),
            f"next: look whether that is so ({self.files[-1]}), then {APP} --corpus {folder} "
            f"--goto source/{self.source_id}, and {APP} check {folder} --coverage",
        )


def add_article(store: Store, root: Path, article: Path, wishes: SourceOptions) -> AddedSource:
    """Put a text and the record of its source into a corpus.

    Raises:
        CuratingError: the text is none, something is there already, or words are not in the text.
    """
    check_writable(root)
    data, text = read_plain_text(article)
    source_id = _source_id(store, article, wishes.source_id)
    seed = root / SEEDS / article.name
    is_there = seed.exists() and seed.resolve() == article.resolve()
    if not is_there and (seed.exists() or seed.is_symlink()):
        raise CuratingError(f"{seed}: a text of this name is there already; rename {article.name}")
    path = _record_path(store, root, source_id)
    if path.exists() or path.is_symlink():
        raise CuratingError(f"{path}: this file is there already; choose another id with --id")
    prepared = IndexedText(text)
    title = _title(prepared, wishes.title)
    first = _edge(prepared, wishes.first, title, last=False)
    last = _edge(prepared, wishes.last, _end(text, first.start), last=True)
    if last.end <= first.start:
        raise CuratingError(f"{article}: the article ends before it begins; see --from and --to")
    title_words = _folded(text, title)
    fields: dict[str, Value] = {
        "id": QuotedScalar(source_id),
        "path": article.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "title": title_words,
    }
    author, published = _author(prepared, title, first.start), _published(text, title)
    evidence: dict[str, Value] = {"title": shortest_unique_quote(title, prepared)}
    if author is not None:
        fields["author"] = author[0]
        evidence["author"] = author[1]
    if wishes.language:
        fields["language"] = wishes.language
    if published is not None:
        fields["published"] = published[0]
        evidence["published"] = shortest_unique_quote(published[1], prepared)
    begins, ends = _grown(prepared, first, last=False), _grown(prepared, last, last=True)
    fields["article"] = {"from": begins, "to": ends}
    fields["evidence"] = evidence
    lines = "\n".join(block_lines("-", fields, STEP))
    written = () if is_there else (seed,)
    _write(seed, data, path, new_text(path, source_id, f"sources:\n{lines}\n"), is_there=is_there)
    part = read_batch(root, [path])
    resolve_batch(part)
    return AddedSource(
        source_id,
        (*written, path),
        title_words,
        begins.exact,
        ends.exact,
        (len(text[first.start : last.end].split()), len(text.split())),
        author[0] if author else None,
        published[0] if published else None,
        tuple(part.corpus.problems),
    )


def _write(seed: Path, data: bytes, path: Path, yaml: str, *, is_there: bool) -> None:
    """The text first, so that no record names one that is not there; nothing is left of half."""
    require(Feature.CURATION)
    if not is_there:
        try:
            seed.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CuratingError(f"{seed.parent}: cannot be made: {error.strerror}") from error
        with atomic_write(seed) as temporary:
            temporary.write_bytes(data)
    try:
        write_new(path, str(path), yaml)
    except BaseException:
        if not is_there:
            seed.unlink(missing_ok=True)
        raise


def _source_id(store: Store, article: Path, wished: str | None) -> str:
    taken = {id_ for (id_,) in store.rows("SELECT source_id FROM corpus.sources")}
    try:
        article.name.encode()
    except UnicodeEncodeError as error:
        raise CuratingError(f"{article!s}: its name is not UTF-8; rename it") from error
    source_id = wished or slug(article.stem)
    if not _ID.fullmatch(source_id):
        what = f"{source_id!r} is no id" if source_id else f"{article.name!r} gives no id"
        raise CuratingError(f"{what}: lower-case letters and digits, joined by “-”; give --id")
    if source_id in taken:
        raise CuratingError(f"source {source_id} is there already; choose another id with --id")
    return source_id


def _record_path(store: Store, root: Path, source_id: str) -> Path:
    """As the other sources have it: a folder each, or a file each."""
    files = store.rows("SELECT record_id, file FROM corpus.records WHERE record_type = 'source'")
    in_folders = sum(1 for id_, file in files if Path(file).parent.name == id_)
    if files and 2 * in_folders > len(files):
        return root / CURATED / source_id / "source.yaml"
    return root / CURATED / f"{source_id}.yaml"


def _title(text: IndexedText, wished: str | None) -> TextPosition:
    """The first line that reads like a title: no menu, no date, some words.

    Raises:
        CuratingError: there is none, or the text does not have the one that is wished for.
    """
    if wished is not None:
        return _find(text, wished, "--title", last=False)
    fallback: TextPosition | None = None
    for start, end in _lines(text.text):
        line = text.text[start:end]
        if len(line) > _LONGEST_TITLE:
            continue
        fallback = fallback or TextPosition(start, end)
        words = line.split()
        looks_so = len(words) >= 3 and not words[0][0].islower()
        looks_so = looks_so and not (_MENU.search(line) or _FURNITURE.match(line))
        is_date = any(whole_dates(line, 0, len(line))) and len(words) <= 5
        if looks_so and not is_date:
            return TextPosition(start, end)
    if fallback is None:
        raise CuratingError("no line is short enough for a title; give its words with --title")
    return fallback


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Every line that has words, without the white space around them."""
    for match in re.finditer(r"[^\r\n\v\f]+", text):
        line = match[0].strip("\ufeff").strip()
        if line:
            start = match.start() + match[0].index(line)
            yield start, start + len(line)


def _end(text: str, start: int) -> TextPosition:
    """The last line that ends like a sentence; the last of all where none does."""
    found = last = None
    for first, end in _lines(text):
        if end <= start:
            continue
        if found is not None and _FURNITURE.match(text, first, end):
            break
        last = TextPosition(first, end)
        if _SENTENCE_END.search(text[max(first, end - 8) : end]) and not _FURNITURE.match(
            text, first, end
        ):
            found = last
    whole = found or last
    return _last_words(text, whole) if whole else TextPosition(start, len(text))


def _last_words(text: str, place: TextPosition) -> TextPosition:
    """The last three words of a place."""
    words = list(re.finditer(r"\S+", text[max(place.start, place.end - 400) : place.end]))
    at = max(place.start, place.end - 400)
    return TextPosition(at + words[max(0, len(words) - 3)].start(), place.end)


def _edge(
    text: IndexedText, wished: str | None, default: TextPosition, *, last: bool
) -> TextPosition:
    if wished is None:
        return default
    return _find(text, wished, "--to" if last else "--from", last=last)


def _find(text: IndexedText, words: str, option: str, *, last: bool) -> TextPosition:
    """The first or last place of some words.

    Raises:
        CuratingError: they are not there; the nearest are named.
    """
    places = text.find_all(TextQuote(exact=words)) if words.strip() else []
    if places:
        return places[-1 if last else 0]
    near = nearest_words(words, text.text, (0, len(text.text))) if words.strip() else ()
    message = f"{option}: the text does not have “{truncate(words)}”"
    raise CuratingError("\n".join((message, *near)))


def _grown(text: IndexedText, place: TextPosition, *, last: bool) -> TextQuote:
    """An edge of the article: words that stand once, more of them taken in where need be.

    Raises:
        CuratingError: the text repeats itself too much.
    """
    whole = text.text
    start, end = place
    for _ in range(_MOST_WORDS):
        quote = TextQuote(exact=_folded(whole, TextPosition(start, end)))
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
            f"“{truncate(quote.exact)}” stands several times; say with {option} where the article "
            f"{'ends' if last else 'begins'}"
        )
    return quote


def _folded(text: str, place: TextPosition) -> str:
    return " ".join(text[place.start : place.end].split())


def _short_lines(text: str, title: TextPosition) -> Iterator[tuple[int, int, bool]]:
    """Every line but paragraphs, and whether it is of the head of the article."""
    is_head = False
    for start, end in _lines(text):
        if start == title.start:
            is_head = True
        if end - start > _LONGEST_DATE_LINE:
            # The first paragraph ends the head of the article.
            is_head = False
        else:
            yield start, end, is_head


def _author(text: IndexedText, title: TextPosition, first: int) -> tuple[str, TextQuote] | None:
    """Who wrote it, and the words that say so, where just one line of the head plainly does.

    Args:
        first: where the article begins.
    """
    found: dict[str, TextQuote] = {}
    head = (span for *span, is_head in _short_lines(text.text, title) if is_head)
    for start, end in islice(head, _HEAD_LINES):
        names = byline(text.text[start:end])
        if names is not None and start >= first:
            place = TextPosition(start, start + names[1])
            quote = shortest_unique_quote(place, text)
            if text.fits_once(quote):
                name = _folded(text.text, TextPosition(start + names[0], place.end))
                found.setdefault(name, quote)
    return next(iter(found.items())) if len(found) == 1 else None


def _published(text: str, title: TextPosition) -> tuple[str, TextPosition] | None:
    """The day of publication, and the line that gives it, where just one line clearly does.

    A line that says “Published” counts before the others of the head, which in a text that is
    wrapped by hand may be those of its first paragraphs.
    """
    said: dict[str, TextPosition] = {}
    found: dict[str, TextPosition] = {}
    for start, end, is_head in _short_lines(text, title):
        says_so = _PUBLISHED.match(text[start:end]) is not None
        days = list(whole_dates(text, start, end)) if is_head or says_so else []
        if len(days) == 1 and days[0].day is not None and days[0].is_possible:
            (said if says_so else found).setdefault(
                days[0].day.isoformat(), TextPosition(start, end)
            )
    days_found = said or found
    return next(iter(days_found.items())) if len(days_found) == 1 else None
