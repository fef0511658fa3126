"""Prints every target of `make bench` in one table: the measured ratio, what it compares, and whether it is met."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from operator import ge, le


@dataclass(frozen=True, slots=True)
class Line:
    """One target. at_least: whether a larger ratio is better."""

    what: str
    against: str
    ratio: float
    target: float
    at_least: bool
    detail: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the measured ratio is on the right side of the target."""
        return (ge if self.at_least else le)(self.ratio, self.target)


def main() -> int:
    """Runs the selected benchmarks and prints their lines; returns exit code 1 if a target is missed."""
    from benchmarks import cost, crawling, dumping, reading, reparsing, saving

    parts: dict[str, Callable[[float], list[Line]]] = {
        "read": reading.measure,
        "store": saving.measure,
        "export": dumping.measure,
        "cost": cost.measure,
        "reparse": reparsing.measure,
        "crawl": crawling.measure,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="1: minutes; 10 and more: the sizes of the targets")
    parser.add_argument("parts", nargs="*", choices=[[], *parts], help="default: all")
    asked = parser.parse_args()
    print(f"scale {asked.scale:g}\n{'what':<34}{'against':<36}{'ratio':>7}  {'target':<8}")
    met = True
    for name in asked.parts or parts:
        for line in parts[name](asked.scale):
            print(_shown(line), flush=True)
            met = met and line.is_met
    return 0 if met else 1


def _shown(line: Line) -> str:
    sign, mark = ("≥" if line.at_least else "≤"), ("✓" if line.is_met else "✗")
    return f"{line.what:<34}{line.against:<36}{line.ratio:>7.2f}  {sign} {line.target:<5g} {mark}  {line.detail}"


if __name__ == "__main__":
    sys.exit(main())
