"""A corpus of many files, written as a curator writes it: a text and a file of records for each.

No body, person or operation in it is a real one. Every record has its own sentence, so
that a quote fits one place, and the corpus has no problem.
"""

import random
from pathlib import Path

import yaml

_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]
_COUNTRIES = (("Chad", "TD"), ("Mali", "ML"), ("Niger", "NE"), ("Togo", "TG"), ("Benin", "BJ"))
_MONTHS = ("January", "March", "June", "September", "November")
_COUNTS = (("arrests", "arrested"), ("rescued", "rescued"), ("identified", "identified"))


def make_files(root: Path, files: int, records: int) -> None:
    """Write a corpus of some files of records, and a text for each.

    Args:
        root: a folder that is not there yet.
        records: in each file, its source not counted; a multiple of ten.
    """
    (root / "curated").mkdir(parents=True)
    (root / "seeds").mkdir()
    for number in range(files):
        write_file(root, number, records)


def write_file(root: Path, number: int, records: int, edition: int = 0) -> None:
    """Write one text and its records.

    Args:
        edition: each has other figures.
    """
    name = f"{number:04}"
    # The same files at every run and on every machine.
    made = _Made(name, random.Random(f"{number}/{edition}"))
    for _ in range(records // 10):
        made.ten_records()
    text = "\n".join(made.sentences) + "\n"
    curated = {
        "source": name,
        "sources": [
            {
                "id": name,
                "path": f"{name}.txt",
                "title": "A made report",
                "article": {"from": made.sentences[0], "to": made.sentences[-1]},
                "resolved": {"title": "The text has none."},
            }
        ],
        **made.kinds,
    }
    (root / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    dumped = yaml.dump(
        curated, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120
    )
    (root / "curated" / f"{name}.yaml").write_text(dumped, "utf-8")


class _Made:
    """Sentences, and the records they support."""

    def __init__(self, name: str, random_: random.Random) -> None:
        self.name = name
        self.random = random_
        self.sentences: list[str] = []
        self.kinds: dict[str, list[dict[str, object]]] = {
            key: [] for key in ("operations", "agencies", "people", "quotes", "statistics")
        }

    def word(self, syllables: int = 3) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=syllables)).capitalize()

    def ten_records(self) -> None:
        """An operation, who led it, who spoke of it, what was said, and six figures."""
        group = f"{self.name}-{len(self.kinds['operations'])}"
        # Names that no two groups share, so that a passage fits one place.
        mark = f"{self.word(4)} {self.word(5)}"
        operation, agency, person = f"Operation {mark}", f"{mark} Bureau", f"{mark} Ilo"
        country, code = self.random.choice(_COUNTRIES)
        month, year = self.random.choice(_MONTHS), self.random.randint(2000, 2023)
        began = f"In {month} {year} the {agency} opened {operation} in {country}."
        said = f"“{self.word(5)} {mark} {self.word(6)} shows what partners can do together”"
        spoke = f"{said}, {person} of the {agency} told reporters."
        self.sentences += [began, spoke]
        self.kinds["operations"].append(
            {
                "id": f"operation-{group}",
                "quote": began,
                "name": operation,
                "kind": "operation",
                "date": f"{year}-{dict(zip(_MONTHS, ('01', '03', '06', '09', '11'), strict=True))[month]}",
                "countries": [code],
                "links": [{"relation": "led_by", "to": f"agency/agency-{group}"}],
            }
        )
        self.kinds["agencies"].append(
            {
                "id": f"agency-{group}",
                "quote": began,
                "name": agency,
                "kind": "law_enforcement",
                "country": code,
                "resolved": {"kind": "It opens operations; the text does not say what it is."},
            }
        )
        self.kinds["people"].append(
            {"id": f"person-{group}", "quote": spoke, "name": person, "agency": f"agency-{group}"}
        )
        self.kinds["quotes"].append(
            {
                "id": f"quote-{group}",
                "quote": said,
                "speaker": person,
                "speaker_id": f"person-{group}",
                "evidence": {"speaker, speaker_id": spoke},
            }
        )
        for number in range(6):
            self.statistic(group, number, operation)

    def statistic(self, group: str, number: int, operation: str) -> None:
        measure, verb = _COUNTS[number % 3]
        value = self.random.randint(10, 99_999)
        who = "suspected traffickers" if measure == "arrests" else "victims of trafficking"
        sentence = (
            f"In round {number + 1} of {operation}, {value:,} {who} were {verb} and their cases "
            "were passed on to the prosecutors in the capital."
        )
        self.sentences.append(sentence)
        self.kinds["statistics"].append(
            {
                "id": f"statistic-{group}-{number}",
                "quote": sentence,
                "label": f"{who.capitalize()} {verb} in round {number + 1} of {operation}",
                "measure": measure,
                "value": str(value),
                "value_text": f"{value:,}",
                "unit": "persons",
                "qualifier": "exact",
                "population": who,
                "operation": f"operation-{group}",
                "scope": "operation",
            }
        )
