"""The smallest and the largest share that integer solutions leave open, exactly."""

from __future__ import annotations

from fractions import Fraction

from bemodels.audit.bounds.integer_programmes import Integers, Overlaps


def share_range(
    overlaps: Overlaps, part: Integers, whole: Integers
) -> tuple[Fraction, Fraction]:
    """Return the least and the most that one sum can be of another.

    Parameters
    ----------
    overlaps : Overlaps
        All ways to fill the regions.
    part, whole : ndarray of int, shape (regions,)
        Weights of either sum; the whole is 1 or more for every way.

    Returns
    -------
    least, most : Fraction
        Exact.

    Notes
    -----
    Where the whole is free as well, the ratio is no linear objective. Dinkelbach's
    method [1]_ makes part less ratio times whole as large as it can be, takes the
    solution's own ratio, and stops where nothing is left: a finite number of integer
    programmes, each in whole numbers.

    References
    ----------
    .. [1] Dinkelbach W (1967). On nonlinear fractional programming. Management Science
       13, 492-498.
    """
    least, most = overlaps.range_of(whole)
    if least == most:
        low, high = overlaps.range_of(part)
        return Fraction(low, least), Fraction(high, least)
    return (
        -_largest_share(overlaps, -part, whole),
        _largest_share(overlaps, part, whole),
    )


def _largest_share(overlaps: Overlaps, part: Integers, whole: Integers) -> Fraction:
    known = (Fraction(int(part @ x), int(whole @ x)) for x in overlaps.found)
    ratio = max(known)
    while True:
        objective = ratio.numerator * whole - ratio.denominator * part
        if overlaps.least(objective) == 0:
            return ratio
        best = overlaps.found[-1]
        ratio = Fraction(int(part @ best), int(whole @ best))
