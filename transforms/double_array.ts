/**
 * Memory of a tree whose children are found by one addition (double array, Aoe 1989): child = base of its parent + class.
 * Invariant: no two parents share a child's place, and every sum of a base and a class lies inside the memory.
 */

/** A state is the place of its first number; the root is 0. */
export const STRIDE = 4;
/** Numbers of a state: what a class is added to (a place), the parent (a place; −1 where nothing lives), two for the owner. */
export const BASE = 0;
export const PARENT = 1;

/** Growing memory of `STRIDE` numbers a state; lives while a tree is built. */
export class DoubleArray {
  readonly #classes: number;
  /** Next free slot at or after a slot, as paths that are halved when walked. */
  #free = new Int32Array(0);
  #states = new Int32Array(0);
  #used = 1;

  /** @param classes classes are 1 … `classes`. */
  constructor(classes: number) {
    this.#classes = classes;
    this.#reserve(classes + 2);
    this.#take(0, 0);
  }

  get states(): Int32Array {
    return this.#states;
  }

  /** Memory of all states, cut to size. */
  finish(): Int32Array {
    return this.#states.slice(0, (this.#used + this.#classes + 1) * STRIDE);
  }

  /** Gives a state children of these classes; returns the base. The first state to be placed gets base 0. */
  place(parent: number, classes: readonly number[]): number {
    const first = classes.reduce((least, step) => Math.min(least, step));
    let slot = this.#nextFree(first);
    for (let tries = 0; !this.#fits(slot - first, classes); tries++)
      slot = this.#nextFree(tries < TRIES ? slot + 1 : Math.max(slot, this.#used));
    const base = slot - first;
    this.#states[parent + BASE] = base * STRIDE;
    for (const step of classes) this.#take(base + step, parent);
    return base * STRIDE;
  }

  #fits(base: number, classes: readonly number[]): boolean {
    this.#reserve(base + this.#classes + 2);
    return classes.every((step) => this.#free[base + step] === base + step);
  }

  #take(slot: number, parent: number): void {
    this.#free[slot] = slot + 1;
    this.#states[slot * STRIDE + PARENT] = parent;
    this.#used = Math.max(this.#used, slot + 1);
  }

  #nextFree(from: number): number {
    this.#reserve(from + 2);
    let slot = from;
    while (this.#free[slot] !== slot) {
      const next = this.#free[slot]!;
      this.#reserve(next + 2);
      slot = this.#free[slot] = this.#free[next]!;
    }
    return slot;
  }

  #reserve(slots: number): void {
    const had = this.#free.length;
    if (slots <= had) return;
    const free = new Int32Array(slots * 2);
    for (let slot = had; slot < free.length; slot++) free[slot] = slot;
    free.set(this.#free);
    const states = new Int32Array(slots * 2 * STRIDE);
    for (let slot = had; slot < slots * 2; slot++) states[slot * STRIDE + PARENT] = NOBODY;
    states.set(this.#states);
    this.#free = free;
    this.#states = states;
  }
}

const NOBODY = -1;
/** Gaps looked at before a family goes to the end, so that building stays linear; only children fill the gaps. */
const TRIES = 24;
