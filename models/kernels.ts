/**
 * The inner loops of training and answering, in WebAssembly: JavaScript engines do not use the vector units of a processor,
 * WebAssembly's 128-bit SIMD does, which makes these loops several times as fast. The results are the same bit for bit
 * on every machine, as the WebAssembly standard fixes them.
 */
export interface Kernels {
  /** Where the floats lie; another thread makes kernels over the same ones from it. */
  readonly memory: KernelMemory;
  /** The memory all loops work in; positions below count its floats. */
  readonly floats: Float32Array;
  /** The same memory, byte by byte. */
  readonly bytes: Int8Array;
  /** `floats[target + i] += factor × floats[source + i]`, for `length` floats; a multiple of {@link lane}. */
  addScaled(target: number, source: number, factor: number, length: number): void;
  /** `floats[target + i] += factor × bytes[source + i]`, for `length` of both; a multiple of {@link lane}. */
  addScaledBytes(target: number, source: number, factor: number, length: number): void;
  /** The sum of `floats[first + i] × floats[second + i]`, for `length` floats; a multiple of {@link lane}. */
  dot(first: number, second: number, length: number): number;
}

// Only what is used here: the types of Node.js leave WebAssembly to those of browsers.
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number; maximum: number; shared: true }) => KernelMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** Memory that threads can hand to each other without a copy. */
export interface KernelMemory {
  readonly buffer: SharedArrayBuffer;
}

/** Lengths given to the kernels are multiples of this. */
export const lane = 8;

/** The bytes of a number in {@link Kernels.floats}. */
export const bytesPerFloat = 4;
const bytesPerPage = 65536;

/** Reserves memory for so many floats, all zero, with the kernels that work in it; or works in memory that is there. */
export function createKernels(floats: number, memory = reserveMemory(floats)): Kernels {
  const { addScaled, addScaledBytes, dot } = new WebAssembly.Instance(compiled(), { m: { m: memory } }).exports as {
    addScaled(target: number, source: number, factor: number, length: number): void;
    addScaledBytes(target: number, source: number, factor: number, length: number): void;
    dot(first: number, second: number, length: number): number;
  };
  return {
    memory,
    floats: new Float32Array(memory.buffer, 0, floats),
    bytes: new Int8Array(memory.buffer, 0, floats * bytesPerFloat),
    addScaled: (target, source, factor, length) => addScaled(target << 2, source << 2, factor, length),
    addScaledBytes: (target, source, factor, length) => addScaledBytes(target << 2, source, factor, length),
    dot: (first, second, length) => dot(first << 2, second << 2, length),
  };
}

