"""Five cities in four years, the first and the last partial; two have no count."""

import pandas as pd

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
COUNTS = {
    "A": (3, 5, 6, 2),
    "B": (0, 1, 0, 2),
    "C": (0, 0, 0, 0),
    "D": (0, 0, 0, 0),
    "E": (2, 4, 3, 1),
}


def five_cities():
    """Return a row a city and year."""
    return pd.DataFrame(
        [
            (city, year, years, n)
            for city, counts in COUNTS.items()
            for year, (years, n) in enumerate(zip(YEARS, counts, strict=True))
        ],
        columns=["city", "year", "years", "y"],
    )
