"""Words that tell names from other capitalised words: function words, offices, nationalities.

Lists of words in the languages of the press texts that are read: English, German, French, Spanish,
Italian, Portuguese and Dutch.
"""

from trafficking_explorer.text.months import MONTHS, WEEKDAYS


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


OPENERS = _words(
    # English: pronouns, articles, prepositions, conjunctions, adverbs, question words, auxiliaries.
    "a an the this that these those it its he his him she her they their them we our us i my me you your",
    "there here who whom whose which what when where why how whether while as if though although because",
    "since until unless once before after during in on at by for from to with without within of off over",
    "under up down out into onto upon about above across against along among amid around behind below",
    "beside besides between beyond despite except inside instead like near outside past per through",
    "throughout till toward towards via and but or nor so yet then than thus hence therefore however",
    "moreover furthermore meanwhile nevertheless nonetheless otherwise also again already always almost",
    "another any anybody anyone anything both each either neither every everybody everyone everything few",
    "many more most much no nobody none nothing not now often only other others own same several some",
    "somebody someone something sometimes soon still such too today tomorrow tonight yesterday very just",
    "even ever never perhaps maybe indeed finally first firstly second secondly third thirdly last lastly",
    "later earlier earliest early late next previously recently currently overall additionally similarly",
    "likewise specifically generally usually typically especially particularly approximately about nearly",
    "roughly over altogether together according following including regarding concerning given based due",
    "thanks asked see read note please yes oh well all half one two three four five six seven eight nine",
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty",
    "fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions dozens tens",
    "is are was were be been being am do does did has have had will would can could may might must shall",
    "should let lets get go come take make dear hello hi regards sincerely best kind",
    # German.
    "der die das den dem des ein eine einen einem einer eines und oder aber denn sondern doch auch nicht",
    "kein keine er sie es wir ihr ich sich sein seine ihre ihr unser dieser diese dieses diesen diesem jener",
    "in im an am auf aus bei beim mit nach von vom zu zum zur für gegen ohne um über unter vor hinter",
    "zwischen seit während wegen laut nachdem bevor wenn als ob weil dass wie wo wer was wann warum dann",
    "dort hier nun noch nur schon so mehr viele alle beide jede jeder jedes insgesamt rund etwa zudem",
    "außerdem dabei dazu damit danach daher",
    # French.
    "le la les l un une des du de d et ou mais donc or ni car il elle ils elles on nous vous je tu se son sa",
    "ses leur leurs notre votre ce cet cette ces celui celle qui que quoi dont où quand comment pourquoi",
    "dans en sur sous avec sans pour par vers chez entre contre depuis pendant après avant selon lors au aux",
    "à plus moins très aussi ainsi alors enfin ensuite puis parmi plusieurs tous toutes chaque aucun aucune",
    "deux trois quatre cinq sept huit neuf dix onze douze",
    # Spanish.
    "el los las lo uno una unos unas y e o u pero sino porque pues su sus nuestro nuestra este esta estos",
    "estas ese esa esos esas aquel aquella él ella ellos ellas nosotros yo tú se me te nos al del con sin por",
    "para según sobre entre hasta desde hacia durante tras ante bajo contra cuando donde como cómo quién",
    "también además ya no sí muy más menos todos todas cada dos tres cuatro cinco seis siete ocho nueve",
    "diez así luego entonces",
    # Italian.
    "il lo gli i uno una un e ed o od ma però perché che chi cui non si sono è nel nella nei nelle dal dalla",
    "dai dalle al alla ai alle allo agli sul sulla sui con senza per tra fra secondo dopo prima durante",
    "quando dove come anche ancora già più meno molti tutti tutte ogni due tre quattro cinque sei sette otto",
    "nove dieci questo questa questi queste quello quella noi voi loro lui lei",
    # Portuguese.
    "o os as um uma uns umas e ou mas porém pois seu sua seus suas este esta isso esse essa ele ela eles elas",
    "nós no na nos nas do da dos das ao aos à às pelo pela com sem por para segundo sobre entre até desde",
    "durante após quando onde como também já não mais todos todas",
    # Dutch.
    "de het een en of maar want dus hij zij wij ze we zijn haar hun ons dit dat deze die op aan bij met naar",
    "van voor uit over onder tegen door tot om als toen waar wie wat hoe niet geen ook nog al meer volgens",
    "tijdens sinds",
)
"""Words, in lower case, that begin sentences and name nothing."""

