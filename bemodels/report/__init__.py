"""Results to numbers, tables, figures and documents; it knows no model."""
