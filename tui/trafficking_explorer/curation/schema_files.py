"""The JSON Schema of a corpus, written anew after the program was upgraded."""

from pathlib import Path

from trafficking_explorer.corpus.checks.stale_schema import SCHEMA, schema_text, schemas_of
from trafficking_explorer.corpus.loader import CURATED, curated_files
from trafficking_explorer.text.files import replace_file


def write_schemas(root: Path) -> list[Path]:
    """Write the schema of a corpus anew, wherever it lies; in `curated/` where there is none.

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
