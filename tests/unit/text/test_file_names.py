"""Names for files, made from words."""

import pytest

from trafficking_explorer.text.file_names import file_name


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("operations", ""), "operations"),
        (("operations", "in:africa year>2016"), "operations-in-africa-year-2016"),
        (("quotes", 'said:"Épervier"/../x'), "quotes-said-epervier-x"),
        (("", "маска"), "rows"),
        (("", "\x00\n"), "rows"),
        (("a", "b" * 200), "a-" + "b" * 58),
    ],
)
def test_a_name_for_any_system(parts: tuple[str, str], name: str) -> None:
    """Small letters, digits and hyphens, and never too long."""
    assert file_name(*parts) == name
