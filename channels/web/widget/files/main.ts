import type { SentFile } from '../entries.js';
import type { FilesHost } from '../files-host.js';
import { h } from '../view/dom.js';
import { icon } from '../view/icons.js';
import css from './files.css';
import { previewOf } from './preview.js';
import { type Upload, upload } from './upload.js';
import { wordsFor } from './words.js';

const MOST = 10; // files of one message

/** A file beside the field: on its way, kept, or refused. */
interface Chip {
  readonly element: HTMLElement;
  readonly upload: Upload;
  kept: SentFile | undefined;
}

/** Puts files into a widget: picked, dropped or pasted, uploaded at once, sent with the next message. */
export function install({ options, conversation, composer, panel, path, dress }: FilesHost): void {
  dress(css);
  const words = wordsFor(options.lang);
  const chips = new Set<Chip>();
  const status = h('p', { class: 'unseen', role: 'status' });
  const note = h('p', { class: 'note', role: 'alert', hidden: true });
  const list = h('ul', { class: 'chips' });
  const tray = h('div', { class: 'tray', hidden: true }, list, note, status);
  const input = h('input', { type: 'file', multiple: true, hidden: true, tabindex: -1 });
  const click = () => input.click();
  const button = h(
    'button',
    { type: 'button', class: 'attach', 'aria-label': words.attach, title: words.attach, click },
    icon('clip'),
  );
  const veil = h('div', { class: 'veil', 'aria-hidden': 'true', hidden: true }, icon('clip'), words.drop);

  function show(): void {
    list.hidden = chips.size === 0;
    tray.hidden = chips.size === 0 && note.hidden;
    composer.refresh();
  }

  function complain(problem: string | undefined): void {
    note.hidden = problem === undefined;
    note.textContent = problem ?? '';
    show();
  }

  function add(files: Iterable<File>): void {
    complain(undefined);
    for (const file of files) {
      if (chips.size >= MOST) {
        complain(words.many(MOST));
        return;
      }
      addOne(file);
    }
    composer.focus();
  }

  function addOne(file: File): void {
    const { session } = conversation.state();
    if (session === undefined || conversation.linkState() !== 'online') {
      complain(words.offline);
      return;
    }
    const address = new URL(path, options.home);
    address.searchParams.set('session_id', session);
    const bar = h('span', { class: 'bar' });
    const face = h('span', { class: 'thumb' }, icon('file'));
    const remove = () => {
      drop(chip);
      chip.upload.cancel();
      composer.focus();
    };
    const label = words.remove(file.name);
    const element = h(
      'li',
      { class: 'chip', 'data-state': 'uploading' },
      face,
      h('span', { class: 'file-name', dir: 'auto' }, file.name),
      h(
        'button',
        { type: 'button', class: 'control', 'aria-label': label, title: label, click: remove },
        icon('close'),
      ),
      bar,
    );
    const sending = upload(address.href, file, words.failed, (share) =>
      bar.style.setProperty('--share', share.toFixed(2)),
    );
    const chip: Chip = { element, upload: sending, kept: undefined };
    chips.add(chip);
    list.append(element);
    status.textContent = words.uploading(file.name);
    show();
    const preview = previewOf(file);
    void preview.then((src) => src !== undefined && face.replaceChildren(h('img', { src, alt: '' })));
    sending.kept
      .then(async (kept) => {
        const src = await preview;
        chip.kept = src === undefined ? kept : { ...kept, preview: src };
        element.dataset.state = 'ready';
        status.textContent = words.ready(file.name);
        show();
      })
      .catch((error: unknown) => {
        if (!chips.has(chip)) return;
        drop(chip);
        complain(error instanceof Error ? `${file.name}: ${error.message}` : words.failed);
      });
  }

  function drop(chip: Chip): void {
    chips.delete(chip);
    chip.element.remove();
    show();
  }

  input.addEventListener('change', () => {
    add(input.files ?? []);
    input.value = '';
  });
  panel.addEventListener('paste', (event) => {
    const files = event.clipboardData?.files;
    if (files === undefined || files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  panel.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  panel.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node) || !panel.contains(event.relatedTarget)) veil.hidden = true;
  });
  panel.addEventListener('drop', (event) => {
    veil.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer?.files ?? []);
  });

  composer.element.before(tray);
  composer.element.prepend(button, input);
  panel.append(veil);
  composer.attach({
    count: () => chips.size,
    isReady: () => [...chips].every(({ kept }) => kept !== undefined),
    take() {
      const files = [...chips].flatMap(({ kept }) => kept ?? []);
      for (const chip of [...chips]) drop(chip);
      return files;
    },
  });
}
