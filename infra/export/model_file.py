"""Writes what ARIA loads: a TorchScript file and the JSON descriptor beside it.

The module must have forward(x (N, *sample) float32, t (N) int64, cond (N, *encoded) float32)
-> (N, *sample). ARIA runs libtorch 2.7.1, and a file that a newer torch wrote may name operators
that it lacks.
"""

import hashlib
import json
import os
import sys
import zipfile
from pathlib import Path

import torch

NEWEST_TORCH = (2, 7)
VECTOR = {"kind": "vector", "nullCondition": []}
PIXELS = {"kind": "pixels"}


def digest(path):
    """Lower-case hex SHA-256 of a file."""
    found = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def part(path):
    """How a descriptor names a file of its own folder."""
    return {"file": Path(path).name, "sha256": digest(path)}


def diffusion(schedule, prediction, guidance, conditioning=None, codec=None):
    """The descriptor's diffusion part; without more, conditions are vectors and samples pictures."""
    return {
        "schedule": schedule,
        "prediction": prediction,
        "guidance": guidance,
        "conditioning": conditioning or VECTOR,
        "codec": codec or PIXELS,
    }


def warn_of_newer_torch():
    version = tuple(int(part) for part in torch.__version__.split("+")[0].split(".")[:2])
    if version > NEWEST_TORCH:
        print(f"warning: torch {torch.__version__} writes this file, ARIA reads with 2.7.1; it may miss operators", file=sys.stderr)


def save(module, out, sources=True):
    """Saves a module; without sources it is smaller, and errors in it name no lines of Python."""
    module.save(str(out))
    if sources:
        return
    slim = Path(f"{out}.part")
    with zipfile.ZipFile(out) as whole, zipfile.ZipFile(slim, "w") as smaller:
        for entry in whole.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                smaller.writestr(zipfile.ZipInfo(entry.filename), whole.read(entry), entry.compress_type)
    os.replace(slim, out)


def write(module, out, name, sample_shape, condition_shape, diffusion, architecture=None, sources=True):
    """Saves a scripted or traced module as OUT (a .pt) and its descriptor as the .json beside it."""
    out = Path(out)
    if out.suffix != ".pt":
        sys.exit(f"the model file's name must end in .pt, got {out}")
    warn_of_newer_torch()
    save(module, out, sources)
    descriptor = {
        "name": name,
        "family": "torchscript",
        "architecture": architecture or {},
        "sampleShape": list(sample_shape),
        "conditionShape": list(condition_shape),
        "diffusion": diffusion,
        "parameters": sum(p.numel() for p in module.parameters()),
        "sha256": digest(out),
    }
    out.with_suffix(".json").write_text(json.dumps(descriptor, indent=2) + "\n", encoding="utf-8")
    print(f"{out}: {descriptor['parameters']:,} parameters, SHA-256 {descriptor['sha256']}")
