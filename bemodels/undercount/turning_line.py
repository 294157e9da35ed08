"""The line along which more inspired than linked actors are as likely as not."""

from __future__ import annotations

from collections.abc import Sequence

from bemodels.result import Curve


def turning_line(
    points: Sequence[tuple[float, float]], *, x_label: str, y_label: str
) -> tuple[Curve, ...]:
    """Return the line through points, where there are any.

    Parameters
    ----------
    points : sequence of (float, float)
        Of two stated numbers.
    x_label, y_label : str
        What they are, with their units.

    Returns
    -------
    tuple of Curve, length 0 or 1
        Without a band.
    """
    if not points:
        return ()
    x, y = zip(*points, strict=True)
    return (
        Curve(
            name="More inspired than linked actors as likely as not",
            x=x,
            y=y,
            x_label=x_label,
            y_label=y_label,
            level=1.0,
            kind="credible",
        ),
    )
