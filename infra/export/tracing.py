"""Traces a module and refuses a trace that strays from it at other batch sizes and inputs.

A trace keeps the device that it was made on: constants made inside forward do not move.
"""

import contextlib
import sys

import torch

TOLERANCES = {"float32": 1e-4, "float16": 1e-2, "bfloat16": 3e-2}

LACKS_DTYPE = ("implemented for", "expected scalar type", "same dtype", "same scalar type")


class Precision:
    """How a module computes inside; what goes in and comes out is float32.

    Weights that are only read are kept in the dtype; weights that are trained (a student's) stay
    float32 and are cast where they are used, by autocast, whose casts a trace records.
    """

    def __init__(self, name, trained, device):
        self.name, self.trained, self.device = name, trained, torch.device(device).type
        self.dtype = getattr(torch, name)
        self.kept = torch.float32 if trained else self.dtype

    def cast(self, x):
        return x if self.trained else x.to(self.dtype)

    def region(self):
        if self.trained and self.dtype != torch.float32:
            return torch.autocast(self.device, dtype=self.dtype, cache_enabled=False)
        return contextlib.nullcontext()


class Checked:
    """Traces and their largest differences from the modules that were traced."""

    def __init__(self):
        self.worst = {}

    def trace(self, what, module, precision, inputs):
        """`inputs(batch, seed)` gives a tuple for forward."""
        with torch.no_grad(), explained(what, precision):
            traced = torch.jit.trace(module, inputs(2, 1), check_trace=False)
            self.compare(what, module, traced, inputs, precision.name)
        return traced

    def trace_methods(self, what, module, inputs):
        """Traces several methods of a float32 module; `inputs[method](batch, seed)` as for trace."""
        with torch.no_grad():
            traced = torch.jit.trace_module(module, {method: make(2, 1) for method, make in inputs.items()}, check_trace=False)
            for method, make in inputs.items():
                self.compare(f"{what}.{method}", getattr(module, method), getattr(traced, method), make, "float32")
        return traced

    def compare(self, what, module, traced, inputs, dtype):
        for batch, seed in ((1, 7), (3, 8)):
            expected, got = module(*inputs(batch, seed)), traced(*inputs(batch, seed))
            off, size = (expected - got).abs().max().item(), expected.abs().max().item()
            self.worst[what] = max(self.worst.get(what, 0.0), off)
            if not off <= TOLERANCES[dtype] * max(1.0, size):
                raise SystemExit(f"the trace of {what} differs by {off} at batch {batch}: something was fixed while tracing, or it gives no finite numbers")
        print(f"{what}: the trace differs by at most {self.worst[what]:.2g}, the values reach {size:.2g}", file=sys.stderr)


@contextlib.contextmanager
def explained(what, precision):
    try:
        yield
    except (RuntimeError, NotImplementedError) as e:
        if precision.name == "float32" or not any(said in str(e) for said in LACKS_DTYPE):
            raise
        raise SystemExit(
            f"{what} does not run in {precision.name} on {precision.device} with torch {torch.__version__} ({str(e).splitlines()[-1]}); use a newer torch, --device cuda or --dtype float32"
        ) from None
