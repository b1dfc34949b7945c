"""The findings of the five texts, judged by a careful reader.

The list was written down from the texts before the rules were run over them. Every finding of the
list is made by a rule, and every finding that a rule makes is in the list, with the reason why a
careful reader makes it. `MIXED_UP` names pairs that look alike and are not: no finding may join
them.

What a careful reader of these texts finds and no rule can, since it takes knowledge of the world
or of what words mean: a heading of source 000 promises budgets and its section has none; NATO
is listed among law enforcement agencies; cases have “increased exponentially, as it has been
highlighted above”, where nothing above says so; the FBI “convicted” traffickers, which courts do;
whether people who are quoted still held the office that goes with their names; “County Office” is
meant to be “Country Office”; the “guide” of source 003 is a group of people.
"""

import pytest

from trafficking_explorer.database.connection import Store
from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.findings.finding import Finding
from trafficking_explorer.findings.rules import RULES

EXPECTED = {
    # What cannot be, or may well be wrong.
    "missing-units:statistic/ilo-asia-and-the-pacific-000": (
        "error",
        "“1.4 are in Asia and the Pacific”: a million has been lost, most likely.",
    ),
    "odd-magnitudes:statistic/ilo-asia-and-the-pacific-000": (
        "doubt",
        "Its four siblings are 130,000 to 270,000.",
    ),
    "unfitting-sums:statistic/ilo-people-in-forced-labour-000": (
        "doubt",
        "ILO's parts make 830,001.4, with 1.4 million 2.23 million, and not the 2.5 million.",
    ),
    "oversized-parts:statistic/children-in-forced-labor-000+statistic/ilo-people-in-forced-labour-000": (
        "doubt",
        "168 million children in forced labour, and two paragraphs on at least 2.5 million people.",
    ),
    "unfitting-rates:statistic/children-trafficked-monthly-000+statistic/children-trafficked-weekly-000": (
        "doubt",
        "84,000 are four weeks of 21,000; a month has more.",
    ),
    "unfitting-rates:statistic/children-trafficked-monthly-000+statistic/unicef-children-trafficked-every-year-000": (
        "doubt",
        "84,000 a month are 1,008,000 a year, not about 1.2 million; 3,000 a day are near enough.",
    ),
    "too-many-countries:statistic/spartacus-countries-003": (
        "doubt",
        "There are no 25 countries in Central and South America.",
    ),
    "differing-claims:statistic/epervier-rescued-002+statistic/epervier-rescued-heading-002": (
        "doubt",
        "The heading has 500 victims, the body nearly 500.",
    ),
    "unclear-parts:statistic/turquesa-iii-arrests-001+statistic/turquesa-iii-arrests-el-salvador-001": (
        "doubt",
        "Are the 27 of El Salvador among the 216 arrests?",
    ),
    "page-dates:operation/weka-ii+source/001@2024-04-03": (
        "doubt",
        "The page shows a day of 2024; “last month” is June 2022.",
    ),
    "unclosed-quotations:quote/allen-vision-002@this-is-not-a-problem-that": (
        "doubt",
        "Mr. Allen's first sentence has no closing mark.",
    ),
    "run-together-names:person/innocentia-apovo": ("doubt", "Two words, printed as one."),
    "near-names:operation/epervier@operation-epervier~operation-opervier": (
        "doubt",
        "Source 000 prints Opervier.",
    ),
    "lone-claims:source/000+statistic/children-share-of-trafficking-cases-000": (
        "doubt",
        "27 % of all cases: nobody is named.",
    ),
    "lone-claims:source/000+statistic/children-in-forced-labor-000": (
        "doubt",
        "168 million: nobody is named.",
    ),
    "lone-claims:source/000+statistic/children-in-child-labor-000": (
        "doubt",
        "215 million: nobody is named.",
    ),
    "lone-claims:source/000+statistic/children-in-dangerous-work-000": (
        "doubt",
        "115 million: nobody is named.",
    ),
    # What is worth knowing.
    "relative-dates:operation/turquesa-iii+source/001": (
        "note",
        "“Last December”: the operation began on 29 November.",
    ),
    "several-names:agency/iom@international-organization-for-migration~international-office-for-migration": (
        "note",
        "IOM is an Organization in source 000 and an Office in source 002.",
    ),
    "parts-as-wholes:statistic/epervier-minors-rescued-000": (
        "note",
        "Source 000 has “a total of 236 minors”, source 002 has them among nearly 500 victims.",
    ),
    "repeated-claims:statistic/epervier-minors-rescued-000+statistic/epervier-minors-rescued-002": (
        "note",
        "236 in both texts, and no confirmation: the later has words of the earlier.",
    ),
    "copied-words:quote/yoro-traore-000+quote/yoro-traore-002": (
        "note",
        "Yoro Traore's words, letter for letter.",
    ),
    "missing-dates:operation/epervier+source/002": (
        "note",
        "Only source 000 has the year 2017.",
    ),
    "missing-dates:operation/operation-rescue": ("note", "Told as if of today; it was in 2011."),
    "missing-dates:operation/nawa": ("note", "Source 003 gives no date."),
    "missing-dates:operation/blackwrist": ("note", "“Two-year”, and not from when to when."),
    "missing-dates:operation/smuggling-routes-operation-004": (
        "note",
        "“In October”: source 004 names no year, neither here nor anywhere.",
    ),
    "missing-dates:operation/crimes-against-women-appeal": (
        "note",
        "“On November 25”, of a year that source 004 does not tell.",
    ),
    "missing-dates:event/specialists-group-meeting-002": (
        "note",
        "“14-17 November”: source 002 names no year, neither here nor anywhere.",
    ),
    # Figures of one text: nobody else bears them out.
    **dict.fromkeys(
        (
            "lone-claims:source/000+statistic/unicef-children-trafficked-every-year-000",
            "lone-claims:source/000+statistic/traffickers-yearly-money-women-000",
            "lone-claims:source/000+statistic/ilo-people-in-forced-labour-000",
            "lone-claims:source/004+statistic/un-women-share-women-and-girls-004",
        ),
        ("note", "An estimate about the world with a body's name, in one text."),
    ),
    **dict.fromkeys(
        (
            "lone-claims:operation/interpol-child-rescue-missions+source/000",
            "lone-claims:operation/operation-rescue+source/000",
            "lone-claims:operation/operation-cross-country+source/000",
            "lone-claims:operation/weka-ii+source/001",
            "lone-claims:operation/storm-makers+source/001",
            "lone-claims:operation/turquesa-iii+source/001",
            "lone-claims:operation/spartacus+source/003",
            "lone-claims:operation/nawa+source/003",
            "lone-claims:operation/blackwrist+source/004",
            "lone-claims:operation/crimes-against-women-appeal+source/004",
            "lone-claims:operation/smuggling-routes-operation-004+source/004",
        ),
        ("note", "One text alone tells of the operation."),
    ),
    "lone-claims:operation/epervier+source/002": (
        "note",
        "Source 000 tells of the operation too, and neither of 500 victims nor of 40 arrests.",
    ),
    **dict.fromkeys(
        (
            "lone-claims:agency/interpol+source/000",
            "lone-claims:agency/fbi+source/000",
            "lone-claims:agency/ncmec+source/000",
            "lone-claims:agency/weprotect-global-alliance+source/002",
            "lone-claims:agency/interpol-regional-bureaus-africa+source/002",
            "lone-claims:agency/ecpat+source/002",
            "lone-claims:event/cotonou-working-group-meeting-002+source/002",
            "lone-claims:event/specialists-group-meeting-002+source/002",
        ),
        ("note", "What one text says of an organisation or a meeting."),
    ),
    "unarchived-sources:source/000": (
        "note",
        "It has an address; nobody has named a copy in an archive.",
    ),
    "unarchived-sources:source/001": (
        "note",
        "It has an address; nobody has named a copy in an archive.",
    ),
    "unarchived-sources:source/002": (
        "note",
        "It has an address; nobody has named a copy in an archive.",
    ),
    "unarchived-sources:source/003": (
        "note",
        "It has an address; nobody has named a copy in an archive.",
    ),
}

