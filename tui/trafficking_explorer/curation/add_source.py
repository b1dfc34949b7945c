"""Add an article to a corpus: its text, and the record of its source."""

import hashlib
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.corpus.anchoring import IndexedText, fold_white_space
from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.loader import CURATED, SEEDS, read_files, resolve
from trafficking_explorer.corpus.suggestions import nearest_words
from trafficking_explorer.corpus.text_quote_selector import shortest_unique_quote
from trafficking_explorer.curation.append_record import check_writable, new_text, write_new
from trafficking_explorer.curation.article_parts import (
    find_author,
    find_end,
    find_published,
    find_title,
)
from trafficking_explorer.curation.record_index import slug
from trafficking_explorer.curation.text_input import read_plain_text
from trafficking_explorer.curation.yaml_style import STEP, QuotedScalar, Value, block_lines
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import APP
from trafficking_explorer.records.evidence import TextPosition, TextQuote
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.display import sanitize, truncate
from trafficking_explorer.text.files import replace_file

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """Options of the command; None and "" are inferred."""

    source_id: str | None = None
    title: str | None = None
    first: str | None = None
    last: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class AddedSource:
    """An article that was added.

    Attributes:
        files: those that were written, the record of the source last.
        words: of the article, and of the whole text.
        author: as the text names them; None if not just one line plainly does.
        published: EDTF; None if the text does not have just one clear date line.
        problems: of the record, as `check` finds them.
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
        """The recognized parts, and the next steps, a line each."""
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
            f"next: see that this is right ({self.files[-1]}), then {APP} --corpus {folder} "
            f"--goto source/{self.source_id}, and {APP} check {folder} --coverage",
        )


def add_article(store: Store, root: Path, article: Path, wishes: SourceOptions) -> AddedSource:
    """Add a text and the record of its source to a corpus.

    Raises:
        CuratingError: it is not a text, a file or id exists already, or words are not in the text.
    """
    check_writable(root)
    data, text = read_plain_text(article)
    source_id = _source_id(store, article, wishes.source_id)
    seed = root / SEEDS / article.name
    is_there = seed.exists() and seed.resolve() == article.resolve()
    if not is_there and (seed.exists() or seed.is_symlink()):
        raise CuratingError(f"{seed}: there is a text of this name already; rename {article.name}")
    path = _record_path(store, root, source_id)
    if path.exists() or path.is_symlink():
        raise CuratingError(f"{path}: this file exists already; choose another id with --id")
    prepared = IndexedText(text)
    title = _title(prepared, wishes.title)
    first = _edge(prepared, wishes.first, title, last=False)
    last = _edge(prepared, wishes.last, find_end(text, first.start), last=True)
    if last.end <= first.start:
        raise CuratingError(f"{article}: the article ends before it begins; see --from and --to")
    title_words = fold_white_space(text[slice(*title)])
    fields: dict[str, Value] = {
        "id": QuotedScalar(source_id),
        "path": article.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "title": title_words,
    }
    author, published = find_author(prepared, title, first.start), find_published(text, title)
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
    added = read_files(root, [path])
    resolve(added)
    return AddedSource(
        source_id,
        (*written, path),
        title_words,
        begins.exact,
        ends.exact,
        (len(text[first.start : last.end].split()), len(text.split())),
        author[0] if author else None,
        published[0] if published else None,
        tuple(added.problems),
    )


def _write(seed: Path, data: bytes, path: Path, yaml: str, *, is_there: bool) -> None:
    """Write the text first, so that no record names a missing one; remove it if the record fails."""
    require(Feature.CURATION)
    if not is_there:
        try:
            seed.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CuratingError(f"{seed.parent}: cannot be made: {error.strerror}") from error
        replace_file(seed, data)
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
        what = f"{source_id!r} is not a valid id" if source_id else f"{article.name!r} gives no id"
        raise CuratingError(f"{what}: use lower-case letters and digits, joined by “-”; give --id")
    if source_id in taken:
        raise CuratingError(f"source {source_id} exists already; choose another id with --id")
    return source_id


def _record_path(store: Store, root: Path, source_id: str) -> Path:
    """A folder for each source or a file for each, as most sources of the corpus have it."""
    files = store.rows("SELECT record_id, file FROM corpus.records WHERE record_type = 'source'")
    in_folders = sum(1 for id_, file in files if Path(file).parent.name == id_)
    if files and 2 * in_folders > len(files):
        return root / CURATED / source_id / "source.yaml"
    return root / CURATED / f"{source_id}.yaml"


def _title(text: IndexedText, wished: str | None) -> TextPosition:
    if wished is not None:
        return _find(text, wished, "--title", last=False)
    found = find_title(text.text)
    if found is None:
        raise CuratingError("no line is short enough for a title; give its words with --title")
    return found


def _edge(
    text: IndexedText, wished: str | None, default: TextPosition, *, last: bool
) -> TextPosition:
    if wished is None:
        return default
    return _find(text, wished, "--to" if last else "--from", last=last)


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
