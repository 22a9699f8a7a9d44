"""Removes the checks of the reader in Python one by one, and says which ones no vector shows.

    mutants.py [--vectors FOLDER] [--jobs N]

A mutant is the reader with one condition of an `if` or a `require` made constant, or without one
operand of `and`, `or`, min or max, or without one bound of a chain. It survives if it makes of
every vector what it must. Survivors must be in `mutants.txt`, each with the reason why no vector
can show it, and everything there must survive. The last line says how many mutants there were; the
status is 1 if the list is wrong.
"""

import argparse
import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIST = HERE / "mutants.txt"
SECONDS = 20  # a reader that takes longer for all vectors hangs
MEMORY = 4 << 30
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


def changes(tree: ast.Module) -> Iterator[tuple[ast.expr, str, Callable[[], None]]]:
    """The checks of a module: where each is, what it says, and how to remove it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "require":
            yield from _condition(node.args[0], _setter(node.args, 0), (True,))
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            # A loop that does not end would only be noticed by the time that it takes.
            values = (False,) if isinstance(node, ast.While) else (True, False)
            yield from _condition(node.test, _setter(node, "test"), values)
        elif isinstance(node, ast.comprehension):
            for place, test in enumerate(node.ifs):
                yield from _condition(test, _setter(node.ifs, place), (True, False))
        elif _is_named_condition(node):
            yield from _condition(node.value, _setter(node, "value"), (True, False))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("min", "max"):
            for place, argument in enumerate(node.args if len(node.args) > 1 else []):
                text = f"{ast.unparse(node)} without {ast.unparse(argument)}"
                yield node, text, lambda node=node, place=place: _drop(node.args, place)


def _is_named_condition(node: ast.AST) -> bool:
    is_value = isinstance(node, ast.Assign | ast.Return)
    return is_value and isinstance(node.value, ast.BoolOp | ast.Compare)


def _condition(
    test: ast.expr, put: Callable[[ast.expr], None], values: tuple[bool, ...]
) -> Iterator[tuple[ast.expr, str, Callable[[], None]]]:
    """A condition that is always true or false, and without one of its parts."""
    for value in values:
        constant = ast.copy_location(ast.Constant(value), test)
        text = f"{ast.unparse(test)} is {value}"
        yield test, text, lambda constant=constant: put(constant)
    yield from _parts(test)


def _parts(test: ast.AST) -> Iterator[tuple[ast.expr, str, Callable[[], None]]]:
    for node in ast.walk(test):
        if isinstance(node, ast.BoolOp):
            for place, operand in enumerate(node.values):
                text = f"{ast.unparse(node)} without {ast.unparse(operand)}"
                yield node, text, lambda node=node, place=place: _drop(node.values, place)
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            for place, is_first in ((0, True), (len(node.ops) - 1, False)):
                text = f"{ast.unparse(node)} without its {'first' if is_first else 'last'} bound"
                yield node, text, lambda node=node, place=place: _unchain(node, place)


def _drop(operands: list[ast.expr], place: int) -> None:
    del operands[place]
    if len(operands) == 1:  # neither `and` nor min can have one operand
        operands.append(operands[0])


def _unchain(node: ast.Compare, place: int) -> None:
    if place == 0:
        node.left = node.comparators[0]
    del node.ops[place], node.comparators[0 if place == 0 else place]


def _setter(owner: object, place: str | int) -> Callable[[ast.expr], None]:
    def put(value: ast.expr) -> None:
        if isinstance(owner, list):
            owner[place] = value
        else:
            setattr(owner, str(place), value)

    return put


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


def read_vectors(mutant: Mutant | None, folder: Path) -> bool:
    """Whether the reader, changed or not, makes of every vector what it must."""
    if mutant:
        sys.meta_path.insert(0, Importer(mutant))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import check  # which imports the reader

    vectors = sorted(folder.glob("*/*.rdg"))
    if not vectors:
        raise SystemExit(f"no vectors in {folder}")
    return not any(
        check.failures(check.expected(path), check.read(path.read_bytes())) for path in vectors
    )


def survives(number: int | None, folder: Path) -> bool:
    """Whether a mutant survives, or the reader itself; one that fails or hangs does not."""
    arguments = [sys.executable, __file__, "--vectors", folder]
    arguments += ["--run", "reader" if number is None else str(number)]
    try:
        return subprocess.run(arguments, capture_output=True, timeout=SECONDS).returncode == 0
    except subprocess.TimeoutExpired:
        return False


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
    parser.add_argument("--run", metavar="N", help="read the vectors with one mutant")
    arguments = parser.parse_args()
    every = mutants()
    if arguments.run:
        mutant = None if arguments.run == "reader" else every[int(arguments.run)]
        return 0 if read_vectors(mutant, arguments.vectors) else 1
    if not survives(None, arguments.vectors):
        raise SystemExit("the reader itself fails at a vector")
    with ThreadPoolExecutor(arguments.jobs) as pool:
        results = pool.map(lambda number: survives(number, arguments.vectors), range(len(every)))
        survivors = [mutant for mutant, lives in zip(every, results) if lives]
    reasons = accepted()
    new = [mutant for mutant in survivors if mutant.key not in reasons]
    stale = set(reasons) - {mutant.key for mutant in survivors}
    unargued = [key for key, reason in reasons.items() if not reason]
    for mutant in new:
        print(f"{mutant.file}:{mutant.line}: {mutant.text}")
    for key in sorted(stale):
        print(f"{LIST.name}: does not survive: {key}")
    for key in unargued:
        print(f"{LIST.name}: has no reason: {key}")
    failed = len(new) + len(stale) + len(unargued)
    print(f"{len(every)} mutants, {len(survivors)} survived, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
