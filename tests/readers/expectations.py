"""What the checks of our exports have in common: expectations on the command line, WHAT=WANTED, and
problems, a line each."""
import sys


def unmet(expectations, values_of):
    """A problem for each expectation that is none of `values_of(what)`, all as text."""
    for expectation in expectations:
        what, _, wanted = expectation.partition("=")
        found = [str(value) for value in values_of(what)]
        if wanted not in found:
            yield f"{what} is {found}, not {wanted!r}"


def run(problems_of, usage):
    """Ends the program with 1 if `problems_of(file, expectations)` finds any."""
    if len(sys.argv) < 2:
        sys.exit(usage)
    path = sys.argv[1]
    problems = list(problems_of(path, sys.argv[2:]))
    for problem in problems:
        print(f"{path}: {problem}")
    sys.exit(1 if problems else 0)
