"""Controlled terms: each with its definition and where the definition comes from.

Similar terms are distinct on purpose: "rescued" is not "identified", a suspect is not a convict.
Curated files may use only the codes listed here; anything else is a problem that names the closest
known code.
"""

from dataclasses import dataclass
from functools import cached_property

from trafficking_explorer.text.currency_names import NAMES as CURRENCIES


@dataclass(frozen=True, slots=True)
class Term:
    """One controlled term."""

    code: str
    """The value in curated files and tables."""
    definition: str
    """Its meaning in one sentence."""
    origin: str
    """The protocol, codebook or convention that defines it."""


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of terms for one field."""

    name: str
    terms: tuple[Term, ...]

    def __contains__(self, code: object) -> bool:
        return code in self._terms

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in order of definition."""
        return tuple(term.code for term in self.terms)

    def get(self, code: str) -> Term | None:
        """The term with this code; None if there is no such code."""
        return self._terms.get(code)

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {term.code: term for term in reversed(self.terms)}


def _vocabulary(name: str, origin: str, /, **definitions: str) -> Vocabulary:
    return Vocabulary(name, tuple(Term(code, text, origin) for code, text in definitions.items()))


_HERE = "this project"
_PALERMO = (
    "UN Protocol to Prevent, Suppress and Punish Trafficking in Persons (Palermo, 2000), art. 3"
)
_SMUGGLING = "UN Protocol against the Smuggling of Migrants (2000), art. 3(a)"
_OPSC = "Optional Protocol on the sale of children, child prostitution and pornography (2000)"

OPERATION_KIND = _vocabulary(
    "operation kind",
    _HERE,
    operation="Police or inter-agency action with a beginning and an end.",
    recurring_operation="An operation that is repeated under one name.",
    investigation="Work on one case or ring, without a described field phase.",
    initiative="A standing programme, project or campaign under which operations are run.",
    appeal="A call to the public, for instance to find fugitives.",
)

AGENCY_KIND = _vocabulary(
    "agency kind",
    _HERE,
    intergovernmental="An organisation of states, or one of its funds and agencies.",
    law_enforcement="A police force or another body that investigates crime.",
    government="A ministry, department or other body of a state.",
    unit="A part of another organisation: unit, team, section.",
    bureau="A standing office of another organisation: national, regional, country office.",
    working_group="Experts of several bodies who meet under one name.",
    network="A network of organisations.",
    alliance="A multi-stakeholder alliance or movement.",
    ngo="A non-governmental or non-profit organisation.",
    association="A professional association.",
    company="A business.",
    publisher="A publisher of texts, or one of its titles.",
    union="A union of states.",
)

TOOL_KIND = _vocabulary(
    "tool kind",
    _HERE,
    database="A store of records that police search or fill.",
    system="A system through which messages, notices or queries go.",
    software="A program or technique of a vendor or an agency.",
    service="Help that is given on request: teams, training, interviews.",
    capability="A standing ability that is named without further detail.",
    guide="A reference or body of expertise that practitioners follow.",
    technology="A technology named as a means of crime or of police work.",
)

PLACE_KIND = _vocabulary(
    "place kind",
    "contract of the places table",
    country="A country, in the sense of ISO 3166-1.",
    region="An area larger or smaller than a country that is not a city.",
    city="A city or town.",
)

EVENT_KIND = _vocabulary(
    "event kind",
    _HERE,
    meeting="A meeting, conference or workshop.",
    observance="A day that is observed every year.",
    publication="The publication of a source.",
    award="An award or honour that was presented.",
    announcement="A launch, an appeal or a public statement.",
    development="Something that came about over time: a renaming, a change of practice.",
)

QUALIFIER = _vocabulary(
    "qualifier",
    "contract of the statistics table",
    exact="The figure has no qualifying word.",
    at_least="At least; no less than; a minimum of; or more.",
    at_most="At most; up to; no more than; or fewer.",
    more_than="More than; over; exceeding.",
    less_than="Less than; fewer than; under.",
    nearly="Nearly; almost; just under.",
    around="Around; about; approximately; some; an estimated; or so.",
    dozens="Dozens, without a figure.",
    hundreds="Hundreds, without a figure.",
    thousands="Thousands, without a figure.",
    tens_of_thousands="Tens of thousands, without a figure.",
    hundreds_of_thousands="Hundreds of thousands, without a figure.",
    millions="Millions or more, without a figure.",
    unspecified="A quantity without a figure: several, many, half of, most.",
)

