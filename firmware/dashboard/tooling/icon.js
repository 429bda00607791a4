// Draws the icon as a PNG file: phones do not take SVG for their home screen.

import { crc32 } from 'node:zlib';
import { zlibAsync } from '@gfx/zopfli';

const size = 192;
const line = [[42, 102], [66, 102], [87, 60], [111, 138], [126, 102], [150, 102]];
const thickness = 13.2;
const background = [11, 122, 107];

/** @returns {Promise<Buffer>} a square of 192 pixels */
export async function drawIcon() {
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const cover = Math.min(1, Math.max(0, thickness / 2 + 0.5 - distance(x + 0.5, y + 0.5)));
      background.forEach((colour, i) => (rows[y * (1 + size * 3) + 1 + x * 3 + i] = Math.round(colour + (255 - colour) * cover)));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const data = Buffer.from(await zlibAsync(rows, { numiterations: 15 }));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function distance(x, y) {
  return Math.min(...line.slice(1).map(([x2, y2], i) => {
    const [x1, y1] = line[i];
    const t = Math.min(1, Math.max(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)));
    return Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
  }));
}

function chunk(type, data) {
  const made = Buffer.alloc(12 + data.length);
  made.writeUInt32BE(data.length, 0);
  made.write(type, 4, 'latin1');
  made.set(data, 8);
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length);
  return made;
}
