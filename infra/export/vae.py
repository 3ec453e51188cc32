"""A pipeline's autoencoder with methods encode and decode, scaling and shift inside.

Pictures are (N, 3, H, W) in [-1, 1], latents (N, C, h, w) as the network sees them. It stays float32: SDXL's
overflows in float16.
"""

import torch
from torch import Tensor, nn


def setting(config, name, otherwise):
    value = config.get(name)
    return otherwise if value is None else value


class Vae(nn.Module):
    def __init__(self, vae):
        super().__init__()
        self.vae = vae
        config = vae.config
        shift = setting(config, "latents_mean", setting(config, "shift_factor", 0.0))
        deviation = setting(config, "latents_std", 1.0)
        self.register_buffer("shift", torch.tensor(shift).reshape(-1, 1, 1))
        self.register_buffer("scale", (setting(config, "scaling_factor", 0.18215) / torch.tensor(deviation)).reshape(-1, 1, 1))

    def encode(self, pictures: Tensor) -> Tensor:
        mean = self.vae.encode(pictures).latent_dist.mode()
        return (mean - self.shift) * self.scale

    def decode(self, latents: Tensor) -> Tensor:
        return self.vae.decode(latents / self.scale + self.shift, return_dict=False)[0]


def load(pipeline, channels):
    """The AutoencoderKL of a pipeline; None when its network makes pictures itself."""
    if not pipeline.has("vae"):
        if channels in (1, 3):
            return None
        raise SystemExit(f"{pipeline.folder / 'vae'} is missing, and samples of {channels} channels are no pictures: copy the whole pipeline")
    config = pipeline.json("vae/config.json", "it says what the autoencoder is")
    name = config.get("_class_name")
    if name != "AutoencoderKL":
        raise SystemExit(f"vae/config.json names the class {name}; known: AutoencoderKL")
    if config["latent_channels"] != channels:
        raise SystemExit(f"the autoencoder has {config['latent_channels']} latent channels, the network {channels}: they are not of one pipeline")
    from diffusers import AutoencoderKL

    return AutoencoderKL.from_pretrained(str(pipeline.folder), subfolder="vae").float().eval()


def factor(vae):
    """How many pixels a latent's side is."""
    return 1 if vae is None else 2 ** (len(vae.config.block_out_channels) - 1)
