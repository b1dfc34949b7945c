"""Months, seasons and weekdays as English texts name them; `calendar` follows the machine's language."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH_NUMBERS = {
    **{name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])},
    "Sept": 9,
}
"""The number of a month, 1 to 12, by its name or an abbreviation."""

MONTH = "|".join((*MONTHS, "Sept", *(month[:3] for month in MONTHS)))
"""A pattern of a month's name or abbreviation, the longer first."""

EDTF_NAMES = {
    **{f"{number:02}": (month, month[:3]) for number, month in enumerate(MONTHS, 1)},
    "09": ("September", "Sept", "Sep"),
    "21": ("spring", "Spring"),
    "22": ("summer", "Summer"),
    "23": ("autumn", "Autumn", "fall", "Fall"),
    "24": ("winter", "Winter"),
}
"""Names of EDTF's months and seasons, by the two digits that follow the year."""
