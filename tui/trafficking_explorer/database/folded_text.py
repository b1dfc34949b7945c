"""Folding in SQL, as `text.folding.fold` does it."""

from functools import lru_cache

from trafficking_explorer.database.sql_text import quote_text
from trafficking_explorer.text.folding import fold_letter

_ASCII = r"\x00-\x7f"
_USUAL = (
    r"\x00-\x7e\x{a0}-\x{a7}\x{a9}\x{ac}\x{ae}\x{b0}\x{b1}\x{b6}\x{b7}\x{bf}-\x{c5}\x{c7}-\x{cf}"
    r"\x{d1}-\x{d7}\x{d9}-\x{dd}\x{e0}-\x{e5}\x{e7}-\x{ef}\x{f1}-\x{f7}\x{f9}-\x{fd}\x{ff}-\x{10f}"
    r"\x{112}-\x{125}\x{128}-\x{130}\x{134}-\x{137}\x{139}-\x{13e}\x{143}-\x{148}\x{14c}-\x{151}"
    r"\x{154}-\x{165}\x{168}-\x{17e}\x{1cd}-\x{1dc}\x{218}-\x{21b}\x{300}-\x{33f}\x{386}-\x{3c1}"
    r"\x{3c3}-\x{3ce}\x{400}-\x{45f}\x{591}-\x{5f4}\x{621}-\x{63a}\x{641}-\x{648}\x{64a}-\x{655}"
    r"\x{66e}-\x{674}\x{679}-\x{6a8}\x{6aa}-\x{6cb}\x{1ea0}-\x{1ef9}\x{2013}\x{2014}"
    r"\x{2018}\x{2019}\x{201c}\x{201d}\x{20a0}-\x{20a7}\x{20a9}-\x{20bf}\x{3041}-\x{3096}"
    r"\x{30a1}-\x{30fa}\x{4e00}-\x{9fff}"
)
"""Characters that need no more than `strip_accents` and a few marks."""
_MARKS = "’‘“”–—"
_COMMON = "øłđħıðŋəςیىک‚„«»‹›‐‑‒―−\xad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeffæœßþ…"
"""Letters and marks of whole languages, and what hides in their words."""
_WITH_VOWEL_SIGNS = r"\x{780}-\x{109f}\x{1700}-\x{1cff}\x{a800}-\x{abff}"
"""Scripts whose vowels are marks, which `strip_accents` would remove."""
_NO_VOWELS = (
    r"[\x{300}-\x{36f}\x{7eb}-\x{7f3}\x{93c}\x{94d}\x{951}-\x{954}\x{9bc}\x{9cd}\x{a3c}\x{a4d}\x{abc}"
    r"\x{acd}\x{b3c}\x{b4d}\x{bcd}\x{c3c}\x{c4d}\x{c55}\x{c56}\x{cbc}\x{ccd}\x{d3b}\x{d3c}\x{d4d}"
    r"\x{dca}\x{e38}-\x{e3a}\x{e48}-\x{e4b}\x{eb8}-\x{eba}\x{ec8}-\x{ecb}\x{f39}\x{f71}\x{f72}\x{f74}"
    r"\x{f7a}-\x{f7d}\x{f80}\x{f82}-\x{f84}\x{1037}\x{1039}\x{103a}\x{17d2}\x{17dd}]"
)
"""The marks of these scripts that `fold` removes."""
_LETTERS = (
    "ªºµ²³¹ðøđħıĸłŋŧſƀɓƃƈɖɗƌəƒɠɨƙƚɲƞƥƫƭʈʋƴƶǥȡȥȴȵȶⱥȼⱦȿɀɇɉɋɍɏɕɦɫɬɭɱɳɼɽɾʂʐʑʝʠʻʼ"
    "ςϐϑϕϖϰϱϲϵҏґғҕҗҙқҝҟңҧҫҭҳҷҹӄӆӈӊӎӷӻӽӿԓԡԣԥԩԯىکی‐‑‒–—―−‘’‚‛“”„‟«»′‹›⁄"
    "！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ［＼］＾＿｀｛｜｝～"
    "¨¯´¸˘˙˚˛˜˝ͺ΄æœßþ…ﬀﬁﬂﬃﬄ½¼¾ĳ№™"
)
"""Letters with strokes, hooks and other forms, and marks that have a plain one."""
_HIDDEN = (
    "\xad\u0640\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061"
    "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)


@lru_cache(maxsize=64)
def folded_sql(text: str) -> str:
    """SQL for a text as `fold` folds it, but for white space and the rarest forms of letters.

    Texts that need little are folded fast: those of ASCII, then those with accents.

    Args:
        text: an expression; it is repeated, so a column rather than a subquery.
    """
    small = f"lower({text})"
    bare = f"strip_accents({small})"
    signs = f"regexp_replace(nfc_normalize({small}), '{_NO_VOWELS}', '', 'g')"
    accented = f"translate({signs}, {', '.join(map(quote_text, _accented()))})"
    rest = (
        f"CASE WHEN regexp_matches({text}, '[{_WITH_VOWEL_SIGNS}]') THEN {accented} ELSE {bare} END"
    )
    known = f"{_USUAL}{_COMMON}{_COMMON.upper().replace('SS', 'ẞ')}"
    return (
        f"CASE WHEN strlen({text}) = length({text}) THEN {small} "
        f"WHEN NOT regexp_matches({text}, '[^{_USUAL}]') THEN {_plain(bare, _MARKS)} "
        f"WHEN NOT regexp_matches({text}, '[^{known}]') THEN {_plain(bare, _MARKS + _COMMON)} "
        f"WHEN NOT regexp_matches({text}, '[^{_ASCII}{_WITH_VOWEL_SIGNS}{_MARKS}]') "
        f"THEN {_plain(signs, _MARKS)} "
        f"ELSE {_plain(rest, _LETTERS + _HIDDEN)} END"
    )


def _plain(text: str, letters: str) -> str:
    """SQL for a text with letters folded as `fold_letter` folds them."""
    plain = {letter: fold_letter(letter) for letter in letters}
    # `translate` removes the letters beyond those that it has another for.
    single = sorted(
        (each for each in plain if len(plain[each]) < 2), key=lambda each: not plain[each]
    )
    others = "".join(map(plain.__getitem__, single))
    sql = f"translate({text}, {quote_text(''.join(single))}, {quote_text(others)})"
    for letter in (each for each in plain if len(plain[each]) > 1):
        sql = f"replace({sql}, '{letter}', '{plain[letter]}')"
    return sql


@lru_cache(maxsize=1)
def _accented() -> tuple[str, str]:
    """The letters of alphabets that have accents, and those without."""
    letters = map(chr, (*range(0xE0, 0x250), *range(0x386, 0x460), *range(0x1E00, 0x1F00)))
    plain = {each: fold_letter(each) for each in letters if each.islower()}
    pairs = [(each, one) for each, one in plain.items() if len(one) == 1 and one != each]
    return "".join(each for each, _ in pairs), "".join(one for _, one in pairs)
