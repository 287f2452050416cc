/** Bytes with a JSON object before them: the lengths of both in four bytes each (little-endian), the object, the parts. */
export function headed(header: object, parts: readonly Buffer[]): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const body = Buffer.concat(parts);
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  return Buffer.concat([lengths, json, body]);
}

/** Takes apart what {@link headed} made. Throws when it is something else, or cut short. The body is a view, no copy. */
export function unheaded(bytes: Buffer): { readonly header: object; readonly body: Buffer } {
  const end = LENGTHS + bytes.readUInt32LE(0);
  if (bytes.length !== end + bytes.readUInt32LE(4)) throw new Error('The file is not whole.');
  const header: unknown = JSON.parse(bytes.toString('utf8', LENGTHS, end));
  if (typeof header !== 'object' || header === null) throw new Error('The file has no header.');
  return { header, body: bytes.subarray(end) };
}

const LENGTHS = 8;
