"""Coverage-guided fuzzing of the only door, quiz.bridge: `make fuzz`. Whatever comes in, canonical JSON comes out.

It needs atheris (https://github.com/google/atheris), installed on demand where there is a wheel for this Python. It
starts from the hand-made people; what breaks the engine is kept in build/fuzz/ and told with its traceback.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "fuzz"
LOCK = Path(__file__).with_name("atheris.lock")
LONGEST = 20_000


def main() -> None:
    """Fuzz for as many seconds as the first argument says."""
    if not find_spec("atheris") and not _installed():
        version = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"fuzzing needs atheris, and there is no wheel of it for Python {version} here; nothing was run")
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["quiz"]):
        from quiz.bridge import Engine
    from quiz.telling import phrase
    from tests.odd import VALUES, sound, spoiled

    bundle = _bundle()
    opened = Engine()
    assert "ok" in json.loads(opened.handle(f'{{"op":"open","bundle":{bundle}}}'))
    assert opened.bundle is not None
    words = opened.bundle.words
    pool = [*VALUES, *_pool(json.loads(bundle))]

    def one(data: bytes) -> None:
        engine = Engine()
        engine.bundle = opened.bundle
        reply = engine.handle(data.decode("utf-8", errors="surrogateescape"))
        read = json.loads(reply)
        assert reply == json.dumps(read, sort_keys=True, separators=(",", ":"))
        assert set(read) in ({"ok"}, {"error"}, {"error", "complaints"})
        assert engine.bundle is not None
        phrase.tell(read, {**engine.bundle.words, **words})

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        """Half of the time a request that is still JSON, with one value replaced; otherwise any bytes."""
        rng = Random(seed)
        try:
            request = json.loads(data) if rng.random() < 0.5 else None
        except ValueError:
            request = None
        if not isinstance(request, dict):
            return bytes(atheris.Mutate(data, most))
        return json.dumps(spoiled(request, rng, pool)).encode()[:most]

    corpus = _corpus(sound(opened, opened.bundle))
    options = [f"-max_total_time={sys.argv[1]}", f"-max_len={LONGEST}", "-timeout=20", f"-artifact_prefix={FOLDER}/"]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", str(corpus)], one, custom_mutator=mutate)
    atheris.Fuzz()


def _installed() -> bool:
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--only-binary",
        ":all:",
        "--require-hashes",
        "-r",
        str(LOCK),
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _bundle() -> str:
    from generator.bundle.compile import bundle_data, dump
    from generator.check import checked

    return dump(bundle_data(checked(ROOT / "knowledge")))


def _pool(bundle: dict[str, Any]) -> list[Any]:
    """Values that requests are made of."""
    options = [o["id"] for q in bundle["questions"] for o in q["options"]]
    return [*range(12), *sorted(set(options)), *([o] for o in sorted(set(options)))]


def _corpus(requests: dict[str, dict[str, Any]]) -> Path:
    """The hand-made people as requests, and one of every op, to begin with."""
    folder = FOLDER / "corpus"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "tests" / "cases" / "people").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for op in ("assess", "explain", "flow"):
            for questionnaire in ("quick", "full"):
                request = {"op": op, "questionnaire": questionnaire, "answers": case["answers"], "tell": op == "assess"}
                (folder / f"{path.stem}-{op}-{questionnaire}").write_text(json.dumps(request), encoding="utf-8")
    for op, request in requests.items():
        (folder / op).write_text(json.dumps({"op": op, **request}, default=float), encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
