//! How long the core takes for the articles of a file, without Python and Arrow: what `benchmark/run.sh` compares with. The file
//! has for each article its length in bytes, as eight bytes from the lowest, and its text.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::time::Instant;

use copydesk::{Flavor, Safety, Settings, Source, Summary, lint, repair};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read(std::env::args().nth(1).ok_or("name a file")?)?;
    let texts = texts(&bytes)?;
    let settings = Settings::default();
    let source = |text: &str| Source::new("", Flavor::Text, text);
    let start = Instant::now();
    let mut findings = 0;
    for text in &texts {
        let article = source(text)?;
        findings += Summary::new(&lint(article.clone(), &settings), &article).findings;
    }
    let linted = start.elapsed();
    let start = Instant::now();
    let mut repairs = 0;
    for text in &texts {
        let article = source(text)?;
        let repaired = repair(article.clone(), &settings, Safety::Safe);
        let report = if repaired.applied == 0 { repaired.report } else { lint(article.clone(), &settings) };
        assert!(Summary::new(&report, &article).bytes > 0, "it is not left out");
        repairs += repaired.applied;
    }
    println!("{} {} {findings} {repairs}", linted.as_secs_f64(), start.elapsed().as_secs_f64());
    Ok(())
}

fn texts(mut bytes: &[u8]) -> Result<Vec<&str>, Box<dyn std::error::Error>> {
    let mut texts = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let (text, rest) = rest.split_at(usize::try_from(u64::from_le_bytes(*length))?);
        texts.push(std::str::from_utf8(text)?);
        bytes = rest;
    }
    Ok(texts)
}
