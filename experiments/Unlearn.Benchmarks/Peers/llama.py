"""Training steps of a Llama of 260,000 parameters in PyTorch, one thread: tokens a second of processor time.

Batch 16 x 160 tokens, cross-entropy of every token but the first, Adam. Prints one number.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, BLOCKS, HEADS, GROUPS, INNER, VOCABULARY = 64, 5, 8, 4, 172, 512
ROWS, TOKENS = 16, 160


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * self.weight


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        size = WIDTH // HEADS
        self.before_attention, self.before_feeding = Norm(), Norm()
        self.q = nn.Linear(WIDTH, HEADS * size, bias=False)
        self.k = nn.Linear(WIDTH, GROUPS * size, bias=False)
        self.v = nn.Linear(WIDTH, GROUPS * size, bias=False)
        self.o = nn.Linear(WIDTH, WIDTH, bias=False)
        self.gate = nn.Linear(WIDTH, INNER, bias=False)
        self.up = nn.Linear(WIDTH, INNER, bias=False)
        self.down = nn.Linear(INNER, WIDTH, bias=False)

    def turn(self, x, cosines, sines):
        first, second = x.chunk(2, -1)
        return torch.cat((first * cosines - second * sines, first * sines + second * cosines), -1)

    def attend(self, x, cosines, sines, later):
        rows, tokens, _ = x.shape
        q = self.turn(self.q(x).view(rows, tokens, HEADS, -1), cosines, sines).transpose(1, 2)
        k = self.turn(self.k(x).view(rows, tokens, GROUPS, -1), cosines, sines)
        k = k.repeat_interleave(HEADS // GROUPS, 2).transpose(1, 2)
        v = self.v(x).view(rows, tokens, GROUPS, -1).repeat_interleave(HEADS // GROUPS, 2).transpose(1, 2)
        scores = q @ k.transpose(2, 3) / (WIDTH // HEADS) ** 0.5 + later
        return self.o((scores.softmax(-1) @ v).transpose(1, 2).reshape(rows, tokens, WIDTH))

    def forward(self, x, cosines, sines, later):
        x = x + self.attend(self.before_attention(x), cosines, sines, later)
        y = self.before_feeding(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class Llama(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.last = Norm()
        pairs = WIDTH // HEADS // 2
        angles = torch.outer(torch.arange(TOKENS), 10000.0 ** (-torch.arange(pairs) / pairs))
        self.register_buffer("cosines", angles.cos()[:, None])
        self.register_buffer("sines", angles.sin()[:, None])
        self.register_buffer("later", torch.full((TOKENS, TOKENS), float("-inf")).triu(1))

    def forward(self, tokens):
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x, self.cosines, self.sines, self.later)
        return F.linear(self.last(x), self.embedding.weight)


def main(steps):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    model = Llama()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    tokens = torch.randint(0, VOCABULARY, (ROWS, TOKENS))

    def step():
        logits = model(tokens)[:, :-1]
        loss = F.cross_entropy(logits.reshape(-1, VOCABULARY), tokens[:, 1:].reshape(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    for _ in range(3):
        step()
    start = time.process_time()
    for _ in range(steps):
        step()
    print(f"{steps * ROWS * TOKENS / (time.process_time() - start):.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
