"""Students: a teacher's network with blocks removed and the other weights kept.

BK-SDM: Kim et al. 2023, https://arxiv.org/abs/2305.15798. The cut network is built by diffusers' own from_config, so
that its config.json and its weights' names are what diffusers loads. A cut that from_config cannot build is refused.
"""

import json
import re
from pathlib import Path

BK_SDM = ("bk-sdm-base", "bk-sdm-small", "bk-sdm-tiny")
STACKS = {"transformer_blocks": "num_layers", "single_transformer_blocks": "num_single_layers"}
PER_STAGE = ("down_block_types", "block_out_channels", "layers_per_block", "attention_head_dim", "num_attention_heads")
PER_STAGE += ("cross_attention_dim", "only_cross_attention", "transformer_layers_per_block")
FROM_THE_INSIDE = ("up_block_types", "reverse_transformer_layers_per_block")
PLAIN = {"CrossAttnDownBlock2D": "DownBlock2D", "CrossAttnUpBlock2D": "UpBlock2D"}


def cut(network, student):
    """`student` is a name of BK_SDM or a JSON file: module names to remove, or {"keep_every": n}."""
    removed = removed_names(network, student)
    refuse_unknown(network, removed)
    unet = hasattr(network, "down_blocks")
    changes = unet_changes(network, removed) if unet else stack_changes(network, removed)
    config = {key: value for key, value in network.config.items() if key != "_use_default_values"}
    smaller = type(network).from_config({**config, **changes})
    weights = {renumbered(name, removed): value for name, value in network.state_dict().items() if not is_removed(name, removed)}
    refuse_other_names(weights, smaller.state_dict())
    smaller.load_state_dict(weights)
    print(f"student: {count(smaller):,} of the teacher's {count(network):,} parameters")
    return smaller.eval()


def count(module):
    return sum(p.numel() for p in module.parameters())


def removed_names(network, student):
    if student in BK_SDM:
        if not hasattr(network, "down_blocks"):
            raise SystemExit(f"{student} is a cut of U-Nets, this is a {type(network).__name__}: say --student FILE.json with {{\"keep_every\": 2}}")
        return bk_sdm(network, student)
    file = Path(student)
    if not file.is_file():
        raise SystemExit(f"--student {student} is neither a file nor one of {', '.join(BK_SDM)}")
    wanted = json.loads(file.read_text(encoding="utf-8"))
    if isinstance(wanted, dict) and list(wanted) == ["keep_every"]:
        return all_but_every(network, wanted["keep_every"])
    if not isinstance(wanted, list) or not wanted or not all(isinstance(name, str) for name in wanted):
        raise SystemExit(f'{file} must hold a list of module names, as ["mid_block"], or {{"keep_every": 2}}')
    return set(wanted)


def bk_sdm(unet, name):
    """Every stage keeps its first pair of residual and attention block, an up stage its last one too."""
    removed = set()
    for stage, block in enumerate(unet.down_blocks):
        removed |= pairs(f"down_blocks.{stage}", block, range(1, len(block.resnets)))
    for stage, block in enumerate(unet.up_blocks):
        removed |= pairs(f"up_blocks.{stage}", block, range(1, len(block.resnets) - 1))
    if not removed:
        raise SystemExit(f"{name} keeps one block a stage, and this U-Net has no more: say --student FILE.json")
    if name != "bk-sdm-base":
        removed.add("mid_block")
    if name == "bk-sdm-tiny":
        inner = len(unet.down_blocks) - 1
        removed |= {f"down_blocks.{inner}", "up_blocks.0", f"down_blocks.{inner - 1}.downsamplers"}
    return removed


def pairs(name, block, places):
    found = {f"{name}.resnets.{place}" for place in places}
    attentions = getattr(block, "attentions", None) or []
    return found | {f"{name}.attentions.{place}" for place in places if place < len(attentions)}


def all_but_every(network, every):
    """Names to remove so that every n-th block stays, the last one among them."""
    stacks = [stack for stack in STACKS if hasattr(network, stack)]
    if not stacks:
        raise SystemExit(f"keep_every is for transformers, this is a {type(network).__name__}: say a cut of BK-SDM or a list of module names")
    if not isinstance(every, int) or every < 2:
        raise SystemExit(f"keep_every must be a whole number, at least 2, got {every}")
    removed = set()
    for stack in stacks:
        last = len(getattr(network, stack)) - 1
        removed |= {f"{stack}.{i}" for i in range(last + 1) if (last - i) % every}
    return removed


