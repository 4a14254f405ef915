"""Draw the picture of the bot's account: `python -m tests.support.avatar` writes it anew.

A round table with seats, seen from above, and a speech bubble: people who talk with each other.
"""

from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

FILE = Path(__file__).parents[2] / "storage" / "data" / "netzwerkbot.png"
SIZE, SCALE = 256, 4
GROUND, TABLE, SEAT, WORDS = "#1d4e5f", "#f4efe3", "#e3a33b", "#1d4e5f"
SEATS = 8


def draw() -> Image.Image:
    side = SIZE * SCALE
    picture = Image.new("RGB", (side, side), GROUND)
    pen, middle = ImageDraw.Draw(picture), side / 2

    def disc(x: float, y: float, radius: float, colour: str) -> None:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    for seat in range(SEATS):
        turn = 2 * pi * seat / SEATS + pi / SEATS
        disc(middle + 0.37 * side * cos(turn), middle + 0.37 * side * sin(turn), 0.062 * side, SEAT)
    disc(middle, middle, 0.265 * side, TABLE)
    left, top, right, bottom = (side * part for part in (0.36, 0.39, 0.64, 0.57))
    pen.rounded_rectangle((left, top, right, bottom), radius=0.05 * side, fill=WORDS)
    pen.polygon(
        [(0.42 * side, bottom - 2), (0.50 * side, bottom - 2), (0.42 * side, 0.645 * side)],
        fill=WORDS,
    )
    for dot in (0.43, 0.50, 0.57):
        disc(dot * side, 0.48 * side, 0.022 * side, TABLE)
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    draw().quantize(64).save(FILE, optimize=True)
