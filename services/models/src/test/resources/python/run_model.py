"""Runs an ARIA model file in Python's torch: run_model.py MODEL.pt FOLDER

FOLDER holds x.bin, cond.bin (float32) and t.bin (int64), raw and little-endian; out.bin is written.
"""

import json
import sys
from pathlib import Path

import torch

model, folder = Path(sys.argv[1]), Path(sys.argv[2])
descriptor = json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))


def read(name, dtype, shape):
    return torch.frombuffer(bytearray((folder / name).read_bytes()), dtype=dtype).reshape(shape)


torch.set_num_threads(1)
x = read("x.bin", torch.float32, [-1] + descriptor["sampleShape"])
t = read("t.bin", torch.int64, [-1])
cond = read("cond.bin", torch.float32, [-1] + descriptor["conditionShape"])
conditioning = descriptor["diffusion"]["conditioning"]
with torch.no_grad():
    if conditioning["kind"] == "text":
        cond = torch.jit.load(str(model.parent / conditioning["encoder"]["file"]))(cond.long())
    out = torch.jit.load(str(model))(x, t, cond)
assert out.shape == x.shape, (out.shape, x.shape)
(folder / "out.bin").write_bytes(out.contiguous().numpy().tobytes())
