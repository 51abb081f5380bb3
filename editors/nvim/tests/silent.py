"""A language server that answers `initialize` and nothing else."""

import json
import sys

while True:
    length = 0
    while line := sys.stdin.buffer.readline().strip():
        name, value = line.split(b":")
        if name.lower() == b"content-length":
            length = int(value)
    message = json.loads(sys.stdin.buffer.read(length) or sys.exit())
    if message.get("method") == "initialize":
        result = {"capabilities": {"codeActionProvider": True, "textDocumentSync": 1}}
        body = json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}).encode()
        sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        sys.stdout.buffer.flush()
