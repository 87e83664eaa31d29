"""The words of which expressions of time are made, beside the names of months and weekdays."""

UNIT_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
    "millennium": "L", "millennia": "L",
}  # fmt: skip
"""Units of time, without a plural's s, and their letters in the value of a duration; T parts hours from days."""

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
"""The words for the days of a month and for centuries, from the 1st."""

SEASONS = {
    "spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "fall": "FA",
    "winter": "WI", "wintertime": "WI",
}  # fmt: skip
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""Seasons as their values have them, and the month in which each begins."""

DAY_PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "lunchtime": "MI",
    "dawn": "MO", "daybreak": "MO", "dusk": "EV", "sunset": "EV",
}  # fmt: skip

NOW = (
    "now", "nowadays", "currently", "at present", "presently", "at the moment", "these days",
    "at this point in time", "current",
)  # fmt: skip
LONG_AGO = (
    "recently", "lately", "the past", "the recent past", "the distant past", "long ago",
    "in the old days", "once upon a time",
)  # fmt: skip
TO_COME = (
    "the future", "the near future", "the not too distant future", "the near term",
    "the short term", "the long term", "the coming years",
    "a later date", "future",
)  # fmt: skip
"""What points to now, to the past and to the future, and to no certain day."""

HOW_OFTEN = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "biweekly": "P2W",
    "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip

NEARLY = (
    "about", "around", "nearly", "almost", "over", "more than", "less than", "fewer than", "at least", "at most",
    "up to", "roughly", "approximately", "no more than", "as many as", "as much as", "well over", "just over",
    "just under", "only", "another", "an additional", "some",
)  # fmt: skip
"""What stands before a number and makes it a bound, or less exact."""

DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
"""Names of decades, from the twenties."""

STEPS = {
    "last": -1, "past": -1, "previous": -1, "this past": -1, "prior": -1, "preceding": -1,
    "this": 0, "current": 0, "this current": 0, "same": 0, "that": 0, "that same": 0, "this very": 0,
    "next": 1, "coming": 1, "this coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
"""By how many units "last", "this" or "next" moves, one or none."""

FROM_TOLD = frozenset({"previous", "prior", "preceding", "same", "that", "that same", "following", "this very"})
"""What counts from the day that was told last, and not from that of publication."""
