"""Several lists whose units are of latent classes."""

from bemodels.undercount.capture.classes.class_population import latent_classes

__all__ = ["latent_classes"]
