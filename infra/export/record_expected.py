"""Writes what a Stable-Diffusion-like pipeline computes for fixed inputs, for tests in other languages to be held to.

Usage: record_expected.py PIPELINE OUT.json [--student bk-sdm-small]

Inputs are waves, element i (row-major, from 0) being sin(step * (i + 1)) in float64, rounded to float32. The network and
autoencoder are diffusers' own, untraced; token ids are those of the tokenizers package, states of transformers.
"""

import argparse
import json
from pathlib import Path

import diffusers
import tokenizers
import torch
import transformers

import student_cuts

PROMPTS = ["", "a photo of a small red house", "A Painting of 2 boats, isn't it?", "über den Wolken 雪 🙂", "a very long prompt " * 30]
TIMES = [0, 500, 999]


def wave(step, *shape):
    count = torch.Size(shape).numel()
    return torch.sin(step * torch.arange(1, count + 1, dtype=torch.float64)).float().reshape(shape)


def numbers(tensor):
    return [round(value, 7) for value in tensor.flatten().tolist()]


def token_ids(folder, length=77):
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    settings = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    tokenizer.enable_truncation(length)
    tokenizer.enable_padding(length=length, pad_id=tokenizer.token_to_id(settings["pad_token"]))
    return [tokenizer.encode(prompt).ids for prompt in PROMPTS]


def record(pipeline, student):
    unet = diffusers.UNet2DConditionModel.from_pretrained(str(pipeline), subfolder="unet").eval()
    vae = diffusers.AutoencoderKL.from_pretrained(str(pipeline), subfolder="vae").eval()
    encoder = transformers.CLIPTextModel.from_pretrained(str(pipeline / "text_encoder")).eval()
    ids = token_ids(pipeline / "tokenizer")
    states = encoder(torch.tensor(ids)).last_hidden_state
    size = unet.config.sample_size
    x = wave(0.37, len(TIMES), unet.config.in_channels, size, size)
    side = size * 2 ** (len(vae.config.block_out_channels) - 1)
    pictures = wave(0.11, 1, 3, side, side)
    latents = vae.encode(pictures).latent_dist.mean * vae.config.scaling_factor
    asked = [1, 2, 0]
    small = student_cuts.cut(unet, student)
    return {
        "student": {"cut": student, "weights": {name: list(value.shape) for name, value in small.state_dict().items()}},
        "made with": f"diffusers {diffusers.__version__}, transformers {transformers.__version__}, tokenizers {tokenizers.__version__}, torch {torch.__version__}",
        "prompts": [{"text": text, "ids": some, "norm of states": round(s.norm().item(), 5), "first states": numbers(s.flatten()[:8])} for text, some, s in zip(PROMPTS, ids, states)],
        "network": {"x": {"wave": 0.37, "shape": list(x.shape)}, "t": TIMES, "prompts": asked, "output": numbers(unet(x, torch.tensor(TIMES), states[asked]).sample)},
        "vae": {
            "pictures": {"wave": 0.11, "shape": list(pictures.shape)},
            "latents": numbers(latents),
            "decoded norm": round(vae.decode(latents / vae.config.scaling_factor).sample.norm().item(), 5),
            "first decoded": numbers(vae.decode(latents / vae.config.scaling_factor).sample.flatten()[:16]),
        },
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--student", default="bk-sdm-small", help="cut whose weights' names are recorded")
    args = parser.parse_args()
    with torch.no_grad():
        args.out.write_text(json.dumps(record(args.pipeline, args.student), ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
