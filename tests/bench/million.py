"""A corpus of very many claims, to measure with: a small folder that loads, and a store made by SQL.

    python tests/bench/million.py [COUNT] --keep DIR

Nobody measures how long a million claims take to be read from YAML. So the folder holds the
operations, the agencies and the first texts only, and the store that the explorer finds for it in
its cache holds COUNT claims (1,000,000), row by row what a build would have made of them; see
tests/unit/test_million.py. What is kept in DIR is used again until the code that builds stores
changes.
"""

import argparse
import calendar
import hashlib
import json
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import words
from tests.bench.claim_rows import fill
from tests.bench.claims import make_claims
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.build import write_lists
from trafficking_explorer.database.cache import (
    Manifest,
    StoreLocation,
    digest_of_view,
    locate_store,
    read_manifest,
)
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.list_words import drop_words, make_figures
from trafficking_explorer.database.queries import first_view
from trafficking_explorer.database.rows import rows_of
from trafficking_explorer.database.sentence_index import write_sentences
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.paths import APP

MILLION = 1_000_000
WRITTEN = 100
"""Claims that the folder holds too."""

Curated = dict[str, Any]


@dataclass(frozen=True)
class Million:
    """The place of a made corpus.

    Attributes:
        home: a home whose cache has the store.
        root: the corpus.
        place: of its store.
        count: its claims.
    """

    home: Path
    root: Path
    place: StoreLocation
    count: int


def make(folder: Path, count: int = MILLION, written: int = WRITTEN) -> Million:
    """Make a corpus, or find the one that was made there before.

    Args:
        folder: where everything is kept.
        count: of claims.
        written: of claims that the corpus folder holds too.
    """
    kept = folder / f"claims-{count}"
    home, root, scratch = (kept / name for name in ("home", "corpus", "scratch"))
    place = locate_store(root, home / "cache" / APP)
    if read_manifest(place) is not None:
        return Million(home, root, place, count)
    shutil.rmtree(kept, ignore_errors=True)
    _write_frame(root)
    frame = rows_of(load(root))
    _write_texts(root, min(count, written))
    place = locate_store(root, place.folder)
    scratch.mkdir()

    database = scratch / "made.duckdb"
    connection = Store.attach_new(database)
    try:
        fill(connection, scratch, frame, count)
        # What a build works out from the tables of the schema.
        make_figures(connection)
        write_lists(connection, VIEWS.values())
        drop_words(connection)
        write_sentences(connection)
    finally:
        connection.close()
    _keep(database, place)
    shutil.rmtree(scratch)
    return Million(home, root, place, count)


def _keep(database: Path, place: StoreLocation) -> None:
    """Make a whole database the store of a place, with the manifest that says so."""
    store = Store.attach(database)
    view = first_view(store)
    store.close()
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    place.folder.mkdir(parents=True)
    database.replace(place.database)
    manifest = Manifest(
        place.database.name, place.database.stat().st_size, digest, view, digest_of_view(view)
    )
    place.manifest.write_text(json.dumps(asdict(manifest)), "utf-8")


# The folder.

_FRAME = "register"


def _write_frame(root: Path) -> None:
    """The operations, the agencies, and the text that names them."""
    agencies = {
        body: f"The {body.name} ({body.acronym}) works against trafficking."
        for body in words.AGENCIES
    }
    operations = {each: _told(each) for each in words.OPERATIONS}
    title = "Register of operations and bodies"
    line = "Capital Record, 31 December 2025"
    sentences = [*agencies.values(), *operations.values()]
    _write(
        root,
        _FRAME,
        "\n\n".join([f"{title}\n{line}", *sentences]) + "\n",
        {
            "source": _FRAME,
            "sources": [_source(_FRAME, title, line, "2025-12-31", sentences[-1])],
            "agencies": [
                {
                    "id": body.id,
                    "quote": sentence,
                    "name": body.name,
                    "acronym": body.acronym,
                    "kind": body.kind,
                }
                for body, sentence in agencies.items()
            ],
            "operations": [
                {
                    "id": each.id,
                    "quote": sentence,
                    "name": each.name,
                    "kind": "operation",
                    "date": f"{each.month[0]}-{each.month[1]:02}",
                    "countries": list(each.countries),
                    "links": [{"relation": "led_by", "to": f"agency/{each.leader.id}"}],
                }
                for each, sentence in operations.items()
            ],
        },
    )


