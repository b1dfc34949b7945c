"""Folding in SQL beside folding in Python."""

import unicodedata
from collections.abc import Iterable

import duckdb
import pytest

from trafficking_explorer.database.folded_text import folded_sql
from trafficking_explorer.text.folding import fold


def in_sql(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Each text and its fold."""
    with duckdb.connect() as connection:
        return connection.execute(
            f"SELECT u, {folded_sql('u')} FROM (SELECT unnest(?::VARCHAR[]) AS u)", [list(texts)]
        ).fetchall()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0x20, 0x139),  # Latin
        (0x14A, 0x1BA),
        (0x1CD, 0x1F1),
        (0x1F4, 0x250),
        (0x386, 0x3D0),  # Greek
        (0x400, 0x47C),  # Cyrillic
        (0x48A, 0x526),
        (0x5D0, 0x5EB),  # Hebrew
        (0x621, 0x675),  # Arabic
        (0x679, 0x700),
        (0x905, 0x929),  # Devanagari
        (0x93C, 0x97F),
        (0xE01, 0xE33),  # Thai
        (0x1EA0, 0x1EFA),  # Vietnamese
        (0x2010, 0x2017),
        (0x2018, 0x2024),
        (0x4E00, 0x4F00),  # Chinese
        (0xFF01, 0xFF5F),  # full width
    ],
)
def test_letters_are_folded_alike(first: int, last: int) -> None:
    """Alone and in a text with others, so that each of the ways through the SQL has them."""
    letters = [chr(code) for code in range(first, last) if unicodedata.name(chr(code), "")]
    # Another alphabet beside vowel signs is beyond the SQL.
    starts = ("x", "é", "’", "Łस") if last < 0x180 else ("x", "é", "’")
    texts = [f"{start}{letter}y" for letter in letters for start in starts]
    different = [(text, sql, fold(text)) for text, sql in in_sql(texts) if not same(text, sql)]
    assert not different


def same(text: str, sql: str) -> bool:
    """True if SQL folds a text as Python does, but for blanks and letters written in two ways."""
    one_line = " ".join(sql.split())
    return unicodedata.normalize("NFC", one_line) == unicodedata.normalize("NFC", fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "Łukasz Żak and Đorđe",
        "traf\u00adfick\u00ading",
        "می\u200cخواهیم",
        "Jose\u0301 Mun\u0303oz",
        "Straße, Æsir, Œuvre, Þór, ﬁne, …",
        "सिर and को\u0301",
        "“A” – it’s «b»",
        "ไทย",
        "ΑΘΉΝΑΣ",
        "Ｔｏｋｙｏ",
    ],
)
def test_texts_are_folded_alike(text: str) -> None:
    """Vowel signs stay, which `strip_accents` of DuckDB removes."""
    ((_, sql),) = in_sql([text])
    assert sql == fold(text)


def test_null_stays_null() -> None:
    """As in any function of SQL."""
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {folded_sql('NULL::VARCHAR')}").fetchall() == [(None,)]