function reserveMemory(floats: number): KernelMemory {
  const pages = Math.max(1, Math.ceil((floats * bytesPerFloat) / bytesPerPage));
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

let compiledModule: object | undefined;

function compiled(): object {
  compiledModule ??= new WebAssembly.Module(moduleBytes());
  return compiledModule;
}

// The module, written out by the WebAssembly core specification, version 2 (binary format, chapter 5).
const types = { i32: 0x7f, f32: 0x7d, v128: 0x7b };
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const tee = (local: number): number[] => [0x22, local];
const constant = (value: number): number[] => [0x41, value];
const addInts = [0x6a];
const shiftLeft = [0x74];
const lessThan = [0x49];
const loop = [0x03, 0x40];
const repeatIf = [0x0d, 0];
const end = [0x0b];
const addFloats = [0x92];
const load = (offset: number): number[] => [0xfd, 0x00, 2, offset];
const store = (offset: number): number[] => [0xfd, 0x0b, 2, offset];
/** Eight bytes with their signs as eight 16-bit numbers, which become two times four floats. */
const loadBytes = [0xfd, 0x01, 0, 0];
const lowHalf = [0xfd, 0xa7, 0x01];
const highHalf = [0xfd, 0xa8, 0x01];
const toFloatLanes = [0xfd, 0xfa, 0x01];
const splat = [0xfd, 0x13];
const laneOf = (index: number): number[] => [0xfd, 0x1f, index];
const addLanes = [0xfd, 0xe4, 0x01];
const multiplyLanes = [0xfd, 0xe6, 0x01];

/** `last = first + 4 × length`: where the loop ends. */
const endOfLoop = (first: number, length: number, last: number): number[] => [
  ...get(first),
  ...get(length),
  ...constant(2),
  ...shiftLeft,
  ...addInts,
  ...set(last),
];

/** Both pointers move on by eight numbers, the first's floats; the loop goes on while the first is below `last`. */
const advance = (first: number, second: number, last: number, bytesOfSecond = 32): number[] => [
  ...[...get(second), ...constant(bytesOfSecond), ...addInts, ...set(second)],
  ...[...get(first), ...constant(32), ...addInts, ...tee(first)],
  ...[...get(last), ...lessThan, ...repeatIf],
];

function addScaledBody(): number[] {
  const [target, source, factor, length, factors, last] = [0, 1, 2, 3, 4, 5];
  const step = (offset: number): number[] => [
    ...get(target),
    ...[...get(target), ...load(offset)],
    ...[...get(factors), ...get(source), ...load(offset), ...multiplyLanes],
    ...addLanes,
    ...store(offset),
  ];
  return functionBody(
    [types.v128, types.i32],
    [
      ...[...get(factor), ...splat, ...set(factors)],
      ...endOfLoop(target, length, last),
      ...loop,
      ...step(0),
      ...step(16),
      ...advance(target, source, last),
      ...end,
    ],
  );
}

function addScaledBytesBody(): number[] {
  const [target, source, factor, length, factors, numbers, last] = [0, 1, 2, 3, 4, 5, 6];
  const step = (half: readonly number[], offset: number): number[] => [
    ...get(target),
    ...[...get(target), ...load(offset)],
    ...[...get(factors), ...get(numbers), ...half, ...toFloatLanes, ...multiplyLanes],
    ...addLanes,
    ...store(offset),
  ];
  return functionBody(
    [types.v128, types.v128, types.i32],
    [
      ...[...get(factor), ...splat, ...set(factors)],
      ...endOfLoop(target, length, last),
      ...loop,
      ...[...get(source), ...loadBytes, ...set(numbers)],
      ...step(lowHalf, 0),
      ...step(highHalf, 16),
      ...advance(target, source, last, 8),
      ...end,
    ],
  );
}

function dotBody(): number[] {
  const [first, second, length, even, odd, last] = [0, 1, 2, 3, 4, 5];
  const step = (sum: number, offset: number): number[] => [
    ...get(sum),
    ...[...get(first), ...load(offset), ...get(second), ...load(offset), ...multiplyLanes],
    ...addLanes,
    ...set(sum),
  ];
  return functionBody(
    [types.v128, types.v128, types.i32],
    [
      ...endOfLoop(first, length, last),
      ...loop,
      ...step(even, 0),
      ...step(odd, 16),
      ...advance(first, second, last),
      ...end,
      ...[...get(even), ...get(odd), ...addLanes, ...set(even)],
      ...[...get(even), ...laneOf(0), ...get(even), ...laneOf(1), ...addFloats],
      ...[...get(even), ...laneOf(2), ...addFloats, ...get(even), ...laneOf(3), ...addFloats],
    ],
  );
}

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes];
const vector = (parts: readonly (readonly number[])[]): number[] => [...unsigned(parts.length), ...parts.flat()];
const section = (id: number, parts: readonly (readonly number[])[]): number[] => [id, ...sized(vector(parts))];
const text = (name: string): number[] => sized([...Buffer.from(name)]);

function functionBody(locals: readonly number[], code: readonly number[]): number[] {
  return sized([...vector(locals.map((type) => [1, type])), ...code, ...end]);
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const { i32, f32 } = types;
  const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const signatures = section(1, [
    [0x60, ...vector([[i32], [i32], [f32], [i32]]), ...vector([])],
    [0x60, ...vector([[i32], [i32], [i32]]), ...vector([[f32]])],
  ]);
  // Shared, as the threads proposal writes it: at least one page, at most all that can be addressed.
  const memory = section(2, [[...text('m'), ...text('m'), 0x02, 0x03, ...unsigned(1), ...unsigned(65536)]]);
  const functions = section(3, [[0], [1], [0]]);
  const exports = section(7, [
    [...text('addScaled'), 0x00, 0],
    [...text('dot'), 0x00, 1],
    [...text('addScaledBytes'), 0x00, 2],
  ]);
  const code = section(10, [addScaledBody(), dotBody(), addScaledBytesBody()]);
  return Uint8Array.from([...magic, ...signatures, ...memory, ...functions, ...exports, ...code]);
}
