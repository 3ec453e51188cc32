"""Loads a network in diffusers and holds it against the TorchScript file that it was exported from.

Usage: check_diffusers.py FOLDER STUDENT.pt [--tolerance 1e-5]

FOLDER has config.json and diffusion_pytorch_model.safetensors, as ./aria export --diffusers writes them. STUDENT.json,
the descriptor, lies beside STUDENT.pt.
"""

import argparse
import json
from pathlib import Path

import diffusers
import torch

import loading
from tracing import Precision


def condition(descriptor, rows, generator):
    conditioning = descriptor["diffusion"]["conditioning"]
    if conditioning["kind"] == "class":
        return torch.randint(0, conditioning["classes"] + 1, (rows, 1), generator=generator).float()
    shape = conditioning.get("encodedShape", descriptor["conditionShape"])
    return torch.randn(rows, *shape, generator=generator)


def largest_difference(folder, student):
    descriptor = json.loads(student.with_suffix(".json").read_text(encoding="utf-8"))
    said, diffusion = descriptor["architecture"], descriptor["diffusion"]
    name = json.loads((folder / "config.json").read_text(encoding="utf-8"))["_class_name"]
    network = getattr(diffusers, name).from_pretrained(str(folder)).float().eval()
    picture = diffusion["codec"].get("pictureShape", descriptor["sampleShape"])[1:]
    precision = Precision(said["dtype"], True, "cpu")
    wrapper = loading.wrap(said["class"], network, precision, diffusion["schedule"], picture, float(said.get("guidance", 0)))
    generator = torch.Generator().manual_seed(1)
    rows = 3
    x = torch.randn(rows, *descriptor["sampleShape"], generator=generator)
    t = torch.randint(0, diffusion["schedule"]["timesteps"], (rows,), generator=generator)
    cond = condition(descriptor, rows, generator)
    with torch.no_grad():
        return (wrapper(x, t, cond) - torch.jit.load(str(student))(x, t, cond)).abs().max().item()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("student", type=Path)
    parser.add_argument("--tolerance", type=float, default=1e-5)
    args = parser.parse_args()
    off = largest_difference(args.folder, args.student)
    print(f"{args.folder} in diffusers {diffusers.__version__}: largest difference from {args.student} is {off:.2g}")
    if not off <= args.tolerance:
        raise SystemExit(f"{args.folder} is not the network of {args.student}")


if __name__ == "__main__":
    main()
