"""What follows from the records: links both ways and every fact that is derived and never typed."""
