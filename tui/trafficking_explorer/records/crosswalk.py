"""Our controlled terms beside those of other vocabularies for data on trafficking.

A term is here only if its definition and ours say the same, or if theirs is the wider one. Terms that
are narrower than ours, such as HTCDS's PhysicalThreats beside our threat, are left out: a filter for
them would find records that say less.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from trafficking_explorer.records.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary of others."""

    name: str
    """Its short name, in `code:` and in the table."""
    title: str
    publisher: str
    licence: str
    address: str


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A term of another vocabulary beside one of ours."""

    scheme: str
    code: str
    """As the vocabulary writes it; a value of a variable is `variable=value`."""
    label: str
    vocabulary: str
    """The name of our vocabulary."""
    ours: str
    """Our code."""

    @property
    def full_code(self) -> str:
        """The code with its scheme, as the filter `code:` takes it."""
        return f"{self.scheme}/{self.code}"


SCHEMES = (
    Scheme(
        "htcds",
        "Human Trafficking Case Data Standard 2.0",
        "IOM",
        "CC BY 4.0",
        "https://github.com/UNMigration/HTCDS",
    ),
    Scheme(
        "ctdc",
        "Counter-Trafficking Data Collaborative, k-anonymised data of 2020",
        "IOM, Polaris and others",
        "names of variables; the data have their own terms of use",
        "https://www.ctdatacollaborative.org",
    ),
    Scheme(
        "glotip",
        "Data of the Global Report on Trafficking in Persons",
        "UNODC",
        "names of indicators and categories",
        "https://dataunodc.un.org/dp-trafficking-persons",
    ),
    Scheme(
        "ftm",
        "FollowTheMoney topics",
        "OpenSanctions and OCCRP",
        "MIT",
        "https://followthemoney.tech",
    ),
)
"""The vocabularies, in the order of the table."""

_TERMS = """
htcds | SexualExploitation | Sexual exploitation | purpose | sexual_exploitation
htcds | ForcedLabour | Forced labour | purpose | forced_labour
htcds | Servitude | Servitude | purpose | servitude
htcds | ForcedMarriage | Forced marriage | purpose | forced_marriage
htcds | ForcedBegging | Forced begging | purpose | begging
htcds | OrganRemoval | Organ removal | purpose | organ_removal
htcds | ChildLabour | Child labour | distinct | child_labour
htcds | FalsePromises | False promises | means | deception
htcds | PossibleVictimOfTrafficking | Possible victim of trafficking | measure | potential_victims
htcds | LawEnforcement | Law Enforcement | agency kind | law_enforcement
htcds | NGO | NGO | agency kind | ngo
htcds | CorporateBusiness | Corporate Business | agency kind | company
htcds | Feminine | Feminine | sex | female
htcds | Masculine | Masculine | sex | male
ctdc | isSexualExploit | Sexual exploitation | purpose | sexual_exploitation
ctdc | isForcedLabour | Forced labour | purpose | forced_labour
ctdc | isSlaveryAndPractices | Slavery and practices similar to slavery | purpose | slavery
ctdc | isForcedMarriage | Forced marriage | purpose | forced_marriage
ctdc | isOrganRemoval | Organ removal | purpose | organ_removal
ctdc | typeOfLabourBegging | Type of labour: begging | purpose | begging
ctdc | typeOfLabourIllicitActivities | Type of labour: illicit activities | purpose | forced_criminality
ctdc | meansOfControlThreats | Means of control: threats | means | threat
ctdc | meansOfControlFalsePromises | Means of control: false promises | means | deception
ctdc | isAbduction | Abduction | means | abduction
ctdc | gender=Female | Gender: female | sex | female
ctdc | gender=Male | Gender: male | sex | male
ctdc | majorityStatus=Minor | Majority status: minor | age group | child
ctdc | majorityStatus=Adult | Majority status: adult | age group | adult
glotip | Detected trafficking victims | Detected trafficking victims | measure | detected
glotip | Persons brought into formal contact | Persons brought into formal contact | measure | arrests
glotip | Persons prosecuted | Persons prosecuted | measure | charged
glotip | Persons convicted | Persons convicted | measure | convicted
glotip | Sexual exploitation | Form of exploitation: sexual exploitation | purpose | sexual_exploitation
glotip | Forced labour | Form of exploitation: forced labour | purpose | forced_labour
glotip | Sex=Female | Sex: female | sex | female
glotip | Sex=Male | Sex: male | sex | male
glotip | Age=0 to 17 years | Age: 0 to 17 years | age group | child
glotip | Age=18 years or over | Age: 18 years or over | age group | adult
ftm | crime.traffick.human | Human trafficking | distinct | trafficking
ftm | crime.traffick.human | Human trafficking | distinct | child_trafficking
ftm | forced.labor | Forced labor | purpose | forced_labour
ftm | crime | Crime | distinct | other_crime
ftm | wanted | Wanted | measure | fugitives
ftm | gov.igo | Intergovernmental organization | agency kind | intergovernmental
ftm | gov | Government | agency kind | government
"""


@lru_cache(maxsize=1)
def crosswalk() -> tuple[Equivalent, ...]:
    """Every pair, scheme by scheme."""
    return tuple(Equivalent(*line.split(" | ")) for line in _TERMS.strip().splitlines())


@lru_cache(maxsize=1)
def _by_ours() -> dict[tuple[str, str], tuple[Equivalent, ...]]:
    found: dict[tuple[str, str], list[Equivalent]] = {}
    for each in crosswalk():
        found.setdefault((each.vocabulary, each.ours), []).append(each)
    return {key: tuple(pairs) for key, pairs in found.items()}


def equivalents(vocabulary: Vocabulary, code: str) -> Iterator[Equivalent]:
    """The terms of others for one of ours."""
    yield from _by_ours().get((vocabulary.name, code), ())