MEASURE = _vocabulary(
    "measure",
    _HERE,
    rescued="Persons the text calls rescued, saved or safeguarded.",
    recovered="Persons the text calls recovered.",
    identified="Victims or children the text calls identified.",
    detected="Victims the text calls detected.",
    assisted="Persons who were given assistance, if counted separately.",
    reunited="Persons or families who were reunited.",
    found="Persons the text calls found, traced or located.",
    missing="Persons the text calls missing.",
    trafficked="Persons who are trafficked in a period.",
    victims="Persons in a situation of exploitation, counted or estimated.",
    potential_victims="Persons who may be victims; persons at risk or lured.",
    deceased_identified="Deceased persons who were identified.",
    arrests="Arrests, or persons arrested.",
    suspects_identified="Suspects who were identified and not said to be arrested.",
    charged="Persons charged or prosecuted.",
    convicted="Persons convicted.",
    sentence="A penalty that a court imposed: a term of prison, a fine.",
    fugitives="Persons who are sought.",
    migrants_identified="Migrants the text calls identified.",
    investigations="Investigations that were opened.",
    checks="Checks that were carried out.",
    countries="Countries or territories counted.",
    continents="Continents counted.",
    organisations="Organisations, agencies, offices or units counted.",
    participants="Persons who took part in a meeting or action.",
    users="Users of a website or service.",
    share="A part of a whole: percentage, fraction, ratio.",
    seized="Money or things seized or confiscated.",
    revenue="Money made from the crime.",
    price="Money paid or asked for a person, a journey, a document or a service.",
    age="An age of a person.",
    duration="A length of time.",
    persons="Persons counted, if no other measure fits.",
    cases="Cases counted.",
    items="Things counted, if no other measure fits.",
)

UNIT = _vocabulary(
    "unit",
    "SI and ISO 4217 where they have one, else the thing counted",
    persons="Persons.",
    percent="Per cent.",
    ratio="A fraction or a ratio of two counts.",
    countries="Countries.",
    continents="Continents.",
    organisations="Organisations, offices or units.",
    currency="Money of a currency the text does not name.",
    minutes="Minutes.",
    hours="Hours.",
    days="Days.",
    weeks="Weeks.",
    months="Months.",
    years="Years.",
    checks="Checks.",
    investigations="Investigations.",
    cases="Cases.",
    families="Families.",
    items="Things of another kind; the population says which.",
    none="The text gives no unit.",
    **{code: f"Money: {name}." for code, name in CURRENCIES.items()},
)

SEX = _vocabulary(
    "sex",
    "ICCS, disaggregating variable “sex of victim/perpetrator”",
    female="Women and girls.",
    male="Men and boys.",
)

AGE_GROUP = _vocabulary(
    "age group",
    "UN Convention on the Rights of the Child (1989), art. 1; ICCS, disaggregating variable “age”",
    child="Under eighteen: children, minors, girls, boys.",
    adult="Eighteen or older: adults, women, men.",
)

SCOPE = _vocabulary(
    "scope",
    _HERE,
    operation="A result or a feature of one operation.",
    organisation="The work or the make-up of one organisation.",
    world="A claim about the world as a whole.",
    region="A claim about a region.",
    country="A claim about one country.",
    meeting="A meeting or another event.",
    case="One individual case.",
)

