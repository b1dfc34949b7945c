"""A stated number against the list after it, or against the records."""

import pytest

from trafficking_explorer.findings.rules.listed_counts import RULE

from .conftest import Ask, claim, operation, record

WRONG = [
    "The work was done by 3 agencies. The agencies are:\n\n• Amber Police\n• Cold Bay Guard\n• Tall Pine Office\n• Grey Rock Watch",
    "The following five people were charged:\n- Mara Quill, 40\n- Jon Reed, 31\n- Ada Field, 29",
    "Four countries took part:\n\n1. Peru\n2. Chile\n3. Brazil\n4. Bolivia\n5. Ecuador",
    "Twelve states took part (Peru, Chile, Brazil and Bolivia).",
    "Officers of 5 countries met: Peru, Chile, Brazil and Bolivia.",
    "Officers of two countries met, including:\n* Peru\n* Chile\n* Brazil",
    "The three agencies are:\nAmber Police\nCold Bay Guard\nTall Pine Office\nGrey Rock Watch\n",
    "It has 3 partners:\n  ▪ Amber Police\n\n  ▪ Cold Bay Guard",
]
RIGHT = [
    "The work was done by 4 agencies. The agencies are:\n\n• Amber Police\n• Cold Bay Guard\n• Tall Pine Office\n• Grey Rock Watch",
    "Officers of 12 countries met, including:\n* Peru\n* Chile\n* Brazil",
    "Officers of 12 countries, such as: Peru, Chile and Brazil.",
    "Officers of 4 countries met: Peru, Chile, Trinidad and Tobago and Brazil.",
    "Officers of 5 countries met: Peru, Chile, Trinidad and Tobago and Brazil.",
    "Police freed 40 people. The agencies are:\n• Amber Police\n• Cold Bay Guard",
    "In 2018 the police had two aims in 3 towns:\n• Port Amber\n• Cold Bay\n• Tall Pine",
    "It took 3 weeks:\n• Port Amber\n• Cold Bay",
    "Two men said: We, the crew, saw Port Amber, Cold Bay and the sea.",
    "There were 40 arrests:\n• 20 in Port Amber\n• 20 in Cold Bay",
    "Six agencies took part. The sea was calm.\n\n– It was, he said.\n– Was it?",
]


@pytest.mark.parametrize("text", WRONG)
def test_lists_with_another_number_of_items(ask: Ask, text: str) -> None:
    """Points with all kinds of mark, with none, and names in a sentence."""
    (finding,) = ask(RULE, {"a": text})
    assert finding.severity == "doubt"
    assert finding.id.startswith("listed-counts:source/a@")
    assert finding.other is not None
    assert finding.other.passages


@pytest.mark.parametrize("text", RIGHT)
def test_lists_that_fit(ask: Ask, text: str) -> None:
    """The same number, an incomplete list, a number of something else, sums."""
    assert ask(RULE, {"a": text}) == []


def test_the_claim_is_named(ask: Ask) -> None:
    """If the number has a record, the finding is about that."""
    count = claim("three", "done by 3 agencies", 3, unit="organisations", measure="organisations")
    (finding,) = ask(RULE, {"a": WRONG[0]}, statistics=[count])
    assert finding.id == "listed-counts:source/a+statistic/three"
    assert finding.message == "Source a says “3 agencies”, and the list after it has 4 items"


@pytest.mark.parametrize(("number", "severity"), [(2, "note"), (3, None), (5, None)])
def test_participants_on_record(ask: Ask, number: int, severity: str | None) -> None:
    """More of them than the text says; fewer may just not be curated."""
    names = ("Amber Police", "Cold Bay Guard", "Tall Pine Office")
    said = " ".join(f"The {name} helped." for name in names)
    text = f"Operation Kettle united {number} agencies. {said}"
    agencies = [
        record(f"agency-{at}", name, name=name, kind="unit", resolved={"kind": "x."})
        for at, name in enumerate(names)
    ]
    links = [
        {"relation": "participant", "to": f"agency/agency-{at}", "quote": f"The {name} helped"}
        for at, name in enumerate(names)
    ]
    kettle = operation("kettle", "Operation Kettle", name="Operation Kettle", links=links)
    count = claim("n", f"united {number} agencies", number, unit="organisations", measure="organisations", operation="kettle")  # fmt: skip
    found = ask(RULE, {"a": text}, operations=[kettle], agencies=agencies, statistics=[count])
    assert [finding.severity for finding in found] == ([severity] if severity else [])
