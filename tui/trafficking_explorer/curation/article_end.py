"""The end of a copied article, before forms, tags, contacts and other languages."""

import re
from collections.abc import Sequence

from trafficking_explorer.curation.article_lines import Line
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.text.world_dates import written_days

_END_WORDS = frozenset(("end", "ends", "30", "fin", "ende", "fine", "fim"))
"""Words by which the press ends a text, with dashes or in capitals."""
_CLOSERS = (
    # Other articles.
    r"related (?:articles?|posts?|news|stories|content|topics|links|reading|coverage)",
    r"(?:you (?:may|might) also (?:like|be interested)|recommended (?:for you|reading|stories)|most (?:popular|read|viewed)|"
    r"trending(?: now)?\Z|latest (?:news|stories|articles)|more (?:news|stories|articles|from|on this)|up next|editor.?s.? picks)",
    r"(?:noticias|artículos|contenidos?|temas) relacionad[oa]s|te puede interesar|lo más (?:leído|visto)|más (?:noticias|sobre)",
    r"(?:à lire aussi|lire aussi|a lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|similaires|associés|connexes)|"
    r"les plus lus|voir aussi|dans la même rubrique)",
    r"(?:mehr zum thema|weitere (?:artikel|meldungen|themen|nachrichten)|das könnte (?:sie|dich) auch|ähnliche artikel|"
    r"meistgelesen|lesen sie auch|auch interessant)",
    r"(?:articoli correlati|leggi anche|potrebbe interessarti|notícias relacionadas|leia também|veja também|lees ook|"
    r"meer over|gerelateerde|читайте также|по теме|ilgili haberler|czytaj (?:też|także)|zobacz także)",
    r"(?:اقرأ أيض|إقرأ أيض|اقرا ايض|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|الأكثر قراءة|ذات صلة|相关(?:新闻|阅读|文章)|関連記事|관련 ?기사)",
    # Tags.
    r"(?:(?:tagged(?: with| as| in)?|tags?|keywords?|topics|filed under|categories|hashtags)\s*(?::|\Z)|tagged with|filed under)",
    r"(?:etiquetas?|palabras clave|mots[- ]clés|étiquettes|schlagw(?:ort|örter)|schlagworte|stichw(?:ort|örter)|"
    r"parole chiave|palavras-chave|trefwoorden|теги|метки|etiketler|tagi|الوسوم|كلمات مفتاحية|كلمات دلالية|标签|タグ)\s*(?:[:：]|\Z)",
    # Forms and comments.
    r"(?:leave a (?:reply|comment)|post a comment|add a comment|\d* ?comments?\Z|comments? (?:are closed|\(\d+\))|"
    r"your email address will not|subscribe|sign up (?:for|to)|newsletter|join our|get our|log in to|support our work|donate)",
    r"(?:dej[ae] (?:un|tu) comentario|comentarios?\Z|suscr[ií]b|déposer un commentaire|laisse[rz] un commentaire|commentaires?\Z|"
    r"abonnez|inscrivez-vous|kommentare?\Z|kommentar (?:schreiben|verfassen)|newsletter|abonnieren|lascia un commento|"
    r"iscriviti|deixe (?:um|seu) comentário|assine|reageer|комментари|yorum|تعليقات|أضف تعليق|اترك تعليق|اشترك)",
    # Contacts.
    r"(?:(?:media|press|news desk)?\s*(?:contacts?|enquiries|inquiries|relations|office)(?: information| details)?\s*(?::|\Z)|"
    r"for (?:more|further|additional)? ?(?:information|details|media enquiries|interviews|enquiries|inquiries),? ?(?:please )?(?:contact|call|e-?mail|visit|write)|"
    r"for (?:more|further) information\s*:?\Z|for (?:media|press) (?:enquiries|inquiries)|notes? (?:to|for) editors?)",
    r"(?:contactos?(?: de prensa)?\s*(?::|\Z)|para más información|contacts?(?: presse)?\s*(?::|\Z)|pour (?:plus|en savoir plus|toute) .{0,30}(?:information|contact)|"
    r"pressekontakt|kontakt\s*(?::|\Z)|rückfragen|ansprechpartner|contatti?\s*(?::|\Z)|ufficio stampa\s*(?::|\Z)|contato\s*(?::|\Z)|perscontact|"
    r"контакты|для справок|iletişim\s*(?::|\Z)|للتواصل|للاتصال|للمزيد من المعلومات|联系方式)",
    # The page.
    r"(?:©|\(c\) ?\d{4}|copyright\b|all rights reserved|alle rechte vorbehalten|todos los derechos|tous droits|جميع الحقوق)",
    r"(?:read|available|also available|view|see) (?:this )?(?:page |article |release |story )?(?:in|in other) (?:other )?(?:languages?|english|spanish|french|arabic|german|portuguese|russian|chinese|español|français|العربية)",
    r"(?:versión en|leer en|lire en|disponible en|in anderen sprachen|auf englisch lesen|other languages|otros idiomas|autres langues)",
    r"(?:about us|privacy policy|terms (?:of (?:use|service)|and conditions)|cookie (?:policy|settings)|back to top|skip to (?:main )?content|"
    r"(?:log|sign) (?:in|up)\b|search(?: (?:this|the|our))?(?: (?:web)?site)?\W*\Z|site ?map|mentions légales|impressum|datenschutz|aviso legal)",
)
_CLOSER = re.compile(rf"\W{{0,3}}(?:{'|'.join(_CLOSERS)})", re.IGNORECASE)
"""Beginnings of the lines that sites put below an article, and some of them above it."""
_SOFT = re.compile(
    r"\W{0,3}(?:share(?:\Z| (?:this|on|via|with))|read (?:more|next|also|the full)|see also|watch(?:\Z|:| now)|listen|advertisement|"
    r"compart[ei]r?\b|comparte\b|partager\b|partagez\b|teilen\b|condividi\b|compartilh\w+\b|delen\b|поделиться|paylaş|شارك|مشاركة|分享|シェア|"
    r"publicidad\Z|publicité\Z|anzeige\Z|image (?:source|caption)|story continues|follow us|email this|print(?:\Z| this)|save\Z|copy link)",
    re.IGNORECASE,
)
"""Beginnings of lines that sites put anywhere: they end an article only if no paragraph follows."""
_NETWORKS = re.compile(
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|instagram|youtube|e-?mail|pinterest|reddit|rss|tiktok|bluesky|threads|mastodon|flipboard|copy|print|link)",
    re.IGNORECASE,
)
_LANGUAGES = frozenset(
    word
    for line in (
        "english español espanol français francais deutsch italiano português portugues nederlands русский українська العربية ",
        "عربي فارسی اردو 中文 日本語 한국어 türkçe polski română svenska norsk dansk suomi ελληνικά magyar čeština hrvatski srpski ",
        "bahasa indonesia tiếng việt kiswahili हिन्दी বাংলা עברית shqip български",
    )
    for word in line.split()
)
_ABOUT = re.compile(
    r"(?:about|über|acerca de|sobre|à propos d[eu']|a proposito di)\s", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?:(?:tel|phone|fax|mob\w*|telefon|téléphone|teléfono|ph|t)\W{0,4})?[+(]?\d[\d\s()./-]{5,}",
    re.IGNORECASE,
)
_LONG = 100
"""Code points of a line that is a paragraph."""
_MOST_ABOUT_WORDS = 8
_LEAST_WORDS = 4
_LEAST_UNSPACED = 8
"""Code points of a line without blanks, in a script that has none."""


