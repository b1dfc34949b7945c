"""The measure of a figure by the verb of its own clause."""

import pytest

from tests.curation_fakes import fields, known, place, reading
from trafficking_explorer.curation.statistics import statistic
from trafficking_explorer.curation.types import PLACEHOLDER


def read(text: str, words: str) -> dict[str, str]:
    """The record offered for the number among some words."""
    source = reading(text)
    at = source.selection(*place(text, words))
    (number,) = source.numbers(at)[:1]
    return fields(statistic(source, number, at, known(evidence=[]))[0])


OPEN = PLACEHOLDER


@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        # The verb is that of the figure's own clause (R2).
        ("Forty suspects were arrested and 7 victims were recovered.", "7", "recovered"),
        ("Police arrested 12 men and 3 women were freed.", "3", "rescued"),
        ("Police arrested 12 men and 3 women in a raid.", "3", "arrests"),
        ("Police said 21 men had been detained.", "21", "arrests"),
        ("Four smugglers were caught, and 60 passengers fled.", "60", OPEN),
        ("More than 1,500 police officers took part in the raids.", "1,500", "participants"),
        ("Sixteen men and nine women were taken to safety.", "Sixteen", "rescued"),
        ("Coastguards brought 54 people, including 11 children, to safety.", "54", "rescued"),
        ("Coastguards brought 54 people, including 11 children, to safety.", "11", "rescued"),
        ("The rescue of 64 boys from a madrasa followed a tip.", "64", "rescued"),
        ("Thirty victims – 18 women and 12 men – were recovered.", "Thirty", "recovered"),
        ("Thirty victims – 18 women and 12 men – were recovered.", "12", "recovered"),
        ("Police rescued 15 people: 9 women and 6 men.", "6", "rescued"),
        ("Five girls who had been sold were identified.", "Five", "identified"),
        ("Some 600 people were reported missing.", "600", "missing"),
        ("The missing boys, five in all, have been found.", "five", "found"),
        ("Another 45 victims are receiving support.", "45", "assisted"),
        # An agent is not what its verb counts.
        ("Eight detectives arrested the ringleader.", "Eight", OPEN),
        ("The operation involved 400 officers.", "400", OPEN),
        ("The suspects charged 40 women 2,000 euros each.", "40", OPEN),
        ("Two officers were convicted of taking bribes from 14 men.", "14", OPEN),
        ("The gang, which smuggled 600 people, was broken up.", "600", OPEN),
        # A participle before the noun, whatever the clause tells beside it.
        ("The 18 arrested men will appear in court.", "18", "arrests"),
        ("Rescued were 12 women.", "12", "rescued"),
        ("Of 1,204 people screened, 87 were identified as potential victims.", "87", "potential_victims"),
        ("Police rescued 12 women in May.", "12", "rescued"),
        # Negations, aims, plans, what may be and what others are accused of (R7).
        ("The 12 men were not arrested.", "12", OPEN),
        ("Nobody rescued the 14 girls.", "14", OPEN),
        ("None of the 25 suspects has been charged.", "25", OPEN),
        ("Officers set out to rescue an estimated 90 children.", "90", OPEN),
        ("The NGO wants to help 5,000 girls.", "5,000", OPEN),
        ("Some 120 workers are due to be freed.", "120", OPEN),
        ("A further 40 people could be charged.", "40", OPEN),
        ("As many as 600 girls may have been sold.", "600", OPEN),
        ("He is accused of trafficking 12 girls.", "12", OPEN),
        ("The group is suspected of having trafficked 200 women.", "200", OPEN),
        ("Were 12 men arrested?", "12", OPEN),
        ("The arrest of 5 men is expected this week.", "5", OPEN),
        ("A warrant for the arrest of 8 men was issued.", "8", OPEN),
        ("The ministry called for the rescue of 300 girls.", "300", OPEN),
        # An infinitive that came true.
        ("The patrol has helped recover 1,800 missing children.", "1,800", "recovered"),
        ("The tip enabled police to arrest 12 men.", "12", "arrests"),
        ("They managed to free 12 men.", "12", "rescued"),
        # Other meanings of a verb.
        ("Twelve migrants were found dead in a lorry.", "Twelve", OPEN),
        ("The court found 17 defendants guilty.", "17", "convicted"),
        ("Six suspects were freed on bail.", "Six", OPEN),
        # A change is not a count, its level is one (R5).
        ("The arrests follow a surge in crossings, hitting a record of almost 9,000.", "9,000", OPEN),
        ("The number of victims fell by 120.", "120", OPEN),
        ("The number of identified victims rose from 310 to 455.", "455", "identified"),
        ("Arrests doubled to 86.", "86", "arrests"),
    ],
)  # fmt: skip
def test_the_verb_of_a_figure(text: str, words: str, measure: str) -> None:
    """The verb of its own clause, if it was done; else the measure is left open."""
    assert read(text, words)["measure"] == measure


