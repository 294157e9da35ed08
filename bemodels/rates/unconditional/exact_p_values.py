"""P-values that hold whatever the common proportion of the two groups is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bemodels.errors import InvalidDataError, NotEstimableError
from bemodels.intervals import clopper_pearson_limits
from bemodels.rates.extent import LARGEST_PRODUCT, MOST_TABLES
from bemodels.rates.group import Group
from bemodels.rates.unconditional.nuisance import NullLine, equal_proportions
from bemodels.rates.unconditional.orderings import (
    ROUNDING,
    Sizes,
    Statistic,
    at_least,
    ranks_of,
)
from bemodels.rates.unconditional.supremum import (
    greatest_probabilities,
    greatest_probability,
    largest_event_within,
)
from bemodels.result import HypothesisTest, check_type
from bemodels.result.rules import is_number, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class UnconditionalTest:
    """An order of the tables, and whether one or the smaller of two tails counts.

    Attributes
    ----------
    name : str
        What a reader would look up.
    statistics : tuple of callable
        One, larger for a more extreme table; or one a direction, and then the smaller
        p-value is doubled.
    tolerance : float
        Statistics nearer to each other than this are tied; 0 where they are quotients
        of whole numbers.
    """

    name: str
    statistics: tuple[Statistic, ...]
    tolerance: float = ROUNDING

    def p_value(self, group: Group, reference: Group, *, gamma: float = 0.0) -> float:
        """Return the p-value of one table.

        Parameters
        ----------
        group, reference : Group
            The counts; the product of the incidents is 250,000 or less.
        gamma : float, default 0
            Berger and Boos' error probability [1]_, in [0, 1): the common proportion
            is sought in its exact interval of level 1 - gamma, and gamma is added.

        Returns
        -------
        float
            In [0, 1].

        Raises
        ------
        InvalidDataError
            If an argument is of another type, or gamma lies outside its range.
        NotEstimableError
            If there are too many tables.

        References
        ----------
        .. [1] Berger RL, Boos DD (1994). P values maximized over a confidence set for
           the nuisance parameter. Journal of the American Statistical Association 89,
           1012-1016.
        """
        sizes = sizes_of(group, reference)
        line = _common_proportion(group, reference, gamma)
        # What is 1 when doubled need not be known better.
        enough = 1 / len(self.statistics)
        tails = [
            gamma + greatest_probability(event, line, enough=enough)
            for event in self._events(sizes, group, reference)
        ]
        return min(1.0, len(tails) * min(tails))

    def _events(
        self, sizes: Sizes, group: Group, reference: Group
    ) -> Iterator[np.ndarray]:
        for statistic in self.statistics:
            values = statistic(sizes)
            here = float(values[group.attacks, reference.attacks])
            yield at_least(values, here, self.tolerance)

    def test(self, group: Group, reference: Group, *, gamma: float) -> HypothesisTest:
        """Return the p-value of one table with its null hypothesis.

        Parameters
        ----------
        group, reference : Group
            As for `p_value`.
        gamma : float
            As for `p_value`.

        Returns
        -------
        HypothesisTest
            Of equal attack rates, or of one not above the other.
        """
        p_value = self.p_value(group, reference, gamma=gamma)
        method = f"{self.name}, Berger-Boos gamma {gamma:g}" if gamma else self.name
        one_sided = self.name.endswith("one-sided")
        return HypothesisTest(
            null="The attack rate of the group is not larger than the reference's."
            if one_sided
            else "The two attack rates are equal.",
            method=method,
            p_value=p_value,
        )


def p_values_of_every_table(sizes: Sizes, test: UnconditionalTest) -> np.ndarray:
    """Return the p-value of every table of two groups of given sizes.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference, 1 or more each; at most 20,000
        tables.
    test : UnconditionalTest
        Without the modification by Berger and Boos.

    Returns
    -------
    numpy.ndarray, shape (n1 + 1, n2 + 1)
        In [0, 1]; rows are attacks of the group.

    Raises
    ------
    NotEstimableError
        If there are too many tables.

    Examples
    --------
    >>> from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO
    >>> p_values = p_values_of_every_table((12, 95), BOSCHLOO)
    >>> p_values.shape, round(float(p_values[3, 1]), 6)
    ((13, 96), 0.003843)
    """
    check_tables(sizes)
    line, tails = equal_proportions(), len(test.statistics)
    p_values = np.ones((sizes[0] + 1, sizes[1] + 1))
    for statistic in test.statistics:
        ranks = ranks_of(statistic(sizes), test.tolerance)
        # What is 1 when doubled need not be known better.
        one_tail = greatest_probabilities(ranks, line, enough=1 / tails)[ranks]
        p_values = np.minimum(p_values, tails * one_tail)
    return p_values


def tables_rejected(sizes: Sizes, test: UnconditionalTest, level: float) -> np.ndarray:
    """Return which tables of two groups a test rejects, without their p-values.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference, 1 or more each; their product is
        250,000 or less.
    test : UnconditionalTest
        Without the modification by Berger and Boos.
    level : float
        One minus the greatest p-value that rejects, in (0, 1).

    Returns
    -------
    numpy.ndarray of bool, shape (n1 + 1, n2 + 1)
        Rows are attacks of the group.

    Raises
    ------
    NotEstimableError
        If there are too many tables.

    Examples
    --------
    >>> from bemodels.rates.unconditional.likelihood_tests import BOSCHLOO
    >>> rejected = tables_rejected((12, 95), BOSCHLOO, 0.95)
    >>> rejected[:4, 1].tolist()
    [False, False, True, True]
    """
    check_product(sizes)
    limit = (1 - level) / len(test.statistics)
    rejected = np.zeros((sizes[0] + 1, sizes[1] + 1), dtype=bool)
    for statistic in test.statistics:
        ranks = ranks_of(statistic(sizes), test.tolerance)
        rejected |= largest_event_within(ranks, equal_proportions(), limit)
    return rejected


def check_tables(sizes: Sizes) -> None:
    """Refuse a design that has too many tables to visit each.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Raises
    ------
    NotEstimableError
        If it has more than 20,000.
    """
    if (sizes[0] + 1) * (sizes[1] + 1) > MOST_TABLES:
        raise NotEstimableError(
            f"a design is enumerated for at most {MOST_TABLES} tables, got "
            f"{sizes[0]} against {sizes[1]} incidents"
        )


def sizes_of(group: Group, reference: Group) -> Sizes:
    """Return the incidents of two groups, or refuse too many.

    Parameters
    ----------
    group, reference : Group
        The counts.

    Returns
    -------
    tuple of int
        Incidents of each.

    Raises
    ------
    InvalidDataError
        If one is no `Group`.
    NotEstimableError
        If the product of the incidents exceeds 250,000.
    """
    check_type("group", group, Group)
    check_type("reference", reference, Group)
    sizes = int(group.incidents), int(reference.incidents)
    check_product(sizes)
    return sizes


def check_product(sizes: Sizes) -> None:
    """Refuse sizes that have too many tables for one region or one p-value.

    Parameters
    ----------
    sizes : tuple of int
        Incidents of the group and of the reference.

    Raises
    ------
    NotEstimableError
        If their product exceeds 250,000.
    """
    if sizes[0] * sizes[1] > LARGEST_PRODUCT:
        raise NotEstimableError(
            "an exact unconditional method visits every table: it takes incidents "
            f"whose product is {LARGEST_PRODUCT} or less, got {sizes[0]} x {sizes[1]}"
        )


def _common_proportion(group: Group, reference: Group, gamma: float) -> NullLine:
    if not is_number(gamma) or not 0 <= gamma < 1:
        raise InvalidDataError(f"gamma must lie in [0, 1), got {shown(gamma)}")
    attacks = group.attacks + reference.attacks
    incidents = group.incidents + reference.incidents
    return equal_proportions().within(
        *clopper_pearson_limits(attacks, incidents, gamma / 2)
    )
