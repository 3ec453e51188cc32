"""Writes a tiny random pipeline in diffusers' format, made by diffusers and transformers themselves, to try things on.

Usage: make_tiny_pipeline.py OUT [--kind sd|sdxl|dit|pixart|sd3|flux] [--scheduler '{"prediction_type": "v_prediction"}'] [--width 16]
           [--seed 1]

Latents are (4, 8, 8) of pictures of 32 x 32 pixels. --scheduler changes keys of scheduler_config.json.
"""

import argparse
import json
from pathlib import Path

import diffusers
import torch
import transformers

import clip_tokenizer
import tiny_tokenizers

WIDTH = 32  # of a text's states
CHANNELS = 4


def save(model, out, part):
    model.save_pretrained(str(out / part))
    return type(model).__name__


def clip(out, suffix="", projected=False, padding=clip_tokenizer.END):
    """A CLIP tokenizer and text encoder; its class."""
    vocab = tiny_tokenizers.write_clip(out / f"tokenizer{suffix}", 77, padding)
    config = transformers.CLIPTextConfig(
        vocab_size=len(vocab),
        hidden_size=WIDTH,
        intermediate_size=2 * WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=77,
        projection_dim=WIDTH,
        bos_token_id=vocab[clip_tokenizer.START],
        eos_token_id=vocab[clip_tokenizer.END],
        pad_token_id=vocab[padding],
        hidden_act="quick_gelu",
    )
    encoder = transformers.CLIPTextModelWithProjection if projected else transformers.CLIPTextModel
    return save(encoder(config), out, f"text_encoder{suffix}")


def t5(out, suffix=""):
    tokens = tiny_tokenizers.write_t5(out / f"tokenizer{suffix}", 77)
    config = transformers.T5Config(vocab_size=tokens, d_model=2 * WIDTH, d_kv=8, d_ff=64, num_layers=2, num_heads=4, feed_forward_proj="gated-gelu")
    return save(transformers.T5EncoderModel(config), out, f"text_encoder{suffix}")


def vae(out, channels=CHANNELS, **more):
    stages = 3
    model = diffusers.AutoencoderKL(
        block_out_channels=[8] * stages,
        down_block_types=["DownEncoderBlock2D"] * stages,
        up_block_types=["UpDecoderBlock2D"] * stages,
        latent_channels=channels,
        norm_num_groups=4,
        sample_size=32,
        **more,
    )
    return save(model, out, "vae")


def unet(out, width, **more):
    model = diffusers.UNet2DConditionModel(
        sample_size=8,
        block_out_channels=[width, width],
        layers_per_block=2,
        down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"],
        up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"],
        attention_head_dim=4,
        norm_num_groups=4,
        **{"cross_attention_dim": WIDTH, **more},
    )
    return save(model, out, "unet")


def sd(out, width):
    parts = {"text_encoder": clip(out), "unet": unet(out, width), "vae": vae(out)}
    absent = {part: [None, None] for part in ("feature_extractor", "image_encoder", "safety_checker")}
    return "StableDiffusionPipeline", parts, {**absent, "requires_safety_checker": False}


def sdxl(out, width):
    parts = {"text_encoder": clip(out), "text_encoder_2": clip(out, "_2", True, "!"), "vae": vae(out, scaling_factor=0.13025)}
    extra = dict(addition_embed_type="text_time", addition_time_embed_dim=8, projection_class_embeddings_input_dim=6 * 8 + WIDTH)
    parts["unet"] = unet(out, width, cross_attention_dim=2 * WIDTH, transformer_layers_per_block=[2, 1], use_linear_projection=True, **extra)
    return "StableDiffusionXLPipeline", parts, {"force_zeros_for_empty_prompt": True}


