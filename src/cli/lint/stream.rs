//! `--jsonl-in`: articles that come as lines of JSON, each answered by a line, in order and as long as there are any.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::counts::Counts;
use super::line::{LineDone, LineWork};
use super::walk::Article;
use crate::cli::args::{LintArgs, STDIN};
use crate::cli::console;
use crate::cli::exit::{Exit, Failure};
use crate::project::Finder;
use crate::text::path_text;

/// What is worked on at a time, in lines and in bytes: what bounds memory.
const MOST_LINES: usize = 512;
const MOST_BYTES: usize = 16 << 20;

/// What is read at a time.
const BUFFER: usize = 1 << 20;

/// The most lines that are named where they cannot be linted.
const MOST_NAMED: usize = 5;

/// Runs `copydesk lint --jsonl-in`.
///
/// # Errors
/// If the settings are invalid, a file cannot be read, or the output cannot be written.
pub fn run(args: &LintArgs) -> Result<Exit, Failure> {
    let finder = Finder::new(args.rules.source()?, args.overrides())?;
    let article = Article::named(args.stdin_filename.as_deref().unwrap_or(Path::new(STDIN)), &finder)?;
    let work = LineWork {
        settings: article.settings(),
        most_bytes: usize::try_from(article.place.most_bytes()).unwrap_or(usize::MAX),
        flavor: article.flavor,
        path: article.path,
        field: args.field.clone().unwrap_or_else(|| "text".to_owned()),
        least: args.fix.then(|| args.least_safety()),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads).build();
    let pool = pool.map_err(|error| Failure::Message(format!("threads cannot be started: {error}")))?;
    let out = BufWriter::new(io::stdout().lock());
    let mut stream = Stream { work: &work, pool: &pool, out, lines: 0, counts: Counts::default(), unread: 0 };
    let stdin = [PathBuf::from(STDIN)];
    for path in if args.paths.is_empty() { &stdin } else { args.paths.as_slice() } {
        stream.file(path)?;
    }
    stream.out.flush()?;
    Ok(stream.end(args))
}

struct Stream<'a, W: Write> {
    work: &'a LineWork,
    pool: &'a rayon::ThreadPool,
    out: W,
    /// Number of lines that were taken.
    lines: u64,
    counts: Counts,
    /// Number of lines whose articles could not be linted.
    unread: usize,
}

/// How a chunk of lines ended.
enum End {
    /// There may be more.
    Open,
    /// There are no more.
    Input,
    /// With the beginning of a line that is too long to be held.
    Long(Vec<u8>),
}

impl<W: Write> Stream<'_, W> {
    fn file(&mut self, path: &Path) -> Result<(), Failure> {
        let unreadable = |error: io::Error| Failure::Message(format!("{} cannot be read: {error}", path_text(path)));
        let input: Box<dyn Read> = if path.as_os_str() == STDIN {
            Box::new(io::stdin().lock())
        } else {
            Box::new(File::open(path).map_err(unreadable)?)
        };
        let mut input = BufReader::with_capacity(BUFFER, input);
        loop {
            let (lines, end) = self.chunk(&mut input).map_err(unreadable)?;
            self.answer(&lines)?;
            match end {
                End::Open => {}
                End::Input => return Ok(()),
                End::Long(start) => self.long(&start, &mut input)?,
            }
        }
    }

    /// Lines that are there without waiting, at least one.
    fn chunk(&self, input: &mut BufReader<impl Read>) -> io::Result<(Vec<Vec<u8>>, End)> {
        // A character of a string takes up to six bytes of JSON, and the line may hold other fields.
        let most = self.work.most_bytes.saturating_mul(6).saturating_add(BUFFER);
        let (mut lines, mut bytes) = (Vec::new(), 0);
        loop {
            let mut line = Vec::new();
            input.take(most as u64).read_until(b'\n', &mut line)?;
            if line.is_empty() {
                return Ok((lines, End::Input));
            }
            if line.len() == most && !line.ends_with(b"\n") {
                return Ok((lines, End::Long(line)));
            }
            bytes += line.len();
            lines.push(line);
            let waits = !input.buffer().contains(&b'\n');
            if waits || lines.len() == MOST_LINES || bytes >= MOST_BYTES {
                return Ok((lines, End::Open));
            }
        }
    }

    /// Works on lines and writes what came of them.
    fn answer(&mut self, lines: &[Vec<u8>]) -> Result<(), Failure> {
        let first = self.lines + 1;
        let work = self.work;
        let done: Vec<LineDone> = self
            .pool
            .install(|| lines.par_iter().enumerate().map(|(at, line)| work.run(first + at as u64, line)).collect());
        for done in done {
            self.lines += 1;
            self.take(&done)?;
        }
        // Whoever wrote the lines may wait for what came of them.
        Ok(self.out.flush()?)
    }

    fn take(&mut self, done: &LineDone) -> Result<(), Failure> {
        self.out.write_all(&done.out)?;
        self.counts.add(&done.counts);
        if let Some(why) = &done.problem {
            self.unread += 1;
            if self.unread <= MOST_NAMED {
                console::error(&format!("line {} {why}", self.lines));
            }
        }
        Ok(())
    }

    /// Goes on behind the start of a line that is too long: where lines are repaired, all of it is written as it is.
    fn long(&mut self, start: &[u8], input: &mut impl BufRead) -> Result<(), Failure> {
        self.lines += 1;
        let why = "is too long to be linted".to_owned();
        let done = self.work.unread(self.lines, start, why);
        self.take(&done)?;
        loop {
            let read = input.fill_buf()?;
            let line_end = memchr::memchr(b'\n', read);
            let taken = line_end.map_or(read.len(), |at| at + 1);
            if self.work.least.is_some() {
                self.out.write_all(&read[..taken])?;
            }
            input.consume(taken);
            if line_end.is_some() || taken == 0 {
                return Ok(());
            }
        }
    }

    fn end(self, args: &LintArgs) -> Exit {
        let total = self.counts.total();
        if self.unread > MOST_NAMED {
            console::error(&format!("{} more lines could not be linted", self.unread - MOST_NAMED));
        }
        if !args.quiet {
            let Counts { repairs, repaired_files, damaged, .. } = self.counts;
            let (lines, left) = (self.lines, total.findings);
            let repaired = format!("Made {repairs} repairs in {repaired_files} of {lines} lines; {left} findings left");
            let linted = format!("{left} findings in {damaged} of {lines} lines");
            console::say(if args.fix { &repaired } else { &linted });
        }
        let found = self.counts.reach(args.fail_on) && !args.exit_zero;
        match (self.unread > 0, found) {
            (true, _) => Exit::Failed,
            (false, true) => Exit::Found,
            (false, false) => Exit::Clean,
        }
    }
}
