"""Holds a model folder against the pipeline that it was exported from, run by diffusers' own code.

Usage: check_pipeline.py PIPELINE FOLDER [--prompt TEXT]

The pipeline makes one picture in three steps. What goes into its network and comes out is caught on the way, and
network.pt must say the same for the same sample and time, with conditions from tokenizer.json and text-encoder.pt.
Needs diffusers, transformers, tokenizers and a torch from 2.0 on.
"""

import argparse
import json
from pathlib import Path

import diffusers
import torch

from prompts import Tokenizer

TOLERANCE = 1e-4


class Model:
    """A model folder."""

    def __init__(self, folder):
        self.folder = folder
        self.descriptor = json.loads((folder / "network.json").read_text(encoding="utf-8"))
        self.kind = self.descriptor["architecture"]["class"]
        self.network = torch.jit.load(str(folder / "network.pt"))
        self.flow = self.descriptor["diffusion"]["prediction"] == "FLOW"
        self.schedule = self.descriptor["diffusion"]["schedule"]

    def text(self, prompt):
        """(1, rows, width) of a prompt, tokenized by the tokenizers package alone."""
        import tokenizers

        conditioning, ids = self.descriptor["diffusion"]["conditioning"], []
        for part in conditioning["tokenizers"]:
            tokenizer = tokenizers.Tokenizer.from_file(str(self.folder / part["file"]))
            tokenizer.enable_truncation(part["length"])
            tokenizer.enable_padding(length=part["length"], pad_id=part["padding"])
            ids += tokenizer.encode(prompt).ids
        return self.encoded(ids)

    def encoded(self, ids):
        return torch.jit.load(str(self.folder / "text-encoder.pt"))(torch.tensor([ids]))

    def conditions(self, prompt, rows):
        """The null condition first, as guidance in diffusers has it."""
        conditioning = self.descriptor["diffusion"]["conditioning"]
        null = conditioning["nullCondition"]
        if conditioning["kind"] == "class":
            index = conditioning["labels"].index(prompt)
            return torch.tensor([[float(index)], [float(null[0])]])[-rows:] if rows > 1 else torch.tensor([[float(index)]])
        wanted = [self.encoded(null), self.text(prompt)]
        return torch.cat(wanted[-rows:])

    def predict(self, x, time, prompt):
        t = (torch.tensor(self.step(time.flatten()[0])) if self.flow else time).long().expand(x.shape[0])
        return self.network(x, t, self.conditions(prompt, x.shape[0]))

    def times(self):
        """What a flow's network reads at each t, in thousandths."""
        s = torch.arange(1, self.schedule["timesteps"] + 1) / self.schedule["timesteps"]
        return 1000 * self.schedule["shift"] * s / (1 + (self.schedule["shift"] - 1) * s)

    def step(self, time):
        return (self.times() - time).abs().argmin().item()


class Caught:
    """What the pipeline's network was given, at times that ARIA has, and what it answered: (x, time, out)."""

    def __init__(self, pipe, model):
        self.pipe, self.model, self.calls = pipe, model, []
        network = getattr(pipe, "unet", None) or pipe.transformer
        self.unit = 1 / 1000 if model.kind == "FluxTransformer2DModel" else 1
        network.register_forward_pre_hook(self.with_known_time, with_kwargs=True)
        network.register_forward_hook(self.keep, with_kwargs=True)

    def time(self, args, kwargs):
        return kwargs["timestep"] if "timestep" in kwargs else args[1]

    def with_known_time(self, module, args, kwargs):
        if self.model.flow:
            time = self.time(args, kwargs)
            known = self.model.times()[self.model.step(time.flatten()[0] / self.unit)]
            kwargs = {**kwargs, "timestep": torch.full_like(time, known * self.unit)}
        return args, kwargs

    def keep(self, module, args, kwargs, out):
        x = kwargs["hidden_states"] if "hidden_states" in kwargs else args[0]
        channels = self.model.descriptor["sampleShape"][0]
        self.calls.append((self.unpacked(x), self.time(args, kwargs) / self.unit, self.unpacked(out[0])[:, :channels]))

    def unpacked(self, x):
        if x.ndim == 4:
            return x
        height, width = self.model.descriptor["diffusion"]["codec"]["pictureShape"][1:]
        return self.pipe._unpack_latents(x, height, width, self.pipe.vae_scale_factor)


def run(pipe, model, prompt):
    caught = Caught(pipe, model)
    height, width = model.descriptor["diffusion"]["codec"]["pictureShape"][1:]
    guidance = {"guidance_scale": 3.5 if model.kind == "FluxTransformer2DModel" else 5.0}
    generator = torch.Generator().manual_seed(1)
    if model.kind == "DiTTransformer2DModel":
        pipe([model.descriptor["diffusion"]["conditioning"]["labels"].index(prompt)], num_inference_steps=3, generator=generator, **guidance)
    else:
        more = {"use_resolution_binning": False, "clean_caption": False} if model.kind == "PixArtTransformer2DModel" else {}
        pipe(prompt, height=height, width=width, num_inference_steps=3, generator=generator, output_type="latent", **guidance, **more)
    return caught.calls


def check_vae(pipe, model):
    codec = model.descriptor["diffusion"]["codec"]
    vae, config = torch.jit.load(str(model.folder / codec["file"])), pipe.vae.config
    pictures = torch.rand(1, *codec["pictureShape"], generator=torch.Generator().manual_seed(2)) * 2 - 1
    latents = (pipe.vae.encode(pictures).latent_dist.mean - (config.shift_factor or 0)) * config.scaling_factor
    decoded = pipe.vae.decode(latents / config.scaling_factor + (config.shift_factor or 0)).sample
    return max((vae.encode(pictures) - latents).abs().max().item(), (vae.decode(latents) - decoded).abs().max().item())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--prompt", default="A photo of 2 red houses, isn't it?")
    args = parser.parse_args()
    model = Model(args.folder)
    pipe = diffusers.DiffusionPipeline.from_pretrained(str(args.pipeline))
    pipe.set_progress_bar_config(disable=True)
    labels = model.descriptor["diffusion"]["conditioning"].get("labels")
    prompt = labels[3] if labels else args.prompt
    with torch.no_grad():
        worst = [(model.predict(x, time, prompt) - out).abs().max().item() for x, time, out in run(pipe, model, prompt)]
        off = max(*worst, check_vae(pipe, model))
    print(f"{args.folder}: diffusers {diffusers.__version__}, {len(worst)} calls, largest difference {off:.2g}")
    if not off <= TOLERANCE:
        raise SystemExit(f"{args.folder} is not what {args.pipeline} computes: differences {worst}")


if __name__ == "__main__":
    main()
