"""The YAML language server that editors run, from npm by way of the lock file beside this, and a client for it."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.npm import installed, node

_SECONDS = 60


def program() -> Path:
    """Give the server's program."""
    return installed(Path(__file__).parent) / "yaml-language-server/bin/yaml-language-server"


@dataclass
class Client:
    """An editor with one folder open: it opens files, and asks what the server makes of them."""

    root: Path
    settings: Mapping[str, Any]
    process: subprocess.Popen[bytes]
    answers: dict[int, queue.Queue[Any]] = field(default_factory=dict)
    marked: dict[str, queue.Queue[list[Any]]] = field(default_factory=dict)
    asked: int = 0
    files: int = 0

    def ask(self, method: str, params: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever the server answers
        """Send a request; give the answer."""
        self.asked += 1
        self.answers[self.asked] = queue.Queue()
        self.send({"id": self.asked, "method": method, "params": params})
        return self.answers[self.asked].get(timeout=_SECONDS)

    def send(self, message: Mapping[str, Any]) -> None:
        """Send a message."""
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def open(self, path: str, text: str) -> list[str]:
        """Open a file with a text; give what the server marks in it, as `line:column: message`."""
        self.start(path, text)
        return self.marks(path)

    def start(self, path: str, text: str) -> None:
        """Open a file with a text, and wait for nothing."""
        uri = (self.root / path).as_uri()
        self.marked[uri] = queue.Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def marks(self, path: str) -> list[str]:
        """Wait for what the server marks in a file that was opened."""
        found = self.marked[(self.root / path).as_uri()].get(timeout=_SECONDS)
        places = ((each["range"]["start"], " ".join(each["message"].split())) for each in found)
        return [f"{start['line'] + 1}:{start['character'] + 1}: {message}" for start, message in places]

    def new(self) -> str:
        """Give the path of a finding that nobody has opened: the server answers late about files that were closed."""
        self.files += 1
        return f"findings/being-written-{self.files}.yml"

    def close(self, path: str) -> None:
        """Close a file."""
        identifier = {"uri": (self.root / path).as_uri()}
        self.send({"method": "textDocument/didClose", "params": {"textDocument": identifier}})

    def at(self, method: str, text: str) -> Any:  # noqa: ANN401 - whatever the server answers
        """Open a new finding with a text in which `|` is the cursor, and ask about that place."""
        before, _, after = text.partition("|")
        path = self.new()
        self.open(path, before + after)
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        place = {"line": line, "character": column}
        answer = self.ask(method, {"textDocument": {"uri": (self.root / path).as_uri()}, "position": place})
        self.close(path)
        return answer

    def read(self) -> None:
        """Take in what the server sends, until it ends."""
        assert self.process.stdout
        while message := _message(self.process.stdout):
            self._take(message)

    def _take(self, message: Mapping[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            waiting = self.marked.get(message["params"]["uri"])
            if waiting:
                waiting.put(message["params"]["diagnostics"])
        elif method and "id" in message:
            asked = message["params"].get("items", []) if message.get("params") else []
            result = [self.settings.get(item.get("section")) for item in asked] if asked else None
            self.send({"id": message["id"], "result": result})
        elif "id" in message:
            assert "error" not in message, message
            self.answers[message["id"]].put(message["result"])


def _message(stream: IO[bytes]) -> Any:  # noqa: ANN401 - any JSON
    length = 0
    while (line := stream.readline()) not in {b"\r\n", b""}:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(stream.read(length)) if length else None


@contextmanager
def editor(root: Path) -> Iterator[Client]:
    """Open a folder in an editor, with the settings that stand in its `.vscode/settings.json`."""
    given = json.loads((root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    yaml: dict[str, Any] = {}
    for key, value in given.items():
        if key.startswith("yaml."):
            *way, last = key.split(".")[1:]
            place = yaml
            for part in way:
                place = place.setdefault(part, {})
            place[last] = value
    settings = {"yaml": {"validate": True, "completion": True, "hover": True, **yaml}}
    command = [str(node()), str(program()), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        client = Client(root, settings, process)
        threading.Thread(target=client.read, daemon=True).start()
        folder = {"uri": root.as_uri(), "name": root.name}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}, "textDocument": {"completion": {}}}
        start = {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": able}
        client.ask("initialize", start)
        client.send({"method": "initialized", "params": {}})
        client.send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})
        while not client.open(client.new(), "no key: of a finding\n"):
            pass  # until the server has taken in the settings
        yield client
        process.terminate()
