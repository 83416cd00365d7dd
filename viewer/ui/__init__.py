"""What the reader sees and touches; all of Qt lives here."""
