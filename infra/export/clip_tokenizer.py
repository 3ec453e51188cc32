"""CLIP's tokenizer: tokenizer.json made of vocab.json and merges.txt, and ids without the tokenizers package.

Source: Radford et al. 2021, https://github.com/openai/CLIP; byte-level BPE of Sennrich et al. 2016.
"""

import json
import unicodedata

START, END = "<|startoftext|>", "<|endoftext|>"
SUFFIX = "</w>"
PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
CONTRACTIONS = ("'s", "'t", "'re", "'ve", "'m", "'ll", "'d")


def from_files(vocabulary, merges):
    """tokenizer.json, as a dict, from the text of vocab.json and of merges.txt."""
    vocab = json.loads(vocabulary)
    pairs = [line for line in merges.splitlines() if line and not line.startswith("#version")]
    return document(vocab, pairs)


def document(vocab, merges):
    """tokenizer.json, as a dict; `merges` are "left right", the most frequent first."""
    missing = [token for token in (START, END) if token not in vocab]
    if missing:
        raise SystemExit(f"vocab.json lacks {missing}: it is not CLIP's; save tokenizer.json with transformers' fast tokenizer")
    special = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": sorted(({"id": vocab[token], "content": token, **special} for token in (START, END)), key=lambda token: token["id"]),
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "}, {"type": "Lowercase"}]},
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": PATTERN}, "behavior": "Removed", "invert": True},
                {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False},
            ],
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": START, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": END, "type_id": 0}}],
            "pair": [{"SpecialToken": {"id": START, "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}, {"SpecialToken": {"id": END, "type_id": 0}}],
            "special_tokens": {token: {"id": token, "ids": [vocab[token]], "tokens": [token]} for token in (START, END)},
        },
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": END,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": SUFFIX,
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": vocab,
            "merges": merges,
        },
    }


def is_clip(tokenizer):
    model = tokenizer["model"]
    return model.get("type") == "BPE" and model.get("end_of_word_suffix") == SUFFIX and START in model["vocab"] and END in model["vocab"]


def byte_letters():
    """GPT-2's printable letter of each byte."""
    kept = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in kept]
    return {**{byte: chr(byte) for byte in kept}, **{byte: chr(256 + i) for i, byte in enumerate(others)}}


def kind(letter):
    category = unicodedata.category(letter)[0]
    return "space" if letter.isspace() else {"L": "letter", "N": "number"}.get(category, "other")


def words(text):
    """The pieces that PATTERN finds, in order."""
    text = " ".join(unicodedata.normalize("NFC", text).split()).lower()
    place = 0
    while place < len(text):
        end = place + 1
        contraction = next((c for c in CONTRACTIONS if text.startswith(c, place)), None)
        if contraction:
            end = place + len(contraction)
        elif kind(text[place]) in ("letter", "other"):
            while end < len(text) and kind(text[end]) == kind(text[place]):
                end += 1
        if kind(text[place]) != "space":
            yield text[place:end]
        place = end


def merged(pieces, ranks):
    """`pieces` of a word after all merges, the lowest rank first."""
    while len(pieces) > 1:
        rank, pair = min((ranks.get(pair, len(ranks)), pair) for pair in zip(pieces, pieces[1:]))
        if rank == len(ranks):
            break
        joined, place = [], 0
        while place < len(pieces):
            both = tuple(pieces[place : place + 2]) == pair
            joined.append("".join(pair) if both else pieces[place])
            place += 2 if both else 1
        pieces = joined
    return pieces


def split_word(word, letters):
    pieces = [letters[byte] for byte in word.encode()]
    return pieces[:-1] + [pieces[-1] + SUFFIX]


def ids(tokenizer, text):
    """Token ids of a text with start and end, neither cut nor padded; special tokens in the text are read as letters."""
    vocab, letters = tokenizer["model"]["vocab"], byte_letters()
    merges = tokenizer["model"]["merges"]
    ranks = {tuple(m.split(" ") if isinstance(m, str) else m): rank for rank, m in enumerate(merges)}
    pieces = [piece for word in words(text) for piece in merged(split_word(word, letters), ranks)]
    return [vocab[START], *(vocab.get(piece, vocab[END]) for piece in pieces), vocab[END]]
