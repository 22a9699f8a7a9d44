"""Removes the checks of the reader in Python one by one, and says which ones no vector shows.

    mutants.py [--vectors FOLDER] [--jobs N]

A mutant is the reader with one condition of an `if` or a `require` made constant, or without one
operand of `and`, `or`, min or max, or without one bound of a chain, or with `<` in place of `<=` or
the other way around. It survives if it makes of every vector what it must. Survivors must be in
`mutants.txt`, each with the reason why no vector shows it, and everything there must survive. The
last line says how many mutants there were; the status is 1 if the list is wrong.
"""

import argparse
import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import setitem
from pathlib import Path

HERE = Path(__file__).parent
LIST = HERE / "mutants.txt"
SECONDS = 20  # a reader that takes longer for all vectors hangs
MEMORY = 4 << 30
OFF_BY_ONE = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
SKIPPED = ("__init__.py", "__main__.py", "dump.py")  # no checks of the format


@dataclass(frozen=True)
class Mutant:
    """The reader with one node of one module changed."""

    file: str
    line: int
    text: str  # the check, in its source
    position: int  # of the change among those of the module

    @property
    def key(self) -> str:
        """The check in words that stay when lines move."""
        return f"{self.file}: {self.text}"


Change = tuple[ast.expr, str, Callable[[], None]]  # where it is, what it says, and how to make it


def changes(tree: ast.Module) -> Iterator[Change]:
    """The checks of a module, each in the ways in which it can be removed."""
    for node in ast.walk(tree):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if name == "require":
            yield from _condition(node.args[0], partial(setitem, node.args, 0), (True,))
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            # A loop that does not end would only be noticed by the time that it takes.
            values = (False,) if isinstance(node, ast.While) else (True, False)
            yield from _condition(node.test, partial(setattr, node, "test"), values)
        elif isinstance(node, ast.comprehension):
            for place, test in enumerate(node.ifs):
                yield from _condition(test, partial(setitem, node.ifs, place), (True, False))
        elif isinstance(node, ast.Assign | ast.Return):
            if isinstance(node.value, ast.BoolOp | ast.Compare):
                yield from _condition(node.value, partial(setattr, node, "value"), (True, False))
        elif name in ("min", "max") and len(node.args) > 1:
            yield from _without(node, node.args)


def _condition(test: ast.expr, put: Callable[[ast.expr], None], values: tuple) -> Iterator[Change]:
    """A condition that is always true or false, without one of its parts, or off by one."""
    for value in values:
        constant = ast.copy_location(ast.Constant(value), test)
        yield test, f"{ast.unparse(test)} is {value}", partial(put, constant)
    for node in ast.walk(test):
        if isinstance(node, ast.BoolOp):
            yield from _without(node, node.values)
        elif isinstance(node, ast.Compare):
            for place in {0, len(node.ops) - 1} if len(node.ops) > 1 else ():
                text = f"{ast.unparse(node)} without its {'last' if place else 'first'} bound"
                yield node, text, partial(_unchain, node, place)
            for place, other in enumerate(OFF_BY_ONE.get(type(each)) for each in node.ops):
                if other:
                    text = f"{ast.unparse(node)} with bound {place + 1} moved by one"
                    yield node, text, partial(setitem, node.ops, place, other())


def _without(node: ast.expr, operands: list[ast.expr]) -> Iterator[Change]:
    for place, operand in enumerate(operands):
        text = f"{ast.unparse(node)} without {ast.unparse(operand)}"
        yield node, text, partial(_drop, operands, place)


def _drop(operands: list[ast.expr], place: int) -> None:
    del operands[place]
    if len(operands) == 1:  # neither `and` nor min can have one operand
        operands.append(operands[0])


def _unchain(node: ast.Compare, place: int) -> None:
    if place == 0:
        node.left = node.comparators[0]
    del node.ops[place], node.comparators[place]


