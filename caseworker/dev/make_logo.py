"""Draw the sample council's logo, resources/logo/sample_council.png: an invented sign, a tree by a river.

    python -m caseworker.dev.make_logo

No council's own sign is used or meant. Drawn four times too large and made smaller, so that its edges are smooth.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).resolve().parents[2] / "resources" / "logo" / "sample_council.png"
SIZE, FINER = 320, 4
BLUE, WHITE, LEAF = "#12436D", "#FFFFFF", "#9AD1C4"


def main() -> None:
    """Write the logo."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    draw_logo().save(TARGET, optimize=True)
    print(f"{TARGET.name}: {TARGET.stat().st_size // 1024} KB")


def draw_logo() -> Image.Image:
    """Return the sign on a clear ground."""
    edge = SIZE * FINER
    picture = Image.new("RGBA", (edge, edge), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * edge, top * edge, right * edge, bottom * edge

    pen.rounded_rectangle(box(0.0, 0.0, 0.999, 0.999), radius=0.2 * edge, fill=BLUE)
    pen.rounded_rectangle(box(0.47, 0.42, 0.53, 0.74), radius=0.02 * edge, fill=WHITE)
    for left, top, size in ((0.20, 0.28, 0.30), (0.50, 0.28, 0.30), (0.34, 0.11, 0.32)):
        pen.ellipse(box(left, top, left + size, top + size), fill=LEAF)
    for top, colour in ((0.70, WHITE), (0.80, LEAF)):
        for number in range(4):
            left = 0.14 + number * 0.18
            start, end = (200, 340) if number % 2 else (20, 160)
            pen.arc(
                box(left, top - 0.045, left + 0.19, top + 0.085),
                start,
                end,
                fill=colour,
                width=int(0.035 * edge),
            )
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
