"""Apply the plan for removing a source.

All that goes is in the journal before the first change, so that an interrupted run loses nothing: it
is completed by running it again, or undone. Records go before their source, and that before its text.
"""

from contextlib import suppress

from trafficking_explorer.curation.remove_plan import RemovalPlan, check_unchanged, written
from trafficking_explorer.curation.write_journal import WriteJournal
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import replace_file


def apply_removal(plan: RemovalPlan) -> list[str]:
    """Remove a source.

    Returns:
        A line for each file that was changed or removed.

    Raises:
        CuratingError: a file has changed since it was read, or cannot be removed.
        UsageError: a file, or the journal, cannot be written.
    """
    require(Feature.CURATION)
    check_unchanged(plan)
    planned = {path.absolute(): data for path, data in written(plan).items()}
    told = []
    journal = WriteJournal(plan.root)
    with journal.recording(f"remove {plan.source_id}", planned, planned):
        for path, data in planned.items():
            name = path.relative_to(plan.root.absolute()).as_posix()
            if data is not None:
                replace_file(path.resolve(), data)
                told.append(f"{name}: changed")
                continue
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise CuratingError(
                    f"{name}: cannot be removed: {error.strerror or error}"
                ) from error
            with suppress(OSError):
                # The folder that only this source had.
                path.parent.rmdir()
            told.append(f"{name}: removed")
    return told