def _told(operation: words.Undertaking) -> str:
    year, month = operation.month
    first, second, third = map(words.country_name, operation.countries)
    return (
        f"{operation.name} took place in {calendar.month_name[month]} {year} in {first}, {second} "
        f"and {third} and was led by the {operation.leader.name}."
    )


def _write_texts(root: Path, count: int) -> None:
    """The texts of the first claims, with these."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("ATTACH ':memory:' AS scratch")
        make_claims(connection, count, 0, {each.id: 0 for each in words.OPERATIONS})
        heads = connection.execute(
            "SELECT source_id, title, line, strftime(published, '%Y-%m-%d'), head "
            "FROM scratch.texts ORDER BY s"
        ).fetchall()
        claims = connection.execute("SELECT * FROM scratch.claims ORDER BY i")
        columns = [name for name, *_ in claims.description or ()]
        rows = [dict(zip(columns, row, strict=True)) for row in claims.fetchall()]
    by_source = {key: list(group) for key, group in groupby(rows, lambda row: row["source_id"])}
    for id_, title, line, published, head in heads:
        told = by_source[id_]
        _write(
            root,
            id_,
            head + "".join(claim["sentence"] + claim["following"] for claim in told),
            {
                "source": id_,
                "sources": [_source(id_, title, line, published, told[-1]["sentence"])],
                "statistics": [_claim(row) for row in told],
            },
        )


_SAME = [
    "label",
    "measure",
    "value",
    "value_to",
    "value_text",
    "unit",
    "qualifier",
    "population",
    "place",
    "scope",
    "note",
]


def _claim(row: Curated) -> Curated:
    """A claim as it is curated."""
    claim = {"id": row["id"], "quote": row["sentence"]} | {name: row[name] for name in _SAME}
    claim |= {
        "country": row["country_code"],
        "period": row["period_edtf"],
        "attributed_to": row["agency_name"],
        "operation": row["operation_id"],
    }
    if row["reason"]:
        claim["resolved"] = {"period": row["reason"]}
    if row["agency_id"]:
        link = {"relation": "informed_by", "to": f"agency/{row['agency_id']}", "role": row["role"]}
        claim["links"] = [link]
    return {name: value for name, value in claim.items() if value is not None}


def _source(id_: str, title: str, line: str, published: str, last: str) -> Curated:
    """A text as it is curated; its second line names publisher and day."""
    return {
        "id": id_,
        "quote": line,
        "path": f"{id_}.txt",
        "article": {"from": title, "to": last},
        "title": title,
        "publisher": line.partition(",")[0],
        "language": "en",
        "published": published,
    }


def _write(root: Path, name: str, text: str, curated: Curated) -> None:
    for path, content in (
        (root / "seeds" / f"{name}.txt", text),
        (
            root / "curated" / f"{name}.yaml",
            yaml.safe_dump(curated, allow_unicode=True, sort_keys=False, width=100),
        ),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def main() -> int:
    """Make a corpus and say how to open it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=MILLION, help="of claims (1,000,000)")
    parser.add_argument("--keep", type=Path, required=True, metavar="DIR", help="where it is kept")
    options = parser.parse_args()
    started = time.perf_counter()
    made = make(options.keep.resolve(), options.count)
    size = made.place.database.stat().st_size
    print(f"{made.count:,} claims, {size / 2**20:,.0f} MiB, {time.perf_counter() - started:.0f} s")
    print(f"XDG_CACHE_HOME={made.home / 'cache'} {APP} --corpus {made.root}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
