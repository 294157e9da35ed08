"""A population from how often its units were seen, by a log-linear model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import exp, inf, log, sqrt

import numpy as np
from scipy.special import gammaln, xlogy

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.result import Assumption, Provenance, Result, Table, check_level
from bemodels.result.display import format_count
from bemodels.result.rules import is_whole, shown
from bemodels.undercount.capture.frequencies.negative_terms import (
    fit_without_negative_terms,
)
from bemodels.undercount.capture.frequencies.times_fit import TimesFit
from bemodels.undercount.capture.frequencies.times_model import (
    TimesModel,
    times_model,
)
from bemodels.undercount.capture.frequencies.times_seen import (
    CLOSED,
    MATCHED,
    MOST_TIMES,
    UNCHANGED,
    TimesSeen,
    expected_table,
    read_frequencies,
)
from bemodels.undercount.capture.heterogeneity import (
    CHAO,
    Heterogeneity,
    check_mixture,
)
from bemodels.undercount.capture.multinomial import profile_population
from bemodels.undercount.capture.sizes import (
    NEVER_SEEN,
    check_limits,
    hidden_in_words,
    size_estimates,
)

MOST_HIDDEN = 1e15
FIT = "The fit"
MOST_KINKS = 50


def loglinear_frequencies(
    frequencies: Mapping[int, int],
    *,
    occasions: float,
    heterogeneity: Heterogeneity | tuple[()] = (),
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate a population by a log-linear model of how often units were seen.

    Parameters
    ----------
    frequencies : mapping of int to int
        Times seen to the number of units.
    occasions : int or math.inf
        How many occasions there were, at least the most times that a unit was seen and
        at most 1,000; ``math.inf`` for sightings at any time of a window.
    heterogeneity : Heterogeneity or (), default ()
        The form of unequal chances: ``CHAO``, ``POISSON2``, ``DARROCH`` or ``GAMMA35``;
        without one all units have the same chance (M0).
    provenance : tuple of Provenance
        The files that the counts were read from.
    level : float, default 0.95
        Coverage of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` in units, with the multinomial profile likelihood
        interval; tables with the fit and with expected units. Under ``CHAO`` both are
        lower bounds.

    Raises
    ------
    InvalidDataError
        If `frequencies` break a rule, there are fewer `occasions` than times seen or
        more than 1,000, `heterogeneity` is no form, or ``CHAO`` for a unit seen more
        than 50 times (or more than 50 occasions, where a number of times below the
        most is no unit's), or `level` lies outside (0, 1).
    NotEstimableError
        If no unit was seen, the model has more parameters than cells, or its
        likelihood has no maximum.

    Notes
    -----
    In a window of time the cells end at the most times that a unit was seen. Negative
    terms of ``CHAO`` are left out one by one, the first one first, and the model is
    fitted again, which is how the published values were made [2]_. Which are left out
    is decided anew for every population of the profile; where that changes, the profile
    may jump a little.

    References
    ----------
    .. [1] Rivest L-P, Baillargeon S (2007). Applications and extensions of Chao's
       moment estimator for the size of a closed population. Biometrics 63, 999-1006.
    .. [2] Baillargeon S, Rivest L-P (2007). Rcapture: loglinear models for
       capture-recapture in R. Journal of Statistical Software 19 (5).
    .. [3] Cormack RM (1992). Interval estimation for mark-recapture studies of closed
       populations. Biometrics 48, 567-576.

    Examples
    --------
    >>> from math import inf
    >>> from bemodels.undercount.capture import DARROCH
    >>> ill = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}
    >>> for form in ((), DARROCH):
    ...     found = loglinear_frequencies(ill, occasions=inf, heterogeneity=form)
    ...     print(round(found.estimate("population").value, 1))
    7079.9
    15562.1
    """
    check_level(level)
    times = read_frequencies(frequencies)
    _check_options(times, occasions, heterogeneity)
    whole = times_model(times, occasions=occasions, heterogeneity=heterogeneity)
    _refuse_too_many_terms(whole)
    model, fit = fit_without_negative_terms(whole)
    hidden, error = _hidden(model, fit)
    seen, value = times.seen, times.seen + hidden
    profile = profile_population(
        seen,
        lambda unseen: (
            fit_without_negative_terms(whole.with_hidden(unseen))[1].half_deviance
        ),
        start=hidden,
        level=level,
    )
    limits = profile.low, profile.high
    name = f"log-linear model {model.name}, {_occasions_text(occasions)}"
    bounded = isinstance(heterogeneity, Heterogeneity) and heterogeneity.bounds
    of_what, amount = ("; of a lower bound", "at least ") if bounded else ("", "")
    chances = _chances(heterogeneity)
    checks = (
        check_limits(value, limits, seen),
        *check_mixture(model.terms, fit.coefficients),
    )
    return Result(
        title=f"{'Lower bound of a' if bounded else 'A'} population: {times.title}",
        method=name[0].upper() + name[1:],
        estimates=size_estimates(
            value,
            limits,
            seen=seen,
            level=level,
            method=f"multinomial profile likelihood, {model.name}{of_what}",
        ),
        conclusion=hidden_in_words(
            re.split("[.;] ", chances.statement)[0],
            hidden,
            (limits[0] - seen, limits[1] - seen),
            level=level,
            unseen=NEVER_SEEN,
            amount=amount,
            checks=checks,
        ),
        assumptions=(chances, UNCHANGED, CLOSED, MATCHED),
        checks=checks,
        tables=(
            _fit_table(whole, model, fit, error),
            expected_table(times, tuple(fit.means[: len(times.units)]), name),
        ),
        provenance=provenance,
    )