MIXED_UP = [
    ("epervier-rescued-002", "cross-country-minors-recovered-000", "500 and 500 of two operations"),
    ("interpol-children-rescued-000", "weka-ii-rescued-001", "700 since 2014, 700 in a week"),
    ("turquesa-iii-arrests-001", "smuggling-routes-arrests-004", "two operations of one name"),
    (
        "smuggling-routes-countries-004",
        "smuggling-routes-migrants-countries-004",
        "whose countries",
    ),
    ("blackwrist-rescued-004", "blackwrist-rescued-heading-004", "50 and 50 agree"),
    ("epervier-arrests-002", "epervier-arrests-heading-002", "40 and 40 agree"),
    ("fbi-traffickers-convicted-000", "ncmec-lost-children-recovered-000", "3,000 of each"),
    ("iom-children-trafficked-every-day-000", "children-trafficked-weekly-000", "7 times 3,000"),
    ("children-in-child-labor-000", "children-in-dangerous-work-000", "two kinds of work"),
    ("children-share-of-trafficking-cases-000", "un-women-share-women-and-girls-004", "two groups"),
    ("mind", "find", "two solutions that differ by a letter"),
    ("niger", "nigeria", "two countries that differ by two"),
    ("weka-ii", "turquesa-iii", "two operations of one text"),
]

SILENT = {
    "impossible-dates": "Every date of the five texts is possible; “14-17 November” are four days.",
    "sums-across-texts": "No total of one text has parts in another: the minors of 002 are in 002.",
    "listed-counts": "The lists of source 003 follow no number.",
    "misspelt-names": "The one slip, Opervier, is on record as an alias.",
    "repeated-words": "No sentence comes twice in one text.",
    "heading-figures": "Every figure of a heading is on record.",
    "heading-crimes": "Forcing people into prostitution, in 002, is the trafficking of its heading.",
}
"""Rules that rightly find nothing here, and why."""


@pytest.fixture(scope="module")
def found(store: Store) -> dict[str, Finding]:
    """The findings by their ids."""
    return {finding.id: finding for finding in run_rules(store)}


def test_the_findings_are_those_of_a_careful_reader(found: dict[str, Finding]) -> None:
    """None is missing, none is absurd, and each is as grave as the reader takes it."""
    assert {id_: each.severity for id_, each in found.items()} == {
        id_: severity for id_, (severity, _) in EXPECTED.items()
    }


@pytest.mark.parametrize(("one", "other", "why"), MIXED_UP)
def test_what_looks_alike_is_not_mixed_up(
    found: dict[str, Finding], one: str, other: str, why: str
) -> None:
    """No finding has the two as its sides."""
    for finding in found.values():
        sides = {side.record_id for side in (finding.side, finding.other) if side}
        assert sides != {one, other}, (why, finding.message)


def test_every_rule_has_its_place(found: dict[str, Finding]) -> None:
    """It finds something here, or there is a reason why not."""
    silent = {rule.id for rule in RULES} - {finding.rule for finding in found.values()}
    assert silent == set(SILENT)
