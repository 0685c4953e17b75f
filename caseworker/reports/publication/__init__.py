"""The copy for publication of a document: which cells it hides, and what it says of them. Source: rule book 10.3."""

from caseworker.reports.publication.cover import Cover, Why, cover_of
from caseworker.reports.publication.earlier import EarlierFigure
from caseworker.reports.publication.published import codes_published

__all__ = ["Cover", "EarlierFigure", "Why", "codes_published", "cover_of"]
