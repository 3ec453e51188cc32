"""Small tokenizers in the real formats, trained here on a few sentences: CLIP's byte-level BPE and T5's unigram."""

import collections
import json

import clip_tokenizer

SENTENCES = """a photo of a small red house by the sea
a painting of an old wooden boat on a quiet lake at night
the black cat sleeps on a green chair near the window
two happy dogs run over the white snow in the mountains
a portrait of a young woman with a blue hat, oil on canvas
a bowl of fresh fruit: apples, pears and grapes on a table
an astronaut riding a horse on the moon, digital art
the city skyline in the rain, long exposure, high detail
a yellow flower in the garden under the bright summer sun
a drawing of a smiling robot holding a big round balloon
""".splitlines()


def train_bpe(sentences, merges):
    """(vocab, merges) as CLIP's files hold them: bytes, bytes that end a word, merges, start and end."""
    letters = clip_tokenizer.byte_letters()
    words = collections.Counter(tuple(clip_tokenizer.split_word(word, letters)) for text in sentences for word in clip_tokenizer.words(text))
    learned = []
    for _ in range(merges):
        pairs = collections.Counter()
        for word, number in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += number
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        learned.append(" ".join(best))
        joined = collections.Counter()
        for word, number in words.items():
            joined[tuple(clip_tokenizer.merged(list(word), {best: 0}))] += number
        words = joined
    tokens = list(letters.values())
    tokens += [letter + clip_tokenizer.SUFFIX for letter in letters.values()]
    tokens += ["".join(pair.split(" ")) for pair in learned] + [clip_tokenizer.START, clip_tokenizer.END]
    return {token: i for i, token in enumerate(tokens)}, learned


def write_clip(folder, length, padding=clip_tokenizer.END, merges=200):
    """Writes a CLIP tokenizer's files; its vocabulary."""
    folder.mkdir(parents=True)
    vocab, learned = train_bpe(SENTENCES, merges)
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(learned) + "\n", encoding="utf-8")
    (folder / "tokenizer.json").write_text(json.dumps(clip_tokenizer.document(vocab, learned), ensure_ascii=False), encoding="utf-8")
    config = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": length,
        "bos_token": clip_tokenizer.START,
        "eos_token": clip_tokenizer.END,
        "unk_token": clip_tokenizer.END,
        "pad_token": padding,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    return vocab


def write_t5(folder, length):
    """Writes a T5 tokenizer's files, pieces of one letter or a whole word; the number of its tokens."""
    folder.mkdir(parents=True)
    words = sorted({"▁" + word for text in SENTENCES for word in clip_tokenizer.words(text) if word.isalpha()})
    letters = ["▁", *"abcdefghijklmnopqrstuvwxyz.,:"]
    vocab = [["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], *([letter, -8.0] for letter in letters), *([word, -4.0] for word in words)]
    special = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    end = {"SpecialToken": {"id": "</s>", "type_id": 0}}
    document = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": i, "content": vocab[i][0], **special} for i in range(3)],
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"Sequence": {"id": "A", "type_id": 0}}, end],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, end, {"Sequence": {"id": "B", "type_id": 0}}, end],
            "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}},
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": 2, "vocab": vocab, "byte_fallback": False},
    }
    (folder / "tokenizer.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    config = {"tokenizer_class": "T5TokenizerFast", "model_max_length": length, "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    return len(vocab)
