# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0
"""The tagger: MiniLM encoder, word shapes as token types, a CRF over words, and two heads that link words."""
import torch
from torch import Tensor, nn
from transformers import BertModel

from communique.attribution.decode import BUCKETS, LABELS
from communique.attribution.windows import Window

LINK = 64
SHAPES = 6


class Tagger(nn.Module):
    def __init__(self, backbone: str) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(backbone, attn_implementation="eager", add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        old = self.bert.embeddings.token_type_embeddings.weight.data
        shapes = nn.Embedding(SHAPES, old.shape[1])
        shapes.weight.data = old[:1].repeat(SHAPES, 1) + 0.01 * torch.randn(SHAPES, old.shape[1])
        self.bert.embeddings.token_type_embeddings = shapes
        width = old.shape[1]
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(LABELS))
        self.links = nn.Linear(width, 4 * LINK)
        self.start = nn.Parameter(torch.zeros(len(LABELS)))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.source_distance = nn.Parameter(torch.zeros(2 * BUCKETS + 1))
        self.cue_distance = nn.Parameter(torch.zeros(2 * BUCKETS + 1))
        self.source_paragraph = nn.Parameter(torch.zeros(5))
        self.cue_paragraph = nn.Parameter(torch.zeros(5))
        forbid = torch.zeros(len(LABELS), len(LABELS))
        for i in (2, 4, 6):
            for j in range(len(LABELS)):
                if j not in (i, i - 1):
                    forbid[j, i] = -1e4
        self.register_buffer("forbid", forbid)
        first = torch.zeros(len(LABELS))
        first[[2, 4, 6]] = -1e4
        self.register_buffer("forbid_first", first)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            hidden = self.bert(ids, token_type_ids=shapes, attention_mask=mask).last_hidden_state
        hidden = self.dropout(hidden.float())
        return self.tags(hidden), self.links(hidden)

    def crf_loss(self, emissions: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood a word; emissions batch x words x labels, gold and mask batch x words."""
        trans = self.transitions + self.forbid
        start = self.start + self.forbid_first
        rows = torch.arange(len(gold))
        score = start + emissions[:, 0]
        right = score[rows, gold[:, 0]]
        for t in range(1, gold.shape[1]):
            step = torch.logsumexp(score[:, :, None] + trans[None], 1) + emissions[:, t]
            score = torch.where(mask[:, t, None], step, score)
            right = right + torch.where(mask[:, t], trans[gold[:, t - 1], gold[:, t]] + emissions[rows, t, gold[:, t]], torch.zeros(()))
        return (torch.logsumexp(score, 1) - right).sum() / mask.sum()


def stack(windows: list[Window]) -> tuple[Tensor, Tensor, Tensor]:
    length = max(len(w.ids) for w in windows)
    ids, shapes, mask = (torch.zeros(len(windows), length, dtype=torch.long) for _ in range(3))
    for i, w in enumerate(windows):
        ids[i, : len(w.ids)] = torch.from_numpy(w.ids)
        shapes[i, : len(w.ids)] = torch.from_numpy(w.shapes)
        mask[i, : len(w.ids)] = 1
    return ids, shapes, mask
