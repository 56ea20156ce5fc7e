"""Draws how the meter's speed changes with its size."""

from collections.abc import Mapping, Sequence
from math import log10

WIDTH, HEIGHT = 680, 320
LEFT, RIGHT, TOP, BOTTOM = 70, 220, 20, 45
COLOURS = ("#1b6ca8", "#2e7d32", "#8e5a00", "#b3261e")
STEPS = 5


def plot(lines: Mapping[str, Sequence[tuple[int, int]]]) -> str:
    """An SVG of lines, each with its points (rows, charges a second)."""
    top = _round_up(max(rate for points in lines.values() for _, rate in points))
    sizes = sorted({rows for points in lines.values() for rows, _ in points})
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        '<g font-family="system-ui, sans-serif" font-size="12" fill="#333">',
        "<title>Charges a second by the number of rows</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for step in range(STEPS + 1):
        y = _y(top * step / STEPS, top)
        parts.append(
            f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{top * step // STEPS:,}</text>'
        )
    for rows in sizes:
        x = _x(rows, sizes)
        parts.append(
            f'<text x="{x}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{rows:,}</text>'
        )
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">rows (charges a second, upwards)</text>')
    for place, (name, points) in enumerate(lines.items()):
        parts += _line(name, points, COLOURS[place], (sizes, top, place))
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _line(
    name: str,
    points: Sequence[tuple[int, int]],
    colour: str,
    scale: tuple[Sequence[int], int, int],
) -> list[str]:
    sizes, top, place = scale
    spots = [(_x(rows, sizes), _y(rate, top)) for rows, rate in points]
    path = "L".join(f"{x} {y}" for x, y in spots)
    key = TOP + 12 + 20 * place
    return [
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in spots),
        f'<circle cx="{WIDTH - RIGHT + 20}" cy="{key - 4}" r="4" fill="{colour}"/>',
        f'<text x="{WIDTH - RIGHT + 30}" y="{key}">{name}</text>',
    ]


def _x(rows: int, sizes: Sequence[int]) -> float:
    span = log10(sizes[-1] / sizes[0]) or 1
    return round(LEFT + 20 + (WIDTH - LEFT - RIGHT - 40) * log10(rows / sizes[0]) / span, 1)


def _y(rate: float, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * rate / top, 1)


def _round_up(rate: int) -> int:
    step = int(10 ** int(log10(rate))) // 2
    return -(-rate // step) * step
