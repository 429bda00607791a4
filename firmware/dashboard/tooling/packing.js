// Bytes as characters of C# string literals. nanoFramework copies arrays to RAM but leaves literals in flash, and ends a string at
// its first NUL. So 7 bytes become 8 values of 7 bits, most significant bits first, each stored as the character value + 1.

const bytesPerGroup = 7;
const charactersPerGroup = 8;

/** Characters in one literal: 128 groups, 896 bytes. */
const charactersPerChunk = 1024;

/** @param {Uint8Array} bytes */
export function pack(bytes) {
  let packed = '';
  for (let start = 0; start < bytes.length; start += bytesPerGroup) {
    let group = 0n;
    for (let i = 0; i < bytesPerGroup; i++) {
      group = (group << 8n) | BigInt(bytes[start + i] ?? 0);
    }
    for (let shift = 49n; shift >= 0n; shift -= 7n) {
      packed += String.fromCharCode(Number((group >> shift) & 127n) + 1);
    }
  }
  return packed;
}

/** The inverse, written another way (bit by bit) so that it checks `pack` rather than repeats it. */
export function unpack(packed, length) {
  const bytes = new Uint8Array(length);
  for (let bit = 0; bit < length * 8; bit++) {
    const value = packed.charCodeAt(Math.floor(bit / bytesPerGroup)) - 1;
    const set = (value >> (bytesPerGroup - 1 - (bit % bytesPerGroup))) & 1;
    bytes[bit >> 3] |= set << (7 - (bit & 7));
  }
  return bytes;
}

export function chunks(packed) {
  const parts = [];
  for (let start = 0; start < packed.length; start += charactersPerChunk) {
    parts.push(packed.slice(start, start + charactersPerChunk));
  }
  return parts;
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
