"""One engine for every sampled model: compile once, draw, judge, summarise, store."""

from bemodels.bayes.calibration import Replicate, check_calibration
from bemodels.bayes.diagnostics import Diagnostics, diagnose, diagnose_all
from bemodels.bayes.engine import (
    CompiledModel,
    compile_once,
    draw_carefully,
    draw_posterior,
    fingerprint,
    fingerprint_lines,
)
from bemodels.bayes.fit_calibration import by_label, calibrate_fits
from bemodels.bayes.gate import judge_quantities, pass_gate
from bemodels.bayes.left_out import smooth_left_out
from bemodels.bayes.power_scaling import power_scaled
from bemodels.bayes.settings import COMPILE_FLAGS, SamplerSettings
from bemodels.bayes.store import load_draws, save_draws
from bemodels.bayes.summary import summarise_draws

__all__ = [
    "COMPILE_FLAGS",
    "CompiledModel",
    "Diagnostics",
    "Replicate",
    "SamplerSettings",
    "by_label",
    "calibrate_fits",
    "check_calibration",
    "compile_once",
    "diagnose",
    "diagnose_all",
    "draw_carefully",
    "draw_posterior",
    "fingerprint",
    "fingerprint_lines",
    "judge_quantities",
    "load_draws",
    "pass_gate",
    "power_scaled",
    "save_draws",
    "smooth_left_out",
    "summarise_draws",
]
