/** Tells its listeners of named events, typed by what each event carries. */
export interface Emitter<Events> {
  /** Listens; the returned function stops listening. */
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): () => void;
  emit<Name extends keyof Events>(name: Name, value: Events[Name]): void;
}

/** Makes an emitter. A listener that throws is reported to the page and does not keep the others from hearing. */
export function createEmitter<Events>(): Emitter<Events> {
  const listeners: { [Name in keyof Events]?: Set<(value: Events[Name]) => void> } = {};
  return {
    on(name, listener) {
      const group = listeners[name] ?? new Set<(value: Events[typeof name]) => void>();
      listeners[name] = group;
      group.add(listener);
      return () => void group.delete(listener);
    },
    emit(name, value) {
      for (const listener of listeners[name] ?? []) {
        try {
          listener(value);
        } catch (error) {
          reportError(error);
        }
      }
    },
  };
}
