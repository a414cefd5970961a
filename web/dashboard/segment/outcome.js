// What became of an event or of a step of it, in words.

const plain = {
  pending: ['On its way', ''],
  retrying: ['Retrying', 'mixed'],
  failed: ['Refused by Dub', 'bad'],
  rejected: ['Never sent', 'bad'],
  discarded: ['Discarded', 'bad'],
  duplicate: ['Duplicate', ''],
  filtered: ['Not taken', ''],
};

const foreseen = {
  success: { words: 'Would be sent', kind: 'good' },
  rejected: { words: 'Would be rejected', kind: 'bad' },
};

/** Whether Dub's answer to a delivery says that something was recorded. @param {any} step */
export function isRecorded(step) {
  if (step.outcome !== 'success' || !step.lead) return false;
  return Boolean(step.subscription.partnerAction === 'trackSale' ? step.lead.sale : step.lead.link);
}

/** @param {any} step @returns {{words: string, kind: string}} for a badge */
export function stepOutcome(step) {
  // What a preview makes was never sent.
  if (!('delivery' in step) && foreseen[step.outcome]) return foreseen[step.outcome];
  if (step.outcome !== 'success') return of(step.outcome);
  if (!isRecorded(step)) return { words: 'Nothing recorded', kind: 'mixed' };
  return { words: step.subscription.partnerAction === 'trackSale' ? 'Sale recorded' : 'Lead recorded', kind: 'good' };
}

/** @param {any} entry @returns {{words: string, kind: string}} */
export function outcome(entry) {
  if (entry.outcome !== 'success') return of(entry.outcome);
  const steps = entry.destinations.flatMap((each) => each.steps).filter((step) => step.outcome === 'success');
  return stepOutcome(steps.find((step) => !isRecorded(step)) ?? steps[0]);
}

function of(name) {
  const [words, kind] = plain[name] ?? [name, ''];
  return { words, kind };
}
