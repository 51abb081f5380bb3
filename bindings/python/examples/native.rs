//! What the core alone does for the articles of a file, without Python and Arrow: what `benchmark/run.sh` compares with.
//!
//! `native lint FILE`, `native repair FILE`, and `native read FILE`, which does neither. The file has for each article its length in
//! bytes, as eight bytes from the lowest, and its text.
#![expect(clippy::print_stdout, reason = "it prints what it counted")]

use copydesk::{Flavor, Report, Safety, Settings, Source, Summary, lint, repair};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [work, file] = arguments.as_slice() else { return Err("native lint|repair|read FILE".into()) };
    let bytes = std::fs::read(file)?;
    let settings = Settings::default();
    let mut counted = 0;
    for text in texts(&bytes)? {
        let article = Source::new("", Flavor::Text, text)?;
        let summed = |report: &Report| Summary::new(report, &article).findings as usize;
        counted += match work.as_str() {
            "lint" => summed(&lint(article.clone(), &settings)),
            "repair" => {
                let repaired = repair(article.clone(), &settings, Safety::Safe);
                let before = if repaired.applied == 0 { repaired.report } else { lint(article.clone(), &settings) };
                repaired.applied + summed(&before)
            }
            _ => article.text().len(),
        };
    }
    println!("{counted}");
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
