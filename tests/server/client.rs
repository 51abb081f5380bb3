//! A small client of the language server, over real standard input and output.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long anything may take on a slow and busy machine.
pub const LONG: Duration = Duration::from_secs(60);

/// A time in which nothing is to come.
pub const QUIET: Duration = Duration::from_millis(400);

/// A running server and what it sent.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    waiting: VecDeque<Value>,
    next_id: i64,
    /// What `workspace/configuration` answers: one value for every item.
    pub configuration: Value,
    /// Requests of the server, answered or not.
    pub requests: Vec<Value>,
}

impl Client {
    /// Starts a server with environment variables.
    pub fn start(environment: &[(&str, &str)]) -> Self {
        let mut child = start_server(environment);
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = child.stdin.take();
        let (waiting, requests) = (VecDeque::new(), Vec::new());
        Self { child, input, messages, waiting, next_id: 0, configuration: Value::Null, requests }
    }

    /// Starts a server and says `initialize` and `initialized`. Gives the answer to `initialize` as well.
    pub fn initialized(params: Value) -> (Self, Value) {
        Self::initialized_with(params, &[], Value::Null)
    }

    /// The same with environment variables and an answer to `workspace/configuration`.
    pub fn initialized_with(params: Value, environment: &[(&str, &str)], configuration: Value) -> (Self, Value) {
        let mut client = Self::start(environment);
        client.configuration = configuration;
        let answer = client.ask("initialize", params);
        client.notify("initialized", json!({}));
        (client, answer["result"]["capabilities"].clone())
    }

    /// A server for an editor that can do little and gets diagnostics sent.
    pub fn push() -> Self {
        Self::initialized(json!({ "processId": null, "rootUri": null, "capabilities": {} })).0
    }

    /// A server for an editor that asks for diagnostics and resolves code actions.
    pub fn pull() -> Self {
        Self::initialized(json!({ "processId": null, "rootUri": null, "capabilities": modern() })).0
    }

    /// The same in a workspace of one folder, all of which is linted.
    pub fn in_folder(folder: &Folder) -> Self {
        let folders = json!([{ "uri": folder.uri(), "name": "articles" }]);
        let options = json!({ "lintWorkspace": true });
        let params = json!({ "capabilities": modern(), "workspaceFolders": folders, "initializationOptions": options });
        Self::initialized(params).0
    }

    pub fn send(&mut self, message: &Value) {
        self.send_body(&message.to_string());
    }

