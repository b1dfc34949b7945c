"""The curated files of a corpus that a new record may go into."""

import re
from pathlib import Path

from trafficking_explorer.corpus.loader import CURATED, curated_files, is_yaml
from trafficking_explorer.curation.append_record import check_writable
from trafficking_explorer.curation.types import RecordSuggestion, TargetFile
from trafficking_explorer.database.connection import Store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.registry import KINDS

_DEFAULT = re.compile(rb"^source:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def target_files(store: Store, root: Path, offer: RecordSuggestion) -> tuple[TargetFile, ...]:
    """The files that a record may go into, the likeliest first, a new one last.

    Raises:
        CuratingError: the corpus cannot be written.
    """
    check_writable(root)
    kinds: dict[str, dict[str, int]] = {}
    for file, record_type, count in store.rows(
        "SELECT file, record_type, count(*) FROM corpus.records GROUP BY ALL"
    ):
        kinds.setdefault(file, {})[record_type] = count
    found = []
    for order, path in enumerate(curated_files(root)):
        label = path.relative_to(root).as_posix()
        default = _default_source(path)
        target = TargetFile(path, False, label, elsewhere=default != offer.source_id)
        found.append((*_rank(default, kinds.get(label, {}), offer), order, target))
    found.sort(key=lambda each: each[:-1])
    return (*(each[-1] for each in found), _new_target(store, root, offer))


def _default_source(path: Path) -> str | None:
    """The source that a file names for all its records."""
    try:
        match = _DEFAULT.search(path.read_bytes())
    except OSError:
        return None
    return match[1].decode("utf-8", "replace") if match else None


def _rank(default: str | None, kinds: dict[str, int], offer: RecordSuggestion) -> tuple[int, int]:
    """The place of a file in the order of those that suit a record.

    Args:
        default: the source that the file names for all its records.
        kinds: how many records of each kind it has.
    """
    count = kinds.get(offer.record_type, 0)
    if default == offer.source_id:
        # A file of the source's own, then its other files, that of its record alone last.
        only_source = set(kinds) <= {"source"} and bool(kinds)
        return (0 if count else 2 if only_source else 1), -count
    return (3 if count and default is None else 4), -count


def _new_target(store: Store, root: Path, offer: RecordSuggestion) -> TargetFile:
    key = KINDS[offer.record_type].plural
    rows = store.rows(
        "SELECT file FROM corpus.records WHERE record_type = 'source' AND record_id = ?",
        (offer.source_id,),
    )
    folder = (root / rows[0][0]).parent if rows else root / CURATED
    file_name = re.sub(r"[^\w-]", "-", offer.source_id)
    stem = key if folder.name == offer.source_id else f"{file_name}-{key}"
    path, n = folder / f"{stem}.yaml", 2
    while path.exists() or path.is_symlink():
        path, n = folder / f"{stem}-{n}.yaml", n + 1
    return TargetFile(path, True, path.relative_to(root).as_posix())


def target_at(root: Path, path: Path) -> TargetFile:
    """A curated file by its path, which may exist or not.

    Raises:
        CuratingError: the path is not that of a curated file of this corpus.
    """
    whole = path.absolute()
    curated = root / CURATED
    if not whole.parent.resolve().is_relative_to(curated) or not is_yaml(whole):
        raise CuratingError(f"{path}: not a YAML file below {curated}; name one that is")
    whole = whole.parent.resolve() / whole.name
    return TargetFile(whole, not whole.exists(), whole.relative_to(root).as_posix())
