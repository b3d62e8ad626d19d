import { build, sign } from '../render/build.js';
import type { Speech } from '../texts/speak.js';

/** Options of {@link dropZone}. */
export interface DropZoneOptions {
  readonly speech: Speech;
  /** One line, below an answer. */
  readonly compact: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The place to drop files on, with a button that does the same. */
export function dropZone({ speech, compact, onFiles }: DropZoneOptions): HTMLElement {
  const { page } = speech.texts;
  const input = build('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    'aria-label': speech.typeset(page.choose),
  });
  input.addEventListener('change', () => {
    onFiles([...(input.files ?? [])]);
    // So that the same file, changed, can be chosen again.
    input.value = '';
  });
  const button = build('button', { type: 'button', class: compact ? 'button second' : 'button' }, [page.choose]);
  button.addEventListener('click', () => input.click());
  const title = build('strong', { 'data-while-dragging': speech.typeset(page.dropHere) }, [
    speech.typeset(compact ? page.again : page.drop),
  ]);
  return build('section', { class: compact ? 'card drop compact' : 'card drop', 'aria-label': page.choose }, [
    sign('file'),
    title,
    button,
    !compact && build('p', { class: 'small' }, [speech.typeset(page.kinds)]),
    input,
  ]);
}

/** Takes files that are dropped anywhere on the page, or pasted into it. */
export function takeDroppedFiles(onFiles: (files: readonly File[]) => void): void {
  let depth = 0;
  const show = (isOver: boolean) => {
    document.body.classList.toggle('dragging', isOver);
  };
  const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;
  addEventListener('dragenter', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth += 1;
    show(true);
  });
  addEventListener('dragover', (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) show(false);
  });
  addEventListener('drop', (event) => {
    depth = 0;
    show(false);
    if (!holdsFiles(event)) return;
    // Or the browser would leave the page and open the file.
    event.preventDefault();
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
  addEventListener('paste', ({ clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });
}
