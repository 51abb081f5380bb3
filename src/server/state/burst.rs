//! Changes that come faster than anybody types, such as those of a script: nobody reads what is said between them.
//!
//! A change that comes before the one before it was answered begins a burst, if both come close together. One that comes
//! after the answer does not, however soon: whoever waits for answers is to have them at once.

use std::time::{Duration, Instant};

/// Changes that are further apart than this may be typed: a key that is held repeats every 30 ms.
const NEAR: Duration = Duration::from_millis(25);

/// Changes are over once none has come for so long, one frame of a screen.
const PAUSE: Duration = Duration::from_millis(16);

/// When a document was changed last, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Burst {
    last: Option<Instant>,
    course: Course,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Course {
    /// Changes are answered one by one.
    #[default]
    Calm,
    /// They come faster.
    Fast,
    /// They did, and the last one came after an answer: the burst went on behind a pause, or it is over.
    Doubtful,
}

impl Burst {
    /// Notes a change; `is_answered` says whether the one before it was.
    pub fn note(&mut self, now: Instant, is_answered: bool) {
        let is_near = self.last.is_some_and(|last| now.saturating_duration_since(last) < NEAR);
        self.course = match self.course {
            _ if !is_near => Course::Calm,
            _ if !is_answered => Course::Fast,
            Course::Fast => Course::Doubtful,
            Course::Calm | Course::Doubtful => Course::Calm,
        };
        self.last = Some(now);
    }

    /// How long to wait for further changes; nothing where there is no burst, or it paused.
    pub fn rest(&self, now: Instant) -> Option<Duration> {
        let last = self.last.filter(|_| self.course != Course::Calm)?;
        PAUSE.checked_sub(now.saturating_duration_since(last)).filter(|rest| !rest.is_zero())
    }

    /// When the last change came.
    pub fn last(&self) -> Option<Instant> {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn keys_are_answered_at_once() {
        let (mut burst, begin) = (Burst::default(), Instant::now());
        for key in 0..20 {
            let now = begin + 30 * MS * key;
            // Even where answers are late.
            burst.note(now, false);
            assert_eq!(burst.rest(now), None, "key {key}");
        }
    }

    #[test]
    fn who_waits_for_answers_has_them_at_once() {
        let (mut burst, begin) = (Burst::default(), Instant::now());
        for edit in 0..20 {
            let now = begin + MS * edit;
            burst.note(now, true);
            assert_eq!(burst.rest(now), None, "edit {edit}");
        }
    }

    #[test]
    fn a_burst_is_answered_when_it_pauses() {
        let (mut burst, begin) = (Burst::default(), Instant::now());
        burst.note(begin, true);
        assert_eq!(burst.rest(begin), None, "nobody knows yet");
        burst.note(begin + MS, false);
        assert_eq!(burst.rest(begin + MS), Some(PAUSE));
        assert_eq!(burst.rest(begin + 3 * MS), Some(PAUSE.saturating_sub(2 * MS)));
        assert_eq!(burst.rest(begin + 17 * MS), None);
    }

    #[test]
    fn a_burst_may_go_on_behind_a_pause_and_ends_with_who_waits() {
        let (mut burst, begin) = (Burst::default(), Instant::now());
        burst.note(begin, true);
        burst.note(begin + MS, false);
        burst.note(begin + 20 * MS, true);
        assert_eq!(burst.rest(begin + 20 * MS), Some(PAUSE), "it goes on");
        burst.note(begin + 21 * MS, false);
        assert_eq!(burst.rest(begin + 21 * MS), Some(PAUSE));
        for (after, rest) in [(38, Some(PAUSE)), (55, None), (56, None)] {
            burst.note(begin + after * MS, true);
            assert_eq!(burst.rest(begin + after * MS), rest, "after {after} ms");
        }
    }
}