    /// Sends what may be no message.
    pub fn send_body(&mut self, body: &str) {
        let input = self.input.as_mut().expect("still open");
        input.write_all(framed(body).as_bytes()).expect("the server reads");
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request; gives its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params }));
        self.next_id
    }

    /// Sends a request and waits for the whole answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// Sends a request and waits for its result.
    pub fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    pub fn answer(&mut self, id: i64) -> Value {
        self.wait_for(&format!("the answer to request {id}"), |message| {
            message.get("method").is_none() && message["id"] == id
        })
    }

    pub fn notification(&mut self, method: &str) -> Value {
        self.wait_for(method, |message| message["method"] == method)["params"].clone()
    }

    /// The first message that fits, from those that came already or that come in time.
    pub fn wait_for(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        self.find(LONG, fits).unwrap_or_else(|| panic!("{what} did not come; this came: {:?}", self.waiting))
    }

    /// The same, where it comes within `time`.
    pub fn find(&mut self, time: Duration, fits: impl Fn(&Value) -> bool) -> Option<Value> {
        if let Some(index) = self.waiting.iter().position(&fits) {
            return self.waiting.remove(index);
        }
        let end = Instant::now() + time;
        loop {
            let message = match self.messages.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => message,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            };
            if message.get("method").is_some() && message.get("id").is_some() {
                self.respond(&message);
            }
            if fits(&message) {
                return Some(message);
            }
            self.waiting.push_back(message);
        }
    }

    fn respond(&mut self, request: &Value) {
        let items = request["params"]["items"].as_array().map_or(0, Vec::len);
        let result = match request["method"].as_str() {
            Some("workspace/configuration") => Value::Array(vec![self.configuration.clone(); items]),
            Some("workspace/applyEdit") => json!({ "applied": true }),
            _ => Value::Null,
        };
        self.requests.push(request.clone());
        self.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }));
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Replaces the whole text.
    pub fn replace(&mut self, uri: &str, version: i64, text: &str) {
        self.change(uri, version, json!([{ "text": text }]));
    }

    /// The diagnostics that are sent for this version of a document.
    pub fn published(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let message = self.wait_for("the diagnostics", |message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// The report on a document that is asked for.
    pub fn pulled(&mut self, uri: &str, previous: Option<&str>) -> Value {
        let mut params = json!({ "textDocument": { "uri": uri } });
        if let Some(previous) = previous {
            params["previousResultId"] = previous.into();
        }
        self.result("textDocument/diagnostic", params)
    }

    /// The code actions for a range, of some kinds.
    pub fn actions(&mut self, uri: &str, range: &Value, only: Option<&[&str]>) -> Vec<Value> {
        let mut context = json!({ "diagnostics": [] });
        if let Some(only) = only {
            context["only"] = json!(only);
        }
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.result("textDocument/codeAction", params).as_array().expect("a list").clone()
    }

    /// The same action with its edits.
    pub fn resolved(&mut self, action: &Value) -> Value {
        self.result("codeAction/resolve", action.clone())
    }

    /// Bytes of memory that the server holds; `None` where the system does not tell.
    pub fn memory(&self) -> Option<u64> {
        memory_of(self.child.id())
    }

    /// Ends the input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the end of the process.
    pub fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + Duration::from_secs(10);
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(Instant::now() < end, "the server does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // At the end of its input the server ends by itself; one that is stuck is not waited for.
        self.hang_up();
        let end = Instant::now() + Duration::from_secs(1);
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(2));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a server with environment variables; all its streams are piped but the log.
pub fn start_server(environment: &[(&str, &str)]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .args(["lsp", "--stdio", "--log-level", "error"])
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts")
}

/// A message as it is sent.
pub fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// The first message of an editor that can do nothing.
pub fn initialize() -> String {
    framed(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#)
}

/// Bytes of memory that a process holds; `None` where the system does not tell.
pub fn memory_of(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    held.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

fn read_message(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.expect("every message has a length")];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("every message is JSON"))
}

/// What a modern editor can do.
pub fn modern() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16"] },
        "window": { "workDoneProgress": true },
        "workspace": {
            "applyEdit": true,
            "configuration": true,
            "diagnostics": { "refreshSupport": true },
            "workspaceEdit": { "documentChanges": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true }
        },
        "textDocument": {
            "diagnostic": { "relatedDocumentSupport": true },
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [""] } },
                "resolveSupport": { "properties": ["edit"] }
            },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "foldingRange": { "lineFoldingOnly": true },
            "linkedEditingRange": {}
        }
    })
}

/// `{start, end}` of a range.
pub fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let position = |(line, character)| json!({ "line": line, "character": character });
    json!({ "start": position(start), "end": position(end) })
}

/// The address of a file.
pub fn uri_of(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A folder for one test, empty at first.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().canonicalize().expect("it exists")
    }

    pub fn uri(&self) -> String {
        uri_of(&self.path())
    }

    /// Writes a file; gives its address.
    /// What git prints in the folder.
    pub fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.current_dir(self.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(arguments);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("writable");
        std::fs::write(&path, text).expect("writable");
        uri_of(&path)
    }
}

/// The text after edits of the protocol, whose positions count UTF-8 bytes.
pub fn applied(text: &str, edits: &Value) -> String {
    let offset = |position: &Value| {
        let line = position["line"].as_u64().expect("a line") as usize;
        let start = (text.split_inclusive('\n').take(line)).map(str::len).sum::<usize>();
        start + position["character"].as_u64().expect("a column") as usize
    };
    let mut edits: Vec<_> = edits.as_array().expect("edits").iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    let mut text_after = text.to_owned();
    for edit in edits {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        text_after.replace_range(range, edit["newText"].as_str().expect("a text"));
    }
    text_after
}

/// The codes of diagnostics.
pub fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic["code"].as_str().unwrap_or("none")).collect()
}
