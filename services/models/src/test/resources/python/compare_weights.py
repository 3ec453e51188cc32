"""Fails unless a safetensors file holds exactly the parameters of a model file: MODEL.pt WEIGHTS

Reads the format as its specification says, without the safetensors library.
"""

import json
import sys
from pathlib import Path

import torch

raw = Path(sys.argv[2]).read_bytes()
length = int.from_bytes(raw[:8], "little")
header = json.loads(raw[8 : 8 + length])
header.pop("__metadata__")
parameters = dict(torch.jit.load(sys.argv[1]).named_parameters())
assert header.keys() == parameters.keys(), header.keys() ^ parameters.keys()
for name, entry in header.items():
    begin, end = entry["data_offsets"]
    values = torch.frombuffer(bytearray(raw[8 + length + begin : 8 + length + end]), dtype=torch.float32)
    assert entry["dtype"] == "F32" and torch.equal(values.reshape(entry["shape"]), parameters[name].detach()), name
print(len(parameters), "tensors equal")
