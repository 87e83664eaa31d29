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
