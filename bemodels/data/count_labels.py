"""The labels of a file of counts: each row's own, and none that looks like another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.data.log.faults import Fault, Findings
from bemodels.data.log.place_names import confusable_names, fault_of_name
from bemodels.result.rules import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bemodels.data.count_rules import Label


def check_labels(
    labels: Mapping[str, Sequence[Label | Fault]], findings: Findings
) -> None:
    """Find labels that are none, look like another, or stand on an earlier line.

    Parameters
    ----------
    labels : mapping of str to sequence
        By key, the label of each row; a year that is none has been told of.
    findings : Findings
        Takes what is wrong.
    """
    for key, column in labels.items():
        faults = _faults(column)
        for row, label in enumerate(column):
            if label in faults:
                findings.add(row, key, str(label), faults[label])
    first: dict[tuple[Label | Fault, ...], int] = {}
    for row, of_row in enumerate(zip(*labels.values(), strict=True)):
        earlier = first.setdefault(of_row, row)
        if earlier != row and not any(isinstance(one, Fault) for one in of_row):
            rule = f"the same labels stand on line {findings.line_of(earlier)} already"
            text = ", ".join(map(str, of_row))
            findings.add(row, ", ".join(labels), text, Fault(rule=rule))


def _faults(labels: Sequence[Label | Fault]) -> dict[Label | Fault, Fault]:
    """Say of each distinct text why it cannot stand."""
    texts = [one for one in dict.fromkeys(labels) if isinstance(one, str)]
    faults: dict[Label | Fault, Fault] = {}
    for text in texts:
        fault = fault_of_name(text) if text else Fault(rule="a label is needed")
        if fault is not None:
            faults[text] = fault
    sound = [one for one in texts if one not in faults]
    for text, other in confusable_names(sound).items():
        faults[text] = Fault(
            rule=f"a reader would take the name for {shown(other)}",
            hint="write it in one way",
        )
    return faults