@pytest.mark.parametrize(
    ("text", "words", "unit", "measure"),
    [
        ("In addition, one unlicensed shotgun was recovered.", "one", "items", "items"),
        ("Police recovered 11 stolen vehicles.", "11", "items", "items"),
        ("Officers seized 300 cartridges.", "300", "items", "seized"),
        ("Nine dogs were rescued.", "Nine", OPEN, OPEN),
        ("Some 70 glorbs were rescued.", "70", OPEN, OPEN),
        ("Some 70 glorbs were arrested.", "70", "persons", "arrests"),
        ("The patrol covers 140 kilometres.", "140", OPEN, OPEN),
        ("The helpline took 310 calls.", "310", "items", "items"),
    ],
)
def test_a_thing_is_not_a_person(text: str, words: str, unit: str, measure: str) -> None:
    """An unknown noun is neither, unless only persons can be arrested (R3)."""
    record = read(text, words)
    assert (record["unit"], record["measure"]) == (unit, measure)


@pytest.mark.parametrize(
    ("text", "words", "population"),
    [
        ("Nine criminal associates were arrested.", "Nine", "criminal associates"),
        ("They held 141 confirmed gang members and six murder suspects.", "141", "confirmed gang members"),
        ("They held 141 confirmed gang members and six murder suspects.", "six", "murder suspects"),
        ("Police rescued 12 women and children from a farm.", "12", "women and children"),
        ("The arrest of 300 suspected traffickers and migrant smugglers.", "300", "suspected traffickers and migrant smugglers"),
        ("They freed 29 victims of forced labour in May.", "29", "victims of forced labour"),
        ("The 30 rescued children were flown home.", "30", "children"),
        ("Only 8 of the 40 suspects have been convicted.", "8", "suspects"),
        ("Police freed 40 people, of whom 12 were children.", "12", "children"),
        ("Some suspects, 14 in all, remain at large.", "14", "suspects"),
        ("Police freed 11 more women.", "11", "women"),
        ("Ten people smugglers were arrested.", "Ten", "people smugglers"),
        ("27% of all human trafficking cases are known.", "27", "all human trafficking cases"),
        ("It has 20 officers, 30% of them women.", "30", None),
    ],
)  # fmt: skip
def test_who_is_counted(text: str, words: str, population: str | None) -> None:
    """The words up to the noun, without those that the measure tells."""
    assert read(text, words).get("population") == population


