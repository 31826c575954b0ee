"""Wrong arguments are answered in Chinese with exit code 2, impossible ones with 1."""

import json
import socket

import pytest

from jichuang.base.cluster import Identity
from jichuang.cli import datadir, running
from jichuang.cli.instance import Instance
from jichuang.cli.main import COMMANDS, main
from jichuang.cli.words import Failure


@pytest.fixture(autouse=True)
def own_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("JICHUANG_DATA", str(tmp_path / "installation"))
    for name in ("DATABASE_URL", "JICHUANG_DEMO", "PORT", "HOST", "JICHUANG_ADMIN_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    here = Identity("me", 0, 0, switch=False)
    monkeypatch.setattr(datadir, "service_identity", lambda existing=None: here)
    return tmp_path / "installation"


@pytest.mark.parametrize(
    "argv, words",
    [
        (["fly"], "没有“fly”这个命令"),
        (["run", "--port", "eighty"], "1 至 65535"),
        (["run", "--port", "70000"], "1 至 65535"),
        (["run", "--speed", "9"], "不认识的参数"),
        (["walk"], "缺少参数"),
        (["init", "--region", "13"], "省级行政区划代码"),
        (["init", "--region", "130000", "--username", "1a"], "登录名"),
        (["init", "--region", "130000", "--username", "admin1", "--name", "甲"], "JICHUANG_ADMIN_PASSWORD"),
    ],
)
def test_wrong_arguments_end_with_2_and_a_sentence(argv, words, capsys):
    assert main(argv) == 2
    assert words in capsys.readouterr().err


def test_no_command_prints_the_list(capsys):
    assert main([]) == 2
    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"jichuang {name}" not in said] == []


def test_a_command_that_needs_a_database_says_how_to_make_one(capsys):
    assert main(["audit", "verify"]) == 1
    assert "jichuang run" in capsys.readouterr().err


def test_a_walk_that_does_not_exist_is_named(capsys):
    assert main(["walk", "walks/none.toml"]) == 1
    assert "walks/none.toml" in capsys.readouterr().err


def test_serving_before_init_says_what_to_do(capsys):
    assert main(["serve"]) == 1
    assert "jichuang init" in capsys.readouterr().err


def test_a_file_that_is_no_backup_is_refused_and_nothing_is_made(tmp_path, own_directory, capsys):
    path = tmp_path / "notes.tar.gz"
    path.write_text("not an archive")
    assert main(["restore", str(path)]) == 1
    assert "不是 jichuang backup 写出的" in capsys.readouterr().err
    assert not own_directory.exists()


def test_a_directory_with_other_files_is_not_taken_over(own_directory):
    own_directory.mkdir()
    (own_directory / "thesis.docx").write_text("x")
    with pytest.raises(Failure, match="thesis.docx"):
        datadir.prepare(datadir.DEMONSTRATION)


def test_a_file_where_the_directory_should_be_is_refused(own_directory):
    own_directory.write_text("x")
    with pytest.raises(Failure, match="不是目录"):
        datadir.prepare(datadir.DEMONSTRATION)


def test_a_full_disk_is_named(monkeypatch):
    monkeypatch.setattr(datadir, "LEAST_FREE", 10**18)
    with pytest.raises(Failure, match="MB"):
        datadir.prepare(datadir.DEMONSTRATION)


def test_a_deployment_is_never_made_a_demonstration_nor_the_other_way_round():
    datadir.prepare(datadir.DEPLOYMENT)
    with pytest.raises(Failure, match="正式部署"):
        datadir.prepare(datadir.DEMONSTRATION)


def test_the_secret_key_is_made_once_for_its_owner_alone(own_directory):
    datadir.prepare(datadir.DEMONSTRATION)
    first = (own_directory / "secret-key").read_text()
    datadir.prepare(datadir.DEMONSTRATION)
    assert (own_directory / "secret-key").read_text() == first
    assert (own_directory / "secret-key").stat().st_mode & 0o077 == 0


def test_a_second_instance_is_refused_with_the_url_of_the_first(tmp_path):
    first = Instance(tmp_path)
    first.acquire()
    first.write("http://127.0.0.1:8123/")
    with pytest.raises(Failure, match="http://127.0.0.1:8123/"):
        Instance(tmp_path).acquire()
    first.release()
    Instance(tmp_path).acquire()


def test_a_broken_lock_file_stops_nobody(tmp_path):
    (tmp_path / "instance.lock").write_text("{broken")
    Instance(tmp_path).acquire()
    assert json.loads((tmp_path / "instance.lock").read_text())["url"]


def test_a_taken_port_is_refused_with_another_one_proposed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match=f"{port} 端口.*PORT="):
            running._refuse_taken_port("127.0.0.1", port)
