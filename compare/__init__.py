"""The harness: turns concepts into Traces, compares them, and reports. Knows no framework."""
