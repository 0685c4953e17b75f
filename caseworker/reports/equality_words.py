"""Other systems' words for entries of the equalities lists, so that both are counted in one row.

Cases keep the words they came with; only the tables put them together. What is not here keeps a row of its own, such as
"0-14", which no band of the list equals. Source: rule book section 8 (seed lists beside the ONS 2021 lists).
"""

from __future__ import annotations

from collections.abc import Mapping

OTHER_WORDS: Mapping[str, str] = {
    "did not disclose": "not_disclosed",
    "gay / lesbian": "gay_lesbian",
    "gay/lesbian": "gay_lesbian",
    "disability/any other disability or impairment": "other",
    "25 - 54": "25_54",
    "25-54": "25_54",
    "55 - 64": "55_64",
    "55-64": "55_64",
    "65+": "65",
    "indian": "asian_indian",
    "pakistani": "asian_pakistani",
    "bangladeshi": "asian_bangladeshi",
    "chinese": "asian_chinese",
    "asian or asian british other": "asian_other",
    "african": "black_african",
    "caribbean": "black_caribbean",
    "somali": "black_somali",
    "black or black british other": "black_other",
    "white and black caribbean": "mixed_white_black_caribbean",
    "white and black african": "mixed_white_black_african",
    "white and asian": "mixed_white_asian",
    "any other mixed background": "mixed_other",
    "white british": "white_british",
    "white irish": "white_irish",
    "gypsy or irish traveller": "white_traveller",
    "eastern european": "white_eastern_european",
    "turkish": "white_turkish",
    "white other": "white_other",
}
"""The words, in small letters, and the code of the entry they mean in the list of that question."""
