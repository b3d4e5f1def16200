"""What is asked: engine, ops, families, drawing, worked solutions. Pure: no clock, no files."""
