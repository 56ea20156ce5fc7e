"""The rules of metered access, pure: standard library only, and `now` is always an argument."""