def dit(out, width):
    name = "DiTTransformer2DModel" if hasattr(diffusers, "DiTTransformer2DModel") else "Transformer2DModel"
    shape = dict(sample_size=8, in_channels=CHANNELS, out_channels=2 * CHANNELS, patch_size=2, num_layers=4)
    more = dict(num_attention_heads=2, attention_head_dim=width, num_embeds_ada_norm=1000, norm_type="ada_norm_zero", norm_elementwise_affine=False, attention_bias=True, activation_fn="gelu-approximate")
    model = getattr(diffusers, name)(**shape, **more)
    parts = {"transformer": save(model, out, "transformer"), "vae": vae(out)}
    return "DiTPipeline", parts, {"id2label": {str(i): f"thing {i}" for i in range(1000)}}


def pixart(out, width):
    shape = dict(sample_size=8, in_channels=CHANNELS, out_channels=2 * CHANNELS, num_layers=4, num_attention_heads=2, attention_head_dim=width)
    model = diffusers.PixArtTransformer2DModel(**shape, caption_channels=2 * WIDTH, cross_attention_dim=32, use_additional_conditions=False)
    parts = {"text_encoder": t5(out), "transformer": save(model, out, "transformer"), "vae": vae(out)}
    return "PixArtSigmaPipeline", parts, {}


def sd3(out, width):
    parts = {"text_encoder": clip(out, "", True), "text_encoder_2": clip(out, "_2", True, "!"), "text_encoder_3": t5(out, "_3")}
    shape = dict(sample_size=8, patch_size=2, in_channels=CHANNELS, out_channels=CHANNELS, num_layers=4, attention_head_dim=width, num_attention_heads=2)
    model = diffusers.SD3Transformer2DModel(**shape, joint_attention_dim=2 * WIDTH, caption_projection_dim=32, pooled_projection_dim=2 * WIDTH, pos_embed_max_size=16)
    parts |= {"transformer": save(model, out, "transformer"), "vae": vae(out, shift_factor=0.0609, scaling_factor=1.5305, use_quant_conv=False, use_post_quant_conv=False)}
    return "StableDiffusion3Pipeline", parts, {}


def flux(out, width):
    parts = {"text_encoder": clip(out), "text_encoder_2": t5(out, "_2")}
    shape = dict(patch_size=1, in_channels=4 * CHANNELS, num_layers=2, num_single_layers=4, attention_head_dim=width, num_attention_heads=2, axes_dims_rope=(4, 6, 6))
    model = diffusers.FluxTransformer2DModel(**shape, joint_attention_dim=2 * WIDTH, pooled_projection_dim=WIDTH, guidance_embeds=True)
    parts |= {"transformer": save(model, out, "transformer"), "vae": vae(out, shift_factor=0.1159, scaling_factor=0.3611, use_quant_conv=False, use_post_quant_conv=False)}
    return "FluxPipeline", parts, {}


KINDS = {maker.__name__: maker for maker in (sd, sdxl, dit, pixart, sd3, flux)}


def scheduler(out, kind, changes):
    (out / "scheduler").mkdir()
    config = {"_class_name": "DDIMScheduler", "beta_schedule": "scaled_linear", "num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012}
    config |= {"prediction_type": "epsilon", "clip_sample": False, "set_alpha_to_one": False, "steps_offset": 1}
    if kind in ("sd3", "flux"):
        config = {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000, "shift": 3.0}
    config |= changes
    (out / "scheduler/scheduler_config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    return config["_class_name"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", choices=sorted(KINDS), default="sd")
    parser.add_argument("--scheduler", type=json.loads, default={}, help="keys of scheduler_config.json to set, as JSON")
    parser.add_argument("--width", type=int, default=16, help="channels of a U-Net")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True)
    name, parts, more = KINDS[args.kind](args.out, args.width)
    library = {part: ["transformers" if "text" in part else "diffusers", kind] for part, kind in parts.items()}
    for part, kind in parts.items():
        if "text" in part:
            library[part.replace("text_encoder", "tokenizer")] = ["transformers", "CLIPTokenizer" if kind.startswith("CLIP") else "T5TokenizerFast"]
    library["scheduler"] = ["diffusers", scheduler(args.out, args.kind, args.scheduler)]
    index = {"_class_name": name, "_diffusers_version": diffusers.__version__, **more, **library}
    (args.out / "model_index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
