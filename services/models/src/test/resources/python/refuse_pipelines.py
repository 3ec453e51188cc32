"""Exports edited copies of a pipeline, in one process: refuse_pipelines.py EXPORT_FOLDER PIPELINE SCRATCH

Prints for each edit what the export said when it refused, and fails where it did not or left files behind.
"""

import json
import shutil
import sys
from pathlib import Path

export, pipeline, scratch = map(Path, sys.argv[1:])
sys.path.insert(0, str(export))
import export_diffusers  # noqa: E402

UNET, VAE, SCHEDULER = "unet/config.json", "vae/config.json", "scheduler/scheduler_config.json"
GONE = object()


def with_keys(file, **keys):
    def edit(copy):
        config = {**json.loads((copy / file).read_text()), **keys}
        (copy / file).write_text(json.dumps({key: value for key, value in config.items() if value is not GONE}))

    return edit


def without(name):
    def edit(copy):
        shutil.rmtree(copy / name) if (copy / name).is_dir() else (copy / name).unlink()

    return edit


def unchanged(copy):
    """The cut is what is wrong."""


CASES = {
    "no scheduler": (without("scheduler"),),
    "no text encoder": (without("text_encoder"),),
    "no tokenizer": (without("tokenizer"),),
    "no merges": (without("tokenizer/merges.txt"),),
    "no autoencoder": (without("vae"),),
    "no network": (without("unet"),),
    "unknown schedule": (with_keys(SCHEDULER, beta_schedule="sigmoid"),),
    "unknown scheduler": (with_keys(SCHEDULER, _class_name="EDMEulerScheduler", beta_schedule=GONE),),
    "trained betas": (with_keys(SCHEDULER, trained_betas=[0.1]),),
    "cosine with zero SNR": (with_keys(SCHEDULER, beta_schedule="squaredcos_cap_v2", rescale_betas_zero_snr=True),),
    "predicts samples": (with_keys(SCHEDULER, prediction_type="sample"),),
    "unknown class": (with_keys(UNET, _class_name="UNet3DConditionModel"),),
    "inpainting": (with_keys(UNET, in_channels=9),),
    "further input": (with_keys(UNET, class_embed_type="timestep"),),
    "image embeddings": (with_keys(UNET, addition_embed_type="image"),),
    "another autoencoder": (with_keys(VAE, latent_channels=3),),
    "unknown autoencoder": (with_keys(VAE, _class_name="VQModel"),),
    "two encoders": (with_keys("model_index.json", text_encoder_2=["transformers", "CLIPTextModel"]),),
    "unknown module": (unchanged, ["down_blocks.7"]),
    "half a pair": (unchanged, ["down_blocks.0.resnets.1"]),
    "every second": (unchanged, {"keep_every": 2}),
    "no list": (unchanged, {}),
}

for name, (edit, *cut) in CASES.items():
    copy, out = scratch / name / "pipeline", scratch / name / "out"
    shutil.copytree(pipeline, copy)
    edit(copy)
    student = []
    for blocks in cut:
        (scratch / name / "cut.json").write_text(json.dumps(blocks))
        student = ["--student", str(scratch / name / "cut.json")]
    try:
        export_diffusers.Export(export_diffusers.arguments([str(copy), str(out), *student])).run()
    except SystemExit as refusal:
        print(f"{name}: {refusal}")
    else:
        sys.exit(f"{name}: not refused")
    if out.exists():
        sys.exit(f"{name}: {out} was left behind")
