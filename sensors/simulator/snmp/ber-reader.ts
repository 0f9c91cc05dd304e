/** Bytes that are no BER, or not the BER that was asked for. An agent drops such a message without a word. */
export class BerError extends Error {
  override readonly name = 'BerError'
}

/** BER (ITU-T X.690) as SNMP uses it: definite lengths, small tags. Never reads past its end. */
export class BerReader {
  readonly bytes: Buffer
  at: number
  readonly end: number

  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.bytes = bytes
    this.at = at
    this.end = end
  }

  get isDone(): boolean {
    return this.at >= this.end
  }

  /** The tag of what comes next, without taking it. */
  peek(): number {
    if (this.at >= this.end) throw new BerError(`the message ends at byte ${this.at} where a value must begin`)
    return this.bytes[this.at] ?? 0
  }

  /** Takes a value of this tag and returns a reader of its content. */
  enter(tag: number): BerReader {
    const found = this.peek()
    if (found !== tag) throw new BerError(`byte ${this.at} is tag 0x${found.toString(16)}, not 0x${tag.toString(16)}`)
    return this.#content()
  }

  /** Takes a value of any tag. */
  skip(): void {
    this.peek()
    this.#content()
  }

  /** A signed number of at most four bytes (five with a leading zero). */
  integer(tag = 0x02): number {
    const content = this.enter(tag)
    const length = content.end - content.at
    if (length < 1 || length > 5 || (length === 5 && this.bytes[content.at] !== 0)) {
      throw new BerError(`a number of ${length} bytes at ${content.at}; at most four are allowed`)
    }
    return this.bytes.readIntBE(content.at, length)
  }

  octets(tag = 0x04): Buffer {
    const content = this.enter(tag)
    return this.bytes.subarray(content.at, content.end)
  }

  #content(): BerReader {
    let at = this.at + 1
    if (at >= this.end) throw new BerError(`the message ends at byte ${at} where a length must be`)
    let length = this.bytes[at++] ?? 0
    if (length >= 0x80) {
      const size = length & 0x7f
      if (size < 1 || size > 3 || at + size > this.end) throw new BerError(`a length of ${size} bytes at ${at - 1}`)
      length = this.bytes.readUIntBE(at, size)
      at += size
    }
    if (at + length > this.end) throw new BerError(`${length} bytes at ${at} go past the end at ${this.end}`)
    this.at = at + length
    return new BerReader(this.bytes, at, at + length)
  }
}
