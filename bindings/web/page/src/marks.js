// The damages of the article in its editor: where they are as somebody types on, which one is looked at, which ones are skipped.

import { invertedEffects } from "@codemirror/commands";
import { ChangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const CLASSES = ["info", "warning", "error"].map((name) => `damage damage-${name}`);

/** What the engine found, and the changes since the text that it read: `{report, since}`. */
export const setReport = StateEffect.define();

/** The number of the finding that is looked at; -1 for none. */
export const setCurrent = StateEffect.define();

/** A damage that the writer leaves as it is: `{from, to}`, and the ranges that its repair would change, `touched`. */
export const skip = StateEffect.define({ map: mapped });
export const unskip = StateEffect.define({ map: mapped });

function mapped({ from, to, touched = [] }, changes) {
  return { from: changes.mapPos(from, 1), to: changes.mapPos(to, -1), touched: touched.map((range) => mapped(range, changes)) };
}

const none = { report: undefined, since: undefined, current: -1, decorations: Decoration.none };

export const damages = StateField.define({
  create: () => none,
  update(value, transaction) {
    let next = value;
    if (transaction.docChanged && value.report) {
      const since = value.since.compose(transaction.changes);
      next = { ...value, since, decorations: value.decorations.map(transaction.changes) };
    }
    for (const effect of transaction.effects) {
      if (effect.is(setReport)) {
        const { report, since } = effect.value;
        const current = sameFinding(next, report, since);
        next = { report, since, current, decorations: decorated(report, since) };
      } else if (effect.is(setCurrent)) {
        next = { ...next, current: effect.value };
      }
    }
    return next;
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    EditorView.decorations.of((view) => lookedAt(view.state)),
  ],
});

export const skipped = StateField.define({
  create: () => [],
  update(value, transaction) {
    let next = transaction.docChanged ? value.map((range) => mapped(range, transaction.changes)).filter(({ from, to }) => from <= to) : value;
    for (const effect of transaction.effects) {
      if (effect.is(skip)) {
        next = [...next, effect.value];
      } else if (effect.is(unskip)) {
        next = next.filter((range) => !isSame(range, effect.value));
      }
    }
    return next;
  },
});

function isSame(one, other) {
  return one.from === other.from && one.to === other.to;
}

/** Undoing takes back a skip as it does an edit. */
const undoable = invertedEffects.of((transaction) =>
  transaction.effects.flatMap((effect) => {
    if (effect.is(skip)) {
      return [unskip.of(effect.value)];
    }
    return effect.is(unskip) ? [skip.of(effect.value)] : [];
  }),
);

export const marks = [damages, skipped, undoable];

/** The number, in a new report, of the finding that is looked at; -1 where it is gone. */
function sameFinding({ report: known, since: moved, current }, report, since) {
  if (current < 0 || !known) {
    return -1;
  }
  const place = moved.mapPos(known.starts[current], 1);
  return report.starts.findIndex((start) => since.mapPos(start, 1) === place);
}

function decorated({ starts, ends, severities, safeties }, since) {
  const length = since.newLength;
  const ranges = [];
  let reached = 0;
  for (let at = 0; at < starts.length; at += 1) {
    const [start, end] = [since.mapPos(starts[at], 1), since.mapPos(ends[at], -1)];
    // An empty place is shown at the character behind it, or before it.
    const from = Math.max(reached, Math.min(start, length - 1));
    const to = Math.max(end, from + 1);
    if (length > 0 && from >= 0 && to <= length) {
      const isFixable = safeties[at] > 1;
      ranges.push(Decoration.mark({ class: CLASSES[severities[at]], attributes: isFixable ? {} : { "data-byhand": "" } }).range(from, to));
    }
    reached = Math.max(reached, from);
  }
  return Decoration.set(ranges);
}

const CURRENT = Decoration.mark({ class: "damage-current" });

function lookedAt(state) {
  const { current } = state.field(damages);
  const place = current < 0 ? undefined : placeOf(state, current);
  const shown = place && { from: Math.min(place.from, state.doc.length - 1), to: Math.max(place.to, Math.min(place.from, state.doc.length - 1) + 1) };
  return shown && shown.from >= 0 ? Decoration.set([CURRENT.range(shown.from, shown.to)]) : Decoration.none;
}

/** Where a finding is now. */
export function placeOf(state, at) {
  const { report, since } = state.field(damages);
  if (!report || at >= report.starts.length) {
    return undefined;
  }
  const from = since.mapPos(report.starts[at], 1);
  return { from, to: Math.max(from, since.mapPos(report.ends[at], -1)) };
}

export function isSkipped(state, at) {
  const place = placeOf(state, at);
  return place !== undefined && state.field(skipped).some((range) => isSame(range, place));
}

/** How many findings there are. */
export function count(state) {
  return state.field(damages).report?.starts.length ?? 0;
}

/** The number of the first finding that ends behind `position`; -1 where there is none. */
export function findingAt(state, position) {
  const { report, since } = state.field(damages);
  const found = report ? report.ends.findIndex((end) => since.mapPos(end, -1) >= position) : -1;
  const place = found < 0 ? undefined : placeOf(state, found);
  return place && place.from <= position ? found : -1;
}

/** No changes in a text of this length. */
export function unchanged(length) {
  return ChangeSet.empty(length);
}
