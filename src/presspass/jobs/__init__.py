"""What is done beside readers' requests: a job a file, and the worker that runs them."""