def refuse_unknown(network, removed):
    known = {name for name, _ in network.named_modules()}
    unknown = sorted(set(removed) - known)
    if unknown:
        blocks = [name for name in sorted(known) if re.search(r"(resnets|attentions|transformer_blocks)\.\d+$", name)]
        raise SystemExit(f"the network has no module {', '.join(unknown)}; blocks are named as {', '.join(blocks[:3])}")


def is_removed(name, removed):
    return any(name == gone or name.startswith(gone + ".") for gone in removed)


def renumbered(name, removed):
    """A weight's name after the removal of blocks before it in its list."""
    parts = name.split(".")
    for place, number in enumerate(parts):
        if number.isdigit():
            before = ".".join(name.split(".")[:place])
            parts[place] = str(sum(f"{before}.{i}" not in removed for i in range(int(number))))
    return ".".join(parts)


def stack_changes(network, removed):
    changes = {}
    for stack, layers in STACKS.items():
        if hasattr(network, stack):
            kept = [i for i in range(len(getattr(network, stack))) if f"{stack}.{i}" not in removed]
            changes[layers] = len(kept)
    dual = network.config.get("dual_attention_layers")
    if dual:
        changes["dual_attention_layers"] = [int(renumbered(f"transformer_blocks.{i}", removed).split(".")[1]) for i in dual if f"transformer_blocks.{i}" not in removed]
    return changes


def unet_changes(unet, removed):
    """What differs in the config of the cut U-Net."""
    stages = len(unet.down_blocks)
    kept = [i for i in range(stages) if f"down_blocks.{i}" not in removed]
    if kept != list(range(len(kept))) or not kept or any((f"up_blocks.{stages - 1 - i}" in removed) == (i in kept) for i in range(stages)):
        raise SystemExit(f"stages go from the inside and in pairs: with down_blocks.{stages - 1} goes up_blocks.0, and so on; one stage must stay")
    changes = {key: unet.config[key][: len(kept)] for key in PER_STAGE if isinstance(unet.config.get(key), (list, tuple))}
    changes |= {key: unet.config[key][stages - len(kept) :] for key in FROM_THE_INSIDE if unet.config.get(key)}
    if "mid_block" in removed:
        changes["mid_block_type"] = None
    layers = [left(unet.down_blocks[i].resnets, f"down_blocks.{i}.resnets", removed) for i in kept]
    changes["layers_per_block"] = layers[0] if len(set(layers)) == 1 else layers
    if any(".transformer_blocks." in name for name in removed):
        changes["transformer_layers_per_block"] = [transformer_layers(unet.down_blocks[i], f"down_blocks.{i}", removed) for i in kept]
    for key, side, places in (("down_block_types", "down_blocks", kept), ("up_block_types", "up_blocks", range(stages - len(kept), stages))):
        changes[key] = [without_attention(kind, f"{side}.{i}", removed) for kind, i in zip(changes[key], places)]
    return changes


def left(blocks, name, removed):
    return sum(f"{name}.{i}" not in removed for i in range(len(blocks)))


def transformer_layers(block, name, removed):
    """Layers of a stage's first attention that stays; 1, which says nothing, without attention."""
    for i, attention in enumerate(getattr(block, "attentions", None) or []):
        if f"{name}.attentions.{i}" not in removed:
            return left(attention.transformer_blocks, f"{name}.attentions.{i}.transformer_blocks", removed)
    return 1


def without_attention(kind, block, removed):
    return PLAIN.get(kind, kind) if f"{block}.attentions" in removed else kind


def refuse_other_names(weights, wanted):
    """Both must have the same names and shapes, else diffusers has no config for this cut."""
    for name in sorted(weights.keys() ^ wanted.keys()):
        side = "is left over by the cut" if name in weights else "would be needed, and was removed or never there"
        raise SystemExit(
            f"diffusers cannot build this cut: its weight {name} {side}. A residual block goes with the attention of its number, an up stage keeps one"
            " pair more than the down stage of its size, and attention goes from a whole stage at once (name its `attentions`)"
        )
    for name, value in weights.items():
        if value.shape != wanted[name].shape:
            raise SystemExit(f"diffusers cannot build this cut: weight {name} has shape {tuple(value.shape)}, the cut network wants {tuple(wanted[name].shape)}; keep the stage that it joins")
