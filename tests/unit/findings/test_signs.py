"""Signs beside records: the strongest of those of their findings."""

from pathlib import Path

import pytest

from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.signs import SIGNS, record_signs
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.workspace.opening import open_with_findings


def test_a_record_has_the_strongest_sign(tmp_path: Path) -> None:
    """An operation has those of its claims; a record without findings has none."""
    store = open_with_findings(locate_store(bundled_corpus(), tmp_path))
    try:
        found = record_signs(
            store,
            [
                ("operation", "epervier"),
                ("statistic", "epervier-rescued-002"),
                ("statistic", "epervier-arrests-002"),
                ("quote", "yoro-traore-002"),
                ("statistic", "ilo-asia-and-the-pacific-000"),
                ("source", "nothing"),
            ],
        )
    finally:
        store.close()
    assert found == {
        ("operation", "epervier"): "≠",
        ("statistic", "epervier-rescued-002"): "≠",
        ("statistic", "epervier-arrests-002"): "1",
        ("quote", "yoro-traore-002"): "=",
        ("statistic", "ilo-asia-and-the-pacific-000"): "✗",
    }


def test_a_sign_is_one_cell_and_known() -> None:
    """Each has a plain sign of ASCII; the signs of rules are among them."""
    texts = [sign.text for sign in SIGNS]
    assert len(set(texts)) == len({sign.plain for sign in SIGNS}) == len(SIGNS)
    assert all(len(sign.text) == 1 and sign.plain.isascii() for sign in SIGNS)
    assert {rule.sign for rule in RULES} <= {"", *texts}
    with pytest.raises(ValueError, match="the sign '!' is not one of"):
        Rule("x", "x", "note", None, lambda _: iter(()), sign="!")
