"""Logits of a language model in a folder as Hugging Face lays it out, by PyTorch alone: logits.py FOLDER TOKEN TOKEN ...

Written from the architectures' papers, not from the tool: prints one line of logits per token.
"""
import json
import struct
import sys

import torch
import torch.nn.functional as F

KINDS = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


def weights(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        body = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.frombuffer(bytearray(body[slice(*one["data_offsets"])]), dtype=KINDS[one["dtype"]])
        .reshape(one["shape"])
        .float()
        for name, one in header.items()
    }


def attend(query, key, value):
    """Causal attention; [heads, tokens, size] each."""
    tokens = query.shape[1]
    scores = query @ key.transpose(1, 2) / query.shape[2] ** 0.5
    future = torch.ones(tokens, tokens, dtype=torch.bool).triu(1)
    mixed = scores.masked_fill(future, float("-inf")).softmax(-1) @ value
    return mixed.transpose(0, 1).flatten(1)


def llama(w, c, ids):
    heads, groups = c["num_attention_heads"], c["num_key_value_heads"]
    size = c["hidden_size"] // heads
    angles = torch.outer(
        torch.arange(len(ids)).float(), c["rope_theta"] ** (-torch.arange(0, size, 2).float() / size)
    )
    cos, sin = angles.cos(), angles.sin()

    def norm(x, name):
        return x * (x.pow(2).mean(-1, keepdim=True) + c["rms_norm_eps"]).rsqrt() * w[name]

    def split(x, count):
        return x.unflatten(1, (count, size)).transpose(0, 1)

    def turn(x):
        left, right = x.chunk(2, dim=-1)  # the half convention: pairs are (i, i + size/2)
        return torch.cat((left * cos - right * sin, right * cos + left * sin), dim=-1)

    x = w["model.embed_tokens.weight"][ids]
    for block in range(c["num_hidden_layers"]):
        at = f"model.layers.{block}."
        y = norm(x, at + "input_layernorm.weight")
        q, k, v = (y @ w[f"{at}self_attn.{name}_proj.weight"].T for name in "qkv")
        k, v = (part.repeat_interleave(heads // groups, 0) for part in (turn(split(k, groups)), split(v, groups)))
        x = x + attend(turn(split(q, heads)), k, v) @ w[at + "self_attn.o_proj.weight"].T
        y = norm(x, at + "post_attention_layernorm.weight")
        gate, up = (y @ w[f"{at}mlp.{name}_proj.weight"].T for name in ("gate", "up"))
        x = x + (F.silu(gate) * up) @ w[at + "mlp.down_proj.weight"].T
    head = "model.embed_tokens.weight" if c["tie_word_embeddings"] else "lm_head.weight"
    return norm(x, "model.norm.weight") @ w[head].T


def gpt2(w, c, ids):
    heads, width = c["n_head"], c["n_embd"]

    def norm(x, name):
        return F.layer_norm(x, (width,), w[name + ".weight"], w[name + ".bias"], c["layer_norm_epsilon"])

    def linear(x, name):
        return x @ w[name + ".weight"] + w[name + ".bias"]  # Conv1D: stored as [inputs, outputs]

    x = w["wte.weight"][ids] + w["wpe.weight"][: len(ids)]
    for block in range(c["n_layer"]):
        at = f"h.{block}."
        parts = linear(norm(x, at + "ln_1"), at + "attn.c_attn").split(width, dim=1)
        q, k, v = (part.unflatten(1, (heads, width // heads)).transpose(0, 1) for part in parts)
        x = x + linear(attend(q, k, v), at + "attn.c_proj")
        y = linear(norm(x, at + "ln_2"), at + "mlp.c_fc")
        y = 0.5 * y * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (y + 0.044715 * y**3)))
        x = x + linear(y, at + "mlp.c_proj")
    return norm(x, "ln_f") @ w["wte.weight"].T


folder, *ids = sys.argv[1:]
with open(folder + "/config.json") as file:
    config = json.load(file)
model = {"llama": llama, "gpt2": gpt2}[config["model_type"]]
for row in model(weights(folder + "/model.safetensors"), config, [int(one) for one in ids]):
    print(*(f"{value:.9g}" for value in row.tolist()))
