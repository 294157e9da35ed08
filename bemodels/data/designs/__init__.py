"""A formula and its data, read into a checked design matrix."""
