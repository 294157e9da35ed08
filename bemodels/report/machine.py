"""On what a run was computed: processor, system, Python and the packages behind it."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "arviz",
    "arviz-base",
    "arviz-plots",
    "arviz-stats",
    "formulaic",
    "h5netcdf",
    "h5py",
    "llvmlite",
    "matplotlib",
    "numba",
    "numpy",
    "nutpie",
    "pandas",
    "pyarrow",
    "pymc",
    "pypandoc-binary",
    "pytensor",
    "python-calamine",
    "python-docx",
    "rich",
    "scipy",
    "threadpoolctl",
    "typst",
    "xarray",
)
"""The distributions whose version can change a number, a figure or a document."""

ABSENT = "not installed"


def machine_facts() -> dict[str, object]:
    """Describe the machine as far as it can change a result.

    Returns
    -------
    dict
        ``cpu``, ``platform`` and ``python`` as text, and ``packages``, a dict of
        versions by distribution name, ``"not installed"`` for one that is absent. The
        name of the machine and of its user are left out.

    Examples
    --------
    >>> sorted(machine_facts())
    ['cpu', 'packages', 'platform', 'python']
    """
    return {
        "cpu": _cpu_model(Path("/proc/cpuinfo")),
        "packages": {name: installed_version(name) for name in PACKAGES},
        "platform": platform.platform(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def installed_version(distribution: str) -> str:
    """Look up the version of an installed distribution.

    Parameters
    ----------
    distribution : str
        Its name, as in the package index.

    Returns
    -------
    str
        Its version, or ``"not installed"``.

    Examples
    --------
    >>> installed_version("no-such-distribution")
    'not installed'
    """
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ABSENT


def _cpu_model(cpuinfo: Path) -> str:
    """Read Linux' own list; elsewhere, and on ARM, the platform knows what there is."""
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines():
            label, _, model = line.partition(":")
            if label.strip() == "model name" and model.strip():
                return model.strip()
    return platform.processor() or platform.machine()
