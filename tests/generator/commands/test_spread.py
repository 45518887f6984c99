"""Long work: spread over a cluster of two processes, of which one dies in the middle; told on a terminal alone."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from distributed import Client, LocalCluster
from pyarrow import parquet
from pypdf import PdfReader

from generator import cluster as cluster_
from generator.check import checked
from generator.progress import track
from tests.bases import CASES, good
from tests.conftest import Run
from tests.forks import OFF, fork

CLIENTS = 16


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two processes on this machine; whichever dies is begun anew."""
    made: Any = LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs="CRITICAL"
    )
    with made:
        yield made


def test_each_sheet_is_made_once_though_a_worker_dies(
    run: Run, cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good(tmp_path)
    names = list(checked(tmp_path / "knowledge").kinds["exercises"])
    (tmp_path / "p.json").write_text(f'{{"items": [{{"card": "{names[0]}"}}]}}', encoding="utf-8")
    rows = "".join(f"p.json,Client {n:02},Note {n:02}\n" for n in range(CLIENTS))
    (tmp_path / "t.csv").write_text(f"plan,client,note\n{rows}nothing.json,Nobody,\n", encoding="utf-8")
    with Client(cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        processes = client.run(os.getpid)
    first = Path.replace

    def dies(self: Path, target: Path) -> Path:
        """With the first sheet that is written one of the two is gone."""
        if processes:
            os.kill(processes.pop(next(iter(processes))), signal.SIGKILL)
            processes.clear()
        return first(self, target)

    monkeypatch.setattr(Path, "replace", dies)
    out = tmp_path / "out"
    options = ("--knowledge", tmp_path / "knowledge", "--scheduler", cluster.scheduler_address)
    status, said, told = run("handout", "--batch", tmp_path / "t.csv", "--output", out, *options)
    assert not processes
    assert (status, said) == (1, f"{CLIENTS} of {CLIENTS + 1} handouts written to {out}\n")
    assert f"t.csv:{CLIENTS + 2}: Nobody: 'nothing.json'" in told.replace(f"{tmp_path}/", "")
    assert {p.name for p in out.iterdir()} == {f"Client-{n:02}.pdf" for n in range(CLIENTS)}
    for n in range(CLIENTS):
        text = " ".join(page.extract_text() for page in PdfReader(out / f"Client-{n:02}.pdf").pages)
        assert f"Client {n:02}" in text
        assert f"Note {n:02}" in text


def test_every_brand_has_its_site_and_a_faulty_one_costs_the_others_nothing(
    run: Run, cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fork(tmp_path, built=False)
    brands = folder / "local" / "brands"
    (brands / "aa.yml").write_text("name: Nobody\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("BRAND", "all")
    for name, value in OFF.items():
        monkeypatch.setenv(name, value)
    with Client(cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.run(os.environ.update, OFF)
    status, said, told = run("sites", "--scheduler", cluster.scheduler_address)
    assert (status, said.splitlines()) == (1, ["site/: built", "build/site-ridgeline/: built", "2 of 3 sites built"])
    assert "build/site-aa/: not built, and as it was:" in told
    assert "local/brands/aa.yml:1:1: 'colours' is missing" in told
    for where, brand in (("site", "Counterpoise"), ("build/site-ridgeline", "Ridgeline")):
        assert f"<title>{brand}" in (folder / where / "index.html").read_text(encoding="utf-8")
    assert not (folder / "build/site-aa").exists()


def test_a_scheduler_that_is_not_there_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_, "PATIENCE", 0.3)
    good(tmp_path)
    (tmp_path / "t.csv").write_text("plan\np.json\n", encoding="utf-8")
    asked = ("handout", "--output", tmp_path / "out", "--knowledge", tmp_path / "knowledge", "--scheduler")
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        status, _, told = run(*asked, address, "--batch", tmp_path / "t.csv")
        assert (status, told) == (1, f"counterpoise: no Dask scheduler answers at {address}\n")
    status, _, told = run(*asked, "tcp://127.0.0.1:1", "--plan", "x")
    assert told == "counterpoise: --scheduler is for many: it goes with --batch\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("screen", [Terminal, io.StringIO])
def test_a_bar_is_drawn_on_a_terminal_alone(screen: type[io.StringIO], monkeypatch: pytest.MonkeyPatch) -> None:
    errors = screen()
    monkeypatch.setattr(sys, "stderr", errors)
    assert list(track(iter("abc"), "letters", 3)) == ["a", "b", "c"]
    drawn = errors.getvalue()
    assert ("letters" in drawn and "100%" in drawn) == (screen is Terminal)
    assert bool(drawn) == (screen is Terminal)


def test_a_cohort_is_scored_once_though_a_worker_dies(
    run: Run, cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same file as without a cluster, whoever scored which part."""
    table = pa.table({"n": range(600), **{f"i{i}": [n * i % 4 for n in range(600)] for i in range(1, 10)}})
    parquet.write_table(table, tmp_path / "t.parquet", row_group_size=20)
    form = CASES / "scales" / "phq9.yml"
    given = ("score", form, "--table", tmp_path / "t.parquet")
    assert run(*given, "-o", tmp_path / "alone.parquet")[0] == 0
    with Client(cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        first = next(iter(client.run(os.getpid).values()))
    written = parquet.ParquetWriter.write_batch

    def dies(self: Any, batch: Any) -> None:
        """With the first part that is written one of the two is gone."""
        nonlocal first
        if first:
            os.kill(first, signal.SIGKILL)
            first = 0
        written(self, batch)

    monkeypatch.setattr(parquet.ParquetWriter, "write_batch", dies)
    status, _, wrong = run(*given, "-o", tmp_path / "spread.parquet", "--scheduler", cluster.scheduler_address)
    assert (status, first) == (0, 0), wrong
    assert parquet.read_table(tmp_path / "spread.parquet").equals(parquet.read_table(tmp_path / "alone.parquet"))
    assert parquet.read_table(tmp_path / "spread.parquet").column("n").to_pylist() == list(range(600))


@pytest.mark.parametrize("groups", [[], [0, 0], [0, 3, 0]])
def test_a_cluster_leaves_out_no_table_for_having_no_rows(
    groups: list[int], run: Run, cluster: Any, tmp_path: Path
) -> None:
    table = pa.table({"i1": [1, 2, 3]})
    with parquet.ParquetWriter(tmp_path / "t.parquet", table.schema) as writer:
        for rows in groups:
            writer.write_table(table.slice(0, rows))
    given = ("score", CASES / "scales" / "phq9.yml", "--table", tmp_path / "t.parquet")
    for name, options in (("alone", ()), ("spread", ("--scheduler", cluster.scheduler_address))):
        assert run(*given, "-o", tmp_path / f"{name}.parquet", *options)[0] == 0
    assert parquet.read_table(tmp_path / "spread.parquet").equals(parquet.read_table(tmp_path / "alone.parquet"))


def test_what_a_worker_cannot_read_is_told_of_the_table(run: Run, cluster: Any, tmp_path: Path) -> None:
    parquet.write_table(pa.table({"i1": [1] * 500}), tmp_path / "t.parquet", compression="none", use_dictionary=False)
    data = (tmp_path / "t.parquet").read_bytes()
    (tmp_path / "t.parquet").write_bytes(data[:4] + b"\xff" * 40 + data[44:])
    given = ("score", CASES / "scales" / "phq9.yml", "--table", tmp_path / "t.parquet", "-o", tmp_path / "s.parquet")
    told = [run(*given, *options)[2] for options in ((), ("--scheduler", cluster.scheduler_address))]
    assert told[0].startswith(f"counterpoise: {tmp_path / 't.parquet'} cannot be read: ")
    assert told[1] == told[0]