RELATION = _vocabulary(
    "relation",
    _HERE,
    led_by="The target leads the record.",
    coordinated_by="The target coordinates the record, or helps to.",
    conducted_by="The target carries the record out.",
    supported_by="The target supports the record.",
    funded_by="The target pays for the record.",
    participant="The target takes part in the record.",
    partner="The record and the target work together.",
    informed_by="The target gives the record information or a report.",
    part_of="The record is a part of the target.",
    member_of="The record is a member of the target.",
    followed_by="The target came after the record and because of it.",
    formerly="The record bore the target's name before, or replaced it.",
    located_in="The record is, or takes place, in the target.",
    targets="The record is directed at the target: a form of crime, a region.",
    involves="The record has to do with the target: a form of exploitation, a tool, a case.",
    victim_from="Victims of the record come from the target.",
    organised_by="The target holds, hosts or organises the record.",
    discussed="The target was a subject of the record.",
    presented_by="The target gives or presents the record.",
    received_by="The target receives the record.",
    operated_by="The target runs the record.",
    used_by="The target uses the record.",
    supports="The record supports the target.",
    established="The record set up or launched the target.",
    thanked="The record thanks, praises or honours the target.",
    published_by="The target published the record.",
    written_by="The target wrote the record.",
    about="The record is about the target.",
)

PURPOSE = _vocabulary(
    "purpose",
    _PALERMO,
    sexual_exploitation="Exploitation of the prostitution of others or other forms of sexual exploitation.",
    forced_labour="Forced labour or services.",
    slavery="Slavery or practices similar to slavery.",
    servitude="Servitude, domestic servitude included.",
    forced_marriage="Forced or servile marriage, as a practice similar to slavery.",
    forced_criminality="Exploitation in criminal activities.",
    begging="Exploitation in begging, as forced labour or services.",
    organ_removal="The removal of organs.",
    exploitation="Exploitation as such, if no purpose is named.",
)

MEANS = _vocabulary(
    "means",
    _PALERMO,
    threat="The threat of force or of another harm.",
    force="The use of force.",
    coercion="Other forms of coercion, debt bondage included.",
    abduction="Abduction or captivity.",
    fraud="Fraud.",
    deception="Deception, false promises included.",
    abuse_of_power="The abuse of power.",
    abuse_of_vulnerability="The abuse of a position of vulnerability.",
    payments="Giving or receiving payments or benefits to achieve consent.",
)

ACT = _vocabulary(
    "act",
    _PALERMO,
    recruitment="Recruitment.",
    transportation="Transportation.",
    transfer="Transfer.",
    harbouring="Harbouring.",
    receipt="Receipt of persons.",
)

DISTINCT = Vocabulary(
    "distinct",
    (
        Term(
            "trafficking",
            "Trafficking in persons as such: act, means and purpose together.",
            _PALERMO,
        ),
        Term("child_trafficking", "Trafficking of persons under eighteen.", _PALERMO + "(c), (d)"),
        Term(
            "migrant_smuggling",
            "Procuring illegal entry for profit; distinct from trafficking.",
            _SMUGGLING,
        ),
        Term(
            "child_sexual_abuse_material",
            "Depiction of child sexual abuse; distinct from trafficking.",
            _OPSC,
        ),
        Term(
            "child_sexual_abuse",
            "Sexual abuse or exploitation of children; distinct from trafficking.",
            _OPSC,
        ),
        Term(
            "child_labour",
            "Work that children must not do; not in itself trafficking.",
            "ILO Conventions 138 (1973) and 182 (1999)",
        ),
        Term(
            "violence_against_women",
            "Violence directed at women; distinct from trafficking.",
            "UN General Assembly resolution 48/104 (1993), art. 1",
        ),
        Term(
            "other_crime",
            "Another crime that a text names beside trafficking.",
            _HERE,
        ),
    ),
)
"""Included because the texts mention them, and marked as distinct from trafficking."""

FORM_VOCABULARIES = (PURPOSE, MEANS, ACT, DISTINCT)

CAPTURE_METHOD = _vocabulary(
    "capture method",
    _HERE,
    fetched="Read by this program from its address.",
    saved_page="Taken from a page that a browser saved.",
    archived_page="Taken from the copy of a web archive.",
    copied_text="Copied or typed as plain text.",
    scanned="Read from a picture or a scan.",
    received="Sent by its author or another person.",
)
"""Ways in which a text came into the corpus."""


def find_form(code: str) -> tuple[Vocabulary, Term] | None:
    """The vocabulary and term of a form's code; None if the code is unknown."""
    for vocabulary in FORM_VOCABULARIES:
        if (term := vocabulary.get(code)) is not None:
            return vocabulary, term
    return None
