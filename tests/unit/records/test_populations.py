"""The groups of people that a figure is about."""

import pytest

from trafficking_explorer.records.populations import GROUPS, group_names, groups


@pytest.mark.parametrize(
    ("population", "label", "measure", "expected"),
    [
        ("children", "Children trafficked", "trafficked", ("children",)),
        ("minors", "Minors among the victims", "rescued", ("children",)),
        ("KIDS", None, "victims", ("children", "victims")),
        ("women and girls", None, "share", ("children", "girls", "adults", "women")),
        ("child victims", None, "recovered", ("children", "victims")),
        ("minor victims of child trafficking", None, "recovered", ("children", "victims")),
        ("child sex offenders", "Child sex offenders arrested", "arrests", ("suspects",)),
        ("child sex offenders", None, "persons", ("suspects",)),
        ("child rescue missions", "Successful child rescue missions", "items", ()),
        ("agencies fighting child trafficking", None, "organisations", ()),
        ("a 15-year old", "Age of the victim", "age", ("children", "victims")),
        ("19-year-old men", None, "rescued", ("adults", "men")),
        ("persons under 18", None, "rescued", ("children",)),
        ("persons under 30", None, "rescued", ()),
        (None, "Share of the girls who were found", "share", ("children", "girls")),
        (None, "Case of a 16-year-old girl", "cases", ("children", "girls")),
        (None, "How long children were missing", "duration", ("children",)),
        ("irregular migrants", None, "migrants_identified", ("migrants",)),
        ("", "", "items", ()),
        (None, None, "items", ()),
    ],
)
def test_whom_a_figure_is_about(
    population: str | None, label: str | None, measure: str, expected: tuple[str, ...]
) -> None:
    """The people counted; words that only describe a thing do not count."""
    found = groups(population, label, measure)
    assert set(expected) == set(found)


def test_a_group_is_found_by_its_words() -> None:
    """Its name first; a part has other words."""
    assert group_names("children")[0] == "children"
    assert {"minors", "kids", "child"} <= set(group_names("children"))
    assert "girls" not in group_names("children")
    assert all(name in GROUPS for group in GROUPS.values() for name in group.includes)
