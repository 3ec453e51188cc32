"""Runs a TorchScript model on raw little-endian inputs: run_model.py FOLDER ROWS SHIFT.

Reads model.pt, x.f32, t.i64 and cond.f32, adds SHIFT to every parameter, writes out.f32 and, to
standard output, the methods and parameters that Python sees.
"""
import array
import pathlib
import sys

import torch

folder = pathlib.Path(sys.argv[1])
rows = int(sys.argv[2])
shift = float(sys.argv[3])


def read(name, dtype):
    return torch.frombuffer(bytearray((folder / name).read_bytes()), dtype=dtype)


torch.set_num_threads(1)
model = torch.jit.load(str(folder / "model.pt"))
with torch.no_grad():
    for parameter in model.parameters():
        parameter.add_(shift)
    x = read("x.f32", torch.float32).reshape(rows, -1)
    cond = read("cond.f32", torch.float32).reshape(rows, -1)
    out = model(x, read("t.i64", torch.int64), cond)
(folder / "out.f32").write_bytes(array.array("f", out.flatten().tolist()).tobytes())
print(" ".join(model._c._method_names()))
print(" ".join(name for name, _ in model.named_parameters()))
