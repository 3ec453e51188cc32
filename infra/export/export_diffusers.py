"""Turns a diffusers pipeline into a model folder for ARIA.

Usage: export_diffusers.py PIPELINE OUT [--dtype float32|float16|bfloat16] [--text-dtype float32|float16|bfloat16]
           [--student bk-sdm-base|bk-sdm-small|bk-sdm-tiny|FILE.json] [--name NAME] [--guidance 7.5]
           [--negative-prompt TEXT] [--device cpu] [--latent-size N] [--text-length N]
           [--plain-attention] [--no-sources]

PIPELINE is a local folder as save_pretrained writes it. OUT gets network.pt, network.json, config.json and, where the
pipeline has them, text-encoder.pt, tokenizer*.json and vae.pt. README.md beside this script says which pipelines.

Every module is traced and then held against the network at other batch sizes, timesteps and inputs; a trace that strays
is refused. A trace keeps the device that it was made on: export with --device cuda what is to run on the first GPU.
"""

import argparse
from pathlib import Path

import torch

import conditions
import loading
import model_file
import schedules
import student_cuts
import vae as autoencoder
from tracing import Checked, Precision

GUIDANCE = {"DiTTransformer2DModel": 4.0, "PixArtTransformer2DModel": 4.5, "SD3Transformer2DModel": 7.0, "FluxTransformer2DModel": 3.5}


def arguments(given=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dtype", choices=("float32", "float16", "bfloat16"), default="float32", help="how the network computes")
    parser.add_argument("--text-dtype", choices=("float32", "float16", "bfloat16"), default="float32", help="how the text encoder computes: alike for a teacher and its students")
    parser.add_argument("--student", help="remove blocks: a cut of BK-SDM by name, or FILE.json")
    parser.add_argument("--name", help="the model's name; else the pipeline folder's")
    parser.add_argument("--guidance", type=float, help="default scale of classifier-free guidance; for FLUX the guidance it reads")
    parser.add_argument("--negative-prompt", default="", help="text of the null condition")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--latent-size", type=int, help="height and width of latents, for a network that does not say")
    parser.add_argument("--text-length", type=int, help="tokens of T5's texts, if not the pipeline's own default")
    parser.add_argument("--plain-attention", action="store_true", help="attention as matrix products, for a torch before 2.0")
    parser.add_argument("--no-sources", action="store_true", help="leave the lines of Python out of the .pt files, for smaller ones")
    return parser.parse_args(given)


class Export:
    """One run of the script: everything is traced and checked before anything is written."""

    def __init__(self, args):
        self.args = args
        self.pipeline = loading.Pipeline(args.pipeline)
        self.kind = self.pipeline.kind()
        loading.refuse_other_inputs(self.kind, self.pipeline.config)
        self.schedule, self.prediction = schedules.read(self.pipeline.scheduler)
        self.shape = loading.sample_shape(self.kind, self.pipeline.config, args.latent_size)
        self.guidance = args.guidance if args.guidance is not None else GUIDANCE.get(self.kind, 7.5)
        self.checked = Checked()

    def run(self):
        vae = autoencoder.load(self.pipeline, self.shape[0])
        side = autoencoder.factor(vae)
        self.picture = (self.shape[1] * side, self.shape[2] * side)
        self.conditions = conditions.of(self.pipeline, self.kind, self.args)
        precision = Precision(self.args.dtype, bool(self.args.student), self.args.device)
        network = self.network(precision)
        if self.args.plain_attention:
            loading.plain_attention(network, vae)
        self.conditions.trace(self.checked)
        traced_vae = vae and self.trace_vae(vae)
        traced = self.trace_network(network, precision)  # last: so the other files are alike, byte for byte, for a teacher and its students
        self.write(network, traced, traced_vae)

    def network(self, precision):
        network = self.pipeline.network(precision.kept)
        return student_cuts.cut(network, self.args.student) if self.args.student else network

    def trace_network(self, network, precision):
        timesteps = self.schedule["timesteps"]
        wrapper = loading.wrap(self.kind, network, precision, self.schedule, self.picture, self.guidance)

        def inputs(batch, seed):
            generator = torch.Generator().manual_seed(seed)
            x = torch.randn(batch, *self.shape, generator=generator)
            t = torch.randint(0, timesteps, (batch,), generator=generator)
            return x.to(self.args.device), t.to(self.args.device), self.conditions.examples(batch, seed)

        return self.checked.trace("network", wrapper.eval().to(self.args.device), precision, inputs)

    def trace_vae(self, vae):
        def noise(*shape):
            def make(batch, seed):
                return (torch.randn(batch, *shape, generator=torch.Generator().manual_seed(seed)).to(self.args.device),)

            return make

        inputs = {"encode": noise(vae.config.in_channels, *self.picture), "decode": noise(*self.shape)}
        return self.checked.trace_methods("vae", autoencoder.Vae(vae).eval().to(self.args.device), inputs)

    def write(self, network, traced, traced_vae):
        out = self.args.out
        out.mkdir(parents=True, exist_ok=True)
        codec = model_file.PIXELS
        if traced_vae is not None:
            model_file.save(traced_vae, out / "vae.pt", not self.args.no_sources)
            codec = {"kind": "vae", **model_file.part(out / "vae.pt"), "pictureShape": [3, *self.picture]}
        conditioning = self.conditions.write(out)
        guidance = 1.0 if self.kind == "FluxTransformer2DModel" else self.guidance
        setting = model_file.diffusion(self.schedule, self.prediction, guidance, conditioning, codec)
        network.save_config(str(out))
        name = self.args.name or self.args.pipeline.resolve().name
        shape = (len(conditioning["nullCondition"]),)
        model_file.write(traced, out / "network.pt", name, self.shape, shape, setting, self.architecture(), not self.args.no_sources)

    def architecture(self):
        """What the descriptor says of the network, all as text."""
        said = {"class": self.kind, "prefix": f"{self.pipeline.part}.", "dtype": self.args.dtype}
        if self.kind == "FluxTransformer2DModel":
            said["guidance"] = str(self.guidance)  # distilled into the network, which reads it
        return said


def main():
    Export(arguments()).run()


if __name__ == "__main__":
    main()
