import { createReadStream, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createWriteStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { UsageError } from "../usage-error";

/** A text that can be read more than once: checked whole first, then run. */
export interface Source {
  /** As messages name it: the file's path, or `standard input`. */
  readonly name: string;
  /** The text from its beginning, unpacked if it is gzip. */
  open(): AsyncIterable<Buffer>;
}

/**
 * Opens the files a user named (`-` is standard input, which is put aside in a temporary file), lends them to `use`, and
 * removes what was put aside, whatever happens.
 *
 * @throws UsageError when a file is missing or is no file
 */
export async function withSources<T>(
  files: readonly string[],
  use: (sources: readonly Source[]) => Promise<T>,
): Promise<T> {
  if (files.length === 0)
    throw new UsageError('no FILE given: name one or more files, or "-" for standard input');
  const scratch = files.includes("-") ? await mkdtemp(join(tmpdir(), "security-auto-")) : undefined;
  try {
    const sources: Source[] = [];
    for (const file of files) {
      sources.push(
        file === "-" && scratch !== undefined
          ? await standardInput(join(scratch, "stdin"))
          : fileSource(file),
      );
    }
    return await use(sources);
  } finally {
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  }
}

function fileSource(path: string, name = path): Source {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`${name}: there is no such file`);
  if (stat.isDirectory()) throw new UsageError(`${name}: is a folder; name the files in it`);
  return { name, open: () => unpacked(path, name) };
}

async function standardInput(path: string): Promise<Source> {
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  return fileSource(path, "standard input");
}

/** The file's bytes, through gunzip if they begin as gzip does (RFC 1952: 1f 8b). */
async function* unpacked(path: string, name: string): AsyncGenerator<Buffer> {
  const packed = await beginsAsGzip(path, name);
  const bytes: Readable = createReadStream(path);
  if (!packed) {
    yield* bytes as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip();
  const pumped = pipeline(bytes, gunzip).catch((error: unknown) => {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    throw new UsageError(
      `${name}: cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    gunzip.destroy();
    await pumped;
  }
}

async function beginsAsGzip(path: string, name: string): Promise<boolean> {
  try {
    for await (const chunk of createReadStream(path, { end: 1 }) as AsyncIterable<Buffer>) {
      return chunk[0] === 0x1f && chunk[1] === 0x8b;
    }
    return false;
  } catch (error) {
    throw new UsageError(
      `${name}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
