"""The import window: another system's file or the team's own spreadsheet, step by step."""
