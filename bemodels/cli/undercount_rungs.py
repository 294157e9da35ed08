"""The rungs that are stated on the command line, each when it is asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bemodels.cli.undercount_options import refuse_more_than_recorded
from bemodels.errors import NotEstimableError
from bemodels.undercount import (
    Beta,
    SurfacingPrior,
    hidden_given_discovery_routes,
    hidden_given_prior,
    hidden_given_propensity,
    hidden_given_surfacing,
)
from bemodels.undercount.along_surfacing import tipping_of_surfacing

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from bemodels.result import Probability, Result
    from bemodels.undercount import Fates

type Rungs = dict[str, Callable[[], Result]]


def stated_rungs(inspired: Fates, linked: Fates, options: Namespace) -> Rungs:
    """Return what is stated, in words that follow on "if", and what computes it.

    Parameters
    ----------
    inspired, linked : Fates
        Recorded fates.
    options : argparse.Namespace
        Of the command.

    Returns
    -------
    dict of str to callable
        From the lowest rung up.

    Raises
    ------
    InvalidDataError
        If more linked arrests are coded by their route than are recorded.
    """
    return {
        **_surfacing(inspired, linked, options),
        **_propensity(inspired, linked, options),
        **_routes(inspired, linked, options),
    }


def existing(
    wanted: Mapping[str, Callable[[], Result]],
) -> tuple[dict[str, Result], dict[str, NotEstimableError]]:
    """Compute what exists, and keep the reason of what does not.

    Parameters
    ----------
    wanted : mapping of str to callable
        By name.

    Returns
    -------
    found : dict of str to Result
        What exists, in the same order.
    missing : dict of str to NotEstimableError
        What does not.
    """
    found: dict[str, Result] = {}
    missing: dict[str, NotEstimableError] = {}
    for name, compute in wanted.items():
        try:
            found[name] = compute()
        except NotEstimableError as error:
            missing[name] = error
    return found, missing


def with_tipping(
    rung: Result, inspired: Fates, linked: Fates, *priors: SurfacingPrior
) -> Result:
    """Put the tipping point of surfacing beside a rung that states it.

    Parameters
    ----------
    rung : Result
        Of a stated surfacing, or of a prior on it.
    inspired, linked : Fates
        Recorded fates.
    *priors : SurfacingPrior
        The prior, if one is stated.

    Returns
    -------
    Result
        As it was where there is no tipping point.
    """
    tips: tuple[Probability, ...] = ()
    with suppress(NotEstimableError):
        tips = tipping_of_surfacing(inspired, linked, priors=priors)
    return replace(rung, probabilities=(*rung.probabilities, *tips))


def _surfacing(inspired: Fates, linked: Fates, options: Namespace) -> Rungs:
    both = inspired, linked
    if options.surfacing is not None:
        share = options.surfacing

        def given() -> Result:
            rung = hidden_given_surfacing(inspired, share, level=options.level)
            return with_tipping(rung, *both)

        return {f"surfacing is {share:g}": given}
    if options.prior is not None:
        a, b = options.prior
        prior = SurfacingPrior(beta=Beta(a=a, b=b), reason="stated on the command line")

        def over() -> Result:
            rung = hidden_given_prior(inspired, prior, level=options.level)
            return with_tipping(rung, *both, prior)

        return {f"surfacing is Beta({a:g}, {b:g})": over}
    return {}


def _propensity(inspired: Fates, linked: Fates, options: Namespace) -> Rungs:
    times, spread = options.relative_propensity, options.log_sd
    if times is None:
        return {}
    seen = options.linked_surfacing
    rung = partial(
        hidden_given_propensity,
        inspired,
        linked,
        relative_propensity=times,
        log_sd=spread,
        linked_surfacing=seen,
        level=options.level,
    )
    about = f" (log sd {spread:g})" if spread else ""
    return {
        f"relative propensity to attack is {times:g}{about} and linked surfacing "
        f"{seen:g}": rung
    }


def _routes(inspired: Fates, linked: Fates, options: Namespace) -> Rungs:
    if options.routes is None:
        return {}
    refuse_more_than_recorded(options.routes, linked)
    independent, connection, both = options.routes
    rung = partial(
        hidden_given_discovery_routes,
        inspired,
        independent_only=independent,
        connection_only=connection,
        both=both,
        dependence=options.dependence,
        transfer=options.transfer,
        level=options.level,
    )
    return {
        f"transfer of detection is {options.transfer:g} and dependence of routes "
        f"{options.dependence:g}": rung
    }
