"""Public databases as researchers download them, brought onto the codebook."""
