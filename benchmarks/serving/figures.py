"""How figures are measured and printed: in rounds, each beside what it is compared with in the same round."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.serving.load import Answered, Load


@dataclass
class Figure:
    """Something that is measured. `beside` is compared with in each round; `goal` stands in the words of the issue."""

    name: str
    load: Load
    beside: "Figure | None" = None
    goal: str = ""
    shows_p99: bool = False
    rounds: list[Answered] = field(default_factory=list)

    def ratio(self, of: str = "rate") -> float:
        """The median of the rounds' ratios to what it is compared with."""
        assert self.beside is not None
        pairs = zip(self.rounds, self.beside.rounds, strict=True)
        return statistics.median(getattr(own, of) / max(getattr(other, of), 0.001) for own, other in pairs)

    def line(self) -> str:
        rate = statistics.median(answered.rate for answered in self.rounds)
        told = f"{self.name:26} {rate:7.0f} rps"
        if self.beside is not None:
            told += f"  {self.ratio():5.2f} x {self.beside.name}"
        if self.shows_p99:
            told += f"  p99 {statistics.median(answered.p99 for answered in self.rounds):.1f} ms"
            told += f" ({self.ratio('p99'):.2f} x)" if self.beside is not None else ""
        told += f"  (goal {self.goal})" if self.goal else ""
        faults = "; ".join(answered.faults for answered in self.rounds if answered.faults)
        return told + (f"  FAULTS: {faults}" if faults else "")


def measure(figures: Sequence[Figure], rounds: int, seconds: int) -> None:
    """Runs all, over and over; the first round warms up and is not counted."""
    for number in range(rounds + 1):
        for figure in figures:
            answered = figure.load.run(seconds if number else 1)
            if number:
                figure.rounds.append(answered)
    for figure in figures:
        print(figure.line(), flush=True)