AMBIGUOUS = _words("ed al van von den per le la lo da di du do dos das mi si an ai art dan max")
"""Openers of other languages that begin names in English texts."""

COMMON = _words(
    "police officers officials authorities investigators prosecutors detectives victims suspects experts",
    "children women men girls boys people migrants refugees survivors agents traffickers smugglers agencies",
    "working speaking traffic human child criminals reports report figures statistics data raids arrests",
    "forced international national local regional federal global joint new old young good big great",
    "anyone question answer photo video image picture source sources editor update updated published",
    "media contact contacts notes press background total totals country countries region results table",
    "figure annex chapter section page introduction conclusion summary findings recommendations",
    "smuggling trafficking thousands searches rescuers neighbours neighbors charities parents families lawyers campaigners judges judge prosecuting",
)
"""Nouns and adjectives, in lower case, that begin sentences and of which a longer name may begin."""

TIMES = frozenset(
    word.lower()
    for word in (
        *MONTHS,
        *WEEKDAYS,
        *(month[:3] for month in MONTHS if month != "May"),
        *("Sept", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat"),
        *("Easter", "Christmas", "Ramadan", "Spring", "Summer", "Autumn", "Winter"),
    )
) | _words(
    "januar februar märz april mai juni juli august september oktober november dezember montag dienstag",
    "mittwoch donnerstag freitag samstag sonnabend sonntag",
    "janvier février mars avril juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre",
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro",
    "januari februari maart mei juni juli augustus oktober",
)
"""Months and days, in lower case, and their abbreviations."""

LONG_TIMES = frozenset(word for word in TIMES if len(word) > 3) | {"may", "mai"}
"""The same without abbreviations that are surnames too."""

NO_NAMES = _words(
    "i eur usd gbp chf cad aud jpy cny inr ngn zar xof xaf ghs kes brl mxn cfa dna hiv aids gps sms pdf faq ceo coo",
    "cfo cto vp tv id it ai ict cctv vip url www http https html html5 email am pm a.m p.m gmt utc est edt cet",
    "bst pst cst ad bc bce ce no nos mr mrs ms dr prof qc kc mp phd msc ba ma esq jr sr ii iii iv vi vii viii ix",
    "nb ps fyi asap diy ngo ngos igo cso csos ok dj km kg mph sos isbn issn covid covid-19 q a&e",
    "internet god earth sunday euro euros dollar dollars pound pounds",
    "ends end breaking live exclusive watch advertisement release press editors editor news updated update",
    "table figure annex chapter section page part appendix box map source sources phase stage tel fax",
    "government police court state ministry agency office department bureau commission committee council",
    "parliament congress senate embassy embassies republic member members states nations conference crown",
    "question answer monsieur madame herr frau señor señora signor signora",
    "today uhr prozent",
)
"""Capitalised words, in lower case, that alone name nothing."""

OFFICES = _words(
    "director inspector superintendent chief chairman chairwoman chairperson chair minister president",
    "secretary commissioner officer coordinator co-ordinator spokesperson spokesman spokeswoman general",
    "captain commander colonel major lieutenant sergeant constable detective head executive ambassador",
    "prosecutor attorney judge professor senator manager specialist deputy agent ceo coo cfo vp mayor",
    "governor sheriff marshal king queen prince princess pope bishop archbishop cardinal father sister",
    "brother reverend rabbi imam sheikh private corporal admiral brigadier premier chancellor speaker",
    "representative congressman congresswoman councillor counsel barrister solicitor lawyer advocate magistrate",
    "registrar rapporteur adviser advisor analyst consultant expert founder editor reporter correspondent",
    "photographer writer author journalist treasurer pc dc ds di dci dcs dsu acc pcso cpt capt lt sgt col gen maj",
    "cmdr insp supt det cllr rep sen gov rev hon amb",
    "kommissar kommissarin hauptkommissar hauptkommissarin staatsanwalt staatsanwältin oberstaatsanwalt",
    "sprecher sprecherin leiter leiterin präsident präsidentin minister ministerin innenminister",
    "innenministerin direktor direktorin polizeipräsident richter richterin bürgermeister kanzler kanzlerin",
    "procureur procureure commissaire ministre président présidente directeur directrice juge porte-parole",
    "préfet maire capitaine lieutenant-colonel",
    "comisario comisaria fiscal ministro ministra presidente presidenta director directora juez jueza portavoz",
    "charge alcalde capitán coronel inspector inspectora",
    "procuratore commissario colonnello capitano giudice sindaco prefetto questore",
)
"""Offices, in lower case, that people have before their names; alone they name nobody."""

OFFICE_MODIFIERS = _words(
    "acting deputy assistant vice senior junior chief executive detective police prime foreign interior home",
    "first second special lead managing regional national former then co lord high crown state district county",
    "under permanent honorary principal public federal sir staff lance petty warrant leading supervisory",
    "sub joint associate interim trial prosecuting presiding investigating general resident country programme",
    "program project communications press media policy research legal medical technical operations intelligence",
    "immigration field human",
)
"""Words, in lower case, that may belong to an office before it: “Deputy Police Commissioner”."""

_OFFICE_ENDS = (
    *(
        "sprecher",
        "sprecherin",
        "kommissar",
        "kommissarin",
        "anwalt",
        "anwältin",
        "minister",
        "ministerin",
    ),
    *(
        "direktor",
        "direktorin",
        "präsident",
        "präsidentin",
        "leiter",
        "leiterin",
        "chef",
        "chefin",
        "richter",
    ),
    *("richterin", "beamter", "beamtin", "woordvoerder", "inspektor", "inspektorin"),
)


def is_office(word: str) -> bool:
    """True for an office in lower case, also a German compound: “polizeisprecher”."""
    return word in OFFICES or word.endswith(_OFFICE_ENDS)


TITLES = _words("mr mrs ms miss mx dr prof sir dame lord lady st")
"""Forms of address, in lower case, which belong to a name."""

HEADS = _words(
    "ministry department office bureau court bank university house council institute republic kingdom union",
    "organisation organization association federation society centre center commission committee agency",
    "division directorate board port city state district county province gulf bay cape isle isles island islands",
    "strait straits sea coast day week declaration convention school college faculty church order league",
    "alliance coalition network group fund foundation chamber secretariat states nations emirates fourth",
    "community communities academy administration authority service services task force team unit movement",
    "company bishops friends women doctors sons daughters sisters brothers university house bureau chiefs trust",
    "act bill treaty protocol charter programme program initiative campaign project summit forum conference",
    "museum library hospital festival battle duchy principality commonwealth cabinet command corps army guard",
    "assembly parliament registry inspectorate consortium confederation tribunal embassy consulate high",
    "governors ministers heads children police institute society daughters",
    "ministère ministerio ministero ministério office oficina ufficio direction dirección direzione université",
    "universidad università conseil consejo consiglio cour corte tribunal tribunale république república",
    "repubblica côte guardia policía polizia procura fiscalía brigade brigada centro instituto istituto",
    "ville ciudad città organización organisation organizzazione federación fondation fundación fondazione",
    "comité comisión commissione agence agencia agenzia banque banco banca union unión unione",
    "bundesamt landesamt bundesministerium ministerium",
)
"""Words, in lower case, after which a name goes on with “of”: “Ministry of Justice”."""

JOINED_BY_AND = _words(
    "justice security affairs interior health labour labor customs border borders crime crimes drugs human",
    "social explosives firearms tobacco alcohol trade finance home culture sport sports education development",
    "services welfare rights protection prevention refugees migration children child women families family youth",
    "excise revenue immigration prosecutions exploited missing cooperation co-operation research technology",
    "science industry commerce agriculture fisheries forestry environment energy transport communications",
    "planning policy gender community communities justice police policing safety abuse trafficking smuggling",
    "slavery exploitation asylum citizenship nationality passports visas naturalization enforcement intelligence",
    "analysis investigation investigations prosecution support rehabilitation care peace law order statistics",
    "humanitarian defence defense cultural economic political legal medical criminal financial local rural urban",
    "caribbean herzegovina tobago barbuda príncipe principe nevis grenadines futuna miquelon cunha wales",
)
"""Words, in lower case, that “and” joins to the words before it: “Home and Social Affairs”."""

_DEMONYMS = _words(
    "afghan albanian algerian american andorran angolan argentine argentinian armenian australian austrian",
    "azerbaijani bahamian bahraini bangladeshi barbadian basque bavarian belarusian belgian belizean beninese",
    "bhutanese bolivian bosnian botswanan brazilian breton british bruneian bulgarian burkinabe burmese burundian",
    "cambodian cameroonian canadian catalan chadian chilean chinese colombian comoran congolese corsican croatian",
    "cuban cypriot czech danish djiboutian dominican dutch ecuadorian ecuadorean egyptian emirati english",
    "eritrean estonian ethiopian fijian filipino filipina finnish flemish french gabonese gambian georgian",
    "german ghanaian greek grenadian guatemalan guinean guyanese haitian honduran hungarian icelandic indian",
    "indonesian iranian iraqi irish israeli italian ivorian jamaican japanese jordanian kazakh kenyan korean",
    "kosovan kosovar kurdish kuwaiti kyrgyz lao laotian latvian lebanese liberian libyan lithuanian",
    "luxembourgish macedonian malagasy malawian malaysian maldivian malian maltese mauritanian mauritian mexican",
    "moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien",
    "norwegian omani pakistani palestinian panamanian paraguayan persian peruvian polish portuguese qatari",
    "romanian russian rwandan salvadoran salvadorean samoan saudi scottish senegalese serbian seychellois",
    "singaporean slovak slovakian slovene slovenian somali sudanese surinamese swazi swedish swiss syrian",
    "taiwanese tajik tanzanian thai tibetan togolese tongan tunisian turkish turkmen ugandan ukrainian uruguayan",
    "uzbek venezuelan vietnamese welsh yemeni yemenite zambian zimbabwean roma romani tamil kurd turk dane pole",
    "swede finn spaniard scot frenchman frenchwoman englishman englishwoman irishman dutchman welshman briton brit",
    "spanish arab arabic arabian muslim islamic christian catholic protestant orthodox jewish hindu buddhist sikh",
    "european african asian oceanian caribbean scandinavian nordic baltic balkan slavic latin latino latina hispanic",
    "mediterranean western eastern northern southern central sub-saharan north-african west-african",
    "trans-atlantic transatlantic atlantic anglo anglo-american english-speaking french-speaking",
    "olympic victorian soviet ottoman roman mandarin cantonese urdu hindi punjabi bengali swahili hausa yoruba igbo",
)
DEMONYMS = _DEMONYMS | frozenset(
    f"{word}s" for word in _DEMONYMS if word.endswith(("an", "i", "k", "t", "b", "e", "n", "d"))
)
"""Nationalities and the like, in lower case: adjectives, peoples and languages, which name no place."""

DIRECTIONS = _words("north south east west central northern southern eastern western latin")
"""Words that with a demonym name nothing: “West African”."""

CONTINENTS = _words("africa asia europe america americas oceania caribbean pacific mediterranean")

KNOWN = _words(
    "interpol europol frontex eurojust afripol ameripol aseanapol unicef unesco oxfam greenpeace caritas nato",
    "reuters amnesty unodc ilo iom cepol",
)
"""Organisations, in lower case, whose name of one word may begin a sentence."""

REFERENCES = _words(
    "station junction highway route road motorway flight channel section article room gate pier terminal",
    "chapter figure table page line annex protocol resolution regulation directive phase exit platform track",
    "level floor block unit cell ward zone sector point item item no number size type class grade step day",
    "volume vol chapter part paragraph rule clause schedule form appendix question answer",
)
"""Words, in lower case, whose number only tells which one: “Station 12”."""

AFTER_NAMES = _words("qc kc mp phd obe mbe cbe esq jp")
"""Letters after the name of a person."""
