"""Actions, remedies, compensation and learning on the screen: their forms on a case, and the page over all cases."""
