"""The copy for publication of a document: which cells it hides, and what it says of them. Source: rule book 10.3."""

from caseworker.reports.publication.cover import Cover, cover_of
from caseworker.reports.publication.earlier import EarlierFigure

__all__ = ["Cover", "EarlierFigure", "cover_of"]
