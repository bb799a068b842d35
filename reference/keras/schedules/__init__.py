"""Schedules in Keras."""
