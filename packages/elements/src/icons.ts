import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const icon = (shape: SVGTemplateResult): TemplateResult => html`
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    ${shape}
  </svg>
`;

/** A tone has a shape as well as a colour: nothing is said by colour alone. */
export type Tone = 'good' | 'waiting' | 'failed' | 'neutral';

const circle = svg`<circle cx="12" cy="12" r="9" />`;

export const iconOk = icon(svg`${circle}<path d="m8 12.4 2.7 2.7L16 9.6" />`);
export const iconWait = icon(svg`${circle}<path d="M12 7.5V12l3 2" />`);
export const iconNo = icon(svg`${circle}<path d="m9 9 6 6m0-6-6 6" />`);
export const iconInfo = icon(svg`${circle}<path d="M12 11v5M12 8v.1" />`);
export const iconAsk = icon(svg`${circle}<path d="M9.7 9.4a2.4 2.4 0 1 1 3.4 2.6c-.8.4-1.1.8-1.1 1.6M12 16.6v.1" />`);
export const iconTurn = icon(svg`<path d="M12 3a9 9 0 1 0 9 9" />`);
export const iconFile = icon(
  svg`<path d="M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7z" /><path d="M14 3v4h4M12 11v6m-2.5-2.5L12 17l2.5-2.5" />`,
);

/** The icon of a tone. */
export const toneIcon: Readonly<Record<Tone, TemplateResult>> = {
  good: iconOk,
  waiting: iconWait,
  failed: iconNo,
  neutral: iconInfo,
};
