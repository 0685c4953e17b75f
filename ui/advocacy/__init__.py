"""The page of advocacy: who was helped, and the hours used against the contract.

Question: why a page beside the reports? Choice: the team watches hours during the year, with a provider on the phone;
the reports print what was. Cost: two places count young people helped, from the same record.
"""
