// Bytes as characters of C# string literals. nanoFramework copies arrays to RAM but leaves literals in flash. It ends a string at its first
// NUL, and copies characters below 128 as they are. So a chunk has the lower 7 bits of each byte; then the upper bits of each 6 bytes,
// and 64; then where a byte's lower bits are 0 and had to be written as 1. firmware/Pages/PackedContent.cs reads it.

export const bytesPerChunk = 864;
const bytesPerGroup = 6;

/**
 * @param {Uint8Array} bytes
 * @returns {string[]} the chunks
 */
export function pack(bytes) {
  const chunks = [];
  for (let start = 0; start < bytes.length; start += bytesPerChunk) {
    chunks.push(packChunk(bytes.subarray(start, start + bytesPerChunk)));
  }
  return chunks;
}

function packChunk(bytes) {
  const upper = new Array(Math.ceil(bytes.length / bytesPerGroup)).fill(64);
  const zeros = [];
  const lower = Array.from(bytes, (byte, i) => {
    upper[Math.floor(i / bytesPerGroup)] |= (byte >> 7) << (i % bytesPerGroup);
    if ((byte & 127) === 0) {
      zeros.push((i >> 5) + 1, (i & 31) + 1);
      return 1;
    }
    return byte & 127;
  });
  if (zeros.length > bytesPerChunk / bytesPerGroup) {
    throw new Error('These bytes have more zeros than the firmware has room for: are they compressed?');
  }
  return String.fromCharCode(...lower, ...upper, ...zeros);
}

/** The inverse, a byte at a time so that it checks `pack` rather than repeats it. */
export function unpack(chunks, length) {
  return Uint8Array.from({ length }, (_, position) => {
    const chunk = chunks[Math.floor(position / bytesPerChunk)];
    const size = Math.min(bytesPerChunk, length - (position - (position % bytesPerChunk)));
    const i = position % bytesPerChunk;
    const upper = chunk.charCodeAt(size + Math.floor(i / 6)) & (1 << (i % 6)) ? 128 : 0;
    const zeros = chunk.slice(size + Math.ceil(size / 6));
    for (let at = 0; at < zeros.length; at += 2) {
      if ((zeros.charCodeAt(at) - 1) * 32 + zeros.charCodeAt(at + 1) - 1 === i) {
        return upper;
      }
    }
    return upper | chunk.charCodeAt(i);
  });
}

/** A C# string literal in plain ASCII. */
export function literal(text) {
  const escaped = text.replace(
    /[^ !#-[\]-~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

/** Reads the characters back out of a literal made by `literal`. */
export function readLiteral(source) {
  return source.slice(1, -1).replace(/\\u([0-9A-F]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
}
