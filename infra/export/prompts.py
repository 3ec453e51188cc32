"""A pipeline's tokenizers as files for ARIA, and the token ids of a prompt."""

import json
from pathlib import Path

import clip_tokenizer
import model_file

UNBOUNDED = 100_000  # transformers writes about 1e30 where a tokenizer names no length


class Tokenizer:
    """One tokenizer: its tokenizer.json, a length that texts are cut or padded to, and the id that pads."""

    def __init__(self, folder, length=None):
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise SystemExit(f"{folder} is missing: prompts cannot become token ids without it")
        self.settings = self.optional("tokenizer_config.json")
        self.document = self.read()
        self.document["truncation"] = self.document["padding"] = None  # the descriptor says both
        self.length = length or self.own_length()
        self.padding = self.id_of(self.padding_token())

    def optional(self, name):
        file = self.folder / name
        return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    def read(self):
        ready, vocabulary, merges = (self.folder / name for name in ("tokenizer.json", "vocab.json", "merges.txt"))
        if ready.is_file():
            return json.loads(ready.read_text(encoding="utf-8"))
        if vocabulary.is_file() and merges.is_file():
            return clip_tokenizer.from_files(vocabulary.read_text(encoding="utf-8"), merges.read_text(encoding="utf-8"))
        raise SystemExit(
            f"{self.folder} has neither tokenizer.json nor CLIP's vocab.json and merges.txt;"
            f" make tokenizer.json once with transformers: AutoTokenizer.from_pretrained('{self.folder}').save_pretrained('{self.folder}')"
        )

    def own_length(self):
        length = self.settings.get("model_max_length", UNBOUNDED)
        return int(length) if length < UNBOUNDED else 77

    def padding_token(self):
        token = self.settings.get("pad_token") or self.optional("special_tokens_map.json").get("pad_token")
        if token is None and clip_tokenizer.is_clip(self.document):
            token = clip_tokenizer.END
        if token is None:
            raise SystemExit(f"{self.folder} names no pad_token: put it into tokenizer_config.json")
        return token["content"] if isinstance(token, dict) else token

    def id_of(self, token):
        for added in self.document["added_tokens"]:
            if added["content"] == token:
                return added["id"]
        vocab = self.document["model"]["vocab"]
        known = vocab if isinstance(vocab, dict) else {piece: i for i, (piece, _) in enumerate(vocab)}
        if token not in known:
            raise SystemExit(f"pad_token {token} of {self.folder} is no token of its tokenizer.json")
        return known[token]

    def ids(self, text):
        """`length` token ids."""
        found = self.unbounded(text)
        if len(found) > self.length:
            found = found[: self.length - 1] + found[-1:]  # the end token stays
        return found + [self.padding] * (self.length - len(found))

    def unbounded(self, text):
        try:
            import tokenizers
        except ImportError:
            if clip_tokenizer.is_clip(self.document):
                return clip_tokenizer.ids(self.document, text)
            raise SystemExit(f"{self.folder} is not CLIP's tokenizer: install the Python package tokenizers") from None
        return tokenizers.Tokenizer.from_str(json.dumps(self.document)).encode(text).ids

    def write(self, path):
        """Writes tokenizer.json and says how the descriptor names it."""
        path.write_text(json.dumps(self.document, ensure_ascii=False) + "\n", encoding="utf-8")
        return {**model_file.part(path), "length": self.length, "padding": self.padding}
