"""Items of an article without a record."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.coverage import find_gaps, find_items, measure_coverage
from trafficking_explorer.corpus.loader import load

Read = Callable[[str, str], Corpus]


def items(read_text: Read, text: str, kind: str) -> list[str]:
    source = read_text(text, "people: []\n").texts["s"]
    return [text[start:end] for found, (start, end) in find_items(source) if found == kind]


def gaps(corpus: Corpus) -> list[tuple[str, str]]:
    return [(gap.kind, gap.words) for gap in find_gaps(corpus)]


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        # Whatever the marks; an apostrophe opens none.
        ("quotation", "He said: “Stay vigilant” and “act”.", ["“Stay vigilant”", "“act”"]),
        ("quotation", "“Two\nlines.”", ["“Two\nlines.”"]),
        ("quotation", "“Never closed", ["“Never closed"]),
        (
            "quotation",
            "“Never closed, he said.\n\nThe next paragraph.",
            ["“Never closed, he said."],
        ),
        ("quotation", 'He said "so" and "on".', ['"so"', '"on"']),
        ("quotation", "the ‘modern slavery’", []),
        ("quotation", "IOM’s chief", []),
        # The word and the name that follows.
        ("operation", "During Operation Epervier, they", ["Operation Epervier"]),
        ("operation", "Operation Cross Country XI.", ["Operation Cross Country XI"]),
        ("operation", "an operation in Chad", []),
        ("operation", "Operation began", []),
        # Capitalised words; the first of a sentence only if it is a name elsewhere too.
        ("name", "They met in Chad and Mali.", ["Chad", "Mali"]),
        ("name", "It is run by the Ministry of the Interior.", ["Ministry of the Interior"]),
        ("name", "He met Mr Stock.", ["Mr Stock"]),
        ("name", "He met Ms. Stock, and paid USD 40.", ["Ms. Stock"]),
        ("name", "Operation Sun ran in Chad.", ["Chad"]),
        ("name", "Victims were found.", []),
        ("name", "Chad sent some. They are in Chad.", ["Chad", "Chad"]),
        ("name", "INTERPOL led it.", ["INTERPOL"]),
        ("name", "I was there.", []),
        ("name", "Under Mr Stock it grew.", ["Mr Stock"]),
        ("name", "In the Sahel they met.", ["Sahel"]),
        ("name", "They met on Monday in May.", []),
        ("operation", "It ended Operation Sun in November.", ["Operation Sun"]),
        ("operation", "It ended Operation Sun in\nNovember 2019.", ["Operation Sun"]),
        ("name", "It was Operation Sun for March, and then in the May of 2019.", []),
        ("name", "He left Chad in early May.", ["Chad"]),
        # A month or a day in a name, and places that begin like one.
        ("name", "He told of the Fourth of July Committee.", ["Fourth of July Committee"]),
        ("name", "It ended Operation Sun in Marchville.", ["Marchville"]),
        ("name", "It ended Operation Sun in Niger.", ["Niger"]),
        (
            "name",
            "He spoke of the National\nBorder Police and more.",
            ["National\nBorder Police"],
        ),
        (
            "name",
            "So it was in Chad\nMali was silent, and so were all the others of them.",
            ["Chad", "Mali"],
        ),
        ("name", "Forms are:\n• Begging\n• Forced labour", []),
        # Digits and words.
        ("number", "Of 40, two were 3 out of 4.", ["40", "two", "3 out of 4"]),
        ("number", "Both fled, both Ana and Li; both 12.", ["12"]),
    ],
)
def test_items_are_found(read_text: Read, kind: str, text: str, found: list[str]) -> None:
    """Quotations, operations, names and numbers of a text."""
    assert items(read_text, text, kind) == found


STATISTIC = """
statistics:
  - id: a
    quote: {quote}
    label: x
    measure: arrests
    value: 40
    value_text: Forty
    unit: persons
    qualifier: exact
    scope: operation