def mutants() -> list[Mutant]:
    """All mutants, module by module."""
    result: list[Mutant] = []
    for path in sorted((HERE / "reader").glob("*.py")):
        if path.name in SKIPPED:
            continue
        for position, (node, text, _) in enumerate(changes(ast.parse(path.read_text("utf-8")))):
            result.append(Mutant(path.name, node.lineno, text, position))
    return result


class Importer(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Imports the reader with the module of a mutant changed."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """The module that is changed, and no other."""
        is_it = name == f"reader.{self.mutant.file.removesuffix('.py')}"
        return importlib.util.spec_from_loader(name, self) if is_it else None

    def exec_module(self, module: object) -> None:
        """Run the changed source."""
        tree = ast.parse((HERE / "reader" / self.mutant.file).read_text("utf-8"))
        list(changes(tree))[self.mutant.position][2]()
        code = compile(ast.fix_missing_locations(tree), self.mutant.file, "exec")
        exec(code, vars(module))  # noqa: S102


def is_right(vectors: list[Path]) -> bool:
    """Whether the reader that is imported now makes of every vector what it must."""
    import check  # which imports the reader

    return not any(
        check.failures(check.expected(path), check.read(path.read_bytes())) for path in vectors
    )


def start(mutant: Mutant, vectors: list[Path]) -> int:
    """Read the vectors with a mutant in a process of its own, whose status is 0 if it survives.

    The process is forked from this one, which has imported all libraries: that takes the longest.
    """
    if process := os.fork():
        return process
    status = 1
    try:
        signal.alarm(SECONDS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for name in [name for name in sys.modules if name.split(".")[0] in ("check", "reader")]:
            del sys.modules[name]
        sys.meta_path.insert(0, Importer(mutant))
        warnings.simplefilter("ignore")
        status = 0 if is_right(vectors) else 1
    finally:
        os._exit(status)  # also where the mutant has failed, of which nobody wants to read


def survivors(every: list[Mutant], vectors: list[Path], jobs: int) -> list[Mutant]:
    """The mutants that survive; one that fails or hangs does not."""
    running: dict[int, Mutant] = {}
    alive: set[Mutant] = set()
    for mutant in [*every, *[None] * jobs]:
        if len(running) == jobs or (mutant is None and running):
            process, status = os.wait()
            ended = running.pop(process)
            if status == 0:
                alive.add(ended)
        if mutant:
            running[start(mutant, vectors)] = mutant
    return [mutant for mutant in every if mutant in alive]


def accepted() -> dict[str, str]:
    """The survivors that are argued for: a line with the check, and the reason below it."""
    lines = [line for line in LIST.read_text("utf-8").splitlines() if not line.startswith("#")]
    result: dict[str, str] = {}
    for line in filter(None, lines):
        if line.startswith(" "):
            result[list(result)[-1]] += line.strip()
        else:
            result[line] = ""
    return result


def main() -> int:
    """Try all mutants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", default=HERE / "vectors", type=Path, metavar="FOLDER")
    parser.add_argument("--jobs", default=os.cpu_count(), type=int, metavar="N")
    arguments = parser.parse_args()
    vectors = sorted(arguments.vectors.glob("*/*.rdg"))
    if not vectors or not is_right(vectors):
        raise SystemExit(f"the reader itself fails in {arguments.vectors}")
    every = mutants()
    alive = survivors(every, vectors, arguments.jobs)
    reasons = accepted()
    new = [mutant for mutant in alive if mutant.key not in reasons]
    stale = set(reasons) - {mutant.key for mutant in alive}
    unargued = [key for key, reason in reasons.items() if not reason]
    for mutant in new:
        print(f"{mutant.file}:{mutant.line}: {mutant.text}")
    for key in sorted(stale):
        print(f"{LIST.name}: does not survive: {key}")
    for key in unargued:
        print(f"{LIST.name}: has no reason: {key}")
    failed = len(new) + len(stale) + len(unargued)
    print(f"{len(every)} mutants, {len(alive)} survived, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
