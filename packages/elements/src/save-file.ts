/** Hands a file to the person, without leaving the page. */
export function saveFile(
  content: Blob | string,
  { name, type = 'application/json' }: { name: string; type?: string },
): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  saveFrom(address, name);
  // The browser reads the address after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Downloads from an address that answers with an attachment. */
export function saveFrom(address: string, name = ''): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.rel = 'noopener';
  link.click();
}
