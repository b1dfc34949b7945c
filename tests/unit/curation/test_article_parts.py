"""Heads and feet of articles as sites have them: what each part is taken for, and what stays open."""

import pytest

from trafficking_explorer.curation.article_parts import find_parts

TEXTS = [
    (
        "NEWS\n"
        "Crime\n"
        "Man charged after 17 found in lorry\n"
        "By Jane Doe\n"
        "BBC-like News, Kent\n"
        "14 October 2023\n"
        "Updated 15 October 2023\n"
        "\n"
        "A man has been charged after 17 people were found in the back of a lorry.\n"
        "\n"
        "The 34-year-old is due before magistrates on Monday.\n"
        "\n"
        "Related Topics\n"
        "Kent\n"
        "People smuggling\n",
        'Man charged after 17 found in lorry', '2023-10-14', 'magistrates on Monday.', 'Jane Doe', None,
    ),
    (
        "U.S. Attorney's Office\n"
        "Northern District of Westland\n"
        "\n"
        "Amber City Couple Sentenced for Forced Labor\n"
        "\n"
        "Thursday, June 20, 2019\n"
        "\n"
        "PORT AMBER – A couple was sentenced today to 15 years in prison for forced labor.\n"
        "\n"
        "The case was investigated by the Amber Task Force.\n"
        "\n"
        "Component(s):\n"
        "Civil Rights Division\n"
        "Contact:\n"
        "Press Officer\n"
        "Updated June 21, 2019\n",
        'Amber City Couple Sentenced for Forced Labor', '2019-06-20', 'Amber Task Force.', None, None,
    ),
    (
        "Quinze personnes interpellées dans un réseau de traite\n"
        "Société\n"
        "Publié hier à 18h30 - Mis à jour le 12/03/2022 à 09h15\n"
        "\n"
        "Quinze personnes ont été interpellées mardi dans le cadre d'une enquête.\n"
        "\n"
        "Le parquet a ouvert une information judiciaire\n",
        'Quinze personnes interpellées dans un réseau de traite', None, 'ouvert une information judiciaire', None, None,
    ),
    (
        "Detenidas 9 personas por trata\n"
        "EFE\n"
        "Valencia\n"
        "21/09/2020 12:45 h\n"
        "\n"
        "La Policía Nacional ha detenido a nueve personas en Valencia.\n"
        "\n"
        "Los agentes liberaron a 13 mujeres.\n"
        "\n"
        "Lo más leído\n"
        "1. Otra noticia\n",
        'Detenidas 9 personas por trata', '2020-09-21', 'a 13 mujeres.', None, None,
    ),
    (
        "Twelve freed in raid\n"
        "\n"
        "Source: Coastal Wire\n"
        "Date: 2021-05-04\n"
        "URL: https://wire.example/a\n"
        "\n"
        "Police freed twelve people.\n",
        'Twelve freed in raid', '2021-05-04', 'freed twelve people.', None, 'Coastal Wire',
    ),
    (
        "# Raid in Port Amber frees twelve\n"
        "\n"
        "*4 May 2021*\n"
        "\n"
        "Police freed **twelve** people.\n"
        "\n"
        "- one list item\n"
        "- another list item\n",
        'Raid in Port Amber frees twelve', '2021-05-04', 'another list item', None, None,
    ),
    (
        "Global Report on Trafficking\n"
        "Foreword\n"
        "\n"
        "This report covers 141 countries. It was finished in 2022.\n"
        "\n"
        "Vienna, January 2023\n",
        'Global Report on Trafficking', None, 'finished in 2022.', None, None,
    ),
    (
        "Raids in three states lead to 40 arrests | Amber Herald\n"
        "https://herald.example/2021/05/04/raids\n"
        "Posted at 4:15 PM, May 04, 2021 and last updated 6:12 PM, May 05, 2021\n"
        "\n"
        "AMBER CITY (Herald) — Raids in three states led to 40 arrests.\n"
        "\n"
        "Copyright 2021 Scrip Amber. All rights reserved. This material may not be published.\n",
        'Raids in three states lead to 40 arrests', '2021-05-04', 'to 40 arrests.', None, None,
    ),
    (
        "الشرطة الإسبانية تفكك شبكة للاتجار بالبشر\n"
        "مدريد - أ ف ب\n"
        "تم النشر في: 12 يناير, 2022: 10:30 ص GST\n"
        "\n"
        "فككت الشرطة الإسبانية شبكة للاتجار بالبشر وأوقفت 21 شخصا.\n"
        "\n"
        "شارك\n"
        "فيسبوك\n"
        "تويتر\n",
        'الشرطة الإسبانية تفكك شبكة للاتجار بالبشر', '2022-01-12', 'وأوقفت 21 شخصا.', None, None,
    ),
    (
        "Menschenhandel: Razzia in 14 Bundesländern\n"
        "Von Anna Berg und Karl Tal\n"
        "Aktualisiert am 05.05.2021-11:03\n"
        "\n"
        "Bei einer Razzia in 14 Ländern wurden 21 Personen befreit.\n"
        "\n"
        "Quelle: dpa\n",
        'Menschenhandel: Razzia in 14 Bundesländern', '2021-05-05', '21 Personen befreit.', 'Anna Berg und Karl Tal', None,
    ),
    (
        "Wednesday 5 May 2021\n"
        "The Amber Gazette\n"
        "Home News Sport\n"
        "\n"
        "Fishermen held for weeks are free\n"
        "Ana Ferro\n"
        "\n"
        "Five fishermen who were held for weeks are free.\n",
        'Fishermen held for weeks are free', None, 'weeks are free.', None, None,
    ),
    (
        "PRESS RELEASE\n"
        "\n"
        "Brussels, 9 June 2020\n"
        "\n"
        "EU agencies join forces: 15 arrested\n"
        "Operation Blue Kettle, led by Northland, ended with 15 arrests.\n"
        "\n"
        "END\n",
        'EU agencies join forces: 15 arrested', '2020-06-09', 'with 15 arrests.', None, None,
    ),
    (
        "Statement by the Ombudsman on the fishing fleet\n"
        "Issued: 3 Sept 2018\n"
        "\n"
        "We welcome the ruling of 1 September 2018.\n"
        "\n"
        "Signed in Port Amber on 2 September 2018\n",
        'Statement by the Ombudsman on the fishing fleet', '2018-09-03', 'on 2 September 2018', None, None,
    ),
    (
        "Why do they stay?\n"
        "\n"
        "An essay by Bo Lind\n"
        "\n"
        "They stay because nobody asked them to go.\n",
        'Why do they stay?', None, 'them to go.', None, None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "day", "end", "author", "publisher"), TEXTS)
