// The memory of a Python that has started, as a file: whoever puts it back has Python at once. What is private to the
// pinned Pyodide, and may be gone in the next one, stands here and nowhere else; worker.mjs can do without all of it.
//
// The file   four numbers (of runs; bytes of Pyodide's own part; bytes of the memory; 0), then each run as two (where it
//            begins, how many bytes it has), then Pyodide's own part, then what the runs hold, one after the other
// A run is where the memory differs from that of a program that has been loaded and has not begun.

const PAGE = 32 // bytes that are looked at together: the file stays below 6.25 MiB, more than which no private window keeps

/**
 * Options with which Python starts so that its memory can be taken, and the call that takes it.
 * @param {(settings: any) => Promise<any>} create of pyodide.asm.mjs
 */
export function taking(create) {
  /** @type {any} */
  let module
  let before = new Uint8Array()
  const options = {
    _makeSnapshot: true,
    _sysExecutable: "python", // else the path of whoever takes it is in it
    createPyodideModule: (/** @type {any} */ settings) => {
      const onRuntimeInitialized = () => {
        module = settings
        before = settings.HEAPU8.slice()
      }
      return create(Object.assign(settings, { onRuntimeInitialized }))
    },
  }
  const taken = (/** @type {any} */ python) => {
    const whole = python.makeMemorySnapshot()
    const head = whole.slice(0, new Uint32Array(whole.buffer)[1])
    clear(module)
    return written(head, before, module.HEAPU8)
  }
  return { options, taken }
}

/** Write zeros into what is free: nobody reads it, and it would be carried along. */
function clear(/** @type {any} */ module) {
  const end = module._sbrk(0)
  /** @type {number[]} */
  const free = []
  for (let size = 1 << 22; size >= 16; size = size > 256 ? size >> 1 : size - 8) {
    for (let at = module._malloc(size); at; at = module._malloc(size)) {
      free.push(at)
      if (at + size > end) break // from here on it would grow
      module.HEAPU8.fill(0, at, at + size)
    }
  }
  for (const at of free) module._free(at)
}

/**
 * @param {Uint8Array} head
 * @param {Uint8Array} before
 * @param {Uint8Array} now
 */
function written(head, before, now) {
  if (now.length !== before.length) throw new Error("Python wants more memory than it starts with")
  const [old, words] = [before, now].map(
    ({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length / 4),
  )
  /** @type {number[][]} */
  const runs = []
  for (let at = 0; at < now.length; at += PAGE) {
    const page = words.subarray(at / 4, (at + PAGE) / 4)
    if (page.every((word, i) => word === old[at / 4 + i])) continue
    const last = runs.at(-1)
    if (last && last[0] + last[1] === at) last[1] += PAGE
    else runs.push([at, PAGE])
  }
  const numbers = Uint32Array.from([runs.length, head.length, now.length, 0, ...runs.flat()])
  const parts = [new Uint8Array(numbers.buffer), head, ...runs.map(([at, length]) => now.subarray(at, at + length))]
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const part of parts) {
    file.set(part, end)
    end += part.length
  }
  return file
}

/**
 * Options with which Python starts from a file. Pyodide itself refuses one of another Pyodide.
 * @param {ArrayBuffer} file
 * @param {(settings: any) => Promise<any>} create of pyodide.asm.mjs
 */
export function restoring(file, create) {
  const [count, own, size] = new Uint32Array(file, 0, 3)
  const runs = new Uint32Array(file, 16, 2 * count)
  const head = new Uint8Array(file.slice(16 + runs.byteLength, 16 + runs.byteLength + own))
  const createPyodideModule = async (/** @type {any} */ settings) => {
    const module = await create(settings)
    if (module.HEAPU8.length !== size) throw new Error("the memory is of another program")
    // How this browser calls functions through pointers is its own: that word stays as it is.
    const way = (module.__PyRuntime + module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >> 2]) >> 2
    const here = module.HEAP32[way]
    let from = 16 + runs.byteLength + own
    for (let i = 0; i < runs.length; i += 2) {
      module.HEAPU8.set(new Uint8Array(file, from, runs[i + 1]), runs[i])
      from += runs[i + 1]
    }
    module.HEAP32[way] = here
    return module
  }
  return { _loadSnapshot: head, createPyodideModule }
}
