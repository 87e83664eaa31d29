"""Words that can stand for one another in a sentence and change what it says."""

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS = "January February March April June July August September October November December"
_WORDS = (
    "two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred thousand million billion"
)
_ORDINALS = "first second third fourth fifth sixth last"
_OPPOSITES = (
    "rose/fell increased/decreased increase/decrease higher/lower more/fewer won/lost win/lose before/after "
    "accepted/rejected approved/rejected confirmed/denied support/oppose supported/opposed supports/opposes "
    "began/ended started/stopped opened/closed guilty/innocent alive/dead best/worst largest/smallest "
    "highest/lowest early/late north/south east/west northern/southern eastern/western husband/wife "
    "father/mother son/daughter brother/sister man/woman men/women boy/girl he/she his/her young/old "
    "buy/sell bought/sold arrived/left joined/left agreed/refused allowed/banned arrested/released "
    "hired/fired succeeded/failed succeed/fail legal/illegal always/never all/none many/few inside/outside "
    "strong/weak strengthen/weaken safe/dangerous possible/impossible likely/unlikely with/without "
    "most/least above/below over/under up/down good/bad praised/criticised praised/criticized gained/lost "
    "raise/lower raised/lowered public/private morning/evening include/exclude minimum/maximum morning/night "
    "true/false open/close start/stop begin/end accept/reject approve/deny confirm/deny allow/ban gain/lose "
    "rise/fall rises/falls rising/falling increasing/decreasing agree/refuse arrive/leave join/leave hire/fire"
)

DAYS, MONTHS = _DAYS.split(), _MONTHS.split()
SETS = [DAYS, MONTHS, _WORDS.split(), _ORDINALS.split()]
SWAPS = {a: b for pair in _OPPOSITES.split() for a, b in (pair.split("/"), pair.split("/")[::-1])}
