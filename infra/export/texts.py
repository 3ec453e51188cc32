"""A pipeline's text encoders as one module: forward(ids (N, L) int64) -> (N, rows, width) float32.

The ids of several tokenizers stand one after another. What several encoders say is joined as the pipeline's own
code does it; a pooled vector becomes the last row. networks.py takes it apart again.
"""

import random

import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from prompts import Tokenizer

# length of T5's texts in the pipelines that have it, in tokens
T5_LENGTHS = {"PixArtAlphaPipeline": 120, "PixArtSigmaPipeline": 300, "StableDiffusion3Pipeline": 256, "FluxPipeline": 512}


def last(encoder, ids):
    return encoder(ids)[0]


def penultimate(encoder, ids):
    """(states of the layer before the last, pooled vector)"""
    out = encoder(ids, output_hidden_states=True)
    return out.hidden_states[-2], out[0]


def with_pooled(states, pooled):
    """(N, L, W) and (N, P) -> (N, L + 1, max(W, P))"""
    width = max(states.shape[-1], pooled.shape[-1])
    row = pad(pooled, (0, width - pooled.shape[-1]))
    return torch.cat([pad(states, (0, width - states.shape[-1])), row[:, None]], dim=1)


class Joined(nn.Module):
    """`lengths` are the numbers of ids of each tokenizer."""

    def __init__(self, encoders, lengths, precision, zero_ids=None):
        super().__init__()
        self.encoders, self.lengths, self.precision = nn.ModuleList(encoders), lengths, precision
        self.register_buffer("zero_ids", None if zero_ids is None else torch.tensor(zero_ids))

    def forward(self, ids: Tensor) -> Tensor:
        out = self.join(*ids.split(self.lengths, dim=1)).float()
        if self.zero_ids is None:
            return out
        return torch.where((ids == self.zero_ids).all(1)[:, None, None], torch.zeros_like(out), out)


class OneClip(Joined):
    """Stable Diffusion 1 and 2."""

    def join(self, ids):
        return last(self.encoders[0], ids)


class TwoClips(Joined):
    """SDXL: states of both encoders side by side, pooled vector of the second."""

    def join(self, *ids):
        found = [penultimate(encoder, some) for encoder, some in zip(self.encoders, ids)]
        return with_pooled(torch.cat([states for states, _ in found], dim=-1), found[-1][1])


class TwoClipsAndT5(Joined):
    """Stable Diffusion 3: CLIP's states side by side, padded to T5's width, then T5's below them."""

    def join(self, first, second, third):
        (a, pooled_a), (b, pooled_b) = penultimate(self.encoders[0], first), penultimate(self.encoders[1], second)
        t5 = last(self.encoders[2], third)
        clip = torch.cat([a, b], dim=-1)
        states = torch.cat([pad(clip, (0, t5.shape[-1] - clip.shape[-1])), t5], dim=1)
        return with_pooled(states, torch.cat([pooled_a, pooled_b], dim=-1))


class OneT5(Joined):
    """PixArt: padded places become rows of zeros."""

    def __init__(self, encoders, lengths, precision, padding):
        super().__init__(encoders, lengths, precision)
        self.padding = padding

    def join(self, ids):
        mask = (ids != self.padding).long()
        return self.encoders[0](ids, attention_mask=mask)[0] * mask[..., None]


class ClipAndT5(Joined):
    """FLUX: T5's states, pooled vector of CLIP."""

    def join(self, first, second):
        return with_pooled(last(self.encoders[1], second), self.encoders[0](first).pooler_output)


class Texts:
    """The tokenizers and text encoders of a pipeline, for a kind of network."""

    def __init__(self, pipeline, kind, text_length=None):
        self.pipeline, self.kind = pipeline, kind
        self.xl = pipeline.config.get("addition_embed_type") == "text_time"
        self.suffixes = [suffix for suffix in ("", "_2", "_3") if self.names(f"text_encoder{suffix}")]
        self.check_count()
        self.tokenizers = [Tokenizer(pipeline.folder / f"tokenizer{suffix}", self.length(suffix, text_length)) for suffix in self.suffixes]

    def names(self, part):
        return (self.pipeline.index.get(part) or [None])[0] is not None

    def check_count(self):
        wanted = {"SD3Transformer2DModel": 3, "FluxTransformer2DModel": 2}.get(self.kind, 1)
        wanted = (1, 2) if self.xl else (wanted,)
        if len(self.suffixes) not in wanted:
            found = [f"text_encoder{suffix}" for suffix in self.suffixes] or "none"
            raise SystemExit(f"a pipeline of a {self.kind} has {wanted[-1]} text encoder(s), model_index.json names {found}; save the pipeline with all of them")

    def is_t5(self, suffix):
        return self.pipeline.index[f"text_encoder{suffix}"][1].startswith(("T5", "UMT5"))

    def length(self, suffix, text_length):
        """CLIP's is its own; None stands for the tokenizer's."""
        return text_length or T5_LENGTHS.get(self.pipeline.index.get("_class_name")) if self.is_t5(suffix) else None

    def load(self, suffix, dtype):
        part = f"text_encoder{suffix}"
        if not self.pipeline.has(part):
            raise SystemExit(f"{self.pipeline.folder / part} is missing, though model_index.json names it: copy the whole pipeline")
        import transformers

        name = self.pipeline.index[part][1]
        if not hasattr(transformers, name):
            raise SystemExit(f"transformers {transformers.__version__} has no {name}, which {part} is; with torch installed a newer one may")
        # plain matrix products: their trace holds for every length and runs on any torch
        plain = {"attn_implementation": "eager"} if hasattr(getattr(transformers, "PreTrainedModel", None), "_supports_sdpa") else {}
        return getattr(transformers, name).from_pretrained(str(self.pipeline.folder / part), torch_dtype=dtype, **plain).eval()

    def ids(self, prompt):
        return [i for tokenizer in self.tokenizers for i in tokenizer.ids(prompt)]

    def lengths(self):
        return [tokenizer.length for tokenizer in self.tokenizers]

    def module(self, precision, negative_prompt):
        """The encoders joined, for inputs (N, sum of the lengths)."""
        encoders = [self.load(suffix, precision.kept) for suffix in self.suffixes]
        arguments = (encoders, self.lengths(), precision)
        if self.kind == "PixArtTransformer2DModel":
            return OneT5(*arguments, self.tokenizers[0].padding)
        if self.kind == "SD3Transformer2DModel":
            return TwoClipsAndT5(*arguments)
        if self.kind == "FluxTransformer2DModel":
            return ClipAndT5(*arguments)
        if self.xl:
            zeros = self.pipeline.index.get("force_zeros_for_empty_prompt", True) and not negative_prompt
            return TwoClips(*arguments, self.ids("") if zeros else None)
        return OneClip(*arguments)

    def examples(self, batch, seed):
        """(ids (N, L),) of made-up texts of different lengths."""
        chance = random.Random(seed)

        def prompt():
            return " ".join("".join(chance.choices("aeilnorst", k=4)) for _ in range(chance.randrange(1, 40)))

        return (torch.tensor([self.ids(prompt()) for _ in range(batch)]),)
