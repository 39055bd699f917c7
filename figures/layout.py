"""Where the nodes of a network go: boxes of known size in, positions out; no two boxes overlap; no chance involved.

Distances in the picture follow distances in the graph (stress majorization: Gansner, Koren, North 2004, Graph Drawing);
then overlapping boxes are pushed apart along the axis with the smaller move; the picture grows until none is left.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.float64]
Pairs = Sequence[tuple[int, int]]

_ROUNDS, _PUSHES = 120, 150
_ROOM, _ASPECT = 1.5, 1.45
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def around(boxes: Sequence[tuple[float, float]], edges: Pairs, *, focus: int) -> Positions:
    """Centres of `boxes` (width, height), shape (n, 2), the smallest corner at (0, 0); `focus` is at the middle."""
    sizes = np.asarray(boxes, dtype=np.float64)
    near = _neighbours(len(boxes), edges)
    spot = _stress(_spiral(_order(near, focus)), _distances(near), focus)
    spot = separate(_fill(spot, sizes), sizes)
    corner: Positions = (spot - sizes / 2).min(axis=0)
    return spot - corner


def _neighbours(count: int, edges: Pairs) -> list[list[int]]:
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    return [sorted(others) for others in near]


def _steps(near: Sequence[Sequence[int]], start: int) -> dict[int, int]:
    """Distance of every node within reach of `start`, nearest first."""
    found, queue = {start: 0}, deque([start])
    while queue:
        node = queue.popleft()
        for other in near[node]:
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    return found


def _order(near: Sequence[Sequence[int]], focus: int) -> list[int]:
    """Nodes by distance from the focus; those out of reach last."""
    reached = _steps(near, focus)
    return [*reached, *(node for node in range(len(near)) if node not in reached)]


def _distances(near: Sequence[Sequence[int]]) -> Positions:
    """Shape (n, n); nodes out of reach count as one step further than the furthest."""
    table = np.full((len(near), len(near)), -1.0)
    for node in range(len(near)):
        for other, steps in _steps(near, node).items():
            table[node, other] = steps
    table[table < 0] = table.max() + 1
    return table


def _spiral(order: Sequence[int]) -> Positions:
    spot = np.zeros((len(order), 2))
    for n, node in enumerate(order):
        spot[node] = 0.5 * math.sqrt(n) * np.array([math.cos(n * _GOLDEN_ANGLE), math.sin(n * _GOLDEN_ANGLE)])
    return spot


def _stress(spot: Positions, distance: Positions, focus: int) -> Positions:
    """Each node moves to where its distances ask for, weighted by 1/d²; rounded, so that machines agree."""
    weight = 1 / np.maximum(distance, 1) ** 2
    np.fill_diagonal(weight, 0)
    total = np.maximum(weight.sum(axis=1), 1e-9)[:, None]
    for _ in range(_ROUNDS):
        gap = spot[:, None, :] - spot[None, :, :]
        length = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-3)[..., None]
        asked = spot[None, :, :] + distance[..., None] * gap / length
        spot = np.round((weight[..., None] * asked).sum(axis=1) / total, 9)
        spot = spot - spot[focus]
    return spot


def _fill(spot: Positions, sizes: Positions) -> Positions:
    """Stretch to a page-like rectangle with somewhat more room than the boxes need."""
    area = float((sizes[:, 0] * sizes[:, 1]).sum()) * (_ROOM + 3 / math.sqrt(len(sizes)))
    extent = np.maximum(spot.max(axis=0) - spot.min(axis=0), 1e-6)
    page = np.array([math.sqrt(area * _ASPECT), math.sqrt(area / _ASPECT)])
    filled: Positions = np.round(spot * page / extent, 9)
    return filled


def separate(spot: Positions, sizes: Positions) -> Positions:
    """Move centres until no two boxes of `sizes` overlap. Boxes must not be all at one point."""
    while True:
        for _ in range(_PUSHES):
            step = _push(spot, sizes)
            if step is None:
                return spot
            spot = spot + step
        spot = spot * 1.08 + np.arange(len(spot))[:, None] * np.array([0.13, 0.07])


def _push(spot: Positions, sizes: Positions) -> Positions | None:
    """One round of moves, or None when nothing overlaps."""
    gap = spot[:, None, :] - spot[None, :, :]
    over = (sizes[:, None, :] + sizes[None, :, :]) / 2 - np.abs(gap)
    hit = (over > 1e-6).all(axis=2) & ~np.eye(len(spot), dtype=bool)
    if not hit.any():
        return None
    sideways = over[..., 0] <= over[..., 1]
    before = np.arange(len(spot))[:, None] < np.arange(len(spot))[None, :]
    sign = np.where(gap == 0, np.where(before, -1.0, 1.0)[..., None], np.sign(gap))
    amount = np.where(hit[..., None], (over / 2 + 0.5) * sign, 0.0)
    amount[..., 0] *= sideways
    amount[..., 1] *= ~sideways
    step: Positions = np.round(amount.sum(axis=1) * 0.6, 9)
    return step


def sides(left: Sequence[int], right: Sequence[int], edges: Pairs) -> tuple[list[int], list[int]]:
    """Both columns in an order with few crossings: each node at the mean row of its neighbours (barycentre method)."""
    columns = [list(left), list(right)]
    near: dict[int, list[int]] = {node: [] for node in (*left, *right)}
    for a, b in edges:
        near[a].append(b)
        near[b].append(a)
    for turn in range(8):
        side = (turn + 1) % 2
        row = {node: n / max(len(columns[1 - side]), 1) for n, node in enumerate(columns[1 - side])}
        old = {node: n / max(len(columns[side]), 1) for n, node in enumerate(columns[side])}
        columns[side].sort(
            key=lambda node: (_mean([row[other] for other in near[node] if other in row], old[node]), old[node])
        )
    return columns[0], columns[1]


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise
