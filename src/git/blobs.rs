//! Files as they were in a revision, from one process of git for many of them.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout};

use super::call::Git;

/// Bytes of the line that comes before a file.
const MOST_HEAD: u64 = 8_192;

/// A process of git that is asked for one file after the other.
#[derive(Debug)]
pub struct Blobs {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// A file in a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Its name in git, which is equal for equal files.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Blobs {
    /// Starts the process.
    ///
    /// # Errors
    /// If git cannot be run.
    pub fn of(git: &Git) -> io::Result<Self> {
        let mut process = git.spawn(["cat-file", "--batch"])?;
        let questions = process.stdin.take();
        let answers = process.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { process, questions, answers: BufReader::new(answers) })
    }

    /// The file at `path`, with `/` between its folders, in `revision`; none where git does not have it, where it is no file,
    /// and where it has more than `most` bytes.
    ///
    /// # Errors
    /// If the process has ended, or says what was not expected; it is of no use then.
    pub fn get(&mut self, revision: &str, path: &str, most: u64) -> io::Result<Option<Blob>> {
        if path.contains(['\n', '\r']) || revision.contains(['\n', '\r']) {
            return Ok(None);
        }
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        questions.write_all(format!("{revision}:{path}\n").as_bytes())?;
        questions.flush()?;
        let mut head = Vec::new();
        self.answers.by_ref().take(MOST_HEAD).read_until(b'\n', &mut head)?;
        let head = String::from_utf8_lossy(&head);
        if !head.ends_with('\n') {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // `<name> <kind> <length>`, or what was asked for and why it is not there.
        let mut words = head.trim_end().rsplit(' ');
        let (length, kind, name) = (words.next().and_then(|word| word.parse().ok()), words.next(), words.next());
        let (Some(length), Some(kind @ ("blob" | "tree" | "commit" | "tag")), Some(name)) = (length, kind, name) else {
            return Ok(None);
        };
        let name = name.to_owned();
        let is_read = kind == "blob" && length <= most;
        let mut bytes = Vec::new();
        let mut content = self.answers.by_ref().take(length);
        let copied = if is_read {
            content.read_to_end(&mut bytes).map(|count| count as u64)
        } else {
            io::copy(&mut content, &mut io::sink())
        }?;
        let mut end = [0];
        self.answers.read_exact(&mut end)?;
        if copied != length || end != *b"\n" {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(is_read.then_some(Blob { name, bytes }))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // It ends when there are no more questions, unless it waits for somebody to read an answer.
        self.questions = None;
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
