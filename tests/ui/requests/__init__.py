"""The page of requests, the steps of a case, exemptions and the cost calculator, by keyboard."""
