"""Readers and their accounts: the use cases behind signing in, the reader's page and the desk."""
