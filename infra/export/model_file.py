"""Writes what ARIA loads: a TorchScript file and the JSON descriptor beside it.

The module must have forward(x (N, *sample) float32, t (N) int64, cond (N, *condition) float32)
-> (N, *sample), and take a condition of zeros as "no condition". ARIA runs libtorch 2.7.1, and a
file that a newer torch wrote may name operators that it lacks.
"""

import hashlib
import json
import sys
from pathlib import Path

import torch

NEWEST_TORCH = (2, 7)
SCHEDULES = {
    "linear": "LINEAR",
    "scaled_linear": "SCALED_LINEAR",
    "squaredcos_cap_v2": "COSINE",
}
PREDICTIONS = {"epsilon": "EPSILON", "v_prediction": "V"}


def diffusion(scheduler, guidance, encoder="", codec=""):
    """The descriptor's diffusion part from a diffusers scheduler config (a dict)."""
    schedule, prediction = scheduler["beta_schedule"], scheduler.get("prediction_type", "epsilon")
    if schedule not in SCHEDULES or scheduler.get("trained_betas") is not None:
        sys.exit(f"beta_schedule {schedule} with trained_betas is not supported; known without: {sorted(SCHEDULES)}")
    if prediction not in PREDICTIONS:
        sys.exit(f"prediction_type {prediction} is not supported; known: {sorted(PREDICTIONS)}")
    return {
        "schedule": {
            "kind": SCHEDULES[schedule],
            "timesteps": scheduler["num_train_timesteps"],
            "firstBeta": scheduler["beta_start"],
            "lastBeta": scheduler["beta_end"],
        },
        "prediction": PREDICTIONS[prediction],
        "guidance": guidance,
        "encoder": encoder,
        "codec": codec,
    }


def warn_of_newer_torch():
    version = tuple(int(part) for part in torch.__version__.split("+")[0].split(".")[:2])
    if version > NEWEST_TORCH:
        print(f"warning: torch {torch.__version__} writes this file, ARIA reads with 2.7.1; it may miss operators", file=sys.stderr)


def write(module, out, name, sample_shape, condition_shape, diffusion):
    """Saves a scripted or traced module as OUT (a .pt) and its descriptor as the .json beside it."""
    out = Path(out)
    if out.suffix != ".pt":
        sys.exit(f"the model file's name must end in .pt, got {out}")
    warn_of_newer_torch()
    module.save(str(out))
    descriptor = {
        "name": name,
        "family": "torchscript",
        "architecture": {},
        "sampleShape": list(sample_shape),
        "conditionShape": list(condition_shape),
        "diffusion": diffusion,
        "parameters": sum(p.numel() for p in module.parameters()),
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
    }
    out.with_suffix(".json").write_text(json.dumps(descriptor, indent=2) + "\n", encoding="utf-8")
    print(f"{out}: {descriptor['parameters']:,} parameters, SHA-256 {descriptor['sha256']}")
