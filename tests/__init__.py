"""The tests mirror caseworker/ and ui/; journeys/ tells whole stories, bench/ measures.

Question: how does a test find another's parts? Choice: `from tests.typing_help import type_text`, from the root of the
repository. Cost: none of the folders below needs an `__init__.py`, but this one stays.
"""