def test_parts(
    text: str, title: str, day: str | None, end: str, author: str | None, publisher: str | None
) -> None:
    """Names of offices and sites above a title, labels, menus, credits, tags, updates."""
    parts = find_parts(text)
    assert parts.title is not None
    assert text[slice(*parts.title)] == title
    assert (str(parts.published.day) if parts.published else None) == day
    last = text[slice(*parts.last)]
    assert end.endswith(last) or last.endswith(end)
    if author is not None:
        assert parts.author is not None
        assert text[slice(*parts.author.name)] == author
    if publisher is not None:
        assert parts.publisher is not None
        assert text[slice(*parts.publisher.name)] == publisher


@pytest.mark.parametrize(
    ("line", "title", "site"),
    [
        (
            "Twelve people freed in raid | The Lake Post",
            "Twelve people freed in raid",
            "The Lake Post",
        ),
        ("Twelve people freed in raid - Lake News", "Twelve people freed in raid", "Lake News"),
        ("Twelve people freed - minister", "Twelve people freed - minister", None),
        ("Raids in Port Amber – what we know", "Raids in Port Amber – what we know", None),
        ("Operation « Phare » - Le Journal", "Operation « Phare »", "Le Journal"),
        ("A night in Lake-Town", "A night in Lake-Town", None),
    ],
)
def test_a_title_without_its_site(line: str, title: str, site: str | None) -> None:
    """A part of the title stays one."""
    text = f"{line}\n\nPolice freed twelve people in a village by the lake.\n"
    parts = find_parts(text)
    assert parts.title is not None
    assert text[slice(*parts.title)] == title
    assert (text[slice(*parts.publisher.name)] if parts.publisher else None) == site


@pytest.mark.parametrize(
    ("foot", "publisher"),
    [
        ("© 2021 The Lake Post. All rights reserved.", "The Lake Post"),
        ("Copyright © 2019-2021, Lake Media Ltd", "Lake Media Ltd"),
        ("(c) Lake Post 2021", "Lake Post"),
        ("Published by: The Lake Post", "The Lake Post"),
        ("Source: Coastal Wire", "Coastal Wire"),
        ("All rights reserved.", None),
        ("© 2021 A. © 2022 B.", None),
        ("© The Lake Post\n© Coastal Wire", None),
    ],
)
def test_the_publisher_of_a_foot(foot: str, publisher: str | None) -> None:
    """One name, or none."""
    text = f"Twelve people freed in raid\n\nPolice freed twelve people in a village.\n\n{foot}\n"
    found = find_parts(text).publisher
    assert (text[slice(*found.name)] if found else None) == publisher


@pytest.mark.parametrize(
    "foot",
    [
        "###", "ENDS", "– Ends –", "-30-", "Tagged with: sea, labour", "Related stories", "Media contact:\nAna Ferro",
        "Notes to editors", "Leave a reply\nName *\nEmail *", "Español | Français | العربية",
        "For more information, please contact the press office.", "Share this:", "Subscribe to our newsletter.",
        "Etiquetas: trata", "À lire aussi", "Mehr zum Thema", "Pressekontakt", "اقرأ أيضا", "Читайте также",
        "About the Lake Police\nThe Lake Police have served since 1911.", "Most Popular",
        "https://lake.example/a", "+00 555 0101", "© 2021 The Lake Post",
    ],
)  # fmt: skip
def test_the_end_of_an_article(foot: str) -> None:
    """Before marks, tags, forms, contacts and other languages; the last words have no full stop."""
    text = f"Twelve people freed in raid\n\nPolice freed twelve people in a village.\n\nThe trial goes on today\n\n{foot}\n"
    assert text[slice(*find_parts(text).last)] == "goes on today"


@pytest.mark.parametrize(
    "text", ["", "\ufeff", "\u2028\u2028", "---\n---\n", "---\ntitle: x\n---\n", "By", "###"]
)
def test_texts_with_hardly_any_words(text: str) -> None:
    """They have no title, or their only words."""
    parts = find_parts(text)
    assert parts.title is None or text[slice(*parts.title)] in ("x", "By", "###", "---", "title: x")
    assert parts.published is None
