"""Labels told with errors: what recorded groups say of the true ones."""

from bemodels.undercount.mislabelled.label_calibration import calibrate_mislabelled
from bemodels.undercount.mislabelled.label_regression import fit_mislabelled
from bemodels.undercount.mislabelled.labelled_fates import fates_given_labels
from bemodels.undercount.mislabelled.labelled_hidden import hidden_given_labels
from bemodels.undercount.mislabelled.rate_priors import MislabelledPriors
from bemodels.undercount.mislabelled.validation import LabelPrior, LabelValidation

__all__ = [
    "LabelPrior",
    "LabelValidation",
    "MislabelledPriors",
    "calibrate_mislabelled",
    "fates_given_labels",
    "fit_mislabelled",
    "hidden_given_labels",
]
