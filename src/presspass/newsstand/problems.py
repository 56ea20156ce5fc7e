"""What is wrong with the content, said to its editor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault and what was done about it; `file` is relative to the folder, lines begin at 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class LeftOut(Exception):  # noqa: N818  # it says what happens to the file, which is no error of ours
    """A file that can't be part of the paper, and the problem that keeps it out."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
