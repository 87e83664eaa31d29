"""The names of months and of the days of the week."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH_STARTS = tuple(name[:3].lower() for name in MONTHS)
"""The first three letters of each month, by which any way of writing it is known."""

WEEKDAY_STARTS = tuple(name[:3].lower() for name in WEEKDAYS)

ANY_MONTH, ANY_WEEKDAY = "|".join(MONTHS), "|".join(WEEKDAYS)
"""Parts of patterns: one of the names, in full."""

MONTHS_ELSEWHERE: tuple[str, ...] = (
    "januar jänner jän januari janvier janv enero ene gennaio gen janeiro styczeń stycznia leden ledna января янв"
    " січня ocak oca tammikuuta január januára ianuarie ιανουαρίου يناير",
    "februar feber februari février févr fév febrero febbraio fevereiro fev luty lutego únor února февраля фев"
    " лютого şubat şub helmikuuta február februára februarie φεβρουαρίου فبراير",
    "märz mär maart mrt mars marzo março marec marca březen března марта мар березня mart maaliskuuta martie"
    " március μαρτίου مارس",
    "avril avr abril abr aprile april kwiecień kwietnia duben dubna апреля апр квітня nisan nis huhtikuuta apríl"
    " apríla aprilie április απριλίου أبريل",
    "mai mei maj mayo maggio mag maio maja květen května мая травня mayıs toukokuuta máj mája május μαΐου مايو",
    "juni juin junio jun giugno giu junho czerwiec czerwca červen června июня июн червня haziran haz kesäkuuta"
    " jún júna iunie június ιουνίου يونيو",
    "juli juillet juil julio luglio lug julho lipiec lipca červenec července июля июл липня temmuz tem heinäkuuta"
    " júl júla iulie július ιουλίου يوليو",
    "august augustus augusti août agosto ago sierpień sierpnia srpen srpna августа авг серпня ağustos ağu"
    " elokuuta augusta augusztus αυγούστου أغسطس",
    "september sept septembre septiembre setiembre settembre set setembro wrzesień września září сентября сен"
    " сент вересня eylül eyl syyskuuta septembra septembrie szeptember σεπτεμβρίου سبتمبر",
    "oktober okt octobre octubre ottobre ott outubro out październik października říjen října октября окт жовтня"
    " ekim eki lokakuuta október októbra octombrie οκτωβρίου أكتوبر",
    "november novembre noviembre novembro listopad listopada listopadu ноября ноя листопада kasım kas marraskuuta"
    " novembra noiembrie νοεμβρίου نوفمبر",
    "dezember dez december desember décembre déc diciembre dic dicembre dezembro grudzień grudnia prosinec"
    " prosince декабря дек грудня aralık ara joulukuuta decembra decembrie δεκεμβρίου ديسمبر",
)  # fmt: skip
"""Each month as the papers of other languages write it in a date, whole and cut short, without the stop."""
