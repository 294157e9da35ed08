"""The same questions put to the draws of a hierarchical fit."""
