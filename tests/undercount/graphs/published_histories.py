"""Capture histories that others analysed."""

import numpy as np
from scipy.special import gammaln


def read(line):
    return {p: int(n) for p, n in (one.split(":") for one in line.split())}


# Madigan and York (1997), spina bifida: the array of the R package dga, tests.
SPINA_BIFIDA = read("100:60 010:49 110:4 001:247 101:112 011:142 111:12")
# R package LCMCR, kosovo_aggregate: EXH, ABA, OSCE, HRW.
KOSOVO = read(
    "1000:1131 0100:845 1100:177 0010:936 1010:228 0110:217 1110:181 0001:306 "
    "1001:106 0101:31 1101:18 0011:123 1011:42 0111:32 1111:27"
)
# R package SparseMSE, UKdat_5: LA, NG, PFNCA, GO, GP.
UNITED_KINGDOM = read(
    "10000:54 01000:463 00100:995 00010:695 00001:316 11000:15 10100:19 10010:3 "
    "01100:62 01010:19 01001:1 00110:76 00101:11 00011:8 11100:1 11010:1 01110:4 "
    "11110:1"
)


def birth_counts(population, *, a=13.14, b=55.17):
    """Return the log prior of spina bifida by births, a gamma mixture of Poissons."""
    n = population
    return (
        n * np.log(b)
        - (n + a) * np.log1p(b)
        + gammaln(n + a)
        - gammaln(n + 1)
        - gammaln(a)
    )
