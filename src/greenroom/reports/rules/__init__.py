"""What holds for reports, without I/O."""
