"""A pipeline's conditions: what travels, what the network reads of it, and what the descriptor says."""

import torch

import model_file
from texts import Texts
from tracing import Precision


def of(pipeline, kind, args):
    if kind == "DiTTransformer2DModel":
        return ClassConditions(pipeline, args)
    return TextConditions(Texts(pipeline, kind, args.text_length), args)


class ClassConditions:
    """The index of a class; one more index is the null class."""

    def __init__(self, pipeline, args):
        if args.negative_prompt:
            raise SystemExit("--negative-prompt: this network's conditions are classes, its null condition is the null class")
        self.classes, self.device = pipeline.config["num_embeds_ada_norm"], args.device
        names = pipeline.index.get("id2label") or {}
        labels = [names.get(str(i), "") for i in range(self.classes)]
        self.labels = labels if all(labels) else []

    def trace(self, checked):
        """Nothing to trace: the network reads the index."""

    def examples(self, batch, seed):
        generator = torch.Generator().manual_seed(seed)
        return torch.randint(0, self.classes + 1, (batch, 1), generator=generator).float().to(self.device)

    def write(self, out):
        return {"kind": "class", "classes": self.classes, "labels": self.labels, "nullCondition": [self.classes]}


class TextConditions:
    """Token ids, which the frozen text encoder turns into states."""

    def __init__(self, texts, args):
        self.texts, self.args = texts, args
        self.null = texts.ids(args.negative_prompt)

    def trace(self, checked):
        precision = Precision(self.args.text_dtype, False, self.args.device)
        module = self.texts.module(precision, self.args.negative_prompt).eval().to(self.args.device)

        def inputs(batch, seed):
            return tuple(ids.to(self.args.device) for ids in self.texts.examples(batch, seed))

        self.traced = checked.trace("text encoder", module, precision, inputs)

    def examples(self, batch, seed):
        """What the network reads of made-up texts, the last of them the null text."""
        ids = self.texts.examples(batch, seed)[0]
        ids[-1] = torch.tensor(self.null)
        return self.traced(ids.to(self.args.device))

    def write(self, out):
        files = ["tokenizer.json", *(f"tokenizer-{i}.json" for i in range(2, 9))]
        tokenizers = [tokenizer.write(out / file) for tokenizer, file in zip(self.texts.tokenizers, files)]
        model_file.save(self.traced, out / "text-encoder.pt", not self.args.no_sources)
        return {
            "kind": "text",
            "tokenizers": tokenizers,
            "encoder": model_file.part(out / "text-encoder.pt"),
            "encodedShape": list(self.examples(1, 0).shape[1:]),
            "nullCondition": self.null,
        }
