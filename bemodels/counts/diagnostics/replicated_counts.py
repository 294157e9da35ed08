"""Counts as they were observed, beside those that a posterior replicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bemodels.errors import InvalidDataError
from bemodels.result import Assumption, Result

if TYPE_CHECKING:
    from bemodels.result import Posterior

SEEN_TWICE = Assumption(
    statement="Replicates are of the same cells, under draws of the posterior. It saw "
    "the same counts, which draws what is replicated towards what is observed.",
    support="not checkable from these data",
)
PER_YEAR = " per year"
GROUPS = ("observed_data", "posterior_predictive")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReplicatedCounts:
    """Observed counts, and one replicate of them a draw.

    Attributes
    ----------
    posterior : Posterior
        Whose they are.
    observed : numpy.ndarray of int, shape (n,)
        Counts.
    replicates : numpy.ndarray of int, shape (S, n)
        The same cells anew.
    """

    posterior: Posterior
    observed: np.ndarray
    replicates: np.ndarray

    @property
    def unit(self) -> str:
        """What was counted."""
        of_rate = (
            one.unit
            for one in self.posterior.card.parameters
            if one.name == "annual_rate"
        )
        return next(of_rate, "incidents").removesuffix(PER_YEAR)

    def result(self, *, title: str, method: str, **found: Any) -> Result:  # noqa: ANN401
        """Put what was found into a Result.

        Parameters
        ----------
        **found : object
            Further fields of the Result.
        title, method : str
            What was asked, and how it was answered; the model is added.

        Returns
        -------
        Result
            With the model's card and assumptions.
        """
        return Result(
            title=title,
            method=f"{method}; {self.posterior.method}",
            estimates=found.pop("estimates", ()),
            assumptions=(*self.posterior.assumptions, SEEN_TWICE),
            card=self.posterior.card,
            provenance=self.posterior.provenance,
            **found,
        )


def replicated_counts(posterior: Posterior) -> ReplicatedCounts:
    """Return the observed and the replicated counts of a posterior.

    Parameters
    ----------
    posterior : Posterior
        As `fit_hierarchical` returns it.

    Returns
    -------
    ReplicatedCounts
        One replicate a draw.

    Raises
    ------
    InvalidDataError
        If the posterior holds no replicates of its counts, cell by cell.
    """
    groups = [posterior.draws.get(name) for name in GROUPS]
    if any(group is None or "incidents" not in group for group in groups):
        raise InvalidDataError(
            "the posterior must hold replicated counts, as fit_hierarchical draws "
            f"them; this one is of: {posterior.title}"
        )
    observed, drawn = (posterior.draws[f"{name}/incidents"] for name in GROUPS)
    replicates = drawn.to_numpy()
    return ReplicatedCounts(
        posterior=posterior,
        observed=observed.to_numpy().astype(np.int64),
        replicates=replicates.reshape(-1, replicates.shape[-1]).astype(np.int64),
    )
