"""The printed paper: where it goes, and to whom on a day."""