@pytest.mark.parametrize(
    ("text", "words", "unit", "measure"),
    [
        ("The rescued children were between 11 and 16 years old.", "11", "years", "age"),
        ("Two women, aged 24 and 31, were arrested.", "31", "years", "age"),
        ("The suspect, 43, was led away.", "43", "years", "age"),
        ("The oldest victim was 72.", "72", "years", "age"),
        ("Seventeen of the girls were under 18.", "18", "years", "age"),
        ("Mara Quill was jailed for eight years.", "eight", "years", "sentence"),
        ("She faces a maximum of ten years.", "ten", "years", OPEN),
        ("Prosecutors asked for 20 years in prison.", "20", "years", OPEN),
        ("The investigation lasted 19 months.", "19", "months", "duration"),
        ("Women made up 58 per cent of the victims.", "58", "percent", "share"),
        ("Arrests rose by 16 per cent.", "16", "percent", OPEN),
        ("The fee was £3,000 a person.", "3,000", "GBP", "price"),
        ("The gang earned more than €5 million.", "5 million", "EUR", "revenue"),
        ("Police seized 42 phones and 120,000 euros.", "120,000", "EUR", "seized"),
        ("The victims had debts of €700.", "700", "EUR", OPEN),
        ("Victims were paid 30 euros a day.", "30", "EUR", OPEN),
    ],
)
def test_an_amount_is_not_a_count(text: str, words: str, unit: str, measure: str) -> None:
    """Ages, terms, shares and prices are told apart, and from what only resembles them (R4, R17)."""
    record = read(text, words)
    assert (record["unit"], record["measure"]) == (unit, measure)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("According to the Coast Office, 61 people were assisted.", "61", "the Coast Office"),
        ("Thirty-five suspects were arrested, according to Europol.", "Thirty-five", "Europol"),
        ("A spokesman for the coastguard said 71 migrants landed.", "71", "A spokesman for the coastguard"),
        ("“We rescued 12 girls,” said Inspector Ama Boro.", "12", "Inspector Ama Boro"),
        ("“In total 34 victims were freed,” the minister told reporters.", "34", "the minister"),
        ("The ministry reported that 55 victims were identified.", "55", "The ministry"),
        ("They said 12 men were arrested.", "12", None),
        ("The ministry reported 55 cases.", "55", None),
        ("Quill said the police had been slow, and 14 girls were freed.", "14", None),
        ("Nine men were arrested in Thailand and the United States.", "Nine", None),
    ],
)  # fmt: skip
def test_who_says_so(text: str, words: str, speaker: str | None) -> None:
    """The words for the speaker, if the figure is part of what is said."""
    record = read(text, words)
    assert record.get("attributed_to") == speaker
    assert speaker is None or speaker in record["quote"]


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("In 2018, police freed 12 people.", "12", "2018"),
        ("Some 61 people were assisted in 2018.", "61", "2018"),
        ("Since May 2005, it has helped 12 people.", "12", "2005-05/.."),
        ("Between 2014 to date, it has rescued at least 700 children.", "700", "2014/.."),
        ("From 2010 to 2015, it identified 2,345 victims.", "2,345", "2010/2015"),
        ("On 12 June 2022, they rescued 88 people.", "88", "2022-06-12"),
        ("The total rose from 310 in 2019 to 455 in 2020.", "455", "2020"),
        ("The network, founded in 1998, has assisted 700 women.", "700", None),
        ("Since its launch in 2015, it has supported 900 women.", "900", None),
        ("By the end of 2019, 640 suspects had been charged.", "640", None),
        ("A law that was passed in 2012 freed 12 men.", "12", None),
        ("They freed 12 girls trafficked in 2017.", "12", None),
    ],
)
def test_the_time_of_a_figure(text: str, words: str, period: str | None) -> None:
    """That of its own clause; another time, or one of several, is not offered."""
    record = read(text, words)
    assert record.get("period") == period
    assert period is None or period[:4] in record["quote"]


@pytest.mark.parametrize(
    ("words", "sex", "age_group"),
    [
        ("12 women", "female", "adult"),
        ("12 boys", "male", "child"),
        ("12 women and girls", "female", None),
        ("12 women and children", None, None),
        ("12 child sex offenders", None, None),
        ("12 child victims", None, "child"),
        ("12 child protection officers", None, None),
    ],
)
def test_sex_and_age_group(words: str, sex: str | None, age_group: str | None) -> None:
    """Given where the words for those counted say just one."""
    record = read(f"Police met {words} there.", words)
    assert (record.get("sex"), record.get("age_group")) == (sex, age_group)


def test_a_part_names_its_whole() -> None:
    """If the whole is a record; "Of them" means the figure of the sentence before."""
    for text, words in (
        ("Police freed 40 people, including 12 women and 5 girls.", "5"),
        ("Police freed 40 people, 12 of them children.", "12"),
        ("Police freed 40 people. Of them, 12 were children.", "12"),
        ("Of the 40 people rescued, 12 were boys.", "12"),
    ):
        source = reading(text)
        at = source.selection(*place(text, words))
        (number,) = source.numbers(at)[:1]
        draft, _, _ = statistic(source, number, at, known(evidence=[("freed",)]))
        assert fields(draft).get("part_of") == "freed", text
    text = "Police freed 40 people and arrested 12 men."
    source = reading(text)
    at = source.selection(*place(text, "12"))
    draft, _, _ = statistic(source, source.numbers(at)[0], at, known(evidence=[("freed",)]))
    assert "part_of" not in fields(draft)
