"""Loads a model that `unlearn export --weights` wrote: python load.py MODEL.safetensors"""

import json
import pathlib
import sys

import torch
from safetensors.torch import load_file

card = json.loads((pathlib.Path(__file__).parent / "model.json").read_text(encoding="utf-8"))
activation = {"relu": torch.relu, "tanh": torch.tanh}[card["options"].get("activation", "relu")]


def prepare(points):
    """Points in the units of the data (n x features in the order of card["featureNames"], NaN where missing) for the network."""
    points = torch.as_tensor(points, dtype=torch.float64).reshape(len(points), -1)
    fills, means, deviations = (torch.tensor(card[key], dtype=torch.float64) for key in ("fills", "means", "deviations"))
    points = (torch.where(torch.isnan(points), fills, points) - means) / deviations
    return points.float().reshape(len(points), *card["featureShape"])


class Network(torch.nn.Module):
    """The architectures mlp, softmax-regression and cnn."""

    def __init__(self):
        super().__init__()
        shapes = {array["name"]: array["shape"] for array in card["parameters"] if array["name"].endswith(".weight")}
        self.convolutions = torch.nn.ModuleList(
            torch.nn.Conv2d(shape[1], shape[0], shape[2], padding=shape[2] // 2)
            for name, shape in shapes.items()
            if name.startswith("convolutions.")
        )
        self.layers = torch.nn.ModuleList(
            torch.nn.Linear(shape[1], shape[0]) for name, shape in shapes.items() if name.startswith("layers.")
        )

    def forward(self, x):
        """Logits, in the order of card["classes"]."""
        for convolution in self.convolutions:
            x = torch.nn.functional.max_pool2d(activation(convolution(x)), 2)
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = activation(layer(x))
        return self.layers[-1](x)


def load(path):
    """The network with the weights of a file."""
    if card["architecture"] not in ("mlp", "softmax-regression", "cnn"):
        raise SystemExit(
            f"{card['architecture']}: docs/weights.md describes its arrays "
            "(torchvision.models.resnet18 and resnet34 take those of basic-resnet with the stem imagenet)"
        )
    network = Network()
    network.load_state_dict(load_file(path))
    return network.eval()


if __name__ == "__main__":
    print(load(sys.argv[1]))
