"""The figures of a card as lines in columns."""

from dataclasses import replace

import pytest

from trafficking_explorer.database.read_models import Detail, Field, Figure, Figures, Passage
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.widgets.card_items import CardItem, card_items, head_words
from trafficking_explorer.ui.widgets.figure_lines import FigureText, figure_lines, place_of

PLAIN_ONE = Figure(
    statistic_id="one",
    label="Victims",
    measure="rescued",
    value="nearly 500",
    population="victims",
    counted="victims",
    heading="",
    source_id="002",
    lines=(5,),
    sign="≠",
    depth=0,
    part_of=None,
    passages=(Passage("statistic", "one", "record", "002", 0, 9, "Nearly 500", 5),),
)


def figure(**changes: object) -> Figure:
    return replace(PLAIN_ONE, **changes)  # type: ignore[arg-type]


TREE = (
    figure(),
    figure(value="236", counted="minors", depth=1),
    figure(value="12", counted="girls", depth=2),
    figure(value="Half", measure="share", counted="Share of girls", depth=1, sign=""),
    figure(value="40", measure="arrests", counted="", heading="headline", lines=(3, 7), sign="1"),
    figure(value="9", measure="arrests", counted="", source_id=None, lines=(), sign="✗"),
)


def words(line: FigureText) -> str:
    return "".join(text for text, _ in line)


def test_each_figure_has_measure_sign_value_counted_and_place() -> None:
    """Parts are indented under their whole, a repeated measure is left out."""
    made = figure_lines(TREE, 48)
    assert [(each.label, [words(line).rstrip() for line in each.lines]) for each in made] == [
        ("rescued", ["≠ nearly 500  victims                    002 l.5"]),
        ("of them", ["≠   236       minors                     002 l.5"]),
        ("of them", ["≠     12      girls                      002 l.5"]),
        ("share", ["    Half      Share of girls             002 l.5"]),
        ("arrested", ["1 40          headline                002 l.3, 7"]),
        ("", ["✗ 9"]),
    ]


@pytest.mark.parametrize("width", [*range(18, 45), 80, 200])
def test_no_line_is_wider_than_it_may_be(width: int) -> None:
    """Whatever there is room for, places end at the right edge and values begin in one column."""
    wide = figure(value="漢" * 40, counted="e\u0301" * 90, source_id="漢字" * 20)
    for figures in (TREE, (*TREE, wide)):
        for each in figure_lines(figures, width):
            assert all(cell_width(words(line)) <= width for line in each.lines), width
            assert 1 <= len(each.lines) <= 2


def test_words_without_room_are_below_the_value() -> None:
    """On a narrow card what is counted is on a second line."""
    first, second, *_ = figure_lines(TREE, 24)
    assert [words(line) for line in first.lines] == ["≠ nearly 500     002 l.5", "  victims"]
    assert words(second.lines[1]) == "    minors"


def test_without_findings_there_is_no_column_for_signs() -> None:
    """The values begin at once."""
    (made,) = figure_lines([figure(sign="")], 40)
    assert words(made.lines[0]).startswith("nearly 500  victims")


def test_hostile_words_stay_on_their_line() -> None:
    """Line breaks and very long words of a text do not break the columns."""
    (made,) = figure_lines([figure(value="x\ny" * 9000, counted="a\tb\n" * 9000)], 60)
    assert all("\n" not in words(line) and len(words(line)) <= 60 for line in made.lines)


@pytest.mark.parametrize(
    ("lines", "place"),
    [((), "002"), ((3,), "002 l.3"), ((3, 7), "002 l.3, 7"), ((3, 7, 9), "002 l.3, 7, …")],
)
def test_places(lines: tuple[int, ...], place: str) -> None:
    """Two lines are named, more are hinted at."""
    assert place_of(figure(lines=lines)) == place


def record(**changes: object) -> Detail:
    fields = (
        Field("conducted_by:agency/a", "A — as written", "stated", None, (("agency", "a"),), ()),
        Field("coordinated_by:agency/b", "B", "stated", None, (("agency", "b"),), ()),
        Field("date", "2014/..", "resolved", "why", (), ()),
    )
    plain = Detail("operation", "o", "Sun", None, "f", 1, fields, (), (), 3)
    return replace(plain, **changes)  # type: ignore[arg-type]


def lines_of(items: list[CardItem]) -> list[str]:
    return [f"{line.label}|{line.text}".rstrip() for item in items for line in item.lines]


def test_figures_are_items_with_the_passages_of_their_claims() -> None:
    """Each leads to its statistic and shows its words; findings follow, then fields."""
    items = card_items(record(figures=Figures(TREE, len(TREE), "operation:o")), Symbols(), 80)
    assert [item.figure for item in items[:6]] == list(TREE)
    field = items[0].field
    assert field is not None
    assert (field.targets, field.passages) == ((("statistic", "one"),), PLAIN_ONE.passages)
    assert lines_of(items)[6:8] == [
        "findings|3 about this operation",
        "conducted by|A — as written",
    ]


def test_figures_beyond_the_first_are_counted_and_can_be_found() -> None:
    """The last line says how many more there are, and leads to them."""
    many = Figures(TREE, 1_000_000, "agency:a")
    items = card_items(record(figures=many), Symbols(), 80)
    assert items[6].filter == "agency:a"
    assert lines_of(items[6:7]) == ["|and 999,994 more figures: filter Statistics by agency:a"]
    narrow = card_items(record(figures=many), Symbols(), 40)
    assert " ".join(line.split("|")[1] for line in lines_of(narrow[6:7])).endswith("by agency:a")


def test_plain_signs_are_ascii() -> None:
    """A terminal without the signs gets others."""
    items = card_items(record(figures=Figures(TREE, len(TREE))), PLAIN, 80)
    assert lines_of(items)[0].startswith("rescued|# nearly 500")
    assert lines_of(items)[5].startswith("|x 9")


def test_the_head_names_who_and_when() -> None:
    """Those who conducted it, before those who coordinated it; the date with its sign if inferred."""
    assert head_words(record(), Symbols()) == "operation · A · 2014/.. ◇"
    several = tuple(Field(f"led_by:agency/{name}", name, "stated", None, (), ()) for name in "ABC")
    assert head_words(record(fields=several), Symbols()) == "operation · A and 2 more"
    assert head_words(record(fields=several[:2]), Symbols()) == "operation · A, B"
    assert head_words(record(fields=()), Symbols()) == "operation"
