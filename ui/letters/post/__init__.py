"""The page "Post": what waits to be sent, what was sent, what came back; letters printed as one job."""
