"""What every hub must do, by part of the protocol."""
