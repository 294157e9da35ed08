"""What each rung says, in a sentence: a hidden number beside its assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bemodels.result.display import format_count, format_level, format_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bemodels.result import Estimate

LABELS_ERR_ALIKE = (
    "labels err alike in arrests and attacks, as often as validation and prior say"
)


def odds_sentences(ratio: Estimate) -> str:
    """Say what the counts identify, and what they do not.

    Parameters
    ----------
    ratio : Estimate
        The arrest:attack odds of inspired actors relative to linked ones.

    Returns
    -------
    str
        Two sentences.
    """
    return (
        f"Arrest:attack odds of inspired actors are {_number(ratio)} times those of "
        "linked ones. The counts identify this ratio and nothing else of actors never "
        "seen: not whether inspired actors attack more readily or are found less "
        "often, and not how many were never seen."
    )


def scenario_sentence(
    assumption: str, estimates: Iterable[Estimate], recorded: int
) -> str:
    """Say how many are hidden if something holds.

    Parameters
    ----------
    assumption : str
        What is stated, in words that follow on "if".
    estimates : iterable of Estimate
        Among them ``population`` and ``hidden``.
    recorded : int
        Recorded actors.

    Returns
    -------
    str
        One sentence.

    Examples
    --------
    >>> from bemodels.undercount import Fates, hidden_given_surfacing
    >>> hidden_given_surfacing(Fates(arrests=9, attacks=3), 0.2).conclusion
    'If surfacing is 0.2, then 59 (95% credible interval 34 to 94) actors stood behind \
the 12 recorded ones, 47 of them hidden (22 to 82).'
    """
    by_name = {one.estimand: one for one in estimates}
    population, hidden = by_name["population"], by_name["hidden"]
    actors = "actor" if population.value == 1 else "actors"
    return (
        f"If {assumption}, then {_number(population)} {actors} stood behind the "
        f"{format_count(recorded, 'recorded one', 'recorded ones')}, "
        f"{format_number(hidden.value)} of them hidden "
        f"({format_number(hidden.interval.low)} to "
        f"{format_number(hidden.interval.high)})."
    )


def labelled_odds_sentence(ratio: Estimate) -> str:
    """Say what counts identify of the true groups, if labels may be wrong.

    Parameters
    ----------
    ratio : Estimate
        The arrest:attack odds of truly inspired actors relative to truly linked ones.

    Returns
    -------
    str
        One sentence.
    """
    return (
        f"If {LABELS_ERR_ALIKE}, arrest:attack odds of truly inspired actors are "
        f"{_number(ratio)} times those of truly linked ones; how many actors were "
        "never seen, this does not say."
    )


def labelled_hidden_sentence(
    surfacing: Mapping[str, float], estimates: Iterable[Estimate]
) -> str:
    """Say how many of each true group are hidden if surfacing is as stated.

    Parameters
    ----------
    surfacing : mapping of str to float
        Stated, of ``inspired`` and ``linked``.
    estimates : iterable of Estimate
        Among them ``hidden[inspired]`` and ``hidden[linked]``.

    Returns
    -------
    str
        One sentence.
    """
    by_name = {one.estimand: one for one in estimates}
    stated = " and ".join(f"{one:g} of truly {name}" for name, one in surfacing.items())
    hidden = " and ".join(
        f"{_number(by_name[f'hidden[{name}]'])} truly {name}" for name in surfacing
    )
    return (
        f"If surfacing is {stated} actors, and {LABELS_ERR_ALIKE}, then the hidden are "
        f"{hidden}."
    )


def _number(one: Estimate) -> str:
    limits = one.interval
    return (
        f"{format_number(one.value)} ({format_level(limits.level)} {limits.kind} "
        f"interval {format_number(limits.low)} to {format_number(limits.high)})"
    )