def is_furniture(line: str) -> bool:
    """True if a line is one that sites put around articles."""
    if _CLOSER.match(line):
        # A sentence may begin with the same words.
        return (
            len(line) <= _LONG or line.lstrip()[:1] in "©(" or _CLOSER.fullmatch(line) is not None
        )
    return _SOFT.match(line) is not None and len(line) <= _LONG


def find_end(lines: Sequence[Line]) -> TextPosition | None:
    """The last words of an article that begins with the first of its lines; None without lines."""
    stop = _stop(lines)
    inside = list(lines[:stop])
    sentences = [
        i
        for i, line in enumerate(inside)
        if i and line.is_sentence and not _is_rest(line, inside[i - 1])
    ]
    if sentences:
        end = sentences[-1] + 1
    else:
        # Between the title and a list or a table there may be a date.
        end = next((i for i in range(1, len(inside)) if _goes_on(inside[i], inside[i - 1])), 1)
    while end < len(inside) and _goes_on(inside[end], inside[end - 1]):
        end += 1
    inside = inside[:end]
    return last_words(inside[-1]) if inside else None


def last_words(line: Line) -> TextPosition:
    """The last three words of a line."""
    words = list(re.finditer(r"\S+", line.text[-400:]))
    at = line.end - len(line.text[-400:])
    return TextPosition(at + words[max(0, len(words) - 3)].start(), line.end)


