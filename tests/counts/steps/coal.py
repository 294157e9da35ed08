"""Coal-mining disasters in Great Britain with ten deaths or more, 1851 to 1962.

Jarrett RG (1979). A note on the intervals between coal-mining disasters. Biometrika 66,
191-193; the dates are `coal` of R's package boot, here counted by year.
"""

FIRST_YEAR = 1851
COUNTS = (
    *(4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4),
    *(5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1, 3, 2),
    *(2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2),
    *(0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2),
    *(3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 3, 3, 0, 0, 0, 1, 4, 0, 0, 0),
    *(1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1),
)
YEARS = (1,) * len(COUNTS)
