"""Numbers written in every usual way: the right value passes `check`, every other one fails."""

from collections.abc import Callable

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.figure_texts import refused
from tests.number_spelling import in_words

from trafficking_explorer.text.intervals import interval
from trafficking_explorer.text.numbers import find_numbers, numbers_at
from trafficking_explorer.text.plain_counts import plain_count
from trafficking_explorer.text.qualifiers import QUALIFIERS

BLANKS = "\u00a0\u2009\u202f\u2008\u2007 "
SENTENCES = [
    "Police freed {} people in May.",
    "In all, {} women came.",
    "“We saw {} of them”, he said.",
    "{} men left.",
]


def _grouped(mark: str) -> Callable[[int], str]:
    return lambda value: f"{value:,}".replace(",", mark)


def _indian(value: int) -> str:
    """12,34,567: groups of two before the last three."""
    head, tail = str(value)[:-3], str(value)[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


def _scaled(scale: int, word: str) -> Callable[[int], str]:
    def write(value: int) -> str:
        text = f"{value // scale}.{value % scale:0{len(str(scale)) - 1}}".rstrip("0").rstrip(".")
        # 1.234 may be thousands in other languages; a scale after it decides.
        return f"{text}{word}"

    return write


WAYS: list[tuple[Callable[[int], str], range]] = [
    (str, range(1, 10**4)),
    (_grouped(","), range(1, 10**15)),
    (_grouped("’"), range(1, 10**12)),
    (_grouped("'"), range(1, 10**12)),
    *((_grouped(blank), range(1, 10**12)) for blank in BLANKS),
    (_indian, range(1, 10**10)),
    (in_words, range(1, 10**6)),
    (lambda value: in_words(value).capitalize(), range(1, 10**6)),
    (_scaled(1_000, "K"), range(1_000, 10**6, 100)),
    (_scaled(10**6, " million"), range(10**6, 10**9, 10**4)),
    (_scaled(10**6, "m"), range(10**6, 10**9, 10**5)),
    (_scaled(10**6, "mn"), range(10**6, 10**9, 10**5)),
    (_scaled(10**9, "bn"), range(10**9, 10**12, 10**7)),
    (_scaled(10**9, " billion"), range(10**9, 10**12, 10**7)),
    (_scaled(10**5, " lakh"), range(10**5, 10**7, 10**4)),
    (_scaled(10**7, " crore"), range(10**7, 10**10, 10**5)),
]


@st.composite
def written(draw: st.DrawFn) -> tuple[int, str]:
    """A number, and one of the ways to write it."""
    write, values = draw(st.sampled_from(WAYS))
    value = values[draw(st.integers(0, len(values) - 1))]
    return value, write(value)


def others(value: int, words: str) -> set[float]:
    """Values that the number does not have: neighbours, other scales, pieces of its digits."""
    pieces = {float(piece) for piece in "".join(c if c.isdecimal() else " " for c in words).split()}
    near = {
        value + 1,
        value - 1,
        value * 10,
        value * 1_000,
        value / 10,
        value / 1_000,
        value * 10**6,
    }
    return {each for each in pieces | near if each != value and each >= 0 and len(str(each)) < 15}


@given(written(), st.sampled_from(SENTENCES))
def test_the_right_value_passes_and_no_other(number: tuple[int, str], sentence: str) -> None:
    """However a number is written, and whatever else might be made of its digits."""
    value, words = number
    text = sentence.format(words)
    assert "value" not in refused(text, words, value)
    for other in others(value, words):
        assert "value" in refused(text, words, other), (text, other)


@given(written(), st.sampled_from(SENTENCES))
def test_a_piece_of_a_number_is_not_the_number(number: tuple[int, str], sentence: str) -> None:
    """“2” of “2 million”, “12” of “12 500”, “twenty” of “twenty-five”."""
    value, words = number
    text = sentence.format(words)
    for piece in words.replace("-", " ").split():
        alone = [each.value for each in find_numbers(piece)]
        assume(text.find(piece) == text.find(words) or len(piece) > 2)
        if len(alone) == 1 and alone[0] not in (None, value):
            assert alone[0] is not None
            assert "value" in refused(text, piece, alone[0]), (text, piece)


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(
        ["{}–{}", "{}-{}", "between {} and {}", "from {} to {}", "{} to {}", "{} − {}"]
    ),
)
def test_both_ends_of_a_range(one: int, other: int, form: str) -> None:
    """A range needs its upper end, and that one only."""
    low, high = sorted((one, other))
    assume(low < high and not (1_700 <= low <= 2_100 or low >= 1000))
    words = form.format(low, f"{high:,}")
    text = f"Police freed {words} women in the raids."
    assert refused(text, words, low, value_to=high) == set()
    assert "value" in refused(text, words, low)
    assert "value" in refused(text, words, high)
    assert "value_to" in refused(text, words, low, value_to=high + 1)


