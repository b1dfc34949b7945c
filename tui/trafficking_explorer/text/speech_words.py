"""Verbs of saying in English, German, French, Spanish, Italian, Portuguese and Dutch."""

SAYS = (
    "said|says|saying|told|tells|adds|added|asked|asks|explained|explains|stated|states|noted|notes|"
    "stressed|stresses|declared|declares|commented|comments|concluded|concludes|continued|continues|"
    "warned|warns|emphasi[sz]ed|emphasi[sz]es|underlined|remarked|wrote|writes|recalled|recalls|"
    "insisted|insists|announced|announces|replied|replies|admitted|admits|testified|testifies|"
    "tweeted|acknowledged|confirmed|confirms|claimed|claims|argued|argues|recounted|whispered|shouted"
)
"""English; a pattern."""
SAYS_ELSEWHERE = (
    "sagte|sagt|sagten|erklärte|erklärt|betonte|betont|berichtete|berichtet|meinte|meint|warnte|warnt|"
    "ergänzte|kommentierte|schrieb|schreibt|erzählte|erzählt|fügte|teilte|"
    "(?:a |ont |avait )?(?:déclaré|dit|affirmé|expliqué|ajouté|indiqué|précisé|souligné|annoncé|raconté|"
    "témoigné|rappelé|confié|insisté|commenté|conclu|estimé)|déclare|affirme|explique|ajoute|indique|"
    "précise|souligne|annonce|raconte|témoigne|rappelle|confie|insiste|estime|"
    "(?:ha |han |había )?(?:dicho|declarado|afirmado|explicado|añadido|señalado|indicado|asegurado)|"
    "dijo|dice|dijeron|declaró|afirmó|explicó|añadió|agregó|señaló|indicó|aseguró|comentó|manifestó|destacó|"
    "subrayó|contó|relató|advirtió|"
    "(?:ha |hanno |aveva )?(?:detto|dichiarato|spiegato|aggiunto|affermato|sottolineato|raccontato|"
    "commentato|concluso)|disse|dice|dichiara|dichiarò|spiega|spiegò|aggiunge|afferma|sottolinea|racconta|"
    "afirmou|declarou|explicou|acrescentou|contou|destacou|ressaltou|"
    "antwortete|fragte|(?:a )?(?:répondu|demandé|lancé)|répond|respondió|responde|preguntó|denunció|"
    "(?:ha )?(?:risposto|chiesto|denunciato)|respondeu|antwoordde|"
    "sade|säger|berättar|sagde|siger|sier|fortæller|forteller|"
    "powiedział|powiedziała|mówi|сказал|сказала|заявил|заявила|сообщил|сообщила|рассказал|рассказала|"
    "zei|zegt|aldus|verklaarde|vertelde|vertelt"
)
"""The other languages; a pattern."""
JUDGES = (
    "described|describes|called|calls|denounced|denounces|condemned|condemns|praised|praises|hailed|hails|"
    "decried|decries|branded"
)
"""Verbs before words that are quoted within a sentence: “called it “a disgrace””; a pattern."""
ALL_SAYS = f"{SAYS}|{SAYS_ELSEWHERE}"
ACCORDING = (
    "according to|in the words of|selon|d’après|d'après|pour|según|secondo|segundo|laut|nach angaben von|"
    "volgens"
)
"""Words before the name of the one who says something; a pattern, to be read without case."""
PRONOUNS = "he|she|they|it|i|we|er|sie|wir|ich|il|elle|ils|elles|on|él|ella|ellos|ellas|lui|lei|loro|ele|ela|hij|zij|ze"
"""Those who are said to speak without their name; a pattern, to be read without case."""
