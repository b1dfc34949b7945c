"""A corpus of four texts about one operation, for tests of comparisons."""

import json
from pathlib import Path
from typing import Any

from tests.conftest import write_corpus

A = """\
Raid rescues 90 victims

Nearly 90 victims of trafficking, including 30 children, were rescued in Operation Lantern in March
2020 across Chad and Mali, the police of both countries said in a long statement on Monday evening.

Police arrested 12 suspects. “We will not stop until every single child is safe at home,” said Ada Nandi.
"""
B = """\
In Operation Lantern, police saved a total of 30 children and arrested 15 suspects in all.

“We will not stop until every single child is safe at home,” said Ada Nandi of the Border Bureau.
"""
C = """\
Operation Lanterne was hailed on all sides. The Border Bureau led it. “We wil\x1b[31ml not stop,” said Ada
Nandi. “A wholly different remark about the weather of that spring,” she said.
"""
D = """\
Some 4,000 women work in brickyards. About 1,500 of the women are under age, says a report.
"""
TEXTS = {"a": A, "b": B, "c": C, "d": D}
_PUBLISHED = {"a": "2020-03-09", "b": "2019", "c": None, "d": "2018"}


def _source(id_: str) -> dict[str, Any]:
    whole = {"exact": TEXTS[id_]}
    resolved = {"title": "For the test.", "publisher": "For the test."}
    found = {
        "id": id_,
        "path": f"{id_}.txt",
        "title": f"Text {id_}",
        "publisher": f"Press {id_.upper()}",
        "article": {"from": whole, "to": whole},
        "resolved": resolved,
    }
    if published := _PUBLISHED[id_]:
        found["published"] = published
        resolved["published"] = "For the test."
    return found


def _claim(id_: str, quote: dict[str, str], text: str, **fields: Any) -> dict[str, Any]:
    number = text.replace(",", "")
    operation = fields.get("operation")
    resolved = {key: "For the test." for key in ("operation", "part_of") if fields.get(key)}
    return {
        "id": id_,
        "quote": quote,
        "label": fields.pop("label", id_),
        "measure": "rescued",
        "value": number,
        "value_text": text,
        "unit": "persons",
        "qualifier": "exact",
        "scope": "operation" if operation else "world",
        **({"resolved": resolved} if resolved else {}),
        **fields,
    }


def _quote(id_: str, source: str, words: str) -> dict[str, Any]:
    return {
        "id": id_,
        "quote": {source: words},
        "speaker_id": "ada",
        "operation": "lantern",
        "resolved": {"speaker_id": "For the test.", "operation": "For the test."},
    }


LANTERN = {"operation": "lantern"}
RECORDS: dict[str, Any] = {
    "operations": [
        {
            "id": "lantern",
            "quote": {
                "a": "rescued in Operation Lantern in March\n2020 across Chad and Mali",
                "b": "In Operation Lantern",
                "c": "Operation Lanterne",
            },
            "name": "Operation Lantern",
            "aliases": ["Operation Lanterne"],
            "kind": "operation",
            "date": "2020-03",
            "countries": ["TD", "ML"],
            "links": [
                {
                    "relation": "led_by",
                    "to": "agency/bureau",
                    "role": "Border Bureau",
                    "quote": {"c": "The Border Bureau led it"},
                }
            ],
        },
        {"id": "brick", "quote": {"d": "work in brickyards"}, "name": "brickyards", "kind": "initiative"},
    ],
    "agencies": [
        {
            "id": "bureau",
            "quote": {"b": "the Border Bureau", "c": "The Border Bureau"},
            "name": "Border Bureau",
            "kind": "bureau",
        }
    ],
    "people": [{"id": "ada", "quote": {"a": "Ada Nandi", "b": "Ada Nandi"}, "name": "Ada Nandi"}],
    "quotes": [
        _quote("stop-a", "a", "“We will not stop until every single child is safe at home,”"),
        _quote("stop-b", "b", "“We will not stop until every single child is safe at home,”"),
        _quote("weather-c", "c", "“A wholly different remark about the weather of that spring,”"),
    ],
    "statistics": [
        _claim("rescued-heading", {"a": "Raid rescues 90 victims"}, "90", population="victims", **LANTERN),
        _claim(
            "rescued",
            {"a": "Nearly 90 victims of trafficking, including 30 children, were rescued in Operation Lantern in March\n2020 across Chad and Mali"},
            "90",
            qualifier="nearly",
            population="victims of trafficking",
            **LANTERN,
        ),
        _claim("children-a", {"a": "including 30 children, were rescued"}, "30", population="children", part_of="rescued", **LANTERN),
        _claim("children-b", {"b": "saved a total of 30 children"}, "30", population="children", **LANTERN),
        _claim("arrests-a", {"a": "Police arrested 12 suspects"}, "12", measure="arrests", population="suspects", **LANTERN),
        _claim("arrests-b", {"b": "arrested 15 suspects in all"}, "15", measure="arrests", population="suspects", **LANTERN),
        _claim("women", {"d": "Some 4,000 women work in brickyards"}, "4,000", measure="victims", qualifier="around", population="women", label="Women in brickyards"),
        _claim("women-young", {"d": "About 1,500 of the women are under age"}, "1,500", measure="victims", qualifier="around", population="women", part_of="women", label="Women under age"),
    ],
}  # fmt: skip


def write_compared(root: Path) -> Path:
    """Write the corpus into a folder."""
    declared = {"sources": [_source(id_) for id_ in TEXTS]}
    curated = {
        "sources.yaml": json.dumps(declared),
        "records.yaml": json.dumps({"source": "a", **RECORDS}),
    }
    return write_corpus(root, curated, {f"{id_}.txt": text for id_, text in TEXTS.items()})
