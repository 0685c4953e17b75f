"""Files on screen: brought in by choosing, dropping and pasting; waiting in an intake; shown, described, saved.

Reading, looking inside and keeping are slow and belong to the casework: everything here hands paths and bytes to
`caseworker.actions.files` on the writer's thread and shows what comes back.
"""
