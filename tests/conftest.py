"""One compile cache a worker: two processes writing one cache can break it."""

import os
from pathlib import Path

_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_cache = Path(__file__).parents[1] / "build" / "pytensor" / _worker
os.environ.setdefault("PYTENSOR_FLAGS", f"base_compiledir={_cache}")
