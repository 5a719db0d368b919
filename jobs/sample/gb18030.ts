/** Encodes text as GB18030 (GB 18030-2022), as spreadsheets in China save CSV. The platform only decodes, so its decoder is turned round. */

/** Character → its two bytes, made once from all two-byte codes. */
let pairs: ReadonlyMap<string, number> | null = null;

/** Throws RangeError for a character outside ASCII, the two-byte codes and the supplementary planes. */
export function encodeGb18030(text: string): Uint8Array {
  pairs ??= invert();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const pair = pairs.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else if (code >= 0x10000) bytes.push(...fourBytes(code - 0x10000 + SUPPLEMENTARY));
    else throw new RangeError(`U+${code.toString(16)} has no two-byte code in GB18030`);
  }
  return Uint8Array.from(bytes);
}

/** Linear index of 0x90308130, the code of U+10000. */
const SUPPLEMENTARY = 189_000;

function fourBytes(index: number): [number, number, number, number] {
  return [
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

function invert(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '\ufffd') found.set(character, (lead << 8) | trail);
    }
  }
  return found;
}
