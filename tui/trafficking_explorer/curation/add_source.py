"""Add an article to a corpus: its text, and the record of its source."""

import hashlib
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.loader import CURATED, SEEDS, read_files, resolve
from trafficking_explorer.curation.append_record import check_writable, new_text, write_new
from trafficking_explorer.curation.record_index import slug
from trafficking_explorer.curation.redo_source import redo_record
from trafficking_explorer.curation.source_record import SourceOptions, SourceRecord, describe
from trafficking_explorer.curation.text_input import InputText
from trafficking_explorer.curation.write_journal import WriteJournal
from trafficking_explorer.curation.yaml_style import STEP, block_lines
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import APP
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.display import sanitize, truncate
from trafficking_explorer.text.files import replace_file

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class AddedSource:
    """An article that was added.

    Attributes:
        files: those that were written, the record of the source last.
        redirects: the addresses that led to the page that was read, and that address.
        twins: the other sources with the same text.
        problems: of the record, as `check` finds them.
    """

    source_id: str
    files: tuple[Path, ...]
    record: SourceRecord
    redirects: tuple[str, ...]
    twins: tuple[str, ...]
    problems: tuple[Problem, ...]

    def next_steps(self, root: Path) -> tuple[str, ...]:
        """The recognized parts, and the next steps, a line each."""
        folder = shlex.quote(str(root))
        record = self.record
        published = record.said("published") or "not found: give it with --redo --published DATE"
        edges = [truncate(sanitize(each), 50) for each in (record.first, record.last)]
        inside, all_ = record.words
        others = ("author", "publisher", "url", "captured", "archived")
        return (
            *([f"led on:    {sanitize(' → '.join(self.redirects))}"] if self.redirects else ()),
            f"title:     {sanitize(record.title)}",
            f"article:   from “{edges[0]}” to “{edges[1]}”, {inside:,} of {all_:,} words",
            f"published: {published}{_why(record, 'published')}",
            *(
                f"{f'{name}:':<11}{sanitize(value)}{_why(record, name)}"
                for name in others
                if (value := record.said(name))
            ),
            *(
                f"note:      source {each} has the same text already; remove one of them: "
                f"{APP} --corpus {folder} remove {self.source_id}"
                for each in self.twins
            ),
            *(f"problem:   {each.at}: {sanitize(each.message)}" for each in self.problems),
            f"next: see that this is right ({self.files[-1]}), then {APP} --corpus {folder} "
            f"--goto source/{self.source_id}, and {APP} check {folder} --coverage",
        )


def _why(record: SourceRecord, name: str) -> str:
    reason = record.resolved.get(name)
    return f" (inferred: {sanitize(str(reason))})" if reason else ""


@dataclass(frozen=True, slots=True)
class _KnownSource:
    source_id: str
    path: str
    sha256: str
    file: str


def add_article(
    store: Store | None,
    root: Path,
    given: InputText,
    wishes: SourceOptions,
    article: Path | None = None,
) -> AddedSource:
    """Add a text and the record of its source to a corpus.

    Args:
        store: of the corpus; None if it has no record yet.
        article: the file that the text was read from.

    Raises:
        CuratingError: a file or id exists already, or words are not in the text.
    """
    check_writable(root)
    known = _known_sources(store)
    digest = hashlib.sha256(given.data).hexdigest()
    source_id = _source_id(given, wishes.source_id)
    name = given.name or f"{source_id}.txt"
    before = next((each for each in known if each.source_id == source_id), None)
    twins = tuple(each.source_id for each in known if each.sha256 == digest and each is not before)
    if before is not None:
        return _redo(root, before, given, digest, wishes, twins)
    seed = root / SEEDS / name
    is_there = (
        article is not None
        and given.page is None
        and seed.exists()
        and seed.resolve() == article.resolve()
    )
    if not is_there and (seed.exists() or seed.is_symlink()):
        whose = f", that of source {twins[0]}" if twins else ""
        raise CuratingError(
            f"{seed}: there is a text of this name already{whose}; rename {name}, or give another --id"
        )
    path = _record_path(known, root, source_id)
    if path.exists() or path.is_symlink():
        raise CuratingError(f"{path}: this file exists already; choose another id with --id")
    record = describe(given, source_id, name, wishes)
    lines = "\n".join(block_lines("-", record.value(), STEP))
    written = (path,) if is_there else (seed, path)
    with WriteJournal(root).recording(f"add {source_id}", [each.absolute() for each in written]):
        _write(
            seed,
            given.data,
            path,
            new_text(path, source_id, f"sources:\n{lines}\n"),
            is_there=is_there,
        )
    return AddedSource(source_id, written, record, _way(given), twins, _problems(root, path))


def _redo(
    root: Path,
    before: _KnownSource,
    given: InputText,
    digest: str,
    wishes: SourceOptions,
    twins: tuple[str, ...],
) -> AddedSource:
    """Write what an earlier `add` of the same text wrote, as it is found now."""
    source_id = before.source_id
    if not wishes.redo:
        hint = "--redo reads it again, " if before.sha256 == digest else ""
        raise CuratingError(
            f"source {source_id} exists already; choose another id with --id ({hint}remove {source_id} takes it out)"
        )
    if before.sha256 != digest:
        raise CuratingError(
            f"{given.label}: is not the text of source {source_id} ({SEEDS}/{before.path}); a new edition of "
            f"it is for: {APP} edition {source_id} FILE"
        )
    record = describe(given, source_id, before.path, wishes)
    path = root / before.file
    with WriteJournal(root).recording(f"add {source_id} --redo", [path.absolute()]):
        redo_record(path, before.file, source_id, record)
    return AddedSource(source_id, (path,), record, _way(given), twins, _problems(root, path))


def _way(given: InputText) -> tuple[str, ...]:
    return (*given.redirects, given.label) if given.redirects else ()


def _problems(root: Path, path: Path) -> tuple[Problem, ...]:
    added = read_files(root, [path])
    resolve(added)
    return tuple(added.problems)


def _known_sources(store: Store | None) -> list[_KnownSource]:
    if store is None:
        return []
    rows = store.rows(
        "SELECT source_id, path, sha256, file FROM corpus.sources JOIN corpus.records "
        "ON record_type = 'source' AND record_id = source_id ORDER BY 1"
    )
    return [_KnownSource(*row) for row in rows]


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


def _source_id(given: InputText, wished: str | None) -> str:
    try:
        given.name.encode()
    except UnicodeEncodeError as error:
        raise CuratingError(f"{given.label!s}: its name is not UTF-8; rename it") from error
    source_id = wished or (slug(Path(given.name).stem) if given.name else _id_of_text(given))
    if not _ID.fullmatch(source_id):
        what = f"{source_id!r} is not a valid id" if source_id else f"{given.name!r} gives no id"
        raise CuratingError(f"{what}: use lower-case letters and digits, joined by “-”; give --id")
    return source_id


def _id_of_text(given: InputText) -> str:
    """An id for a text that has no file: of its title, else of its digest."""
    lines = (
        given.page.title
        if given.page is not None
        else given.text.strip("\ufeff").strip().partition("\n")[0]
    )
    return slug(lines) or f"text-{hashlib.sha256(given.data).hexdigest()[:_DIGITS]}"


def _record_path(known: list[_KnownSource], root: Path, source_id: str) -> Path:
    """A folder for each source or a file for each, as most sources of the corpus have it."""
    in_folders = sum(1 for each in known if Path(each.file).parent.name == each.source_id)
    if known and 2 * in_folders > len(known):
        return root / CURATED / source_id / "source.yaml"
    return root / CURATED / f"{source_id}.yaml"
