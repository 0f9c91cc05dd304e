"""A Redfish service over HTTPS for tests, written against DSP0266 with Python's own library: a published mock-up behind sessions that end."""

import json
import secrets
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = "/redfish/v1"
SESSIONS = f"{ROOT}/SessionService/Sessions"
USER, PASSWORD = "reader", "correct horse"


class Service:
    def __init__(self, folder, idle_seconds, requests_each, most):
        self.folder = Path(folder)
        # SessionTimeout of DSP0266, 13.3.4; a service may also end a session whenever it likes.
        self.idle_seconds, self.requests_each, self.most = idle_seconds, requests_each, most
        self.open = {}
        self.count = 0

    def begin(self):
        self.expire()
        if len(self.open) >= self.most:
            return None
        self.count += 1
        token, number = secrets.token_hex(16), str(self.count)
        self.open[token] = {"number": number, "seen": time.monotonic(), "left": self.requests_each}
        print(f"begun {number}", flush=True)
        return token, number

    def expire(self):
        now = time.monotonic()
        for token, session in list(self.open.items()):
            if now - session["seen"] > self.idle_seconds or session["left"] <= 0:
                self.end(token, "expired")

    def end(self, token, word):
        print(f"{word} {self.open.pop(token)['number']}", flush=True)

    def lets_in(self, token):
        self.expire()
        session = self.open.get(token)
        if session is None:
            return False
        session["seen"] = time.monotonic()
        session["left"] -= 1
        return True

    def resource(self, path):
        inside = unquote(path).rstrip("/").removeprefix(ROOT).strip("/")
        if ".." in inside:
            return None
        file = self.folder / inside / "index.json"
        return json.loads(file.read_text()) if file.is_file() else None


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One write an answer: two would wait for each other (Nagle, delayed acknowledgement).
    wbufsize = -1
    service = None

    def log_message(self, *_):
        pass

    def answer(self, status, body=None, headers=()):
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("OData-Version", "4.0")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def refuse(self, status, message):
        self.answer(status, {"error": {"code": "Base.1.18.GeneralError", "message": message}})

    def do_GET(self):
        address = urlsplit(self.path)
        path = address.path.rstrip("/")
        if path not in ("/redfish", ROOT) and not self.service.lets_in(self.headers.get("X-Auth-Token")):
            return self.refuse(401, "There is no valid session.")
        body = self.service.resource(path)
        if body is None:
            return self.refuse(404, f"The resource {path} was not found.")
        if "$expand=" in unquote(address.query) and "Members" in body:
            whole = [self.service.resource(member["@odata.id"]) for member in body["Members"]]
            body["Members"] = [one or member for one, member in zip(whole, body["Members"])]
        return self.answer(200, body)

    def do_POST(self):
        given = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        if self.path.rstrip("/") != SESSIONS:
            return self.refuse(405, "Only sessions are made here.")
        if (given.get("UserName"), given.get("Password")) != (USER, PASSWORD):
            return self.refuse(401, "The user name or password is wrong.")
        begun = self.service.begin()
        if begun is None:
            return self.refuse(503, "The maximum number of sessions is open.")
        token, number = begun
        where = f"{SESSIONS}/{number}"
        return self.answer(201, {"@odata.id": where, "Id": number}, (("X-Auth-Token", token), ("Location", where)))

    def do_DELETE(self):
        if not self.service.lets_in(self.headers.get("X-Auth-Token")):
            return self.refuse(401, "There is no valid session.")
        for token, session in list(self.service.open.items()):
            if self.path == f"{SESSIONS}/{session['number']}":
                self.service.end(token, "ended")
                return self.answer(204)
        return self.refuse(404, "There is no such session.")


folder, certificate, key, port, idle_seconds, requests_each, most = sys.argv[1:]
Handler.service = Service(folder, float(idle_seconds), int(requests_each), int(most))
server = ThreadingHTTPServer(("127.0.0.1", int(port)), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
print("listening", flush=True)
server.serve_forever()
