"""Names of months and weekdays in many languages, folded, with their numbers."""

import re
import unicodedata

_MONTHS = """
en january february march april may june july august september october november december
en jan feb mar apr may jun jul aug sep oct nov dec
en - - - - - - - - sept - - -
es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
es ene feb mar abr may jun jul ago set oct nov dic
es - - - - - - - - setiembre - - -
fr janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
fr janv fevr mars avr mai juin juil aout sept oct nov dec
de januar februar marz april mai juni juli august september oktober november dezember
de janner feber maerz apr mai jun jul aug sep okt nov dez
de jan feb mrz - - - - - - - - -
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
it gen feb mar apr mag giu lug ago set ott nov dic
pt janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
pt jan fev mar abr mai jun jul ago set out nov dez
nl januari februari maart april mei juni juli augustus september oktober november december
sv januari februari mars april maj juni juli augusti september oktober november december
da januar februar marts april maj juni juli august september oktober november december
no januar februar mars april mai juni juli august september oktober november desember
fi tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
pl stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika - grudnia
cs ledna unora brezna dubna kvetna cervna cervence srpna zari rijna - prosince
hu januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
ro ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
tr ocak subat mart nisan mayıs haziran temmuz agustos eylul ekim kasım aralık
el ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
id januari februari maret april mei juni juli agustus september oktober november desember
sw januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
vi - - - - - - - - - - - -
ar يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
ar كانون_الثاني شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين_الاول تشرين_الثاني كانون_الاول
ar جانفي فيفري مارس افريل ماي جوان جويلية اوت سبتمبر اكتوبر نوفمبر ديسمبر
ar - - - - - يونيه يوليوز غشت شتنبر - نونبر دجنبر
fa ژانویه فوریه مارس اوریل مه ژوین ژوییه اوت سپتامبر اکتبر نوامبر دسامبر
hi जनवरी फरवरी मारच अपरल मई जन जलाई अगसत सतबर अकतबर नवबर दसबर
"""
"""Language and twelve names a line, "-" where there is no other name."""
_WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday
mon tue wed thu fri sat sun
lunes martes miercoles jueves viernes sabado domingo
lundi mardi mercredi jeudi vendredi samedi dimanche
montag dienstag mittwoch donnerstag freitag samstag sonntag
- - - - - sonnabend -
lunedi martedi mercoledi giovedi venerdi sabato domenica
segunda-feira terca-feira quarta-feira quinta-feira sexta-feira sabado domingo
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد
понедельник вторник среда четверг пятница суббота воскресенье
pazartesi salı carsamba persembe cuma cumartesi pazar
poniedziałek wtorek sroda czwartek piatek sobota niedziela
"""
_MARKS = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f]")


def fold_name(name: str) -> str:
    """A name of a month as the lists here have it: lower case, without marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", name.casefold())).replace("ـ", "")


def _numbers(lines: str, skip: int) -> dict[str, int]:
    """The number of each name, without the names that mean several."""
    found: dict[str, set[int]] = {}
    for line in lines.strip().splitlines():
        for number, name in enumerate(line.split()[skip:], 1):
            if name != "-":
                found.setdefault(fold_name(name.replace("_", " ")), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


MONTH_OF = _numbers(_MONTHS, 1)
"""The number of a month, 1 to 12, by its folded name in any of the languages."""
WEEKDAY_OF = {name: number - 1 for name, number in _numbers(_WEEKDAYS, 0).items()}
"""The number of a weekday, Monday 0, by its folded name."""
