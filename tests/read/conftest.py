import http.server
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


class Answers(dict):
    """What a local server answers: path to (status, headers, body); it notes the requests it got."""

    def __init__(self):
        super().__init__()
        self.requests = []
        self.url = ""


@pytest.fixture
def server():
    answers = Answers()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answers.requests.append((self.path, dict(self.headers)))
            status, headers, body = answers.get(self.path, (404, {}, b""))
            if callable(body):
                status, headers, body = body(dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    answers.url = f"http://127.0.0.1:{running.server_port}"
    yield answers
    running.shutdown()
    running.server_close()
