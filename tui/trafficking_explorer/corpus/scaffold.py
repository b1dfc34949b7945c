"""New corpora, with a record of each kind to copy from, and the schema of existing ones."""

from pathlib import Path

from trafficking_explorer.corpus.checks.stale_schema import SCHEMA, schema_text, schemas_of
from trafficking_explorer.corpus.loader import CURATED, SEEDS, curated_files
from trafficking_explorer.errors import UsageError
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import replace_file

_STARTER = Path(__file__).resolve().parents[1] / "starter"


def create_corpus(folder: Path) -> list[Path]:
    """Write a new corpus.

    Args:
        folder: an empty folder, or one to make.

    Returns:
        The files that were written.

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
        raise UsageError(f"{folder} is a file; name a folder that is not there yet")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(
            f"{folder} is not empty; name a folder that is not there yet, or an empty one"
        )
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
        # Never over a file that somebody has put there meanwhile.
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
