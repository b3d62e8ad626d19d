import { type SVGTemplateResult, svg } from 'lit';
import { encode } from 'uqr';

/** A QR code as one path: dark on light in every colour scheme, since a camera wants it so. */
export function qrImage(text: string, label: string): SVGTemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return svg`
    <svg class="qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
      <rect width=${size} height=${size} fill="#fff" /><path d=${modules} fill="#000" />
    </svg>
  `;
}
