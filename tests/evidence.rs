//! The weights of evidence against data: measures each feature on damaged and on clean articles.
//!
//! Run with `--nocapture` to see the table. The labelled articles are not part of the project; where they are absent
//! the comparison is skipped with a message.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it prints a table for whoever sets the weights")]

use std::path::{Path, PathBuf};

use copydesk::internals::lint::Reading;
use copydesk::internals::text::{Flavor, Source};
use copydesk::internals::tree::Observation;
use copydesk::internals::tree::evidence::WEIGHTS;

/// A step of the weights is about this factor in odds.
const STEP: f64 = 1.6;
/// A feature seen less often proves nothing.
const ENOUGH: u32 = 40;
/// How far a weight may lie from its measure, in steps. Features are not independent, so the sums need room.
const TOLERANCE: f64 = 8.0;

/// How often each feature was seen.
struct Counts {
    places: u32,
    features: [u32; u64::BITS as usize],
}

impl Counts {
    fn new() -> Self {
        Self { places: 0, features: [0; u64::BITS as usize] }
    }

    /// Counts a place. In code nothing is read as a tag, whatever else speaks for it: there only that counts.
    fn add(&mut self, observation: &Observation) {
        self.places += 1;
        let features = match observation.evidence.features & in_code() {
            0 => observation.evidence.features,
            code => code,
        };
        for (number, count) in self.features.iter_mut().enumerate() {
            *count += u32::from(features >> number & 1 == 1);
        }
    }

    /// The odds of a feature, with one half added so that a feature never seen has some.
    fn odds(&self, number: usize) -> f64 {
        let seen = f64::from(self.features[number]) + 0.5;
        seen / (f64::from(self.places) + 1.0 - f64::from(self.features[number]) + 0.5)
    }
}

/// The bit of the feature that a place stands in code.
fn in_code() -> u64 {
    let number = WEIGHTS.iter().position(|(name, _)| *name == "CODE").expect("the feature is in the table");
    1 << number
}

#[test]
fn weights_agree_with_data() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !shared.join("labelled").is_dir() {
        eprintln!("skipped: there are no labelled articles beside the project");
        return;
    }
    let (damaged, clean) = measure(&shared);
    let mut wrong = Vec::new();
    println!("{:<24} {:>7} {:>8} {:>6} {:>8}", "feature", "damaged", "clean", "weight", "measured");
    for (number, (name, weight)) in WEIGHTS.iter().enumerate() {
        let (seen, elsewhere) = (damaged.features[number], clean.features[number]);
        let measured = (damaged.odds(number) / clean.odds(number)).log(STEP);
        println!("{name:<24} {seen:>7} {elsewhere:>8} {weight:>6} {measured:>8.1}");
        let parts = measured.signum() * f64::from(*weight) < 0.0 && (measured - f64::from(*weight)).abs() > TOLERANCE;
        if seen + elsewhere >= ENOUGH && parts {
            wrong.push(format!("{name}: weight {weight}, measured {measured:.1}"));
        }
    }
    assert!(damaged.places > 1_000 && clean.places > 20, "too little data: {} and {}", damaged.places, clean.places);
    assert!(wrong.is_empty(), "weights and data part:\n{}", wrong.join("\n"));
}

fn measure(shared: &Path) -> (Counts, Counts) {
    let (mut damaged, mut clean) = (Counts::new(), Counts::new());
    for set in ["single", "dev"] {
        let rows = std::fs::read_to_string(shared.join(format!("labelled/{set}.jsonl"))).expect("the set is readable");
        for row in rows.lines() {
            let row: serde_json::Value = serde_json::from_str(row).expect("each line is JSON");
            let flavor = if row["format"] == "html" { Flavor::Html } else { Flavor::Markdown };
            let labels: Vec<_> = row["labels"].as_array().expect("labels").iter().map(label).collect();
            for observation in observations(flavor, row["damaged"].as_str().expect("a text")) {
                if labels.iter().any(|&(start, end)| observation.span.start <= end && start <= observation.span.end) {
                    damaged.add(&observation);
                }
            }
            for observation in observations(flavor, row["clean"].as_str().expect("a text")) {
                clean.add(&observation);
            }
        }
    }
    for path in articles(&shared.join("corpora")) {
        let Some(flavor) = Flavor::of_path(&path) else { continue };
        let text = std::fs::read_to_string(&path).expect("the article is readable");
        for observation in observations(flavor, &text) {
            clean.add(&observation);
        }
    }
    (damaged, clean)
}

fn label(label: &serde_json::Value) -> (u32, u32) {
    let offset = |name: &str| u32::try_from(label[name].as_u64().expect("an offset")).expect("a small offset");
    (offset("start_byte"), offset("end_byte"))
}

fn observations(flavor: Flavor, text: &str) -> Vec<Observation> {
    let source = Source::new("article", flavor, text).expect("the article is readable");
    Reading::observe(source)
}

fn articles(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { articles(&path) } else { vec![path] }).collect()
}
