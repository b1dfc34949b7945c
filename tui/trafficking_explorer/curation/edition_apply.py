"""Apply an edition plan; every step leaves the corpus valid.

An interrupted run is completed by running it again. The order: the new text in a new file; the record
of the old text; quotes that only the old text has, tied to that record file by file; last, in one
file, the source's record, which turns to the new text. A file is replaced as a whole or not at all.
"""

from pathlib import Path

from trafficking_explorer.corpus.loader import CURATED, SEEDS
from trafficking_explorer.curation.append_record import check_writable
from trafficking_explorer.curation.edition_plan import EditionPlan, FileChange
from trafficking_explorer.curation.write_journal import WriteJournal
from trafficking_explorer.curation.yaml_edit import CuratedFile, change_file
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import replace_file


def apply_plan(plan: EditionPlan) -> list[str]:
    """Replace a text by its new edition.

    Returns:
        A line for each file that was written or removed.

    Raises:
        CuratingError: a file has changed since it was read, or the corpus cannot be written.
        UsageError: a folder cannot be written.
    """
    require(Feature.CURATION)
    check_writable(plan.root, CURATED, SEEDS)
    if plan.blocked:
        raise CuratingError(f"nothing is written: {plan.blocked}")
    target = plan.root / SEEDS / plan.target
    paths = [target, *(plan.root / step.label for step in plan.steps)]
    paths += [plan.root / SEEDS / plan.spare] if plan.spare is not None else []
    journal = WriteJournal(plan.root)
    with journal.recording(f"edition {plan.source_id}", [path.absolute() for path in paths]):
        return _apply(plan, target)


def _apply(plan: EditionPlan, target: Path) -> list[str]:
    require(Feature.CURATION)
    told = []
    if not (target.is_file() and target.read_bytes() == plan.data):
        if target.exists():
            raise CuratingError(
                f"{SEEDS}/{plan.target}: there is another file of this name; move it away first"
            )
        replace_file(target, plan.data)
        told.append(f"{SEEDS}/{plan.target}: the new text")
    for step in plan.steps:
        _change(plan.root / step.label, step)
    told += dict.fromkeys(f"{step.label}: changed" for step in plan.steps)
    if plan.spare is not None:
        (plan.root / SEEDS / plan.spare).unlink(missing_ok=True)
        told.append(f"{SEEDS}/{plan.spare}: removed")
    return told


def _change(path: Path, step: FileChange) -> None:
    def change(now: CuratedFile) -> CuratedFile:
        if now.text != step.before:
            raise CuratingError(
                f"{step.label}: has changed since it was read; run the command again to go on"
            )
        return now.edited(step.edits)

    change_file(path, step.label, change)
