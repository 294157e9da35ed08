"""Which worker runs what: one compile cache each, one model on one worker.

Compilation takes most of a sampling test, and two processes that write one cache can
break it. So a worker has a cache of its own, and the tests of a file, which mostly draw
from the same model, stay on one worker. The slowest groups come first: the quick ones
fill what time is left on either worker.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_cache = Path(__file__).parents[1] / "build" / "pytensor" / _worker
os.environ.setdefault("PYTENSOR_FLAGS", f"base_compiledir={_cache}")

# Files of long tests that share nothing with those beside them: on either worker.
ALONE = {"test_analyses", "test_coverage_table"}
# Groups that compile or draw for long, about by their time with an empty compile cache.
SLOWEST = (
    *("appendix", "log_appendix", "test_capture_command", "test_engine"),
    *("city_years", "test_hierarchical_calibration", "test_hierarchical_many"),
    *("test_analyses", "test_trend_analysis", "test_label_calibration"),
    *("test_reporting_calibration", "test_latent_classes", "test_other_priors"),
    *("test_coverage_table", "test_city_year_commands"),
    *("test_models_by_prediction", "test_hierarchical_agreement", "test_concordance"),
    *("test_hierarchical_exact", "test_hierarchical_model", "test_left_out_cells"),
    *("test_reporting_recovery", "test_reporting_exact", "test_informed_rows"),
    *("test_label_regression", "test_log_commands", "test_pooled", "test_callbacks"),
    *("test_pooled_calibration", "test_sampled_density"),
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Name the group of every test, before xdist reads it, and sort by group."""
    for item in items:
        name = item.path.stem
        if name not in ALONE and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(name))
    groups = [_group_of(item) for item in items]
    sizes, order = Counter(groups), {name: at for at, name in enumerate(SLOWEST)}
    first = {name: at for at, name in reversed(list(enumerate(groups)))}

    def rank(item):
        name = _group_of(item)
        return order.get(name, len(SLOWEST)), -sizes[name], first[name]

    items.sort(key=rank)


def _group_of(item):
    mark = item.get_closest_marker("xdist_group")
    return item.path.stem if mark is None else mark.args[0]
