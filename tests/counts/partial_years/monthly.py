"""Tables of counts by month."""

from bemodels.data import CountTable

YEAR_2015 = (2, 1, 4, 0, 3, 2, 1, 5, 2, 0, 6, 9)
YEAR_2016 = (8, 4, 9, 3, 2, 5, 1, 0, 3, 2, 6, 5)


def by_month(years, *, years_of=None):
    """Return a table from a year's first month and counts, by year."""
    exposures = years_of or {}
    rows = []
    for year, (first, counts) in years.items():
        for month, count in enumerate(counts, start=first):
            label = f"{year}-{month:02}"
            rows.append((label, count, exposures.get(label, 1 / 12)))
    return CountTable(keys=("year_month",), rows=tuple(rows))
