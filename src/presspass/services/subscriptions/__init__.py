"""Subscriptions as they go on: settled, renewed, changed, cancelled and ended."""
