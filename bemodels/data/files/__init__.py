"""Files of any format, as columns of text that nobody has interpreted yet."""
