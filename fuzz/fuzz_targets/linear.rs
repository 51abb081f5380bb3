//! Twice the text is at most about twice the work, whatever is repeated: linting, and each kind of fixes.
#![no_main]

use copydesk::internals::findings::Safety;
use copydesk::internals::fixes::repair;
use copydesk::internals::lint::lint;
use copydesk::internals::settings::Settings;
use copydesk::internals::text::Source;
use copydesk::internals::tokens::{Work, count_steps};
use copydesk_fuzz::{Bytes, flavor, pieces::fragment};
use libfuzzer_sys::fuzz_target;

/// Articles that are read in pieces.
const LENGTHS: [usize; 2] = [24_000, 48_000];

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes(data);
    let (first, text) = (bytes.next(), fragment(bytes.0));
    if text.is_empty() {
        return;
    }
    let source = |length: usize| {
        Source::new("article", flavor(first), text.repeat(length / text.len())).expect("it is short, and without NUL bytes")
    };
    let settings = Settings::default();
    let linted = LENGTHS.map(|length| count_steps(|| drop(lint(source(length), &Settings::all_rules()))));
    let totals = [linted[0].total(), linted[1].total()];
    // The first piece of an article and the last cost a little less than the others.
    assert_doubled("lint", &text, totals, 23, &linted);
    let least = if first & 0x20 == 0 { Safety::Safe } else { Safety::Unsafe };
    let repaired = LENGTHS.map(|length| {
        let repaired = source(length);
        count_steps(|| drop(repair(repaired, &settings, least)))
    });
    // The number of passes, of those too that came to no end, and of trials has a limit of its own; passes differ, so that
    // their mean grows a little.
    let each = |number: usize| {
        let times = |file| repaired[number].of(file) / LENGTHS[number];
        repaired[number].total() / (times("fixes/repair.rs") + 2 + times("judge.rs"))
    };
    assert_doubled("fix", &text, [each(0), each(1)], 25, &repaired);
});

fn assert_doubled(what: &str, text: &str, [once, twice]: [usize; 2], tenths: usize, work: &[Work; 2]) {
    let is_linear = twice * 10 <= once * tenths + 10 * LENGTHS[0];
    assert!(is_linear, "{what} {text:?}: {once} steps, then {twice}; {}", work[1].grown(&work[0], 25));
}