BEFORE = {
    "at_least": ["at least", "no fewer than", "a minimum of", "not less than"],
    "at_most": ["at most", "not more than", "up to", "no more than", "as many as"],
    "more_than": ["more than", "over", "in excess of", "upwards of", "just over"],
    "less_than": ["fewer than", "less than", "under", "well below"],
    "nearly": ["nearly", "almost", "close to", "approaching"],
    "around": ["around", "about", "some", "roughly", "approx.", "circa", "an estimated"],
}
AFTER = {
    "at_least": ["or more", "and more", "at least"],
    "at_most": ["or fewer", "at most", "at the most", "maximum"],
    "around": ["or so", "or thereabouts"],
}


@given(written(), st.sampled_from([*BEFORE.items()]), st.data())
def test_only_the_words_qualifier_passes(
    number: tuple[int, str], qualifier: tuple[str, list[str]], data: st.DataObject
) -> None:
    """Words before the number; any other code, and none, is refused or reported elsewhere."""
    value, written_as = number
    code, words = qualifier
    written_as = written_as[0].lower() + written_as[1:]
    text = f"Police freed {data.draw(st.sampled_from(words))} {written_as} people."
    for each in QUALIFIERS:
        if each.sign and each.code != code:
            assert "qualifier" in refused(text, written_as, value, qualifier=each.code), text
    assert "qualifier" not in refused(text, written_as, value, qualifier=code), text


@given(st.integers(1, 10**6), st.sampled_from([*AFTER.items()]), st.data())
def test_words_after_a_number_qualify_it(
    value: int, qualifier: tuple[str, list[str]], data: st.DataObject
) -> None:
    """“521 or more”, “20 at the most”; another code is refused."""
    code, words = qualifier
    text = f"Police freed {value:,} {data.draw(st.sampled_from(words))}."
    for each in QUALIFIERS:
        if each.sign:
            wrong = "qualifier" in refused(text, f"{value:,}", value, qualifier=each.code)
            assert wrong == (each.code != code), (text, each.code)


@given(
    st.floats(0, 1e9), st.none() | st.floats(1e-3, 1e9), st.sampled_from([each.code for each in QUALIFIERS if each.sign] + ["exact"])
)  # fmt: skip
def test_an_interval_holds_its_figure(value: float, more: float | None, qualifier: str) -> None:
    """The ends are in order, the figure is one of them or between them, and one end at most is open."""
    value_to = None if more is None else value + more
    low, high = interval(value, value_to, qualifier)
    assert low is not None or high is not None
    assert low is None or low <= value
    assert high is None or high >= (value if value_to is None else value_to)
    assert (qualifier in ("at_least", "more_than")) == (high is None)
    assert (qualifier in ("at_most", "less_than")) == (low is None)


SOUP = [
    "rescued",
    "arrested",
    "aged",
    "the",
    "were",
    "reported",
    "estimated",
    "exceeded",
    "saw,",
    "between",
    "from",
    "to",
    "and",
    "or",
    "of",
    "in",
    "out",
    "half",
    "million",
    "hundred",
    "percent",
    "per",
    "cent",
    "per",
    "women",
    "suspects",
    "years",
    "months",
    "days",
    "times",
    "dollars",
    "euros",
    "people",
    "children",
    "victims",
    "girls",
    "boys",
    "dozen",
    "more",
    "less",
    "fewer",
    "so",
    "at",
    "most",
    "least",
    "older",
    "or-so",
    "plus",
    "odd",
    "maximum",
    "Operation",
    "May",
    "In",
    "page",
    "not",
    "than",
    "nearly",
    "about",
    "one",
    "two",
    "ten",
    "thirds",
    "lakh",
    "crore",
    "score",
    "rupees",
    "naira",
    "US",
    "British",
    "old",
    "year-old",
    "3",
    "12",
    "40,",
    "5.",
    "1,250",
    ".",
    ";",
    ",\n",
    "said",
    "hours",
    "Swiss",
    "francs",
    "points",
]


@given(
    st.lists(st.sampled_from(SOUP), max_size=6),
    st.sampled_from(["5", "40", "300", "1,250", "39,717", "2015"]),
    st.lists(st.sampled_from(SOUP), max_size=6),
)
def test_a_plain_count_is_what_the_reader_makes_of_it(
    before: list[str], digits: str, after: list[str]
) -> None:
    """The quick reading of a figure never differs from that of the whole text."""
    start = len(" ".join([*before, ""]))
    text = " ".join([*before, digits, *after])
    count = plain_count(text, start, start + len(digits))
    if count is not None:
        found = [
            each
            for each in find_numbers(text)
            if each.start < start + len(digits) and start < each.end
        ]
        told = [
            (each.start, each.end, each.value, each.kind, each.unit, each.qualifier)
            for each in found
        ]
        assert told == [(start, start + len(digits), count, "count", None, None)], text


@given(st.lists(st.sampled_from(SOUP), max_size=30), st.integers(0, 60), st.integers(1, 20))
def test_a_place_has_the_numbers_of_the_whole_text(
    words: list[str], start: int, length: int
) -> None:
    """Reading a part, and telling only its own numbers apart, makes no difference."""
    text = " ".join(words)
    whole = [
        each for each in find_numbers(text) if each.start < start + length and start < each.end
    ]
    assert numbers_at(text, start, start + length) == whole
