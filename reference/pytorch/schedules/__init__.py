"""Schedules in PyTorch."""
