"""Run the command line as ``python -m bemodels``."""

import sys

from bemodels.cli import main

sys.exit(main())
