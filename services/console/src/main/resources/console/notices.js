// What a view says while it has nothing to show: loading, nothing there yet, or why it failed.
import { h } from './elements.js';

/**
 * A line that tells where a resource stands. With an error it has a Retry button.
 * update(resource, nothing): nothing is the sentence for a resource without content, or null.
 */
export class Notice {
  constructor() {
    this.box = h('div', { class: 'notice', role: 'status', hidden: true });
    this.said = null;
  }

  update(resource, nothing = null) {
    const { error, loaded } = resource;
    if (error) {
      const older = loaded ? ' What is shown is older.' : '';
      this.say('failed', `${error}${older}`, resource);
    } else if (!loaded) {
      this.say('loading', 'Loading …');
    } else {
      this.say('empty', nothing);
    }
  }

  say(kind, sentence, resource = null) {
    const key = `${kind} ${sentence}`;
    if (key === this.said) {
      return;
    }
    this.said = key;
    this.box.hidden = !sentence;
    this.box.dataset.kind = kind;
    const retry =
      resource && h('button', { type: 'button', click: () => resource.refresh() }, 'Retry');
    this.box.replaceChildren(h('span', {}, sentence ?? ''), ...(retry ? [retry] : []));
  }
}
