"""Verifying finds every changed byte; a damaged or full disk gives a message and loses nothing."""

import os
import random
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.corpus import Run, read_records, verify_corpus, write_corpus
from cleaner.corpus.feed import feed
from cleaner.corpus.files import errors_named
from cleaner.corpus.layout import plan_parts
from cleaner.corpus.lock import locked
from cleaner.errors import CorpusError
from cleaner.model import Block, Category, Document, Failure, Metadata, Page

FAILURE = Failure(locator="bad.txt", reason="not-text", message="bad.txt: not text; look at it")


def document(id_, text="The council opened the bridge."):
    block = Block(line=1, source=text, text=text, category=Category.BODY, rule="body")
    page = Page(id=id_, content=text, source=f"{id_}.txt")
    return Document(page=page, blocks=(block,), metadata=Metadata(outlet="The Oslo Post"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    root = tmp_path_factory.mktemp("corpus")
    write_corpus(root, [document("a"), document("b")], [FAILURE], Run(rules_sha256="0" * 64))
    write_corpus(root, [document("b", "Another text.")], [FAILURE], Run(rules_sha256="0" * 64))
    assert verify_corpus(root) == ()
    return root


def corpus_files(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_every_damaged_byte_is_found(corpus):
    """All bytes of small files, many of the table's; each must be named by its file."""
    for path in corpus_files(corpus):
        whole = path.read_bytes()
        places = range(len(whole))
        if len(whole) > 1500:
            places = random.Random(len(whole)).sample(places, 60)
        elif path.name != "table.sha256":
            places = places[::7]
        for place in places:
            damaged = bytearray(whole)
            damaged[place] ^= 1 << (place % 8)
            path.write_bytes(damaged)
            problems = verify_corpus(corpus)
            assert problems, (path, place)
            if path.name != "table.sha256":
                assert any(path.name in problem for problem in problems), (path, place, problems)
        path.write_bytes(whole)
    assert verify_corpus(corpus) == ()


def test_every_missing_cut_or_added_file_is_found(corpus):
    for path in corpus_files(corpus):
        whole = path.read_bytes()
        path.unlink()
        assert verify_corpus(corpus), path
        path.write_bytes(whole[:-1])
        assert verify_corpus(corpus), path
        path.write_bytes(whole)
        added = path.with_name(f"added{path.suffix}")
        added.write_bytes(whole)
        if added.parent != corpus:
            assert any("added" in problem for problem in verify_corpus(corpus)), added
        added.unlink()
    assert verify_corpus(corpus) == ()


def test_messages_name_the_file_and_what_to_do(corpus):
    view = corpus / "text/the-oslo-post/a.txt"
    whole = view.read_bytes()
    view.write_bytes(whole + b"more")
    assert verify_corpus(corpus) == (
        f"{view}: differs from the table; remove it and run clean again to write it anew",
    )
    view.unlink()
    assert verify_corpus(corpus) == (f"{view}: is missing; run clean again to write it anew",)
    view.write_bytes(whole)


def test_digests_are_those_of_sha256sum(corpus):
    run = subprocess.run(
        ["sha256sum", "--check", "--quiet", "table.sha256"], cwd=corpus, check=False
    )
    assert run.returncode == 0


@settings(max_examples=30)
@given(st.data())
def test_damaged_table_raises_the_declared_error_alone(corpus, data):
    """Read without verifying: the records come as they were, or a `CorpusError` does."""
    path = data.draw(st.sampled_from(corpus_files(corpus / "table")))
    whole = path.read_bytes()
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(damaged[: data.draw(st.integers(0, len(whole)))])
    try:
        with suppress(CorpusError):
            list(read_records(corpus))
    finally:
        path.write_bytes(whole)


def test_disk_full_leaves_the_old_version(tmp_path):
    """Files may not grow past a size: each write that needs more fails in the middle of a run."""
    code = textwrap.dedent(
        """
        import random, resource, signal, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        from test_corpus_verify import document
        from cleaner.corpus import Run, verify_corpus, write_corpus
        from cleaner.errors import CorpusError

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        root = Path(sys.argv[1])
        noise = random.Random(1)
        text = "".join(chr(noise.randrange(97, 123)) for _ in range(20000))
        write_corpus(root, [document("a")], [], Run(rules_sha256="0"))
        for size in (0, 1, 200, 2000, 9000, 15000):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
            try:
                write_corpus(root, [document("a", text)], [], Run(rules_sha256="0"))
            except CorpusError as error:
                assert str(root) in str(error), error
                assert "room" in str(error) or "raise the limit" in str(error), error
            else:
                raise SystemExit(f"a run of {len(text)} bytes fitted into {size}")
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        written = write_corpus(root, [document("a", text)], [], Run(rules_sha256="0"))
        assert written.version == 1, written
        problems = verify_corpus(root)
        assert not problems, problems
        """
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "corpus"), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr


def test_link_in_the_view_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "corpus"
    (root / "table").mkdir(parents=True)
    (root / "text").symlink_to(elsewhere)
    with pytest.raises(CorpusError, match="is a link; remove it and run again"):
        write_corpus(root, [document("a")], [], Run(rules_sha256="0"))
    assert not list(elsewhere.iterdir())


def test_second_writer_says_that_it_waited(tmp_path):
    with (
        locked(tmp_path),
        pytest.raises(CorpusError, match="another run is writing to it"),
        locked(tmp_path, patience=0.1),
    ):
        pytest.fail("two runs hold one lock")
    with locked(tmp_path, patience=0.1) as alone:
        assert alone


def test_interrupted_batches_are_not_committed():
    taken = []

    def write(batches):
        taken.extend(batches)
        taken.append("committed")

    def batches():
        yield 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        feed(write, batches())
    assert "committed" not in taken


def test_writer_that_fails_early_ends_the_batches():
    def write(batches):
        next(batches)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        feed(write, iter(range(1000)))


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (28, "x: no space left on the device; make room and run again"),
        (30, "x: the file system is read-only; choose another folder"),
        (13, "x: no permission; change its permissions or choose another folder"),
        (5, "x: input/output error; see to the disk, or restore it from a copy"),
    ],
)
def test_messages_of_the_system(number, message, tmp_path):
    with pytest.raises(CorpusError, match=message), errors_named(tmp_path / "x"):
        raise OSError(number, os.strerror(number))


IDS = st.sets(st.text("abc", min_size=1, max_size=4))


@given(st.lists(IDS, max_size=6), st.integers(1, 4))
def test_parts_hold_every_document_once_in_ranges_of_ids(runs, size):
    """Parts never overlap, never grow past their size, and untouched ones are left alone."""
    present = {}
    for ids in runs:
        plan = plan_parts(present, ids, size=size)
        replaced = {part.old for part in plan} - {None}
        held = {part: {id_ for id_, at in present.items() if at == part} for part in replaced}
        assert all(held[part] & ids or ids - present.keys() for part in replaced)
        kept = {id_: part for id_, part in present.items() if part not in replaced}
        new = {id_: part.name for part in plan for id_ in part.ids}
        assert not kept.keys() & new.keys()
        assert set(new) == set().union(ids, *held.values())
        present = kept | new
        names = [present[id_] for id_ in sorted(present)]
        assert len(set(names)) == sum(
            before != after for before, after in zip([None, *names], names, strict=False)
        )
        assert max(map(names.count, names), default=0) <= size
