"""A stand-in for diffusers with the names and signatures that infra/export uses.

The networks are small and their own; only the way they are built, loaded and called is diffusers'. Its names are held
against diffusers-facts.json.
"""

import json
from pathlib import Path
from types import SimpleNamespace

import torch
from torch import nn

__version__ = "stand-in"


class Config(dict):
    __getattr__ = dict.get


class Model(nn.Module):
    @classmethod
    def from_config(cls, config):
        torch.manual_seed(3)
        return cls(Config(config))

    @classmethod
    def from_pretrained(cls, path, subfolder="", torch_dtype=torch.float32):
        return cls.from_config(json.loads((Path(path) / subfolder / "config.json").read_text())).to(torch_dtype)

    def save_config(self, folder):
        (Path(folder) / "config.json").write_text(json.dumps({"_class_name": type(self).__name__, **self.config}))


class Attention(nn.Module):
    def __init__(self, width, condition):
        super().__init__()
        self.attn = nn.MultiheadAttention(width, 2, kdim=condition, vdim=condition, batch_first=True)

    def forward(self, h, cond):
        seen, _ = self.attn(h.flatten(2).transpose(1, 2), cond, cond, need_weights=False)
        return h + seen.transpose(1, 2).reshape(h.shape)


class Stage(nn.Module):
    """As many residual blocks as `inputs`, an attention behind each."""

    def __init__(self, inputs, width, condition):
        super().__init__()
        self.resnets = nn.ModuleList(nn.Conv2d(i, width, 3, padding=1) for i in inputs)
        self.attentions = nn.ModuleList(Attention(width, condition) for _ in inputs)

    def forward(self, h, cond, skips):
        out = []
        for resnet, attention in zip(self.resnets, self.attentions):
            h = attention(nn.functional.silu(resnet(torch.cat([h, skips.pop()], dim=1) if skips else h)), cond)
            out.append(h)
        return h, out


class UNet2DConditionModel(Model):
    def __init__(self, config):
        super().__init__()
        self.config = config
        channels, width, condition = config.in_channels, config.block_out_channels[0], config.cross_attention_dim
        layers = config.layers_per_block
        self.conv_in = nn.Conv2d(channels, width, 3, padding=1)
        self.time_embedding = nn.Linear(8, width)
        self.down_blocks = nn.ModuleList([Stage([width] * layers, width, condition)])
        self.mid_block = Attention(width, condition) if config.get("mid_block_type", "some") else None
        self.up_blocks = nn.ModuleList([Stage([2 * width] * (layers + 1), width, condition)])
        self.conv_out = nn.Conv2d(width, config.out_channels, 3, padding=1)

    def forward(
        self,
        sample,
        timestep,
        encoder_hidden_states,
        class_labels=None,
        timestep_cond=None,
        attention_mask=None,
        cross_attention_kwargs=None,
        added_cond_kwargs=None,
        down_block_additional_residuals=None,
        mid_block_additional_residual=None,
        down_intrablock_additional_residuals=None,
        encoder_attention_mask=None,
        return_dict=True,
    ):
        angles = timestep[:, None] * torch.tensor([1.0, 0.1, 0.01, 0.001])
        wave = torch.cat([angles.sin(), angles.cos()], dim=1).to(sample.dtype)
        h = self.conv_in(sample) + self.time_embedding(wave)[:, :, None, None]
        first = h
        h, skips = self.down_blocks[0](h, encoder_hidden_states, [])
        h = h if self.mid_block is None else self.mid_block(h, encoder_hidden_states)
        h, _ = self.up_blocks[0](h, encoder_hidden_states, [first, *skips])
        out = self.conv_out(h)
        return SimpleNamespace(sample=out) if return_dict else (out,)


class AutoencoderKL(Model):
    def __init__(self, config):
        super().__init__()
        self.config = config
        side = 2 ** (len(config.block_out_channels) - 1)
        self.encoder = nn.Conv2d(config.in_channels, config.latent_channels, side, stride=side)
        self.decoder = nn.ConvTranspose2d(config.latent_channels, config.out_channels, side, stride=side)

    def encode(self, x, return_dict=True):
        return SimpleNamespace(latent_dist=SimpleNamespace(mode=lambda: self.encoder(x)))

    def decode(self, z, return_dict=True, generator=None):
        out = self.decoder(z)
        return SimpleNamespace(sample=out) if return_dict else (out,)
