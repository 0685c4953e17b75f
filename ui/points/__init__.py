"""Points of complaint on the screen: the list on the case, one point with its finding, and adding several at once."""
