"""Answers to findings: given, changed and taken back in the curated files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafficking_explorer.corpus.loader import ANSWERS, CURATED, curated_files
from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation.append_record import check_writable, schema_line, write_new
from trafficking_explorer.curation.types import WriteResult
from trafficking_explorer.curation.write_journal import WriteJournal
from trafficking_explorer.curation.yaml_edit import CuratedFile, change_file, read_editable
from trafficking_explorer.curation.yaml_removal import without_item
from trafficking_explorer.curation.yaml_style import STEP, Value, block_lines
from trafficking_explorer.curation.yaml_tree import AppendItem, Edit, SetValue
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.answer import ANSWER_VOCABULARY, bare_id
from trafficking_explorer.text.display import truncate

_SHARED = "shared"
"""The folder of what concerns several sources, if a corpus has one."""
_FILE = "answers.yaml"
FINDING = "finding"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as a file has it.

    Attributes:
        label: the file, below the folder of the corpus.
    """

    answer: str
    reason: str
    label: str = ""

    @property
    def told(self) -> str:
        """The answer in a few words."""
        return f"{self.answer.replace('_', ' ')}, {truncate(self.reason, 60)}"


class FindingAnswers:
    """The answers in the files of one corpus; every call reads files."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def given(self, finding_id: str) -> GivenAnswer | None:
        """The answer to a finding, as the files have it now; None if there is none.

        Raises:
            CuratingError: a file that has it cannot be read.
        """
        for file in self._files(finding_id):
            for _, entry in _entries(file.document.value, finding_id):
                return _given(entry, file.label)
        return None

    def target(self) -> str:
        """The file that the next answer goes into, below the folder of the corpus.

        Raises:
            CuratingError: the corpus cannot be written.
        """
        check_writable(self.root)
        return self._label(self._target())

    def write(
        self, finding_id: str, answer: str, reason: str, before: GivenAnswer | None
    ) -> WriteResult:
        """Give an answer, or change the one there is.

        Args:
            answer: a code of the vocabulary of answers.
            reason: not blank.
            before: the answer that is known; if the files have another by now, nothing is written.

        Returns:
            The place of the answer.

        Raises:
            CuratingError: the reason is blank, the finding has another answer by now, or the file cannot
                take it; it is as it was.
        """
        if answer not in ANSWER_VOCABULARY.codes:
            raise CuratingError(f"{answer!r} is not an answer")
        if not reason.strip():
            raise CuratingError("an answer needs a reason")
        reason = " ".join(reason.split())
        check_writable(self.root)
        entry: dict[str, Value] = {FINDING: finding_id, "answer": answer, "reason": reason}
        path = self._place(finding_id, before)
        with WriteJournal(self.root).recording(f"answer to {finding_id}", [path]):
            return self._write(path, finding_id, entry, before)

    def _write(
        self, path: Path, finding_id: str, entry: dict[str, Value], before: GivenAnswer | None
    ) -> WriteResult:
        if not path.exists():
            return self._write_new(path, finding_id, entry)

        def change(file: CuratedFile) -> CuratedFile:
            at = _at(file, finding_id, before)
            edits: list[Edit] = [AppendItem((ANSWERS,), entry)]
            if at is not None:
                edits = [
                    SetValue((ANSWERS, at, name), entry[name]) for name in ("answer", "reason")
                ]
            return file.edited(edits, "\n".join(block_lines("-", entry, STEP)))

        return self._changed(path, finding_id, change_file(path, self._label(path), change))

    def remove(self, finding_id: str, before: GivenAnswer) -> Path:
        """Take an answer back.

        Returns:
            The file that had it.

        Raises:
            CuratingError: the finding has another answer by now, or the file cannot be changed.
        """
        check_writable(self.root)
        path = self._place(finding_id, before)

        def change(file: CuratedFile) -> CuratedFile:
            at = _at(file, finding_id, before)
            assert at is not None
            return without_item(file, ANSWERS, at)

        with WriteJournal(self.root).recording(f"answer to {finding_id}, removed", [path]):
            change_file(path, self._label(path), change)
        return path

    def _label(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _files(self, words: str) -> Iterator[CuratedFile]:
        """The files that have some words and are sound as YAML."""
        for path in curated_files(self.root):
            try:
                has_words = words.encode() in path.read_bytes()
            except OSError:
                continue  # Reported where the corpus is read.
            if has_words:
                yield read_editable(path, self._label(path))[0]

    def _place(self, finding_id: str, before: GivenAnswer | None) -> Path:
        """The file of an answer: the one that has it, else that of most answers, else a new one.

        Raises:
            CuratingError: the files have another answer than the one that is known.
        """
        now = self.given(finding_id)
        _check_same(now, before)
        return self._target() if now is None else self.root / now.label

    def _target(self) -> Path:
        counts: dict[Path, int] = {}
        for file in self._files(f"{ANSWERS}:"):
            value = file.document.value
            answers = value.get(ANSWERS, "") if isinstance(value, dict) else ""
            if isinstance(answers, tuple | None):
                counts[file.path] = len(answers or ())
        if counts:
            return max(counts, key=lambda path: counts[path])
        shared = self.root / CURATED / _SHARED
        return (shared if shared.is_dir() else shared.parent) / _FILE

    def _write_new(self, path: Path, finding_id: str, entry: dict[str, Value]) -> WriteResult:
        lines = "\n".join(block_lines("-", entry, STEP))
        text = f"{schema_line(path)}{ANSWERS}:\n{lines}\n"
        label = self._label(path)
        document = read_yaml(label, text.encode())
        if document.problems:
            _, message, at = document.problems[0]
            raise CuratingError(f"{at}: {message}; this reason cannot be written as YAML")
        write_new(path, label, text)
        return self._changed(path, finding_id, CuratedFile(path, label, text, document))

    def _changed(self, path: Path, finding_id: str, after: CuratedFile) -> WriteResult:
        index = next(i for i, _ in _entries(after.document.value, finding_id))
        at = after.document.at((ANSWERS, index))
        return WriteResult(path, at.line, at.column, (FINDING, finding_id))


def _entries(value: Any, finding_id: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The answers of a file to a finding, each with its index."""
    answers = value.get(ANSWERS) if isinstance(value, dict) else None
    for i, entry in enumerate(answers if isinstance(answers, tuple) else ()):
        if isinstance(entry, dict) and bare_id(entry.get(FINDING)) == finding_id:
            yield i, entry


def _given(entry: dict[str, Any], label: str) -> GivenAnswer:
    answer, reason = (" ".join(str(entry.get(name) or "").split()) for name in ("answer", "reason"))
    return GivenAnswer(answer, reason, label)


def _at(file: CuratedFile, finding_id: str, before: GivenAnswer | None) -> int | None:
    """The index of an answer in a file as it is now.

    Raises:
        CuratingError: it is another answer than the one that is known.
    """
    for at, entry in _entries(file.document.value, finding_id):
        _check_same(_given(entry, file.label), before)
        return at
    _check_same(None, before if before is not None and before.label == file.label else None)
    return None


def _check_same(now: GivenAnswer | None, before: GivenAnswer | None) -> None:
    if now == before:
        return
    told = "has no answer any more" if now is None else f"has been answered meanwhile: {now.told}"
    where = "" if now is None else f" ({now.label})"
    raise CuratingError(f"the finding {told}{where}; close this and look at it again")
