"""The colours of a chart on a screen, which may be dark; on paper and in files it has its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartColours:
    """What a chart is drawn in, each as "#RRGGBB".

    Attributes:
        ground: behind everything, and within hollow bars and stripes.
        strong, quiet: of words; axis: of the line that bars stand on.
        series: of up to four series.
    """

    ground: str
    strong: str
    quiet: str
    axis: str
    series: tuple[str, str, str, str]
