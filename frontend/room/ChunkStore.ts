import type { HashState } from "./Sha256";

/** One unbroken piece of a recording. began, touched: epoch milliseconds. size: bytes recorded so far. */
export interface Segment {
  key: string;
  url: string;
  source: "candidate_camera" | "candidate_audio";
  began: number;
  touched: number;
  size: number;
  hash: HashState;
  ended: boolean;
}

export interface Chunk {
  segment: string;
  offset: number;
  bytes: ArrayBuffer;
}

/** Where what was recorded waits until the server has it. */
export interface ChunkStore {
  /** Those of an address, oldest first. */
  segments(url: string): Promise<Segment[]>;
  /** Both or neither. */
  keep(segment: Segment, chunk?: Chunk): Promise<void>;
  /** In order, from the one that holds this byte on, until `most` bytes are together. */
  chunks(segment: string, from: number, most: number): Promise<Chunk[]>;
  /** The server has everything before this byte. */
  drop(segment: string, before: number): Promise<void>;
  forget(segment: string): Promise<void>;
}

const oldestFirst = (segments: Segment[]) => segments.sort((a, b) => a.began - b.began);
const end = (chunk: Chunk) => chunk.offset + chunk.bytes.byteLength;

/** For browsers that keep nothing: lost with the page. */
export class MemoryStore implements ChunkStore {
  private readonly known = new Map<string, Segment>();
  private held: Chunk[] = [];

  async segments(url: string): Promise<Segment[]> {
    return oldestFirst([...this.known.values()].filter((each) => each.url === url).map((each) => ({ ...each })));
  }

  async keep(segment: Segment, chunk?: Chunk): Promise<void> {
    this.known.set(segment.key, { ...segment });
    if (chunk) this.held.push(chunk);
  }

  async chunks(segment: string, from: number, most: number): Promise<Chunk[]> {
    const found = [];
    let size = 0;
    for (const chunk of this.held) {
      if (chunk.segment !== segment || end(chunk) <= from || size >= most) continue;
      found.push(chunk);
      size += chunk.bytes.byteLength;
    }
    return found;
  }

  async drop(segment: string, before: number): Promise<void> {
    this.held = this.held.filter((chunk) => chunk.segment !== segment || end(chunk) > before);
  }

  async forget(segment: string): Promise<void> {
    this.known.delete(segment);
    this.held = this.held.filter((chunk) => chunk.segment !== segment);
  }
}

const NAME = "greenroom-recordings";
const [SEGMENTS, CHUNKS] = ["segments", "chunks"] as const;

/** IndexedDB: survives the page, the browser, and the lid. */
class IndexedStore implements ChunkStore {
  constructor(private readonly db: IDBDatabase) {}

  async segments(url: string): Promise<Segment[]> {
    const store = this.db.transaction(SEGMENTS).objectStore(SEGMENTS);
    return oldestFirst(await answered<Segment[]>(store.index("url").getAll(url)));
  }

  keep(segment: Segment, chunk?: Chunk): Promise<void> {
    const both = this.db.transaction([SEGMENTS, CHUNKS], "readwrite");
    both.objectStore(SEGMENTS).put(segment);
    if (chunk) both.objectStore(CHUNKS).put(chunk);
    return done(both);
  }

  chunks(segment: string, from: number, most: number): Promise<Chunk[]> {
    const walk = this.db.transaction(CHUNKS).objectStore(CHUNKS).openCursor(range(segment));
    const found: Chunk[] = [];
    let size = 0;
    return new Promise((resolve, reject) => {
      walk.onerror = () => reject(walk.error);
      walk.onsuccess = () => {
        const chunk = walk.result?.value as Chunk | undefined;
        if (!chunk || size >= most) return resolve(found);
        if (end(chunk) > from) {
          found.push(chunk);
          size += chunk.bytes.byteLength;
        }
        walk.result!.continue();
      };
    });
  }

  async drop(segment: string, before: number): Promise<void> {
    const change = this.db.transaction(CHUNKS, "readwrite");
    const walk = change.objectStore(CHUNKS).openCursor(range(segment, before));
    walk.onsuccess = () => {
      const chunk = walk.result?.value as Chunk | undefined;
      if (!chunk) return;
      if (end(chunk) <= before) walk.result!.delete();
      walk.result!.continue();
    };
    return done(change);
  }

  forget(segment: string): Promise<void> {
    const both = this.db.transaction([SEGMENTS, CHUNKS], "readwrite");
    both.objectStore(SEGMENTS).delete(segment);
    both.objectStore(CHUNKS).delete(range(segment));
    return done(both);
  }
}

function range(segment: string, before = Infinity): IDBKeyRange {
  return IDBKeyRange.bound([segment, 0], [segment, before]);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** On the disk, as far as the browser says so. */
function done(change: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    change.oncomplete = () => resolve();
    change.onerror = change.onabort = () => reject(change.error);
  });
}

/** The browser's own store, or memory where it has none or refuses, as in private windows. */
export async function openStore(): Promise<ChunkStore> {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(SEGMENTS, { keyPath: "key" }).createIndex("url", "url");
      request.result.createObjectStore(CHUNKS, { keyPath: ["segment", "offset"] });
    };
    return new IndexedStore(await answered(request));
  } catch {
    return new MemoryStore();
  }
}