"""
TEXT = "Forty of them. “Thanks”, he said of Operation Sun, in Chad."


def test_everything_is_a_gap_without_records(read_text: Read) -> None:
    """In the order of the text, with line and position; the same words once."""
    corpus = read_text(TEXT, "people: []\n")
    assert gaps(corpus) == [
        ("number", "Forty"),
        ("quotation", "“Thanks”"),
        ("operation", "Operation Sun"),
        ("name", "Chad"),
    ]
    assert {(gap.source_id, gap.line) for gap in find_gaps(corpus)} == {("s", 1)}
    assert [TEXT[slice(*gap.position)] for gap in find_gaps(corpus)] == [
        words for _, words in gaps(corpus)
    ]


@pytest.mark.parametrize(
    ("yaml", "covered"),
    [
        (STATISTIC.format(quote="Forty of them"), {("number", "Forty")}),
        (STATISTIC.format(quote="Forty of them. “Thanks”"), {("number", "Forty")}),
        ("people:\n  - {id: a, quote: Forty of them, name: them}\n", set()),
        ("quotes:\n  - {id: a, quote: “Thanks”}\n", {("quotation", "“Thanks”")}),
        (
            "operations:\n  - {id: a, quote: Operation Sun, name: Operation Sun, kind: operation}\n",
            {("operation", "Operation Sun")},
        ),
        (
            "tools:\n  - {id: a, quote: Operation Sun, name: Operation Sun, kind: guide}\n",
            set(),
        ),
        (
            "places:\n  - {id: a, quote: in Chad, name: Chad, kind: country}\n",
            {("name", "Chad")},
        ),
        (
            "uncovered:\n  - {exact: '“Thanks”', why: A phrase.}\n  - {exact: Sun, why: No.}\n",
            {("quotation", "“Thanks”")},
        ),
    ],
)
def test_a_fitting_record_covers(read_text: Read, yaml: str, covered: set[tuple[str, str]]) -> None:
    """A number wants a statistic, a quotation a quote; a reason covers anything, if it is all of it."""
    before = gaps(read_text(TEXT, "people: []\n"))
    corpus = read_text(TEXT, yaml)
    assert not corpus.problems
    assert set(before) - set(gaps(corpus)) == covered


def test_only_the_article_counts(corpus_folder: Callable[..., Path]) -> None:
    """Menus, footers and furniture in the article hold no gaps."""
    yaml = (
        "sources:\n  - {id: s, path: s.txt, title: News, article: {from: All, to: end.}, "
        "furniture: [40 links]}\n"
    )
    text = "News 30\nAll is well. 40 links\n50 in the end. 60"
    assert gaps(load(corpus_folder({"s.yaml": yaml}, {"s.txt": text}))) == [("number", "50")]


def test_headings_hold_no_gaps(read_text: Read) -> None:
    """The text below repeats a heading; its figures need records."""
    corpus = read_text("12 arrests in Chad\n\nThey arrested 12 people.", "people: []\n")
    assert [(gap.kind, gap.words, gap.line) for gap in find_gaps(corpus)] == [("number", "12", 3)]


@pytest.mark.parametrize(
    ("yaml", "items", "open_"),
    [
        ("people: []\n", 4, ["Forty", "“Thanks”", "Operation Sun", "Chad"]),
        (STATISTIC.format(quote="Forty of them"), 4, ["“Thanks”", "Operation Sun", "Chad"]),
        # Named by a tool, it still wants an operation.
        (
            "tools:\n  - {id: a, quote: Operation Sun, name: Operation Sun, kind: guide}\n",
            4,
            ["Forty", "“Thanks”", "Operation Sun", "Chad"],
        ),
        ("uncovered:\n  - {exact: '“Thanks”', why: No.}\n", 3, ["Forty", "Operation Sun", "Chad"]),
    ],
)
def test_how_much_is_curated(read_text: Read, yaml: str, items: int, open_: list[str]) -> None:
    """Each place counts once, as the first thing that it is; what is excused does not count."""
    found = measure_coverage(read_text(TEXT, yaml))["s"]
    assert (found.items, [gap.words for gap in found.gaps]) == (items, open_)
    assert {gap.kind for gap in found.gaps if gap.words == "Operation Sun"} == {"operation"}


R10 = "Forty suspects were arrested by the Lake Police and 7 victims were recovered in May 2019."
SEVEN = """
statistics:
  - {{id: a, quote: {quote}, label: x, measure: recovered, value: {value}, value_text: {words}, unit: persons,
     qualifier: exact, scope: operation{more}}}
