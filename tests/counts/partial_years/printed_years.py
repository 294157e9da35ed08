"""The counts by year that the report's printed statements allow."""

YEARS = [7 / 12, 1, 1, 10 / 12]


def report_vectors():
    """List the counts by year that the printed statements allow.

    S01: 4 attacks and 103 arrest actions, 107 incidents from June 2014 to October 2017.
    Text, line 47: the number rose from 2014 to 2015 and had its peak in 2016. S13: from
    2016 to 2017, made annual from ten months, a decrease of 70% (rounded half up).
    """
    return [
        (n14, n15, n16, n17)
        for n16 in range(3, 107)
        for n17 in range(1, n16)
        if (2 * (1000 * n16 - 1200 * n17) + 10 * n16) // (20 * n16) == 70
        for n15 in range(2, n16)
        if 1 <= (n14 := 107 - n15 - n16 - n17) < n15
    ]
