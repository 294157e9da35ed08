"""Labels told with errors: what recorded groups say of the true ones."""

from bemodels.undercount.mislabelled.labelled_fates import fates_given_labels
from bemodels.undercount.mislabelled.labelled_hidden import hidden_given_labels
from bemodels.undercount.mislabelled.validation import LabelPrior, LabelValidation

__all__ = [
    "LabelPrior",
    "LabelValidation",
    "fates_given_labels",
    "hidden_given_labels",
]
