"""Create a corpus: a folder that loads, with one record of each kind as a template."""

from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from trafficking_explorer.corpus.checks.stale_schema import SCHEMA, schema_text, schemas_of
from trafficking_explorer.corpus.loader import CURATED, SEEDS, curated_files
from trafficking_explorer.errors import UsageError
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import replace_file

_STARTER = Path(__file__).resolve().parents[1] / "starter"


def create_corpus(folder: Path) -> list[Path]:
    """Write a new corpus.

    Args:
        folder: created if missing; otherwise it must be empty.

    Returns:
        The files written.

    Raises:
        UsageError: the folder is not empty, or not a folder, or cannot be written.
    """
    require(Feature.CURATION)
    try:
        return _start(folder)
    except OSError as error:
        where = error.filename or folder
        raise UsageError(f"{where}: cannot be written: {error.strerror}") from error


def _start(folder: Path) -> list[Path]:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder that does not exist yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a new or an empty folder")
    contents = {
        Path("README.md"): _template("README.md"),
        Path(SEEDS, "example.txt"): _template("example.txt"),
        Path(CURATED, "example.yaml"): _template("example.yaml"),
        Path(CURATED, SCHEMA): schema_text(),
    }
    written = []
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Never overwrite a file that appeared meanwhile.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        written.append(path)
    return written


def _template(name: str) -> str:
    return (_STARTER / name).read_text("utf-8")


def write_schemas(root: Path) -> list[Path]:
    """Write the current JSON Schema of a corpus over the old one; into `curated/` without one.

    Returns:
        The files that were written.

    Raises:
        CorpusError: there is no corpus.
        UsageError: a file cannot be written.
    """
    curated_files(root)
    paths = schemas_of(root) or [root / CURATED / SCHEMA]
    for path in paths:
        replace_file(path, schema_text().encode())
    return paths


def copy_corpus(root: Path, folder: Path) -> None:
    """Copy the texts and records of a corpus, such as the one that comes with the program.

    Args:
        folder: created if missing; otherwise it must be empty. It is complete, or not there.

    Raises:
        UsageError: the folder is not empty, or not a folder, or cannot be written.
    """
    require(Feature.CURATION)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder that does not exist yet")
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty; name a new or an empty folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as temporary:
            made = Path(temporary, folder.name)
            for part in (CURATED, SEEDS):
                _copy_files(root / part, made / part)
            made.replace(folder)
    except OSError as error:
        where = error.filename or folder
        raise UsageError(f"{where}: cannot be written: {error.strerror}") from error


def _copy_files(source: Path, target: Path) -> None:
    # Without permissions: files of an installed program may be read-only.
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.is_dir():
            _copy_files(path, target / path.name)
        else:
            copyfile(path, target / path.name)
