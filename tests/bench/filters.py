"""The filter language against its plain-Python reading, on 10,000 random filters.

    python -m tests.bench.filters [COUNT]

from the top of the checkout. Prints how many filters the store and the reading agree on; exits with
1 where they differ, with the filter.
"""

import random
import sys

import duckdb

from tests.filter_oracle import fits, make_items, make_tree, tables_of
from trafficking_explorer.database.build import write
from trafficking_explorer.search.ast import And
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter

_CORPORA = 10


def main() -> int:
    """Judge the filters, a tenth of them on each of ten corpora."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    agreed = 0
    for seed in range(_CORPORA):
        rng = random.Random(seed)
        items = make_items(rng, 40)
        with duckdb.connect(":memory:") as connection:
            connection.execute("ATTACH ':memory:' AS corpus")
            connection.execute("USE corpus")
            write(connection, tables_of(items))
            for _ in range(count // _CORPORA):
                tree = make_tree(rng)
                tree = tree if isinstance(tree, And) else And((tree,))
                where = compile_filter(parse_filter(str(tree)))
                rows = connection.execute(
                    f"SELECT r.position FROM corpus.records r WHERE {where.sql}",
                    list(where.params),
                ).fetchall()
                expected = {item.position for item in items if fits(tree, item, items)}
                if {position for (position,) in rows} != expected:
                    print(f"they differ on: {tree}")
                    return 1
                agreed += 1
    print(f"{agreed:,} filters, no difference")
    return 0


if __name__ == "__main__":
    sys.exit(main())