"""


@pytest.mark.parametrize(
    ("yaml", "open_"),
    [
        # The value is one number of its passage.
        (
            SEVEN.format(quote=R10.rstrip("."), value=7, words="7", more=""),
            ["Forty", "Lake Police", "May 2019"],
        ),
        (
            SEVEN.format(quote="Forty suspects", value=40, words="Forty", more=""),
            ["Lake Police", "7", "May 2019"],
        ),
        # A date by a date that is the same.
        (
            SEVEN.format(quote=R10.rstrip("."), value=7, words="7", more=", period: 2019-05"),
            ["Forty", "Lake Police"],
        ),
        # A name by a name, not by a passage.
        (
            "cases:\n  - {id: a, quote: by the Lake Police and 7 victims, summary: x}\n",
            ["Forty", "Lake Police", "7", "May 2019"],
        ),
        (
            "agencies:\n  - {id: a, quote: by the Lake Police, name: Lake Police, kind: law_enforcement}\n",
            ["Forty", "7", "May 2019"],
        ),
    ],
)
def test_a_passage_covers_only_what_a_field_holds(
    read_text: Read, yaml: str, open_: list[str]
) -> None:
    """Whatever else is in it stays open."""
    assert [words for _, words in gaps(read_text(R10, yaml))] == open_


@pytest.mark.parametrize(
    ("text", "value", "words", "more"),
    [
        ("The network smuggled 1.2m people.", 1200000, "1.2m", ""),
        ("Girls aged between 11 and 16 were found.", 11, "between 11 and 16", ", value_to: 16"),
        ("Girls aged between 11 and 16 were found.", 11, "11 and 16", ", value_to: 16"),
        ("One in four of the girls had papers.", 0.25, "One in four", ""),
        ("Half a dozen drivers fled.", 6, "Half a dozen", ""),
        ("About 1 200 files were opened.", 1200, "1 200", ""),
    ],
)
def test_a_number_is_covered_however_it_is_written(
    read_text: Read, text: str, value: float, words: str, more: str
) -> None:
    """Ranges, fractions, scales: by the value of the words."""
    yaml = SEVEN.format(quote=text.rstrip("."), value=value, words=words, more=more)
    corpus = read_text(text, yaml)
    assert gaps(corpus) == [], corpus.problems


def test_further_mentions_of_a_recorded_name_are_covered(read_text: Read) -> None:
    """Those of a person by the surname too; a record of another text covers nothing here."""
    text = "The officer Ana Ruiz came. Ms Ruiz left, and Ruiz wrote. Bo Lind said so."
    yaml = "people:\n  - {id: a, quote: The officer Ana Ruiz, name: Ana Ruiz}\n"
    assert gaps(read_text(text, yaml)) == [("name", "Bo Lind")]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("The police freed 12 people in Chad and Mali, and they were taken to the town. It was so.", None),
        ("حررت الشرطة 12 شخصا في المدينة واعتقلت 7 مشتبه بهم.", "names and number words in Arabic letters"),
        ("警察は12人を救出した。", "names and number words in"),
        ("Die Polizei hat in der Stadt 12 Menschen befreit, und das ist nicht alles.", "names and number words in German"),
        ("La police a libéré douze personnes dans la ville et les suspects sont en prison.", "number words in French"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(read_text: Read, text: str, unread: str | None) -> None:
    """By the script, or by the language of the commonest words."""
    found = measure_coverage(read_text(text, "people: []\n"))["s"].unread
    assert found == unread or (unread is not None and (found or "").startswith(unread))


def test_captions_rows_and_points_are_read(read_text: Read) -> None:
    """Numbers of a table, of a caption without a full stop, and names of a list."""
    text = (
        "Raids in Chad\n\nThe table shows the figures by country.\n\nCountry\tRescued\nChad\t1,250\nMali\t97\n\n"
        "The patrol has helped recover 1,800 missing children since 2005\n\nIt was led by:\n"
        "Lake Police\nNorth Harbour Guard\n\nThe end came."
    )
    assert [words for _, words in gaps(read_text(text, "people: []\n"))] == [
        *("Chad", "1,250", "Mali", "97", "1,800", "2005", "Lake Police", "North Harbour Guard")
    ]
