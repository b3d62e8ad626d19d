import { Localize } from '@paraph/elements';
import { expect } from 'chai';
import { LitElement } from 'lit';

class LocalizeProbe extends LitElement {
  readonly localize = new Localize(this);
  override render(): unknown {
    return this.localize.texts?.common.tryAgain;
  }
}
customElements.define('localize-probe', LocalizeProbe);

async function probeIn(html: string): Promise<LocalizeProbe> {
  const stage = document.createElement('div');
  stage.innerHTML = html;
  document.body.append(stage);
  const probe = stage.querySelector('localize-probe') as LocalizeProbe;
  await said(probe, () => true);
  return probe;
}

async function said(probe: LocalizeProbe, holds: (text: string) => boolean): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    await probe.updateComplete;
    const text = probe.renderRoot.textContent ?? '';
    if (text !== '' && holds(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return probe.renderRoot.textContent ?? '';
}

describe('the language of an element', () => {
  it('is that of the nearest lang', async () => {
    const probe = await probeIn('<section lang="en"><p lang="fr-CA"><localize-probe></localize-probe></p></section>');
    expect(await said(probe, (text) => text === 'Réessayer')).to.equal('Réessayer');
  });

  it('follows a lang that changes on an ancestor', async () => {
    const probe = await probeIn('<section lang="en"><localize-probe></localize-probe></section>');
    expect(await said(probe, (text) => text === 'Try again')).to.equal('Try again');
    probe.closest('section')?.setAttribute('lang', 'fr');
    expect(await said(probe, (text) => text === 'Réessayer')).to.equal('Réessayer');
  });

  it('is looked for through shadow roots', async () => {
    const host = document.createElement('div');
    host.lang = 'fr';
    host.attachShadow({ mode: 'open' }).innerHTML = '<localize-probe></localize-probe>';
    document.body.append(host);
    const probe = host.shadowRoot?.querySelector('localize-probe') as LocalizeProbe;
    expect(await said(probe, (text) => text === 'Réessayer')).to.equal('Réessayer');
  });

  it('falls back to English', async () => {
    const probe = await probeIn('<section lang="eo"><localize-probe></localize-probe></section>');
    expect(await said(probe, (text) => text === 'Try again')).to.equal('Try again');
  });

  it('says today, tomorrow and yesterday in its words', async () => {
    const probe = await probeIn('<section lang="fr"><localize-probe></localize-probe></section>');
    const noon = new Date(2026, 10, 24, 12).getTime();
    const days = [-1, 0, 1].map((day) => probe.localize.day(noon + day * 86_400_000, noon));
    expect(days).to.deep.equal(['hier', 'aujourd’hui', 'demain']);
  });
});
