/** Writes BER from the end to the beginning: when a sequence is closed, its length is known without counting before. */
export class BerWriter {
  readonly #bytes: Buffer
  #at: number

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#at = bytes.length
  }

  reset(): void {
    this.#at = this.#bytes.length
  }

  /** Where the next byte will end: hand it to `close` later. */
  get mark(): number {
    return this.#at
  }

  get length(): number {
    return this.#bytes.length - this.#at
  }

  /** What has been written, in a buffer of its own. */
  take(): Buffer {
    return Buffer.from(this.#bytes.subarray(this.#at))
  }

  /** A view of what has been written since `mark`, valid until the next write. */
  since(mark: number): Buffer {
    return this.#bytes.subarray(this.#at, mark)
  }

  /** Puts tag and length before everything written since `mark`. */
  close(tag: number, mark: number): void {
    const length = mark - this.#at
    if (length < 0x80) {
      this.#bytes[--this.#at] = length
    } else if (length < 0x100) {
      this.#bytes[--this.#at] = length
      this.#bytes[--this.#at] = 0x81
    } else {
      this.#bytes[--this.#at] = length & 0xff
      this.#bytes[--this.#at] = length >>> 8
      this.#bytes[--this.#at] = 0x82
    }
    this.#bytes[--this.#at] = tag
  }

  /** A whole number in as few bytes as it needs; unsigned ones get a leading zero where their first bit is set. */
  integer(tag: number, value: number): void {
    const mark = this.#at
    let rest = Math.trunc(value)
    for (;;) {
      const byte = ((rest % 256) + 256) % 256
      this.#bytes[--this.#at] = byte
      rest = (rest - byte) / 256
      if ((rest === 0 && byte < 0x80) || (rest === -1 && byte >= 0x80)) break
    }
    this.close(tag, mark)
  }

  octets(tag: number, content: Uint8Array): void {
    const mark = this.#at
    this.#at -= content.length
    this.#bytes.set(content, this.#at)
    this.close(tag, mark)
  }

  text(tag: number, content: string): void {
    const mark = this.#at
    this.#at -= Buffer.byteLength(content)
    this.#bytes.write(content, this.#at)
    this.close(tag, mark)
  }

  /** Tag and length zero: NULL and the exceptions of SNMPv2. */
  empty(tag: number): void {
    this.close(tag, this.#at)
  }

  /** Bytes that are BER already. */
  raw(content: Uint8Array): void {
    this.#at -= content.length
    this.#bytes.set(content, this.#at)
  }
}
