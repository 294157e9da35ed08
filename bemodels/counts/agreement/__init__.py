"""One contrast by every model that is in use, and what the answer hangs on."""