def _stop(lines: Sequence[Line]) -> int:
    """The index of the first line after the article."""
    begun = False
    for i, line in enumerate(lines):
        if begun and _ends(lines, i):
            return i
        # The title may end like a sentence; what ends an article comes after its first paragraph.
        begun = begun or (i > 0 and (line.is_sentence or len(line.text) > _LONG))
    return next((i for i in range(2, len(lines)) if _ends(lines, i)), len(lines))


def _ends(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if _is_end_mark(line.text) or _is_languages(line):
        return True
    if _CLOSER.match(line.text) and is_furniture(line.text):
        return True
    follows = sum(len(each.text) > _LONG and each.is_sentence for each in lines[at + 1 : at + 12])
    if _SOFT.match(line.text) and len(line.text) <= _LONG:
        return follows == 0
    if _ABOUT.match(line.text) and len(line.words) <= _MOST_ABOUT_WORDS and not line.is_sentence:
        # “About the Lake Police” above a paragraph on the publisher.
        return at > 0.5 * len(lines) and len(lines) - at <= 12 and line.text[-1] not in "?:"
    return False


def _is_end_mark(text: str) -> bool:
    """True for ###, – Ends –, ENDS and -30-."""
    if re.fullmatch(r"(?:#\s?){3,}", text):
        return True
    bare = re.sub(r"[\W_]+", "", text)
    return (
        bare.casefold() in _END_WORDS
        and bare != text.capitalize()
        and (bare.isupper() or bare != text)
    )


def _is_languages(line: Line) -> bool:
    """True if a line lists languages."""
    words = re.findall(r"[^\W\d_]+", line.text.casefold())
    return len(words) > 1 and all(each in _LANGUAGES for each in words)


def _goes_on(line: Line, before: Line) -> bool:
    """True if a line after the last sentence is of the article: an item, a row, words without a full stop."""
    if _is_rest(line, before):
        return False
    if line.is_bullet or "\t" in line.text or len(line.text) > _LONG:
        return True
    if line.text[0] == "(" and line.text[-1] == ")":
        # “(Reporting by Ana Ferro; Editing by Bo Lind)”.
        return True
    words = line.words
    if len(words) < _LEAST_WORDS:
        return len(words) <= 1 and len(line.text) >= _LEAST_UNSPACED and not line.text.isascii()
    # “Weekly Top Articles” is a heading of the page.
    return 2 * sum(each[0].isupper() for each in words) <= len(words)


def _is_rest(line: Line, before: Line) -> bool:
    """True if a last line is not of the article: a link, a network, a page's own date."""
    if line.is_sentence or line.is_bullet or "\t" in line.text or len(line.text) > _LONG:
        return is_furniture(line.text) and not line.is_bullet
    if is_furniture(line.text) or _NETWORKS.fullmatch(line.text) or line.is_address or line.is_menu:
        return True
    if _PHONE.fullmatch(line.text):
        return True
    dates = list(written_days(line.text))
    return len(dates) == 1 and len(line.words) <= 4 and before.is_sentence
