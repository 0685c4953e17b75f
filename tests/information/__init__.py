"""Information cases: requests, reviews, Commissioner cases and data protection complaints, through the actions."""
