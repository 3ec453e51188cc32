"""diffusers' networks behind ARIA's signature: forward(x (N, C, H, W), t (N) int64, cond (N, ...)).

Each wrapper keeps the network under one name (`unet` or `transformer`), so that its weights' names
are diffusers' own after that prefix. N samples, L states of a text, W their width, P the pooled one's.

A text's condition is (N, L, W), or (N, L + 1, max(W, P)) where the network takes a pooled vector too: it is the last
row, padded with zeros; texts.py puts it there.
"""

import torch
from torch import Tensor, nn


class Wrapped(nn.Module):
    def __init__(self, precision):
        super().__init__()
        self.precision = precision

    def forward(self, x: Tensor, t: Tensor, cond: Tensor) -> Tensor:
        with self.precision.region():
            return self.predict(self.precision.cast(x), t, cond).float()


def split(cond, width, pooled):
    """(states (N, L, W), pooled (N, P))"""
    return cond[:, :-1, :width], cond[:, -1, :pooled]


def level(t, schedule):
    """The noise's share s of x = (1 - s) x0 + s noise at ARIA's t, under a flow's schedule of the descriptor."""
    s = (t + 1).float() / schedule["timesteps"]
    return schedule["shift"] * s / (1 + (schedule["shift"] - 1) * s)


class Unet(Wrapped):
    """UNet2DConditionModel of Stable Diffusion 1 and 2: cond (N, L, W)."""

    def __init__(self, unet, precision, schedule):
        super().__init__(precision)
        self.unet = unet
        self.width, self.pooled = unet.config.cross_attention_dim, 0

    def predict(self, x, t, cond):
        return self.unet(x, t, encoder_hidden_states=self.precision.cast(cond), return_dict=False)[0]


class UnetXl(Wrapped):
    """UNet2DConditionModel of SDXL. Its time ids say: the picture's size, not cropped."""

    def __init__(self, unet, precision, schedule, picture=None):
        super().__init__(precision)
        self.unet = unet
        config = unet.config
        self.width = config.cross_attention_dim
        self.pooled = config.projection_class_embeddings_input_dim - 6 * config.addition_time_embed_dim
        height, width = picture
        self.register_buffer("time_ids", torch.tensor([[height, width, 0, 0, height, width]], dtype=torch.float32))

    def predict(self, x, t, cond):
        states, pooled = split(self.precision.cast(cond), self.width, self.pooled)
        more = {"text_embeds": pooled, "time_ids": self.time_ids.to(x.dtype).expand(x.shape[0], -1)}
        return self.unet(x, t, encoder_hidden_states=states, added_cond_kwargs=more, return_dict=False)[0]


class Dit(Wrapped):
    """DiTTransformer2DModel: cond (N, 1) holds a class's index. A learned variance is left out."""

    def __init__(self, transformer, precision, schedule):
        super().__init__(precision)
        self.transformer = transformer
        self.channels = transformer.config.in_channels

    def predict(self, x, t, cond):
        return self.transformer(x, timestep=t, class_labels=cond[:, 0].long(), return_dict=False)[0][:, : self.channels]


class PixArt(Wrapped):
    """PixArtTransformer2DModel: cond (N, L, W), rows of zeros are not attended to. A learned variance is left out."""

    def __init__(self, transformer, precision, schedule, picture=None):
        super().__init__(precision)
        self.transformer = transformer
        config = transformer.config
        self.channels, self.width, self.pooled = config.in_channels, config.caption_channels, 0
        more = getattr(config, "use_additional_conditions", None)
        self.sized = config.sample_size == 128 if more is None else more
        height, width = picture
        self.register_buffer("resolution", torch.tensor([[height, width]], dtype=torch.float32))
        self.register_buffer("aspect_ratio", torch.tensor([[height / width]], dtype=torch.float32))

    def predict(self, x, t, cond):
        n, cond = x.shape[0], self.precision.cast(cond)
        mask = (cond != 0).any(-1).to(x.dtype)  # (N, L)
        more = {"resolution": None, "aspect_ratio": None}
        if self.sized:
            more = {"resolution": self.resolution.to(x.dtype).expand(n, -1), "aspect_ratio": self.aspect_ratio.to(x.dtype).expand(n, -1)}
        out = self.transformer(x, encoder_hidden_states=cond, encoder_attention_mask=mask, timestep=t, added_cond_kwargs=more, return_dict=False)[0]
        return out[:, : self.channels]


class Sd3(Wrapped):
    """SD3Transformer2DModel. It reads 1000 times the level."""

    def __init__(self, transformer, precision, schedule):
        super().__init__(precision)
        self.transformer, self.schedule = transformer, schedule
        self.width, self.pooled = transformer.config.joint_attention_dim, transformer.config.pooled_projection_dim

    def predict(self, x, t, cond):
        states, pooled = split(self.precision.cast(cond), self.width, self.pooled)
        return self.transformer(x, encoder_hidden_states=states, pooled_projections=pooled, timestep=1000 * level(t, self.schedule), return_dict=False)[0]


class Flux(Wrapped):
    """FluxTransformer2DModel: two by two latents are packed into one token. It reads the level, and its distilled guidance as a constant."""

    def __init__(self, transformer, precision, schedule, guidance=3.5):
        super().__init__(precision)
        self.transformer, self.schedule, self.guidance = transformer, schedule, guidance
        self.width, self.pooled = transformer.config.joint_attention_dim, transformer.config.pooled_projection_dim

    def predict(self, x, t, cond):
        n, channels, height, width = x.shape
        states, pooled = split(self.precision.cast(cond), self.width, self.pooled)
        packed = x.view(n, channels, height // 2, 2, width // 2, 2).permute(0, 2, 4, 1, 3, 5).reshape(n, -1, channels * 4)
        places = torch.zeros(height // 2, width // 2, 3, device=x.device)
        places[..., 1] += torch.arange(height // 2, device=x.device)[:, None]
        places[..., 2] += torch.arange(width // 2, device=x.device)[None, :]
        guidance = torch.full_like(t, self.guidance, dtype=torch.float32) if self.transformer.config.guidance_embeds else None
        out = self.transformer(
            packed,
            encoder_hidden_states=states,
            pooled_projections=pooled,
            timestep=level(t, self.schedule).to(packed.dtype),
            img_ids=places.reshape(-1, 3).to(x.dtype),
            txt_ids=torch.zeros(states.shape[1], 3, device=x.device, dtype=x.dtype),
            guidance=guidance,
            return_dict=False,
        )[0]
        return out.reshape(n, height // 2, width // 2, channels, 2, 2).permute(0, 3, 1, 4, 2, 5).reshape(x.shape)
