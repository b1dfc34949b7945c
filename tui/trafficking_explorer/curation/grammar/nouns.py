"""Nouns that figures count: persons, and things with the unit of each.

Only what is declared here is taken for a person or a thing; an unknown noun is neither.
"""

from dataclasses import dataclass
from functools import cache

from trafficking_explorer.curation.types import PLACEHOLDER

PERSONS = "persons"
ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Noun:
    """The meaning of a noun after a figure.

    Attributes:
        unit: of the vocabulary, or the placeholder if it has none.
        role: a group of persons whose roles differ: "victim", "suspect", "deceased" …; "" for others.
        measure: of the noun alone ("convictions"); "" if a verb has to tell.
        is_plural: True for the plural form.
    """

    unit: str
    role: str = ""
    measure: str = ""
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class NounClass:
    """Nouns of one meaning.

    Attributes:
        singulars: nouns in the singular with a regular plural.
        others: pairs of singular and plural, joined by "/"; one form alone is its own plural.
    """

    noun: Noun
    singulars: str = ""
    others: str = ""


_PERSONS = NounClass(
    Noun(PERSONS),
    "adult youth student lad son daughter brother sister sibling mother father parent grandmother grandfather "
    "uncle aunt cousin nephew niece husband widow widower spouse bride groom relative friend neighbour neighbor "
    "individual resident citizen national foreigner stranger local villager islander "
    "worker labourer laborer employee employer farmhand farmer gardener picker packer cleaner cook waiter "
    "waitress nanny maid housekeeper domestic seafarer seaman sailor stowaway passenger traveller traveler "
    "driver pilot captain crewmember guide guard doctor nurse medic paramedic midwife patient teacher trainer "
    "tutor trainee apprentice intern lawyer solicitor barrister attorney advocate judge magistrate juror "
    "prosecutor investigator detective inspector constable sergeant officer agent marshal deputy sheriff "
    "policeman policewoman trooper soldier gendarme coastguard ranger firefighter rescuer diver expert "
    "specialist analyst scientist researcher academic professor student interpreter translator psychologist "
    "counsellor counselor therapist volunteer activist campaigner donor "
    "tourist guest client customer buyer seller trader vendor merchant shopkeeper owner landlord landlady tenant "
    "manager director executive official minister diplomat ambassador senator governor mayor president "
    "spokesperson spokesman spokeswoman journalist reporter writer editor author witness bystander caller visitor "
    "viewer member leader ringleader boss chief head partner associate colleague "
    "recruit candidate applicant beneficiary recipient returnee deportee detainee inmate prisoner hostage "
    "prostitute escort dancer singer actor actress model masseuse performer bartender hairdresser manicurist "
    "athlete footballer player believer priest nun pastor monk imam dependant dependent beggar vagrant "
    "slave serf servant retiree pensioner entrepreneur businessman businesswoman contractor subcontractor "
    "technician engineer mechanic fisherman fisher miner builder bricklayer welder electrician courier porter "
    "peacekeeper veteran respondent interviewee speaker listener citizen voter taxpayer "
    "educator practitioner professional signatory consumer cashier clerk accountant banker farmworker "
    "crewman deckhand labourer herder shepherd weaver tailor seamstress scavenger hawker "
    "civilian newcomer bather swimmer hiker addict customer fan follower inhabitant occupant "
    "commuter cyclist pedestrian motorist trucker dealer teammate roommate classmate caregiver carer guardian "
    "twin triplet peer",
    "man/men woman/women person/people folk lady/ladies wife/wives fisherfolk "
    "humans police staff personnel crewman/crewmen seaman/seamen fisherman/fishermen policeman/policemen "
    "policewoman/policewomen businessman/businessmen businesswoman/businesswomen spokesman/spokesmen "
    "gunman/gunmen middleman/middlemen boatman/boatmen foreman/foremen "
    "tradesman/tradesmen serviceman/servicemen layman/laymen salesman/salesmen crew/crews couple/couples",
)
_ROLES = (
    NounClass(
        Noun(PERSONS, "child"),
        "teenager teen youngster toddler infant newborn kid minor juvenile pupil adolescent boy girl orphan "
        "preschooler schoolgirl schoolboy",
        "child/children baby/babies schoolchild/schoolchildren grandchild/grandchildren stepchild/stepchildren",
    ),
    NounClass(
        Noun(PERSONS, "victim"),
        "victim survivor casualty captive",
        "casualty/casualties prey",
    ),
    NounClass(
        Noun(PERSONS, "migrant"),
        "migrant refugee emigrant immigrant asylum-seeker expatriate evacuee returnee",
    ),
    NounClass(
        Noun(PERSONS, "suspect"),
        "suspect trafficker smuggler offender criminal perpetrator abuser pimp recruiter gangster mobster "
        "kidnapper abductor defendant accused culprit felon fraudster scammer launderer facilitator forger "
        "counterfeiter poacher paedophile pedophile rapist predator groomer exploiter enforcer thug thief robber "
        "burglar murderer killer extortionist blackmailer accomplice conspirator organiser organizer "
        "middleman madam brothel-keeper snakehead passeur coyote convict terrorist militant extremist "
        "insurgent pirate racketeer suspect wrongdoer lawbreaker",
        "accused thief/thieves",
    ),
    NounClass(Noun(PERSONS, "fugitive"), "fugitive runaway escapee absconder"),
    NounClass(Noun(PERSONS, "participant"), "participant delegate attendee"),
    NounClass(Noun(PERSONS, "user"), "user subscriber"),
)
_NATIONALS = NounClass(
    Noun(PERSONS),
    # Adjectives that are nouns too, with an "s" in the plural.
    "Afghan African Albanian Algerian American Andorran Angolan Argentinian Argentine Armenian Asian Australian "
    "Austrian Azerbaijani Bahamian Bahraini Bangladeshi Barbadian Belarusian Belgian Belizean Bolivian Bosnian "
    "Brazilian Briton Bulgarian Burundian Cambodian Cameroonian Canadian Chadian Chilean Colombian Congolese "
    "Croatian Croat Cuban Cypriot Czech Dane Djiboutian Dominican Ecuadorian Egyptian Emirati Eritrean Estonian "
    "Ethiopian European Fijian Filipino Filipina Finn Gabonese Gambian Georgian German Ghanaian Greek Guatemalan "
    "Guinean Guyanese Haitian Honduran Hungarian Icelander Indian Indonesian Iranian Iraqi Israeli Italian Ivorian "
    "Jamaican Jordanian Kazakh Kenyan Kosovan Kosovar Kurd Kuwaiti Kyrgyz Laotian Latvian Liberian Libyan "
    "Lithuanian Macedonian Malagasy Malawian Malaysian Maldivian Malian Maltese Mauritanian Mauritian Mexican "
    "Moldovan Mongolian Mongol Montenegrin Moroccan Mozambican Namibian Nepali Nicaraguan Nigerian Nigerien "
    "Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Peruvian Pole Qatari Romanian Russian Rwandan "
    "Salvadoran Samoan Saudi Scot Serb Serbian Singaporean Slovak Slovenian Slovene Somali Spaniard Sudanese "
    "Surinamese Swede Swazi Syrian Tajik Tanzanian Thai Tibetan Togolese Tunisian Turk Turkmen Ugandan Ukrainian "
    "Uruguayan Uzbek Venezuelan Yemeni Yemenite Zambian Zimbabwean Caribbean Roma Bengali Uyghur",
    "Chinese Japanese Vietnamese Portuguese Burmese Sudanese Senegalese Nepalese Lebanese Maltese Taiwanese "
    "Congolese Togolese Beninese Gabonese Guyanese Sinhalese Frenchman/Frenchmen Frenchwoman/Frenchwomen "
    "Dutchman/Dutchmen Dutchwoman/Dutchwomen Englishman/Englishmen Irishman/Irishmen Scotsman/Scotsmen "
    "Welshman/Welshmen Swiss",
)
_OF_ACTIONS = (
    NounClass(Noun(PERSONS, measure="arrests"), "arrest apprehension detention"),
    NounClass(Noun(PERSONS, measure="convicted"), "conviction"),
    NounClass(Noun(PERSONS, measure="charged"), "prosecution indictment"),
    NounClass(
        Noun("investigations", measure="investigations"), "investigation probe inquiry enquiry"
    ),
    NounClass(Noun("checks", measure="checks"), "check inspection"),
    NounClass(Noun("cases", measure="cases"), "case"),
)
_BODIES = (
    NounClass(Noun("countries", measure="countries"), "country nation territory"),
    NounClass(Noun("continents", measure="continents"), "continent"),
    NounClass(
        Noun("organisations", measure="organisations"),
        "organisation organization agency office unit bureau ngo institution company network association "
        "charity foundation ministry department union firm business partner authority directorate embassy "
        "consulate nonprofit secretariat federation coalition",
        "bureau/bureaux business/businesses ngo/ngos",
    ),
    NounClass(Noun("families"), "family"),
)
_THINGS = NounClass(
    Noun(ITEMS),
    "item object thing article good product goods parcel package box crate bag suitcase container trailer pallet "
    "weapon firearm gun pistol rifle shotgun revolver handgun knife machete sword bomb grenade explosive bullet "
    "cartridge round magazine vehicle car van lorry truck bus minibus coach taxi motorcycle motorbike scooter "
    "bicycle bike boat ship vessel ferry yacht dinghy trawler raft canoe tanker freighter barge plane aircraft "
    "helicopter drone train wagon tractor engine motor outboard phone telephone smartphone mobile handset laptop "
    "computer tablet device drive server camera hard-drive disk disc usb card sim document passport visa permit "
    "licence license certificate stamp contract file record page form paper book ledger letter e-mail email "
    "message call text photo photograph picture image video film clip recording website site page profile "
    "account post advert advertisement ad listing link forum chatroom domain address house home flat apartment "
    "room bedroom bed building brothel parlour parlor bar club nightclub hotel hostel motel restaurant cafe "
    "casino shop store salon warehouse factory workshop brickyard kiln quarry mine farm field plantation "
    "greenhouse camp shelter safehouse property premise location place point port harbour airport station "
    "checkpoint crossing border village town city district province region county municipality island school "
    "hospital clinic church court prison cell plant tree bottle pack packet cigarette pill tablet dose cheque "
    "coin banknote note watch ring necklace jewel bracelet painting statue artefact raid search operation "
    "mission patrol sweep action meeting session workshop course seminar training interview survey report "
    "complaint tip lead query request referral alert notice warrant summons order law article measure step "
    "proposal project programme program campaign event activity trip journey flight route corridor tunnel "
    "language village way form type kind clue crime offence offense incident attack count "
    "key lock door window uniform mattress blanket tent lifejacket life-jacket trophy medal household "
    "leaflet brochure poster flyer pamphlet book bunk toilet wallet purse banknote tool machine press printer scanner router antenna radio fingerprint sample bead charm sack barrel tin "
    "tyre wheel plate lamp candle shoe shirt jacket garment dress bracelet handcuff rope chain cage",
    "knife/knives copy/copies activity/activities facility/facilities factory/factories lorry/lorries "
    "ferry/ferries dinghy/dinghies quarry/quarries city/cities county/counties property/properties "
    "query/queries inquiry/inquiries cash jewellery jewelry clothing equipment ammunition aircraft "
    "photocopy/photocopies diary/diaries cavity/cavities brothel/brothels premises goods summons/summonses "
    "identity/identities battery/batteries taxi/taxis bus/buses coach/coaches watch/watches "
    "search/searches box/boxes canoe/canoes shelf/shelves",
)
_WITHOUT_UNIT = NounClass(
    Noun(PLACEHOLDER),
    "dog cat horse cow pig goat sheep bird animal elephant lion monkey parrot turtle fish "
    "kilometre kilometer metre meter mile kilogram kilogramme kilo gram gramme litre liter tonne ton pound ounce "
    "hectare acre degree volt watt inch foot yard percentage point time age year month week day hour minute "
    "second decade century night weekend quarter semester season dollar euro charge",
    "fish sheep foot/feet century/centuries kg km cm mm",
)
_ALL = (*_ROLES, _PERSONS, _NATIONALS, *_OF_ACTIONS, *_BODIES, _THINGS, _WITHOUT_UNIT)


@cache
def _nouns() -> dict[str, Noun]:
    """Every noun by its form, that of an earlier class first; names of nations keep their capital."""
    found: dict[str, Noun] = {}
    for each in _ALL:
        pairs = [(word, plural(word)) for word in each.singulars.split()]
        for other in each.others.split():
            one, _, many = other.partition("/")
            pairs.append((one, many or one))
        for one, many in pairs:
            noun = each.noun
            plurals = Noun(noun.unit, noun.role, noun.measure, is_plural=True)
            if one != many:
                found.setdefault(one, noun)
            found.setdefault(many, plurals)
    return found


def find_noun(word: str) -> Noun | None:
    """The noun with this form; None for an unknown one.

    A compound counts as its last part: "co-defendants", "ex-policeman".
    """
    nouns = _nouns()
    if word in nouns:
        return nouns[word]
    lower = word.lower()
    if lower in nouns:
        return nouns[lower]
    head, _, last = lower.rpartition("-")
    if head and last in nouns:
        return nouns[last]
    if lower.endswith(("workers", "women", "persons")) and len(lower) > 8:
        return Noun(PERSONS, is_plural=True)
    return None


def plural(word: str) -> str:
    """The regular plural of a noun."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"
