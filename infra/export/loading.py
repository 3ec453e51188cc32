"""Reads a pipeline folder in diffusers' format: which network it holds, and what wraps it."""

import json
from pathlib import Path

import networks

UNKNOWN_INPUTS = ("class_embed_type", "num_class_embeds", "time_cond_proj_dim", "encoder_hid_dim_type")


def read_json(path, why):
    if not path.is_file():
        raise SystemExit(f"{path} is missing: {why}")
    return json.loads(path.read_text(encoding="utf-8"))


class Pipeline:
    """A local folder with model_index.json, scheduler/ and unet/ or transformer/."""

    def __init__(self, folder):
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise SystemExit(f"pipeline folder {folder} does not exist: give a local folder, as DiffusionPipeline.save_pretrained writes it")
        self.index = read_json(self.folder / "model_index.json", "the folder must be a whole pipeline, as save_pretrained writes it")
        self.scheduler = read_json(self.folder / "scheduler/scheduler_config.json", "the noise schedule stands there")
        found = [name for name in ("unet", "transformer") if self.has(name)]
        if len(found) != 1:
            raise SystemExit(f"{folder} must hold either unet/ or transformer/, found {found or 'neither'}")
        self.part = found[0]
        self.config = self.json(f"{self.part}/config.json", "it says what the network is")

    def has(self, name):
        return (self.folder / name).is_dir()

    def json(self, name, why):
        return read_json(self.folder / name, why)

    def kind(self):
        """Which of the known networks it is."""
        name = self.config.get("_class_name")
        if name == "Transformer2DModel":  # the name of two of them before diffusers 0.28
            name = {"ada_norm_zero": "DiTTransformer2DModel", "ada_norm_single": "PixArtTransformer2DModel"}.get(self.config.get("norm_type"), name)
        if name not in WRAPPERS:
            raise SystemExit(f"{self.part}/config.json names the class {name}, which has no wrapper here; known: {sorted(WRAPPERS)}; for another write one in networks.py")
        return name

    def network(self, dtype):
        """The network itself, as diffusers loads it; a few modules stay float32 where diffusers wants them so."""
        import diffusers

        name = self.config["_class_name"]
        if not hasattr(diffusers, name):
            raise SystemExit(f"diffusers {diffusers.__version__} has no {name}: install a newer one")
        return getattr(diffusers, name).from_pretrained(str(self.folder), subfolder=self.part, torch_dtype=dtype).eval()


def refuse_other_inputs(kind, config):
    """ARIA's signature has no place for more than x, t and cond."""
    if kind == "UNet2DConditionModel":
        for extra in UNKNOWN_INPUTS:
            if config.get(extra) is not None:
                raise SystemExit(f"this U-Net needs a further input ({extra} is {config[extra]}); wrap it yourself, see networks.py")
        if config.get("addition_embed_type") not in (None, "text_time"):
            raise SystemExit(f"addition_embed_type {config['addition_embed_type']} is not supported; known: text_time (SDXL)")
        if not isinstance(config["cross_attention_dim"], int):
            raise SystemExit(f"cross_attention_dim must be one number, got {config['cross_attention_dim']}")
    inputs, outputs = config["in_channels"], config.get("out_channels") or config["in_channels"]
    variance = kind in ("DiTTransformer2DModel", "PixArtTransformer2DModel") and outputs == 2 * inputs
    if inputs != outputs and not variance and kind != "FluxTransformer2DModel":
        raise SystemExit(f"in_channels {inputs} and out_channels {outputs} must be equal: inpainting and upscaling networks have no place for their further input")


def sample_shape(kind, config, latent_size=None):
    """(C, H, W); `latent_size` stands in where the config has no sample_size."""
    size = config.get("sample_size") or latent_size
    if size is None:
        raise SystemExit(f"a {kind} has no sample_size in its config.json: say --latent-size, the height and width of the latents (128 for pictures of 1024 pixels)")
    height, width = size if isinstance(size, (list, tuple)) else (size, size)
    channels = config["in_channels"] // (4 if kind == "FluxTransformer2DModel" else 1)
    return channels, height, width


def plain_attention(*modules):
    """Lets modules compute attention by matrix products alone."""
    from diffusers.models.attention_processor import AttnProcessor

    for module in modules:
        if type(module).__name__ in ("SD3Transformer2DModel", "FluxTransformer2DModel"):
            raise SystemExit(f"--plain-attention: diffusers has no plain form of the attention of {type(module).__name__}; leave the option out")
        if module is not None:
            module.set_attn_processor(AttnProcessor())


def wrap(kind, network, precision, schedule, picture, guidance):
    """The wrapper of a network; `picture` is (height, width) in pixels."""
    if kind == "UNet2DConditionModel" and network.config.addition_embed_type == "text_time":
        return networks.UnetXl(network, precision, schedule, picture)
    if kind == "PixArtTransformer2DModel":
        return networks.PixArt(network, precision, schedule, picture)
    if kind == "FluxTransformer2DModel":
        return networks.Flux(network, precision, schedule, guidance)
    return WRAPPERS[kind](network, precision, schedule)


WRAPPERS = {
    "UNet2DConditionModel": networks.Unet,
    "DiTTransformer2DModel": networks.Dit,
    "PixArtTransformer2DModel": networks.PixArt,
    "SD3Transformer2DModel": networks.Sd3,
    "FluxTransformer2DModel": networks.Flux,
}
