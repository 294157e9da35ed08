"""An exact percentage as text that rounds as the percentage itself does."""

from __future__ import annotations

from fractions import Fraction

MOST_DIGITS = 18


def round_half_up(value: Fraction, digits: int) -> Fraction:
    """Round a number, halves away from 0.

    Parameters
    ----------
    value : fractions.Fraction
        Exact.
    digits : int
        Decimals that are kept, 0 or more.

    Returns
    -------
    fractions.Fraction
        Exact.

    Examples
    --------
    >>> [int(round_half_up(Fraction(one, 2), 0)) for one in (25, 1, -25)]
    [13, 1, -13]
    """
    scale = 10**digits
    whole = (2 * abs(value) * scale + 1) // 2
    return Fraction(whole, scale) * (-1 if value < 0 else 1)


def cut_off(value: Fraction, digits: int) -> Fraction:
    """Cut the further decimals of a number off.

    Parameters
    ----------
    value : fractions.Fraction
        Exact.
    digits : int
        Decimals that are kept, 0 or more.

    Returns
    -------
    fractions.Fraction
        Exact, no further from 0 than `value`.
    """
    scale = 10**digits
    return Fraction(abs(value) * scale // 1, scale) * (-1 if value < 0 else 1)


def percent_text(value: Fraction, decimals: int) -> str:
    """Write a percentage with two decimals more than printed, or as many as it needs.

    Parameters
    ----------
    value : fractions.Fraction
        Exact, in percent.
    decimals : int
        Decimals of the printed figure.

    Returns
    -------
    str
        Such as ``"57.94%"``; rounded or cut to the printed decimals, the text gives
        what the exact value does.

    Examples
    --------
    >>> percent_text(Fraction(6200, 107), 0)
    '57.94%'
    >>> percent_text(Fraction(12499999, 1000000), 0)
    '12.499999%'
    """
    digits = decimals + 2
    while digits < MOST_DIGITS and not _tells(value, digits, decimals):
        digits += 1
    return f"{fixed(round_half_up(value, digits), digits)}%"


def _tells(value: Fraction, digits: int, decimals: int) -> bool:
    """Tell whether a value written with so many digits rounds as it does itself."""
    written = round_half_up(value, digits)
    return all(
        change(written, decimals) == change(value, decimals)
        for change in (round_half_up, cut_off)
    )


def fixed(value: Fraction, digits: int) -> str:
    """Write a number with a given number of decimals.

    Parameters
    ----------
    value : fractions.Fraction
        With no more decimals than these.
    digits : int
        Decimals.

    Returns
    -------
    str
        Without an exponent.

    Examples
    --------
    >>> fixed(Fraction(-5, 4), 2), fixed(Fraction(7), 0)
    ('-1.25', '7')
    """
    scaled = abs(int(value * 10**digits))
    whole, rest = divmod(scaled, 10**digits)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
