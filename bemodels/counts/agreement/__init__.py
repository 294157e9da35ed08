"""One contrast by every model that is in use, and what the answer hangs on."""

from bemodels.counts.agreement.label_contrast import LabelContrast
from bemodels.counts.agreement.models_compared import concordance

__all__ = ["LabelContrast", "concordance"]
