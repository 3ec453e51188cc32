"""Turns the UNet2DConditionModel of a diffusers pipeline into an ARIA teacher with its descriptor.

Usage: export_diffusers_unet.py PIPELINE OUT.pt [--name NAME] [--condition-length 77]
           [--guidance 7.5] [--null-condition NULL.pt] [--encoder NAME] [--codec NAME] [--device cpu]

PIPELINE is a local folder with unet/ and scheduler/scheduler_config.json. The network is traced in
float32 at the U-Net's own sample size, and refused if the trace strays from the network at another
batch size and other timesteps. A trace keeps the device that it was made on: export with --device
cuda what is to run on the first GPU. ARIA takes a condition of zeros as "no condition"; NULL.pt, a tensor
(L, D) saved by torch.save, is what the U-Net then sees: for Stable Diffusion the text encoder's
output for "".

Not run against diffusers itself, which could not be installed where this was written: its test
(services/models, DiffusersExportTest) uses a stand-in class of the same names and signature.
"""

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor, nn

import model_file

TOLERANCE = 1e-4


class Teacher(nn.Module):
    """forward(x, t, cond) over a U-Net that is called as diffusers' are."""

    def __init__(self, unet: nn.Module, null_condition: Tensor):
        super().__init__()
        self.unet = unet
        self.register_buffer("null_condition", null_condition)

    def forward(self, x: Tensor, t: Tensor, cond: Tensor) -> Tensor:
        nothing = (cond == 0).flatten(1).all(1)[:, None, None]
        cond = torch.where(nothing, self.null_condition, cond)
        return self.unet(x, t, encoder_hidden_states=cond, return_dict=False)[0]


def refuse_other_inputs(config):
    """This signature has no place for more than x, t and cond."""
    for extra in ("addition_embed_type", "class_embed_type", "num_class_embeds", "time_cond_proj_dim"):
        if getattr(config, extra, None) is not None:
            raise SystemExit(f"this U-Net needs a further input ({extra} is set); wrap it yourself, see export_example_unet.py")
    if config.in_channels != config.out_channels:
        raise SystemExit(f"in_channels {config.in_channels} and out_channels {config.out_channels} must be equal")
    if not isinstance(config.cross_attention_dim, int):
        raise SystemExit(f"cross_attention_dim must be one number, got {config.cross_attention_dim}")


def example(batch, sample_shape, condition_shape, timesteps, seed):
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(batch, *sample_shape, generator=generator)
    t = torch.randint(0, timesteps, (batch,), generator=generator)
    cond = torch.randn(batch, *condition_shape, generator=generator)
    cond[0] = 0
    return x, t, cond


def trace(teacher, sample_shape, condition_shape, timesteps):
    device = teacher.null_condition.device

    def inputs(batch, seed):
        return tuple(value.to(device) for value in example(batch, sample_shape, condition_shape, timesteps, seed))

    traced = torch.jit.trace(teacher, inputs(2, 1), check_trace=False)
    for batch in (1, 3):
        with torch.no_grad():
            expected, got = teacher(*inputs(batch, 7)), traced(*inputs(batch, 7))
        worst = (expected - got).abs().max().item()
        if not worst <= TOLERANCE * max(1.0, expected.abs().max().item()):
            raise SystemExit(f"the trace differs by {worst} at batch {batch}: something was fixed while tracing")
    return traced


def null_condition(path, shape):
    if path is None:
        return torch.zeros(shape)
    value = torch.load(path, map_location="cpu", weights_only=True).float().reshape(-1, shape[-1])
    if tuple(value.shape) != shape:
        raise SystemExit(f"{path} holds {tuple(value.shape)}, needed is {shape}")
    return value


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("out")
    parser.add_argument("--name", default="diffusers-unet")
    parser.add_argument("--condition-length", type=int, default=77)
    parser.add_argument("--guidance", type=float, default=7.5)
    parser.add_argument("--null-condition", default=None)
    parser.add_argument("--encoder", default="")
    parser.add_argument("--codec", default="")
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


def main():
    args = arguments()
    from diffusers import UNet2DConditionModel

    scheduler = json.loads((args.pipeline / "scheduler/scheduler_config.json").read_text(encoding="utf-8"))
    setting = model_file.diffusion(scheduler, args.guidance, args.encoder, args.codec)
    unet = UNet2DConditionModel.from_pretrained(str(args.pipeline), subfolder="unet").float().eval()
    refuse_other_inputs(unet.config)
    size = unet.config.sample_size
    height, width = size if isinstance(size, (list, tuple)) else (size, size)
    sample_shape = (unet.config.in_channels, height, width)
    condition_shape = (args.condition_length, unet.config.cross_attention_dim)
    teacher = Teacher(unet, null_condition(args.null_condition, condition_shape)).eval().to(args.device)
    traced = trace(teacher, sample_shape, condition_shape, scheduler["num_train_timesteps"])
    model_file.write(traced, args.out, args.name, sample_shape, condition_shape, setting)


if __name__ == "__main__":
    main()
