import type { DocumentKey, DocumentVersion } from './database';
import { partsOf, type KeyParts } from './documentKeys';

// Record: length of head (u32), length of body (u32), head as JSON, body. A payload of a log is one record after another.

/** What one record says; without a tag, the document is removed. Its body follows it. */
export interface RecordHead {
  readonly key: KeyParts;
  readonly entityTag?: string;
}

/** A record, and where in its payload the body begins. */
export interface LogRecord {
  readonly head: RecordHead;
  readonly bodyStart: number;
  readonly bodyLength: number;
  /** Of the whole record. */
  readonly length: number;
}

const LENGTHS = 8;

/** @param version undefined where the document is removed */
export function encodeRecord(key: DocumentKey, version: DocumentVersion | undefined): Buffer {
  const head: RecordHead = { key: partsOf(key), ...(version && { entityTag: version.entityTag }) };
  const body = version?.body ?? new Uint8Array();
  const json = Buffer.from(JSON.stringify(head), 'utf8');
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  return Buffer.concat([lengths, json, body]);
}

export function* recordsOf(payload: Buffer): Generator<LogRecord> {
  for (let at = 0; at < payload.length; ) {
    const bodyStart = at + LENGTHS + payload.readUInt32LE(at);
    const bodyLength = payload.readUInt32LE(at + 4);
    const head = JSON.parse(payload.toString('utf8', at + LENGTHS, bodyStart)) as RecordHead;
    yield { head, bodyStart, bodyLength, length: bodyStart + bodyLength - at };
    at = bodyStart + bodyLength;
  }
}
