"""Names under which estimates of several questions can stand side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bemodels.result import Result


def renamed(result: Result, names: Mapping[str, str]) -> Result:
    """Return a result whose estimands are called otherwise, in its card as well.

    Parameters
    ----------
    result : Result
        Any.
    names : mapping of str to str
        From each name, up to a bracket, to the new one.

    Returns
    -------
    Result
        Estimands that are not among the names are left out.

    Examples
    --------
    >>> import bemodels
    >>> found = bemodels.counts.changepoint(
    ...     [9, 2], [1.0, 1.0], shape=1.0, rate=0.2, no_change=0.5
    ... )
    >>> step = renamed(found, {"annual_rate": "step_rate", "rate_ratio": "step_ratio"})
    >>> [one.estimand for one in step.estimates]
    ['step_rate[before]', 'step_rate[after]', 'step_ratio']
    """

    def name_of(old: str) -> str:
        name, bracket, label = old.partition("[")
        return f"{names.get(name, name)}{bracket}{label}"

    split = [(one, *one.estimand.partition("[")) for one in result.estimates]
    return replace(
        result,
        estimates=tuple(
            replace(one, estimand=f"{names[name]}{bracket}{label}")
            for one, name, bracket, label in split
            if name in names
        ),
        card=replace(
            result.card,
            priors=tuple(
                replace(one, parameter=name_of(one.parameter))
                for one in result.card.priors
            ),
            parameters=tuple(
                replace(one, name=name_of(one.name)) for one in result.card.parameters
            ),
        ),
    )
