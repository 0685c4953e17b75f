"""Whether a PDF keeps the rules of PDF/A-2b: asked when a letter is frozen, and in tests."""

from __future__ import annotations

from io import BytesIO


def faults_of(pdf: bytes) -> tuple[str, ...]:
    """Return what an archive could object to, one sentence each; nothing where the PDF is PDF/A-2b.

    Source: ISO 19005-2, by pikepdf's validator, which lets pass only what it knows to conform. It takes any warning
    that Python raises meanwhile, such as of a file that another thread left open, for a fault of the PDF; so a fault
    counts where it is found twice.
    """
    found = _found(pdf)
    if not found:
        return ()
    again = _found(pdf)
    return tuple(fault for fault in found if fault in again)


def _found(pdf: bytes) -> tuple[str, ...]:
    from pikepdf import pdfa

    report = pdfa.validate_written(BytesIO(pdf), "2b")
    return tuple(f"{finding.where}: {finding.message} ({finding.rule})" for finding in report.findings)
