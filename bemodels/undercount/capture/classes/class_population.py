"""How many units no list holds, if units fall into latent classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from bemodels.bayes import SamplerSettings, judge_quantities
from bemodels.errors import InvalidDataError
from bemodels.result import (
    Assumption,
    Check,
    Estimate,
    Interval,
    ModelCard,
    Prior,
    Provenance,
    Result,
    Table,
    check_level,
    check_type,
)
from bemodels.result.display import format_count
from bemodels.result.rules import check_number, check_whole, shown
from bemodels.undercount.capture.capture_table import (
    MOST_SUMMED,
    CaptureTable,
    checked_histories,
)
from bemodels.undercount.capture.classes.class_density import class_model
from bemodels.undercount.capture.classes.class_sampler import (
    WARM_UP,
    ClassDraws,
    draw_classes,
)
from bemodels.undercount.capture.sizes import OF_UNITS, ON_NO_LIST, hidden_in_words

if TYPE_CHECKING:
    import pandas as pd

MOST_CLASSES = 50
CONDITION = (
    "The lists are independent within latent classes, units on no list are of the same "
    "classes as recorded ones, and the priors are as stated"
)
ASSUMPTIONS = (
    Assumption(
        statement="Hidden is population minus recorded: units that some list could "
        "have held and none holds. Units that no list could ever hold are not among "
        "them.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="The lists speak of one closed population, and units are matched "
        "across lists without error.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="Within a latent class the lists are independent, and units on no "
        "list are of the same classes as recorded ones: a class that no list sees "
        "changes nothing in the data.",
        support="not checkable from these data",
    ),
    Assumption(
        statement="The priors on N, on the shares of the classes and on their "
        "probabilities of being on a list are as stated.",
        support="not checkable from these data",
    ),
)


def latent_classes(
    histories: Mapping[str, int] | pd.DataFrame,
    *,
    rng: np.random.Generator,
    classes: int,
    a: float,
    b: float,
    draws: int,
    chains: int = 4,
    provenance: tuple[Provenance, ...] = (),
    level: float = 0.95,
) -> Result:
    """Estimate the population of several lists whose units differ in kind.

    Lists look dependent where some units are easy to see for all and others for none.
    Units are of latent classes, a stick-breaking mixture; in each the lists are
    independent [1]_.

    Parameters
    ----------
    histories : mapping of str to int, or DataFrame
        Patterns such as ``"011"`` to units on just these lists (absent patterns are 0),
        or one column of 0 and 1 a list and one row a unit. Two to ten lists; at most
        1e7 units.
    rng : numpy.random.Generator
        Source of the draws; the same one gives the same result.
    classes : int
        Where the mixture is truncated, from 2 to 50.
    a, b : float
        Shape and rate of the gamma prior of the concentration, above 0 and below 1e6.
    draws : int
        Kept draws a chain, 100 or more; 1,000 more are used to adapt.
    chains : int, default 4
        4 or more.
    provenance : tuple of Provenance
        The files that the histories were read from.
    level : float, default 0.95
        Posterior mass of the intervals, in (0, 1).

    Returns
    -------
    Result
        ``population`` and ``hidden`` (units; medians with equal tails); what the gate
        found; recorded units of each pattern beside those that the model expects.

    Raises
    ------
    InvalidDataError
        If an argument is not as above.
    NotEstimableError
        If no unit is recorded.
    NotConvergedError
        If the chains do not agree on the population.

    References
    ----------
    .. [1] Manrique-Vallier D (2016). Bayesian population size estimation using
       Dirichlet process mixtures. Biometrics 72:1246-1254.

    Examples
    --------
    >>> from bemodels.undercount.capture import latent_classes
    >>> result = latent_classes(
    ...     {"10": 30, "01": 20, "11": 10},
    ...     rng=np.random.default_rng(1), classes=2, a=1, b=1, draws=1000,
    ... )
    >>> [one.estimand for one in result.estimates]
    ['population', 'hidden']
    """
    check_level(level)
    check_type("rng", rng, np.random.Generator)
    patterns = checked_histories(histories, recorded=MOST_SUMMED)
    number = check_whole("classes", classes, least=2)
    if number > MOST_CLASSES:
        raise InvalidDataError(
            f"classes must be {MOST_CLASSES} or fewer, got {shown(number)}"
        )
    check_number("a", a, low=0, high=1e6)
    check_number("b", b, low=0, high=1e6)
    settings = SamplerSettings(draws=draws, chains=chains, tune=WARM_UP)
    model = class_model(patterns, classes=number, shape=float(a), rate=float(b))
    drawn = draw_classes(model, rng=rng, chains=settings.chains, draws=settings.draws)
    estimates = _estimates(drawn, patterns.recorded, number, level)
    hidden = estimates[1]
    return Result(
        title="Population behind "
        f"{format_count(patterns.recorded, 'unit', 'units')} on "
        f"{len(patterns.lists)} lists ({', '.join(patterns.lists)})",
        method=f"Latent classes, stick-breaking mixture truncated at {number}",
        estimates=estimates,
        conclusion=hidden_in_words(
            CONDITION,
            hidden.value,
            (hidden.interval.low, hidden.interval.high),
            level=level,
            unseen=ON_NO_LIST,
        ),
        assumptions=ASSUMPTIONS,
        checks=_checks(drawn, settings),
        tables=(_expected_table(drawn, patterns),),
        card=_card(number, float(a), float(b)),
        provenance=provenance,
    )


def _estimates(
    drawn: ClassDraws, recorded: int, classes: int, level: float
) -> tuple[Estimate, ...]:
    tail = (1 - level) / 2
    low, median, high = np.quantile(
        drawn.hidden, [tail, 0.5, 1 - tail], method="inverted_cdf"
    )
    return tuple(
        Estimate(
            estimand=estimand,
            value=float(median + shift),
            unit="units",
            interval=Interval(
                low=float(low + shift),
                high=float(high + shift),
                level=level,
                kind="credible",
                method=f"{classes} latent classes under the scale prior 1/N; posterior "
                f"median, equal tails, {drawn.hidden.size} draws",
            ),
            identified="both",
        )
        for estimand, shift in (("population", recorded), ("hidden", 0))
    )


def _checks(drawn: ClassDraws, settings: SamplerSettings) -> tuple[Check, ...]:
    quantities = [("probability of being on no list", drawn.missed)]
    if drawn.hidden.max() > drawn.hidden.min():
        quantities.append(("population", drawn.hidden.astype(float)))
    return (
        *judge_quantities(quantities, settings=settings),
        Check(
            name="acceptance of trajectories",
            passed=True,
            detail=f"mean {drawn.acceptance:.2f}",
        ),
    )


def _expected_table(drawn: ClassDraws, patterns: CaptureTable) -> Table:
    counts = patterns.by_bits
    seen = np.flatnonzero(counts)
    lists = range(len(patterns.lists))
    return Table(
        name="Recorded patterns and what the classes expect",
        columns=("pattern", "recorded (units)", "expected (units)"),
        rows=tuple(
            (
                "".join(str(int(code) >> j & 1) for j in lists),
                int(counts[code]),
                float(units),
            )
            for code, units in zip(seen, drawn.expected, strict=True)
        ),
        note="Posterior means, were as many units recorded again. Agreement here says "
        "nothing of the units on no list.",
    )


def _card(classes: int, a: float, b: float) -> ModelCard:
    return ModelCard(
        equations=(
            r"n \mid N, \theta \sim \operatorname{Multinomial}(N, \theta), \quad "
            r"\theta_x = \sum_c \pi_c \prod_j \lambda_{jc}^{x_j} "
            r"(1 - \lambda_{jc})^{1 - x_j}",
            r"\pi_c = V_c \prod_{l < c} (1 - V_l), \quad V_{" + str(classes) + "} = 1",
            r"N - n \mid n, \theta \sim \operatorname{NegBin}(n, 1 - \theta_0)",
        ),
        priors=(
            Prior(
                parameter="population",
                density=r"p(N) \propto 1/N",
                reason="Invariant to the unit in which incidents are counted.",
            ),
            Prior(
                parameter="probability of being on a list",
                density=r"\lambda_{jc} \sim U(0, 1)",
                reason="No list is thought better than another in any class.",
            ),
            Prior(
                parameter="stick",
                density=r"V_c \mid \alpha \sim \operatorname{Beta}(1, \alpha)",
                reason="Classes that are not needed keep hardly any share.",
            ),
            Prior(
                parameter="concentration",
                density=rf"\alpha \sim \operatorname{{Gamma}}({a:g}, {b:g}) "
                r"\text{ (shape, rate)}",
                reason="Stated by the caller; small ones ask for few classes.",
            ),
        ),
        parameters=OF_UNITS,
    )
