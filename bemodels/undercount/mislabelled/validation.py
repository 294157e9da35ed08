"""How often labels were right where the truth is known, and the prior before."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.errors import InvalidDataError
from bemodels.intervals import Beta
from bemodels.result import Assumption, Prior
from bemodels.result.reasons import check_reason
from bemodels.result.rules import check_fields, is_whole, shown

SAME_ERRORS = Assumption(
    statement="Labels err as often in arrests as in attacks, and as often in the "
    "incidents that were validated as in all others.",
    support="not checkable from these data",
)
INDEPENDENT_ERRORS = Assumption(
    statement="Labels err independently of one another.",
    support="not checkable from these data",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelValidation:
    """Incidents whose true group is known from elsewhere, and how they were labelled.

    They are incidents beside those that are analysed, or these would be counted twice.

    Attributes
    ----------
    inspired : int
        Incidents that are truly inspired; 0 where none was validated.
    inspired_right : int
        Of these, those labelled inspired.
    linked : int
        Incidents that are truly linked; 0 where none was validated.
    linked_right : int
        Of these, those labelled linked.

    Raises
    ------
    InvalidDataError
        If a number is no whole number of 0 or more, or more were right than there are.
    """

    inspired: int
    inspired_right: int
    linked: int
    linked_right: int

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        for name in ("inspired", "linked"):
            known, right = getattr(self, name), getattr(self, f"{name}_right")
            for what, value in ((name, known), (f"{name}_right", right)):
                if not is_whole(value) or value < 0:
                    raise InvalidDataError(
                        f"{what} must be a whole number of 0 or more, got "
                        f"{shown(value)}"
                    )
            if right > known:
                raise InvalidDataError(
                    f"{name}_right must be at most {name}, got {right} of {known}"
                )

    def __str__(self) -> str:
        return (
            f"{self.inspired_right} of {self.inspired} inspired and "
            f"{self.linked_right} of {self.linked} linked labelled right"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPrior:
    """Priors on how often incidents of each group are labelled right.

    Attributes
    ----------
    inspired, linked : Beta
        Of the share labelled as the group, among incidents that are truly of it.
    reason : str
        Why these, in a sentence; not empty.

    Raises
    ------
    InvalidDataError
        If no reason is given, or a field is of another type.
    """

    inspired: Beta
    linked: Beta
    reason: str

    def __post_init__(self) -> None:
        """Refuse priors for which nobody answers."""
        check_fields(self)
        check_reason("a prior on labels", self.reason)

    def after(self, validation: LabelValidation) -> tuple[Beta, Beta]:
        """Return what is known of labels once they were validated.

        Parameters
        ----------
        validation : LabelValidation
            The counts.

        Returns
        -------
        inspired, linked : Beta
            The conjugate posteriors.
        """
        wrong = validation.inspired - validation.inspired_right
        wrong_linked = validation.linked - validation.linked_right
        return (
            Beta(
                a=self.inspired.a + validation.inspired_right, b=self.inspired.b + wrong
            ),
            Beta(
                a=self.linked.a + validation.linked_right,
                b=self.linked.b + wrong_linked,
            ),
        )

    def statements(self) -> tuple[Prior, ...]:
        """Return the priors as a report prints them.

        Returns
        -------
        tuple of Prior, length 2
            With densities and reason.
        """
        return tuple(
            Prior(
                parameter=f"labelled_right[{group}]",
                density=rf"s_{{{group[0].upper()}}} \sim "
                rf"\operatorname{{Beta}}({beta.a:g}, {beta.b:g})",
                reason=self.reason,
            )
            for group, beta in (("inspired", self.inspired), ("linked", self.linked))
        )
