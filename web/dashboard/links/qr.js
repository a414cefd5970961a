// The QR code of a short link.

import { nameOf } from './name.js';
import { queryText } from '../lib/api.js';
import { copyButton, make } from '../lib/dom.js';

const sizes = [300, 600, 1200, 2400];

/** Shows the QR code of a link. @param {{shortLink: string, domain: string, key: string}} link */
export function openQR(link) {
  const { shortLink, key } = link;
  const picture = (size) => `/qr${queryText({ url: `${shortLink}?qr=1`, size })}`;
  const name = `qr-${key.replaceAll(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 60)}.png`;
  const address = () => new URL(picture(size.value), location.href).href;
  const size = make('select', { id: 'qr-size' },
    ...sizes.map((each) => make('option', { value: each, selected: each === 600 }, `${each} × ${each} pixels`)));
  const download = make('a', { class: 'button', download: name, href: picture(600) }, 'Download PNG');
  size.addEventListener('change', () => { download.href = picture(size.value); });
  const box = make('dialog', { class: 'card qr', 'aria-labelledby': 'qr-title' },
    make('div', { class: 'head' }, make('h2', { id: 'qr-title' }, 'QR code'),
      make('button', { type: 'button', class: 'small quiet', autofocus: true, onclick: () => box.close() }, 'Close')),
    make('img', { src: picture(600), alt: `QR code that opens ${nameOf(link)}`, width: 300, height: 300 }),
    make('p', { class: 'address' }, nameOf(link)),
    make('p', { class: 'hint' }, 'It opens the short link with ?qr=1, which counts the click as a QR scan.'),
    make('div', {}, make('label', { for: 'qr-size' }, 'Size'), size),
    make('p', { class: 'actions' }, download,
      copyButton(address, 'the address of the picture', 'Copy its address')));
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
}
