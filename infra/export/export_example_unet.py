"""Writes a small U-Net, defined here in plain PyTorch, as an ARIA model file: a pattern to copy.

Usage: export_example_unet.py OUT.pt [--size 8] [--width 16] [--condition 6] [--seed 1]

Replace the class by your own; what must stay is the signature of forward. torch.jit.script is
preferred to trace: it keeps control flow and fixes no batch size.
"""

import argparse
import math

import torch
from torch import Tensor, nn

import model_file


class Residual(nn.Module):
    def __init__(self, inputs: int, outputs: int, embedding: int):
        super().__init__()
        self.norm1 = nn.GroupNorm(4, inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.film = nn.Linear(embedding, 2 * outputs)
        self.norm2 = nn.GroupNorm(4, outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x: Tensor, e: Tensor) -> Tensor:
        h = self.conv1(nn.functional.silu(self.norm1(x)))
        scale, shift = self.film(e)[:, :, None, None].chunk(2, dim=1)
        h = self.norm2(h) * (1 + scale) + shift
        return self.skip(x) + self.conv2(nn.functional.silu(h))


class ExampleUnet(nn.Module):
    """forward(x (N, 3, S, S), t (N) int64, cond (N, D)) -> (N, 3, S, S)."""

    def __init__(self, width: int, condition: int):
        super().__init__()
        frequencies = torch.exp(-math.log(10_000) * torch.arange(width) / width)
        self.register_buffer("frequencies", frequencies)
        self.time = nn.Linear(2 * width, width)
        self.condition = nn.Linear(condition, width)
        self.entry = nn.Conv2d(3, width, 3, padding=1)
        self.down = Residual(width, width, width)
        self.halve = nn.Conv2d(width, 2 * width, 3, stride=2, padding=1)
        self.middle = Residual(2 * width, 2 * width, width)
        self.twice = nn.ConvTranspose2d(2 * width, width, 2, stride=2)
        self.up = Residual(2 * width, width, width)
        self.exit = nn.Conv2d(width, 3, 3, padding=1)

    def forward(self, x: Tensor, t: Tensor, cond: Tensor) -> Tensor:
        angles = t[:, None] * self.frequencies
        wave = torch.cat([torch.cos(angles), torch.sin(angles)], dim=1)
        e = nn.functional.silu(self.time(wave) + self.condition(cond))
        fine = self.down(self.entry(x), e)
        coarse = self.middle(self.halve(fine), e)
        return self.exit(self.up(torch.cat([self.twice(coarse), fine], dim=1), e))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--condition", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    module = torch.jit.script(ExampleUnet(args.width, args.condition))
    ddpm = {"kind": "LINEAR", "timesteps": 1000, "firstBeta": 1e-4, "lastBeta": 0.02}
    shape = (3, args.size, args.size)
    model_file.write(module, args.out, "example-unet", shape, (args.condition,), model_file.diffusion(ddpm, "EPSILON", 1.0))


if __name__ == "__main__":
    main()
