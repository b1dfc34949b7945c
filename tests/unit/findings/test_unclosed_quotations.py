"""A quotation mark that never closes."""

import pytest

from trafficking_explorer.findings.rules.unclosed_quotations import RULE

from .conftest import Ask, record, words_of

ALLEN = "“It is a global crime, said Mr. Allen, “We need vision.”"


def test_a_mark_before_said(ask: Ask) -> None:
    """The next quotation opens while this one is open; the record of the quotation is named."""
    sources = {"a": f"He spoke.\n\n{ALLEN}\n\nThey met."}
    quote = record("allen", ["“It is a global crime,", "“We need vision.”"], speaker="Mr. Allen")
    quote["evidence"] = {"speaker": "said Mr. Allen"}
    (finding,) = ask(RULE, sources, quotes=[quote])
    assert finding.id == "unclosed-quotations:quote/allen@it-is-a-global-crime-said"
    assert finding.severity == "doubt"
    assert finding.message.startswith(
        "Source a opens a quotation and does not close it: “It is a global crime, said Mr. Allen,"
    )
    assert words_of(finding.side, sources)[0] == "“It is a global crime, said Mr. Allen, "


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("He said: “We go on.\n\nThey met.", ["“We go on."]),
        ("“One” and “two and “three” ends", ["“two and "]),
        ("« Un mot. Fin", ["« Un mot. Fin"]),
        ('"It is a crime, said Mr. Allen, "We need vision."', ['"It is a crime, said Mr. Allen, ']),
        ('He said: "We go on.\n\nThey met.', ['"We go on.']),
        ("“A.\n\nB said “C”.", ["“A."]),
        ("“One said.\n\nThey met “two said.", ["“One said.", "“two said."]),
        # Interrupted, over paragraphs, one inside another, German, inches, apostrophes; straight.
        ("“We go on,” he said. “We do.”", []),
        ("“We go on.\n\n“And on.”", []),
        ("“We go on.\n\nAnd on,” he said.\n\nThey met.", []),
        ("“He told me “no” twice.”", []),
        ("„Wir machen weiter“, sagte er.", []),
        ("It is 5\" wide, and the police's van is 6” high.", []),
        ("‘Tis the officers’ hour.", []),
        ('"We go on," he said. "We do."', []),
        ('"We go on.\n\n"And on."', []),
        ('("We go on") and "so on"—"and on"', []),
        ('A 5" pipe, a 6" pipe.', []),
        ("They met.", []),
    ],
)
def test_marks_that_stay_open(ask: Ask, text: str, opened: list[str]) -> None:
    """To the next mark or the end of the paragraph; each is told."""
    findings = ask(RULE, {"a": text})
    assert [words for each in findings for words in words_of(each.side, {"a": text})] == opened
    assert len({each.id for each in findings}) == len(findings)
    assert all(each.side.record_type == "source" for each in findings)


def test_page_furniture_is_not_read(ask: Ask) -> None:
    """A teaser cut off after an opening mark is nobody's quotation."""
    from .conftest import Source

    assert ask(RULE, {"a": Source("They met.", above="“We go on …")}) == []
