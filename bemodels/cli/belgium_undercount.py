"""What the appendix of the report states of actors never seen: scenarios, all of it."""

from __future__ import annotations

from bemodels import undercount
from bemodels.cli.undercount_rungs import with_tipping
from bemodels.cli.undercount_section import UndercountFits, fit_undercount
from bemodels.data import BelgiumReport

SURFACING = 0.2
PRIOR = undercount.SurfacingPrior(
    beta=undercount.Beta(a=2, b=8),
    reason="The report's authors judge that inspired actors typically surface only "
    "when they try to attack, so most are taken to stay unrecorded; how many, nobody "
    "has measured, so the prior leaves the share open between 3 and 48 percent.",
)
STATED = (
    "Stated as scenarios, of which no source gives the numbers: that one in five "
    "inspired actors surfaced; that the share that surfaced is Beta(2, 8); that "
    "inspired actors attack as readily as linked ones, all of whom were seen. The "
    "report does not tell how arrests were discovered, so that rung is left out."
)


def fit_belgium(report: BelgiumReport) -> UndercountFits:
    """Climb the ladder on the report's counts.

    Parameters
    ----------
    report : BelgiumReport
        The data.

    Returns
    -------
    UndercountFits
        Closed forms and quadrature.
    """
    both = inspired, _ = undercount.fates_of_report(report)
    source = (report.groups.provenance,)
    return fit_undercount(
        undercount.fate_odds(*both, provenance=source),
        *both,
        rungs={
            "surfacing is 0.2": with_tipping(
                undercount.hidden_given_surfacing(inspired, SURFACING), *both
            ),
            "surfacing is Beta(2, 8)": with_tipping(
                undercount.hidden_given_prior(inspired, PRIOR), *both, PRIOR
            ),
            "relative propensity to attack is 1 and linked surfacing 1": (
                undercount.hidden_given_propensity(
                    *both, relative_propensity=1, log_sd=0, linked_surfacing=1
                )
            ),
        },
        priors=(PRIOR,),
        stated=STATED,
    )
