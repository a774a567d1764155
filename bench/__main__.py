"""The command `python -m bench`: fills, serves, measures, reports."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from bench.engines import BUILD, Copy, Engine, open_engine
from bench.growing import LARGE, SMALL, measure_growth
from bench.options import Options, read_options
from bench.report import EngineResult, list_shortfalls, write_json, write_table
from bench.rounds import Subject, Turns
from bench.servers import ROOT, Served, serve
from bench.yardsticks import URL_VARIABLE


def main() -> None:
    """Measure, or take one page apart."""
    options = read_options(sys.argv[1:])
    if options.profile:
        _profile(options, options.profile)
        return
    results = []
    for name in options.engines:
        with open_engine(name) as engine:
            result = _measure(name, engine, options)
        print(write_table(result, options), flush=True)
        results.append(result)
    shortfalls = [sentence for result in results for sentence in list_shortfalls(result)]
    print("\n" + ("\n".join(shortfalls) or "everything is as wanted"))
    print(f"figures: {write_json(BUILD, options, results).relative_to(ROOT)}")


def _measure(name: str, engine: Engine, options: Options) -> EngineResult:
    result = EngineResult(name)
    with ExitStack() as stack:
        yardsticks = stack.enter_context(_serve_yardsticks(engine, options))
        many = _serve_ura(stack, engine.copy(options.size, "many"), options)
        few = _serve_ura(stack, engine.copy(options.few, "few"), options) if options.few else None
        turns = Turns(yardsticks, many, few, options.seconds, options.rounds)
        for page in options.pages:
            print(f"{name}: {page}", flush=True)
            result.pages[page] = turns.measure(page)
        result.memory = {"Ura": many.served.measure_memory(), "the yardsticks": yardsticks.measure_memory()}
    if options.growth and "directory" in options.pages:
        print(f"{name}: directory of {SMALL} and of {LARGE} services", flush=True)
        result.directory = measure_growth(engine, options)
    return result


def _serve_ura(stack: ExitStack, copy: Copy, options: Options) -> Subject:
    served = stack.enter_context(serve("app.wsgi:app", copy.environment(), options.workers))
    return Subject(served, copy.facts)


@contextmanager
def _serve_yardsticks(engine: Engine, options: Options) -> Iterator[Served]:
    environment = {**os.environ, URL_VARIABLE: engine.empty("yardsticks")}
    # In a process of its own: this one is the client and stays small.
    fill = f"from bench.yardsticks import fill, make_app; fill(make_app(), {options.size.services})"
    subprocess.run([sys.executable, "-c", fill], env=environment, cwd=ROOT, check=True)  # noqa: S603
    with serve("bench.yardstick_wsgi:app", environment, options.workers) as served:
        yield served


def _profile(options: Options, page: str) -> None:
    with open_engine(options.engines[0]) as engine:
        copy = engine.copy(options.size, "profile")
        os.environ.update(copy.environment())
        from bench.profiling import profile

        profile(page, copy.facts)


if __name__ == "__main__":
    main()
