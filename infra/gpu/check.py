"""What ARIA's TorchScript does on a CUDA device: the same bits each time, agreement with a CPU, speed.

    python3 check.py FOLDER [--device cpu] [--models film,unet-small] [--cudnn default]

FOLDER is written by dev.aria.models.training.GpuCheckModules; torch and NumPy are all it needs. Every line of output is
one JSON object. Each measurement is a process of its own, since what a process allocates or autotunes first can move the
bits of what follows. Exits with 1 when a measurement fails, or with deterministic cuDNN one does not repeat.
"""

import argparse
import gzip
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch

SHAPES = {  # of one sample, of one condition
    "film": ((128,), (384,)),
    "unet-small": ((3, 32, 32), (384,)),
    "unet-large": ((4, 32, 32), (77, 768)),
}
SHARDS, SHARD_BATCH = 4, 16


def load(options, name, device=None):
    with tempfile.NamedTemporaryFile(suffix=".pt") as file:
        file.write(gzip.open(Path(options.folder) / f"{name}.pt.gz").read())
        file.flush()
        return torch.jit.load(file.name, map_location=device or options.device)


class Student:
    """The model with seeded weights, and the trainer's functions on it."""

    def __init__(self, options, name, device=None):
        self.name, self.device = name, device or options.device
        self.model = load(options, name, self.device)
        self.script = load(options, "training", self.device)
        self.parameters = list(self.model.parameters())
        draw = torch.Generator().manual_seed(1)
        with torch.no_grad():
            for key, p in self.model.named_parameters():
                noise = torch.randn(p.shape, generator=draw)
                if p.dim() > 1:
                    p.copy_(noise / math.sqrt(p[0].numel()))
                else:
                    p.copy_(1 + 0.1 * noise if key.endswith("weight") else 0.02 * noise)

    def batch(self, size, seed):
        draw = torch.Generator().manual_seed(seed)
        sample, condition = SHAPES[self.name]
        x = torch.randn((size,) + sample, generator=draw)
        t = torch.randint(0, 1000, (size,), generator=draw)
        cond = torch.nn.functional.normalize(torch.randn((size,) + condition, generator=draw), dim=-1)
        target = torch.randn((size,) + sample, generator=draw)
        return [v.to(self.device) for v in (x, t, cond, target, torch.ones(size))]

    def gradient(self, batch):
        x, t, cond, target, weight = batch
        return self.script.gradient(self.model(x, t, cond), target, weight, self.parameters)[0]


def sha256(tensor):
    return hashlib.sha256(tensor.detach().cpu().contiguous().numpy().tobytes()).hexdigest()[:16]


def bits(options, name, size):
    """How many different gradients and outputs come of one micro-batch."""
    student, repeats = Student(options, name), options.repeats
    batch = student.batch(size, 7)
    first = student.gradient(batch)
    gradients, differing, worst = {sha256(first)}, 0, 0.0
    for _ in range(repeats - 1):
        again = student.gradient(batch)
        gradients.add(sha256(again))
        differing = max(differing, int(student.script.differing(first, again)))
        worst = max(worst, float((again - first).abs().max() / first.abs().max()))
    with torch.no_grad():
        outputs = {sha256(student.model(*batch[:3])) for _ in range(repeats)}
    return {
        "of": repeats,
        "gradients": len(gradients),
        "differing": differing,
        "worst": worst,
        "outputs": len(outputs),
        "repeats": len(gradients) == 1 and len(outputs) == 1 and differing == 0,
    }


def train(options, name, start, end, file):
    """Steps start + 1 to end of a student, from the checkpoint in file if start > 0."""
    student = Student(options, name)
    script, parameters = student.script, student.parameters
    with torch.no_grad():
        flat = script.flatten(parameters)
        state = [torch.zeros_like(flat), torch.zeros_like(flat), flat.clone()]
        if start:
            flat, *state = [v.to(options.device) for v in torch.load(file)]
            script.restore(parameters, flat)
    for step in range(start + 1, end + 1):
        shards = [student.gradient(student.batch(SHARD_BATCH, 1000 * step + v)) for v in range(SHARDS)]
        with torch.no_grad():
            total = script.add(script.add(shards[0], shards[1]), script.add(shards[2], shards[3]))
            clip = min(1.0, 1 / float(script.norm(total, float(SHARDS))))
            rate, root = 1e-4, math.sqrt(1 - 0.999**step)
            ema = min(0.999, (1 + step) / (10 + step))
            numbers = [clip, 1 - rate * 0.01, 0.1, 0.999, root, 1e-8, -rate / (1 - 0.9**step), 1 - ema]
            script.update(parameters, [total, *state], numbers)
    with torch.no_grad():
        flat = script.flatten(parameters)
    torch.save([v.cpu() for v in [flat, *state]], file)
    return {"steps": end, "weights": sha256(flat)}


