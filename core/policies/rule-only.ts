import type { Domain } from '../domain/domain.js';
import { NOT_SET } from '../tracker/names.js';
import type { RuleOnly } from '../tracker/state.js';
import type { TrainingData } from '../training-data/training-data.js';
import { walkRule } from './rule-ways.js';
import { walkStories } from './story-paths.js';

/** The slots and loops that rules speak of and stories do not. */
export function findRuleOnly(data: Pick<TrainingData, 'rules' | 'stories'>, domain: Domain): RuleOnly {
  const inRules = collector();
  const inStories = collector();
  for (const rule of data.rules)
    walkRule(rule, domain, ({ tracker }) => inRules.add(tracker.states(1, { slots: 'set' })));
  walkStories(data.stories, domain, 1, ({ tracker }) => inStories.add(tracker.states(1)));
  return {
    slots: [...inRules.slots].filter((slot) => !inStories.slots.has(slot)).sort(),
    loops: [...inRules.loops].filter((loop) => !inStories.loops.has(loop) && loop !== NOT_SET).sort(),
  };
}

function collector() {
  const slots = new Set<string>();
  const loops = new Set<string>();
  return {
    slots,
    loops,
    add(states: readonly { readonly slots: Readonly<Record<string, string>>; readonly loop: string | undefined }[]) {
      for (const state of states) {
        for (const name in state.slots) slots.add(name);
        if (state.loop !== undefined) loops.add(state.loop);
      }
    },
  };
}