def _check_options(times: TimesSeen, occasions: object, heterogeneity: object) -> None:
    least = len(times.units)
    if occasions != inf and not (is_whole(occasions) and occasions >= least):
        raise InvalidDataError(
            f"occasions must be math.inf or a whole number of {least} or more, the "
            f"most times a unit was seen, got {shown(occasions)}"
        )
    if MOST_TIMES < occasions < inf:
        raise InvalidDataError(
            f"occasions must be {MOST_TIMES:,} or less, or math.inf, to which more "
            f"come near, got {shown(occasions)}"
        )
    if heterogeneity != () and not isinstance(heterogeneity, Heterogeneity):
        raise InvalidDataError(
            "heterogeneity must be CHAO, POISSON2, DARROCH, GAMMA35 or (), got "
            f"{shown(heterogeneity)}"
        )
    kinks = least if occasions == inf or all(times.units) else occasions
    if heterogeneity == CHAO and kinks > MOST_KINKS:
        raise InvalidDataError(
            f"Mh Chao takes units seen up to {MOST_KINKS} times, and up to "
            f"{MOST_KINKS} occasions if no unit was seen some smaller number of times, "
            f"got {shown(kinks)}; chao_lower_bound takes more"
        )


def _refuse_too_many_terms(model: TimesModel) -> None:
    scaled = model.columns / np.maximum(np.abs(model.columns).max(axis=0), 1e-300)
    rank, needed = int(np.linalg.matrix_rank(scaled)), len(model.terms)
    if rank < needed:
        raise NotEstimableError(
            f"{model.name} is not identifiable: "
            f"{format_count(len(model.counts), 'cell determines', 'cells determine')} "
            f"{rank} of {needed} parameters"
        )


def _hidden(model: TimesModel, fit: TimesFit) -> tuple[float, float]:
    """Return the units never seen and the standard error of the population."""
    if fit.coefficients[0] > log(MOST_HIDDEN):
        raise NotEstimableError(
            f"{model.name}: more than {MOST_HIDDEN:g} units were never seen, which "
            "these data cannot tell from infinity"
        )
    hidden = exp(fit.coefficients[0])
    return hidden, sqrt(hidden + hidden**2 * fit.hidden_variance)


def _chances(heterogeneity: Heterogeneity | tuple[()]) -> Assumption:
    if isinstance(heterogeneity, Heterogeneity):
        said = heterogeneity.meaning
        return Assumption(
            statement=f"{said[0].upper()}{said[1:]}.",
            support="not checkable from these data",
        )
    return Assumption(
        statement="Every unit has the same chance of being seen. Where chances differ, "
        "the population comes out too small.",
        support="not checkable from these data",
    )


def _occasions_text(occasions: float) -> str:
    if occasions == inf:
        return "a window of time"
    return format_count(int(occasions), "occasion", "occasions")


def _fit_table(
    whole: TimesModel, model: TimesModel, fit: TimesFit, error: float
) -> Table:
    loglik = float(
        np.sum(xlogy(model.counts, fit.means) - fit.means - gammaln(model.counts + 1))
    )
    dropped = [term for term in whole.terms if term not in model.terms]
    return Table(
        name=FIT,
        columns=("quantity", "value"),
        rows=(
            ("standard error of the population, units", error),
            ("deviance", 2 * fit.half_deviance),
            ("degrees of freedom", len(model.counts) - len(model.terms)),
            ("AIC", 2 * len(model.terms) - 2 * loglik),
            *(
                (term, float(value))
                for term, value in zip(model.terms, fit.coefficients, strict=True)
            ),
        ),
        note=f"Negative terms left out: {', '.join(dropped)}." if dropped else "",
    )