def agreement(options, name):
    """Largest difference from a CPU, relative to the largest element; cuDNN's TF32 on and off."""
    cpu = Student(options, name, "cpu")
    batch = cpu.batch(SHARD_BATCH, 7)
    gradient, found = cpu.gradient(batch), {}
    with torch.no_grad():
        output = cpu.model(*batch[:3])
    here = Student(options, name)
    batch = here.batch(SHARD_BATCH, 7)
    for tf32 in (True, False):
        torch.backends.cudnn.allow_tf32 = tf32
        with torch.no_grad():
            off = (here.model(*batch[:3]).cpu() - output).abs().max() / output.abs().max()
        slope = (here.gradient(batch).cpu() - gradient).norm() / gradient.norm()
        found["tf32" if tf32 else "float32"] = {"output": float(off), "gradient": float(slope)}
    return found


def milliseconds(options, work, repeats):
    def wait():
        if options.device != "cpu":
            torch.cuda.synchronize(options.device)

    for _ in range(3):
        work()
    wait()
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    wait()
    return 1000 * (time.perf_counter() - start) / repeats


def speed(options, name):
    """Samples a second forward and for a gradient; milliseconds of an update whole and in pieces, and of a copy."""
    student, found = Student(options, name), {}
    for size in (16, 64, 256):
        batch = student.batch(size, 7)
        with torch.no_grad():
            forward = milliseconds(options, lambda: student.model(*batch[:3]), options.repeats)
        gradient = milliseconds(options, lambda: student.gradient(batch), options.repeats)
        found[f"{size}"] = {"forward": round(1000 * size / forward), "gradient": round(1000 * size / gradient)}
    numbers = [1.0, 1 - 1e-6, 0.1, 0.999, 1.0, 1e-8, -1e-5, 0.001]
    with torch.no_grad():
        flat, weights = student.script.flatten(student.parameters), set()
        for way, script in (("whole", student.script), ("pieces", load(options, "training-pieces"))):
            script.restore(student.parameters, flat)
            state = [flat * 1e-3, flat * 0.01, flat.abs() * 0.001, flat.clone()]
            script.update(student.parameters, state, numbers)
            weights.add(sha256(script.flatten(student.parameters)) + sha256(state[3]))
            work = lambda: script.update(student.parameters, state, numbers)
            found[f"update {way} ms"] = round(milliseconds(options, work, 5), 2)
        found["repeats"] = len(weights) == 1
        found["to host ms"] = round(milliseconds(options, flat.cpu, 5), 2)
    return found


def child(options, measure, name, *arguments):
    command = [sys.executable, __file__, *sys.argv[1:], "--measure", measure, name, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    said = {"model": name, "measure": measure, "with": arguments, "cudnn": options.cudnn}
    lines = done.stdout.splitlines()
    found = json.loads(lines[-1]) if done.returncode == 0 else {"failed": done.stderr[-500:]}
    print(json.dumps({**said, "found": found}), flush=True)
    return found


def everything(options):
    device = "cpu" if options.device == "cpu" else torch.cuda.get_device_name(options.device)
    print(json.dumps({"torch": torch.__version__, "cuda": torch.version.cuda, "device": device}), flush=True)
    found = []
    for name in options.models.split(","):
        found += [child(options, "bits", name, 16), child(options, "bits", name, 64)]
        found += [child(options, "agreement", name), child(options, "speed", name)]
        with tempfile.TemporaryDirectory() as folder:
            whole = child(options, "train", name, 0, options.steps, f"{folder}/whole")
            child(options, "train", name, 0, options.steps // 2, f"{folder}/half")
            resumed = child(options, "train", name, options.steps // 2, options.steps, f"{folder}/half")
            found.append({**whole, "repeats": whole == resumed})
    failed = [each for each in found if "failed" in each]
    return not failed and (options.cudnn == "default" or all(each.get("repeats", True) for each in found))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--models", default=",".join(SHAPES))
    parser.add_argument("--cudnn", default="deterministic", choices=["default", "deterministic"])
    parser.add_argument("--steps", type=int, default=100, help="trained in one go, and with a stop half-way")
    parser.add_argument("--repeats", type=int, default=30)
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    torch.backends.cudnn.deterministic = options.cudnn == "deterministic"
    torch._C._set_graph_executor_optimize(False)  # as ARIA does
    if options.measure:
        measure, *arguments = options.measure
        measures = {"bits": bits, "agreement": agreement, "speed": speed, "train": train}
        arguments = [int(a) if a.isdigit() else a for a in arguments]
        print(json.dumps(measures[measure](options, *arguments)))
    elif not everything(options):
        sys.exit(1)


if __name__ == "__main__":
    main()
