"""The yearly counts that the report's printed statements allow, listed by brute force.

S01: 4 attacks and 103 arrest actions, 107 incidents from June 2014 to October 2017.
Text, line 47: the number rose from 2014 to 2015 and had its peak in 2016. S13: from
2016 to 2017, made annual from ten months, a decrease of 70%, rounded half up.
"""

from bemodels.audit.trend import PossibleCounts

YEARS, MONTHS = (2014, 2015, 2016, 2017), (7, 12, 12, 10)
VECTORS = [
    (n14, n15, n16, n17)
    for n16 in range(3, 107)
    for n17 in range(1, n16)
    # 69.5 <= 100 - 120 n17 / n16 < 70.5
    if 139 * n16 <= 200 * n16 - 240 * n17 < 141 * n16
    for n15 in range(2, n16)
    if 1 <= (n14 := 107 - n15 - n16 - n17) < n15
]


def belgium_vectors():
    return PossibleCounts(vectors=VECTORS, years=YEARS, months=MONTHS)


def one_vector(*counts):
    return PossibleCounts(vectors=[counts], years=YEARS, months=MONTHS)
