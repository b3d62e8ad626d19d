/** The style of the server's own pages: quiet, the reader's font and scheme, paper when printed. */
export const pageStyle = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
a { color: inherit; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font-size: 0.875rem; }
@media print { body { padding: 0; max-width: none; } @page { margin: 20mm; } }
`;
