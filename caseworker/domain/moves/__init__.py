"""The rows of the table of moves, one file for each procedure. See `caseworker.domain.move` for what a row says.

Question: where does an engineer find what may happen at stage 2? Choice: in the file of its procedure, each row with
its rule beside it. Cost: the effects of a row that does more than keep its answers stand elsewhere
(`caseworker/actions/effects`), under the same code.
"""
