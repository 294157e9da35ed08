"""A statement of a ledger with the verdict on each of its figures, and as a row."""

from __future__ import annotations

from dataclasses import dataclass

from bemodels.audit.printed.judged import JudgedFigure
from bemodels.audit.printed.verdicts import worst
from bemodels.result.display import format_number

SEPARATOR = " / "


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedStatement:
    """A statement of a ledger with the verdict on each of its figures.

    Attributes
    ----------
    id : str
        As in the ledger.
    kind : str
        As in the ledger.
    statement : str
        As in the ledger.
    printed : str
        As in the ledger.
    figures : tuple of JudgedFigure
        One or more.
    """

    id: str
    kind: str
    statement: str
    printed: str
    figures: tuple[JudgedFigure, ...]

    @property
    def verdict(self) -> str:
        """The verdict; where its figures have several, each, separated by /."""
        verdicts = [one.verdict for one in self.figures]
        return verdicts[0] if len(set(verdicts)) == 1 else SEPARATOR.join(verdicts)

    @property
    def badness(self) -> int:
        """The place of its worst verdict, 0 for the worst there is."""
        return worst(tuple(one.verdict for one in self.figures))

    def figure_name(self, place: int) -> str:
        """Return what one of its figures is called.

        Parameters
        ----------
        place : int
            Of the figure, from 0.

        Returns
        -------
        str
            The id, and which figure it is where there are several.
        """
        return self.id if len(self.figures) == 1 else f"{self.id}, figure {place + 1}"

    def to_row(self) -> tuple[str | float, ...]:
        """Return its cells under the columns of the audit.

        Returns
        -------
        tuple of str or float
            A number where there is one figure, text with / where there are several,
            and empty text where there is none.
        """
        limits = [one.interval for one in self.figures]
        return (
            self.id,
            self.printed,
            _joined([one.counts for one in self.figures]),
            _joined([one.denominator for one in self.figures]),
            _joined([one.recomputed for one in self.figures]),
            _joined([one.low if one else None for one in limits]),
            _joined([one.high if one else None for one in limits]),
            self.verdict,
            _joined([one.reason for one in self.figures]),
        )


def _joined(cells: list[str] | list[float | None]) -> str | float:
    if len(cells) == 1:
        (cell,) = cells
        return "" if cell is None else cell
    texts = [
        one if isinstance(one, str) else "" if one is None else format_number(one)
        for one in cells
    ]
    return SEPARATOR.join(texts) if any(texts) else ""
