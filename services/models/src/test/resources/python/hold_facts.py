"""Holds the importable diffusers and transformers against the facts: hold_facts.py FACTS.json PIPELINE

The stand-in may have less than the facts say, never something else; a real library may have more, never less. The
configs of PIPELINE, a folder of the tests, may only have keys that diffusers knows.
"""

import ast
import importlib
import inspect
import json
import sys
import textwrap
from pathlib import Path

facts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
pipeline = Path(sys.argv[2])
wrong, held = [], 0


def parameters(tree, method):
    """Names of a method's parameters, in order, as the class's source has them."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == method]
    return [arg.arg for arg in found[-1].args.args if arg.arg != "self"] if found else None


def in_order(few, many):
    rest = iter(many)
    return all(name in rest for name in few)


def hold(what, found, fact, real):
    global held
    held += 1
    few, many = (fact, found) if real else (found, fact)
    if not in_order(few, many):
        wrong.append(f"{what}: found {found}, the facts say {fact}")


for name, fact in facts["classes"].items():
    library = importlib.import_module(fact["library"])
    real = library.__version__ != "stand-in"
    if not hasattr(library, name):
        if real:
            wrong.append(f"{fact['library']} {library.__version__} has no {name}")
        continue
    source = textwrap.dedent(inspect.getsource(getattr(library, name)))
    tree = ast.parse(source).body[0]
    for method, names in fact["methods"].items():
        hold(f"{name}.{method}", parameters(tree, method) or [], names, real)
    if real and fact["config"]:
        hold(f"{name}'s config", sorted(parameters(tree, "__init__")), sorted(fact["config"]), real)
    for module in fact["modules"]:
        hold(f"{name}.{module}", [module] if f"self.{module} =" in source else ["nothing"], [module], real)
    if not hasattr(getattr(library, name), "from_pretrained"):
        wrong.append(f"{name} has no from_pretrained")

for file in sorted(pipeline.glob("*/*config.json")):
    config = json.loads(file.read_text(encoding="utf-8"))
    known = facts["classes"].get(config.get("_class_name"), {}).get("config")
    if known:
        hold(str(file), sorted(key for key in config if not key.startswith("_")), sorted(known), False)
for file in facts["files"]["pipeline"]:
    if not (pipeline / file).is_file():
        wrong.append(f"{pipeline} lacks {file}, which a pipeline of diffusers has")
print(f"{held} facts held against diffusers {importlib.import_module('diffusers').__version__}")
if wrong or not held:
    sys.exit("\n".join(wrong) or "no fact was held")
