"""Invented articles of many shapes and languages: sixteen written by hand, each with variations.

Written before the code that reads them. A date is None where the text gives none, or one that could
be two days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from string import Template


@dataclass(frozen=True)
class Article:
    """One text and its parts.

    Attributes:
        name: of its file.
        end: the last words of the article.
        publisher, author: None where no test asks for them; "" where there must be none.
    """

    name: str
    text: str
    title: str
    published: str | None
    end: str
    publisher: str | None = None
    author: str | None = None


def articles() -> Iterator[Article]:
    """Every article."""
    for make in (
        _releases,
        _agency_copy,
        _questions,
        _tables,
        _lists,
        _mails,
        _captions,
        _spanish,
        _french,
        _german,
        _arabic,
        _others,
        _front_matter,
        _sites,
        _broken_lines,
        _undated,
        _pages,
    ):
        yield from make()


_RELEASE = """$label
$date

$title

Port Amber – Police in Port Amber freed $n people from a fish factory on Monday.

“They had no papers and no wages,” said Inspector Mara Lind of the Amber Police.

The owners of the factory are to be heard by a judge this week.

$end

About the Amber Police
The Amber Police have served the coast since 1911.

Media contact:
Press Office, Amber Police
press@amber-police.example
+00 555 0101
"""


def _releases() -> Iterator[Article]:
    for i, (label, date, day, end) in enumerate(
        (
            ("FOR IMMEDIATE RELEASE", "May 4, 2021", "2021-05-04", "###"),
            ("PRESS RELEASE", "4 May 2021", "2021-05-04", "ENDS"),
            ("News release", "Tuesday, 4th May 2021", "2021-05-04", "- 30 -"),
            ("For immediate release: 12 November 2019", "", "2019-11-12", "# # #"),
            ("MEDIA STATEMENT", "Release date: 2022-03-09", "2022-03-09", "– Ends –"),
            ("Press release No. 14", "Date: 9.3.2022", "2022-03-09", "-- END --"),
        )
    ):
        title = f"Amber Police free {i + 12} people from a fish factory"
        text = Template(_RELEASE).substitute(label=label, date=date, title=title, n=i + 12, end=end)
        yield Article(f"release-{i}.txt", text, title, day, "by a judge this week.")


def _agency_copy() -> Iterator[Article]:
    for i, (line, day) in enumerate(
        (
            ("PORT AMBER, May 4, 2021 (Coastal Wire) - ", "2021-05-04"),
            ("PORT AMBER, Westland — June 17, 2020 — ", "2020-06-17"),
            ("(Coastal Wire) Port Amber, 3 Feb 2019 – ", "2019-02-03"),
            ("COLD BAY, 21 October 2022 /Coastal Wire/ -- ", "2022-10-21"),
        )
    ):
        title = f"Twenty-{('one', 'two', 'three', 'four')[i]} arrested in raids on the coast"
        text = (
            f"{title}\n\n{line}Police arrested twenty people in raids along the coast on Monday "
            "night, a spokesman for the district said, and seized two boats and a lorry.\n\n"
            "The raids followed a year of searches in the harbour.\n\n"
            "(Reporting by Ana Ferro; Editing by Bo Lind)\n"
        )
        yield Article(f"agency-{i}.txt", text, title, day, "by Ana Ferro; Editing by Bo Lind)")


def _questions() -> Iterator[Article]:
    for i, (date, day) in enumerate(
        (
            ("Published: 14 January 2020", "2020-01-14"),
            ("Posted on January 14, 2020 by the editors", "2020-01-14"),
            ("Last updated 3 March 2021\nPublished 14 January 2020", "2020-01-14"),
            ("First published: Tuesday 14 January 2020, 10:15 GMT", "2020-01-14"),
        )
    ):
        title = "Five questions on forced labour at sea"
        text = (
            f"Home > Magazine > Interviews\n\n{title}\nBy Ana Ferro and Bo Lind\n{date}\n\n"
            "Q: How many boats did you search?\nA: Forty, over two years.\n\n"
            "Q: Who was found on board?\nA: Mostly young men from inland villages.\n\n"
            "Q: What happens to them now?\nA: Some go home, some stay as witnesses\n\n"
            "Tagged with: boats, labour\nRelated stories\nTen myths about the sea\n"
        )
        yield Article(
            f"questions-{i}.txt", text, title, day, "some stay as witnesses",
            author="Ana Ferro and Bo Lind",
        )  # fmt: skip


def _tables() -> Iterator[Article]:
    for i, (date, day) in enumerate(
        (
            ("2018-07-30", "2018-07-30"),
            ("30/07/2018", "2018-07-30"),
            ("July 30th, 2018", "2018-07-30"),
            ("30 JULY 2018", "2018-07-30"),
        )
    ):
        title = "Persons identified in the region, by country"
        text = (
            f"{title}\n{date}\n\nThe table gives the persons identified in each country.\n\n"
            "Country\tWomen\tMen\nNorthland\t1,250\t45\nWestland\t310\t12\nEastland\t77\t1\n\n"
            f"© 2018 Regional Office of Labour. All rights reserved.\n"
        )
        yield Article(
            f"table-{i}.txt", text, title, day, "Eastland\t77\t1", "Regional Office of Labour"
        )


def _lists() -> Iterator[Article]:
    for i, (bullet, date, day) in enumerate(
        (
            ("•", "Date: 5 August 2023", "2023-08-05"),
            ("-", "5th of August 2023", "2023-08-05"),
            ("*", "Aug. 5, 2023", "2023-08-05"),
            ("–", "Sat, 5 Aug 2023 08:30", "2023-08-05"),
        )
    ):
        title = "Operation Grey Heron: agencies that took part"
        text = (
            f"• Home\n• News\n• Contact\n\n{title}\n{date}\n\nThe following agencies took part:\n"
            f"{bullet} Amber Bay Police Department\n{bullet} Navigant Office\n"
            f"{bullet} Harbour Crime Centre (HCC)\n\nShare this\nFacebook\nTwitter\n"
        )
        yield Article(f"list-{i}.txt", text, title, day, "Harbour Crime Centre (HCC)")


def _mails() -> Iterator[Article]:
    for i, (head, day) in enumerate(
        (
            ("From: Desk <desk@amber.example>\nTo: Ana Ferro <ana@lake.example>\n"
             "Date: Tue, 4 May 2021 10:12:00 +0200\nSubject: $title\n", "2021-05-04"),
            ("From: Mara Lind\nSent: Tuesday, May 4, 2021 10:12 AM\nTo: Press list\n"
             "Subject: $title\n", "2021-05-04"),
            ("Subject: $title\nDate: 4 May 2021\n", "2021-05-04"),
            ("Von: Mara Lind\nGesendet: Dienstag, 4. Mai 2021 10:12\nAn: Presse\n"
             "Betreff: $title\n", "2021-05-04"),
        )
    ):  # fmt: skip
        title = "Twelve people freed in Port Amber"
        text = (
            Template(head).substitute(title=title)
            + "\nDear colleagues,\n\nlast night we freed twelve people from a house in Port Amber.\n"
            "Two suspects are in custody.\n\nKind regards\nMara Lind\n\n"
            "> Are there any news from the harbour?\n> We go to press at six.\n"
        )
        yield Article(f"mail-{i}.txt", text, title, day, "to press at six.")


def _captions() -> Iterator[Article]:
    for i, (line, day) in enumerate(
        (
            ("By Ana Ferro | The Lake Post\nMarch 2, 2016 at 6:05 p.m.", "2016-03-02"),
            ("Ana Ferro, Lake Post\nWednesday 2 March 2016 18.05 GMT", "2016-03-02"),
            ("BY ANA FERRO\nUPDATED MARCH 3, 2016 | PUBLISHED MARCH 2, 2016", "2016-03-02"),
        )
    ):
        title = "The night the harbour was searched"
        text = (
            f"{title}\n{line}\n\nOfficers search a boat in Port Amber. Photo: Lake Post\n\n"
            "The patrol has helped recover 1,800 missing children nationwide since 2005\n\n"
            "It was past midnight when the first boat was searched. Nobody spoke.\n\n"
            "A diver at the quay. Photo: Bo Lind\n\nBy morning 14 people were on shore.\n\n"
            "Most Popular\n1 Ten myths about the sea\n2 The price of fish\n"
        )
        yield Article(f"captions-{i}.txt", text, title, day, "people were on shore.")


def _spanish() -> Iterator[Article]:
    for i, (date, day) in enumerate(
        (
            ("4 de mayo de 2021", "2021-05-04"),
            ("Publicado el martes, 4 de mayo de 2021 a las 10:12", "2021-05-04"),
            ("Madrid, 4 de mayo del 2021", "2021-05-04"),
            ("Fecha: 04/05/2021", "2021-05-04"),
            ("Mayo 4, 2021", "2021-05-04"),
            ("04 MAY 2021 - 10:12 CEST", "2021-05-04"),
        )
    ):
        title = "La policía libera a 12 víctimas de trata en el puerto"
        text = (
            f"{title}\nPor Ana Ferro\n{date}\n\n"
            "La policía liberó el lunes a 12 mujeres en una casa del puerto, según la fiscalía.\n\n"
            "«No tenían papeles», dijo la inspectora Mara Lind. Hay dos detenidos.\n\n"
            "Etiquetas: trata, puerto\nNoticias relacionadas\nDiez mitos sobre el mar\n"
        )
        yield Article(
            f"spanish-{i}.txt", text, title, day, "Hay dos detenidos.", author="Ana Ferro"
        )


def _french() -> Iterator[Article]:
    for i, (line, day) in enumerate(
        (
            ("Par Luc Mas, le 4 mai 2021", "2021-05-04"),
            ("Par Luc Mas\nPublié le 4 mai 2021 à 10h12", "2021-05-04"),
            ("Par Luc Mas\nPublié le 04/05/2021 à 10:12, mis à jour le 06/05/2021", "2021-05-04"),
            ("Par Luc Mas\nLe mardi 1er juin 2021", "2021-06-01"),
            ("Par Luc Mas\nMis en ligne le 17 août 2021", "2021-08-17"),
        )
    ):
        title = "L’opération « Phare » libère 12 victimes à Dakar"
        text = (
            f"Accueil | Actualités | Société\n\n{title}\n{line}\n\n"
            "La police a libéré lundi 12 femmes dans une maison de Dakar, selon le parquet.\n\n"
            "« Elles n’avaient plus de papiers », a dit la commissaire Mara Lind.\n\n"
            "À lire aussi\nDix mythes sur la mer\nPartager cet article\n"
        )
        yield Article(
            f"french-{i}.txt", text, title, day, "la commissaire Mara Lind.", author="Luc Mas"
        )


def _german() -> Iterator[Article]:
    for i, (line, day) in enumerate(
        (
            ("04.05.2021 – 10:12", "2021-05-04"),
            ("Veröffentlicht am 4. Mai 2021", "2021-05-04"),
            ("Stand: 17. März 2021, 10:12 Uhr", "2021-03-17"),
            ("Dienstag, 4. Mai 2021", "2021-05-04"),
            ("Hafenstadt, den 4. Jänner 2021", "2021-01-04"),
        )
    ):
        title = "Polizei befreit zwölf Menschen aus einer Fischfabrik"
        text = (
            f"Pressemitteilung\n\n{title}\n{line}\n\n"
            "Die Polizei hat am Montag zwölf Menschen aus einer Fischfabrik befreit.\n\n"
            "„Sie hatten keine Papiere“, sagte Kommissarin Mara Lind. Zwei Männer wurden verhaftet.\n\n"
            "Rückfragen bitte an:\nPolizei Hafenstadt\nPressestelle\nTelefon: 0555 0101\n"
        )
        yield Article(f"german-{i}.txt", text, title, day, "Zwei Männer wurden verhaftet.")


def _arabic() -> Iterator[Article]:
    for i, (line, day) in enumerate(
        (
            ("4 مايو 2021", "2021-05-04"),
            ("نشر في: الثلاثاء 4 أيار 2021", "2021-05-04"),
            ("٤ مايو ٢٠٢١", "2021-05-04"),
            ("تاريخ النشر: 4 ماي 2021 - 10:12", "2021-05-04"),
            ("الثلاثاء، 13 تشرين الأول/أكتوبر 2020", "2020-10-13"),
        )
    ):
        title = "الشرطة تحرر 12 شخصا من مصنع للأسماك"
        text = (
            f"{title}\n{line}\n\nحررت الشرطة يوم الاثنين اثني عشر شخصا من مصنع للأسماك في الميناء.\n\n"
            "وقالت المفتشة مارا ليند إنهم كانوا بلا أوراق.\n\nاقرأ أيضا\nعشر خرافات عن البحر\n"
        )
        yield Article(f"arabic-{i}.txt", text, title, day, "كانوا بلا أوراق.")


def _others() -> Iterator[Article]:
    for name, title, line, day, body, end in (
        ("italian", "La polizia libera dodici persone nel porto", "Pubblicato il 4 maggio 2021",
         "2021-05-04", "La polizia ha liberato dodici persone.", "ha liberato dodici persone."),
        ("portuguese", "Polícia liberta doze pessoas no porto", "4 de março de 2021 às 10h12",
         "2021-03-04", "A polícia libertou doze pessoas.", "polícia libertou doze pessoas."),
        ("dutch", "Politie bevrijdt twaalf mensen in de haven", "dinsdag 4 mei 2021",
         "2021-05-04", "De politie heeft twaalf mensen bevrijd.", "twaalf mensen bevrijd."),
        ("russian", "Полиция освободила двенадцать человек", "4 мая 2021 г.",
         "2021-05-04", "Полиция освободила двенадцать человек.", "освободила двенадцать человек."),
        ("turkish", "Polis limanda on iki kişiyi kurtardı", "4 Mayıs 2021 Salı",
         "2021-05-04", "Polis on iki kişiyi kurtardı.", "iki kişiyi kurtardı."),
        ("polish", "Policja uwolniła dwanaście osób w porcie", "Opublikowano: 4 maja 2021",
         "2021-05-04", "Policja uwolniła dwanaście osób.", "uwolniła dwanaście osób."),
        ("chinese", "警方在港口解救十二名受害者", "2021年5月4日 10:12",
         "2021-05-04", "警方星期一在港口解救了十二名受害者。", "警方星期一在港口解救了十二名受害者。"),
    ):  # fmt: skip
        yield Article(f"{name}.txt", f"{title}\n{line}\n\n{body}\n", title, day, end)


def _front_matter() -> Iterator[Article]:
    title = "Harbour raid frees twelve"
    body = "Police freed twelve people in the harbour.\n\nTwo men are in custody\n"
    for i, (head, day) in enumerate(
        (
            (f"title: {title}\ndate: 2021-05-04\npublisher: The Lake Post\nauthor: Ana Ferro", "2021-05-04"),
            (f'title: "{title}"\npublished: 2021-05-04T10:12:00Z\nsite: The Lake Post\n'
             "author: [Ana Ferro]\ntags: [sea, labour]", "2021-05-04"),
            (f"layout: post\ntitle: '{title}'\ndate: May 4, 2021\nsource: The Lake Post\nby: Ana Ferro",
             "2021-05-04"),
        )
    ):  # fmt: skip
        yield Article(
            f"front-{i}.md", f"---\n{head}\n---\n\n{body}", title, day, "men are in custody",
            "The Lake Post", "Ana Ferro",
        )  # fmt: skip


def _sites() -> Iterator[Article]:
    title = "Twelve people freed from a house by the sea"
    for i, (suffix, foot) in enumerate(
        (
            (" | The Lake Post", ""),
            (" - The Lake Post", "© The Lake Post 2021"),
            (" – World news – The Lake Post", "Copyright 2021 The Lake Post. All rights reserved."),
            (" :: The Lake Post", ""),
        )
    ):
        text = (
            f"{title}{suffix}\nSkip to content\n4 May 2021\n\n"
            "Twelve people were freed from a house by the sea on Monday.\n\nThey are safe.\n\n"
            "Leave a comment\nYour email address will not be published.\nName *\nEmail *\nSubmit\n"
            f"Español | Français | العربية\n{foot}\n"
        )
        yield Article(f"site-{i}.txt", text, title, "2021-05-04", "They are safe.", "The Lake Post")


def _broken_lines() -> Iterator[Article]:
    title = "Judge hears owners of fish factory"
    for i, (head, author, day) in enumerate(
        (
            ("By\nAna Ferro\n\nPUBLISHED:\n\n09:59 EST, 29 July 2013", "Ana Ferro", "2013-07-29"),
            ("Written by\nAna Ferro\nStaff writer\nPublished\nJuly 29, 2013", "Ana Ferro", "2013-07-29"),
            ("By Ana Ferro,\nBo Lind\nand Cy Nord\n29 July\n2013", None, "2013-07-29"),
            ("Ana Ferro\nPosted:\nMon 29 Jul 2013", None, "2013-07-29"),
        )
    ):  # fmt: skip
        text = (
            f"{title}\n\n{head}\n\nA judge heard the owners of a fish factory in Port Amber, "
            "who are accused of holding twelve people.\n\nThe trial goes on\n"
        )
        yield Article(f"broken-{i}.txt", text, title, day, "The trial goes on", author=author)


def _undated() -> Iterator[Article]:
    title = "Harbour office opens a hotline"
    for i, line in enumerate(("", "By Land and Sea", "04/05/2021", "Monday morning")):
        head = f"{title}\n{line}\n" if line else f"{title}\n"
        text = (
            f"{head}\nThe harbour office has opened a hotline for seamen.\n\n"
            "On 3 March 2019 and 4 April 2020 it had been announced.\n"
        )
        yield Article(
            f"undated-{i}.txt", text, title, None, "it had been announced.", author=""
        )  # fmt: skip


_PAGE = """<!DOCTYPE html>
<html lang="$lang"><head><meta charset="utf-8"><title>$title$suffix</title>$meta</head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
$open<h1>$title</h1>$shown
<p>$first</p>
<p>$second</p>
<ul><li>Amber Bay Police Department</li><li>Navigant Office</li></ul>
<p>$last</p>
$close
<section class="related"><h3>Related stories</h3><ul><li><a href="/a">Ten myths</a></li></ul></section>
<form><input name="email"><button>Subscribe to our newsletter</button></form>
<footer><p>© 2021 $site</p></footer></body></html>
"""
_JSON_LD = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
    '"headline":"x","datePublished":"2021-05-04T08:12:00Z","dateModified":"2021-06-01",'
    '"author":{"@type":"Person","name":"Ana Ferro"},'
    '"publisher":{"@type":"Organization","name":"The Lake Post"}}</script>'
)


def _pages() -> Iterator[Article]:
    bodies = {
        "en": ("Twelve people freed in Port Amber",
               "Police freed twelve people in Port Amber on Monday, the district's spokeswoman said, "
               "after a search of several houses and two boats in the old harbour.",
               "The people were brought to a shelter, where they are looked after by doctors and by "
               "volunteers of the town, as the inspector told reporters in the evening.",
               "The search goes on, and the police ask anybody who has seen the boats to call."),
        "es": ("Doce personas liberadas en Puerto Ámbar",
               "La policía liberó el lunes a doce personas en Puerto Ámbar, según la portavoz del "
               "distrito, tras el registro de varias casas y de dos barcos en el puerto viejo.",
               "Las personas fueron llevadas a un refugio, donde las atienden médicos y voluntarios "
               "de la ciudad, como dijo la inspectora a los periodistas por la tarde.",
               "La búsqueda sigue, y la policía pide que llame quien haya visto los barcos."),
    }  # fmt: skip
    site = '<meta property="og:site_name" content="The Lake Post">'
    for i, (lang, suffix, meta, frame, shown, day) in enumerate(
        (
            ("en", " | The Lake Post",
             f'{site}<meta property="article:published_time" content="2021-05-04T10:12:00+02:00">',
             "article", "<p>By Ana Ferro</p>", "2021-05-04"),
            ("en", " - The Lake Post", f"{site}{_JSON_LD}", "main", "", "2021-05-04"),
            ("en", "", site, "div", '<p class="date">4 May 2021</p>', "2021-05-04"),
            ("en", "", site, "article", '<time datetime="2021-05-04">Tuesday</time>', "2021-05-04"),
            ("es", " · The Lake Post", f'{site}<meta name="date" content="2021-05-04">', "article", "",
             "2021-05-04"),
            ("es", "", site, "article", "<p>4 de mayo de 2021</p>", "2021-05-04"),
            ("en", "", site, "article", "", None),
        )
    ):  # fmt: skip
        title, first, second, last = bodies[lang]
        text = Template(_PAGE).substitute(
            lang=lang, title=title, suffix=suffix, meta=meta, open=f"<{frame}>",
            close=f"</{frame}>", shown=shown, first=first, second=second, last=last,
            site="The Lake Post",
        )  # fmt: skip
        end = " ".join(last.split()[-3:])
        yield Article(f"page-{i}.html", text, title, day, end, "The Lake Post")
