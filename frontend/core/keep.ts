/** Storage that may be full, forbidden or absent: then nothing is kept and nothing breaks. */
export interface Keeper {
  get(key: string): string | null;
  set(key: string, value: string): boolean;
  remove(key: string): void;
}

function keeper(open: () => Storage): Keeper {
  const attempt = <T>(use: (storage: Storage) => T, otherwise: T): T => {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => attempt((storage) => storage.getItem(key), null),
    set: (key, value) =>
      attempt((storage) => {
        storage.setItem(key, value);
        return true;
      }, false),
    remove: (key) => attempt((storage) => storage.removeItem(key), undefined),
  };
}

/** Kept until removed. */
export const local = keeper(() => window.localStorage);
/** Kept while the tab lives. */
export const session = keeper(() => window.sessionStorage);
